"""Names and times as people say them, from the documents on the phone."""

from datetime import datetime

from app.state.documents import PhoneDocuments
from domain.demarcation_list import DemarcationList
from domain.language import Words
from domain.people import Organisation
from domain.places import described

_DAYS = Words(
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
_MONTHS = Words(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "January February March April May June July August September October November December",
)


def organisation(documents: PhoneDocuments, org: str) -> Words:
    known: Organisation | None = documents.get("organisation", org)
    return Words(known.name, known.name_en) if known else Words(org, org)


def place(documents: PhoneDocuments, building_id: str, space_id: str, tag: str) -> str:
    building = documents.building(building_id)
    if building is None:
        return building_id
    item = building.object(tag) if tag else None
    return described(building, building.space(space_id or (item.space if item else "")), item)


def component(listing: DemarcationList | None, code: str) -> Words:
    row = listing.row_naming(code) if listing else None
    return Words(row.component_sv, row.component_en) if row else Words(code, code)


def moment(iso: str) -> Words:
    """ "torsdag 26 november 14:00" from a time in ISO 8601; the offset that it carries is the municipality's own."""
    when = datetime.fromisoformat(iso)
    day, clock = when.weekday(), f"{when:%H:%M}"

    def said(language: str) -> str:
        days, months = _DAYS.in_language(language).split(), _MONTHS.in_language(language).split()
        return f"{days[day]} {when.day} {months[when.month - 1]} {clock}"

    return Words(said("sv"), said("en"))
