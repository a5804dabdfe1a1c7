"""The logbook of a checklist in a building: when each point was last answered, and what is switched off there for good.

Points with an interval of their own are asked when it has passed since then.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from domain.checklists.checklist import Checklist, Point
from domain.durations import add_to_date, parse_duration
from domain.events import Event, PointSwitchedOff
from domain.language import Words
from domain.people import Person
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.round import Round

if TYPE_CHECKING:
    from domain.documents import Documents

WHOLE_CHECKLIST = ""
MAY_SWITCH_OFF = ("property_manager", "safety_coordinator")


@dataclass(frozen=True)
class Last:
    """The answer of the last signed round. `at` is its time, ISO 8601; `opened` when that round opened, if planned."""

    at: str
    value: Any = None
    finding: str = ""
    opened: str = ""


@dataclass(frozen=True)
class Off:
    """Who switched a point off, when and why."""

    reason: str
    person: str
    title: str
    at: str


@dataclass(frozen=True)
class Logbook:
    """`last` goes by the answer's key, `off` by the point's id or `WHOLE_CHECKLIST`."""

    kind: ClassVar[str] = "logbook"

    id: str
    building: str
    checklist: str
    confidentiality: str = "open"
    last: dict[str, Last] = field(default_factory=dict)
    off: dict[str, Off] = field(default_factory=dict)

    def is_off(self, point: str) -> bool:
        return point in self.off or WHOLE_CHECKLIST in self.off


def logbook_id(building: str, checklist: str) -> str:
    return f"{building}:{checklist}"


def of_round(documents: "Documents", building: str, checklist: Checklist) -> Logbook:
    """The logbook as it stands; an empty one where nothing has been written yet."""
    identity = logbook_id(building, checklist.id)
    return documents.logbook(identity) or Logbook(identity, building, checklist.id, checklist.confidentiality)


def is_due(point: Point, last: Last | None, until: str) -> bool:
    """Whether a point with its own interval is asked in a round that is followed by another on the ISO date `until`.

    It is asked in the round that is open when its interval runs out. Intervals run from the day when a round opened
    and not from when it was walked: else a point of three months, walked a day later every time, would come in every
    fourth monthly round. We count back from `until`, so that the shorter months take nothing away.
    """
    if not point.interval or last is None:
        return True
    began = last.opened or last.at[:10]
    return add_to_date(date.fromisoformat(until), parse_duration(point.interval), -1).isoformat() > began


def written_up(logbook: Logbook, round_: Round) -> Logbook:
    """The logbook after a round has been signed. An older round that is signed late overwrites nothing newer."""
    answered = {key: Last(given.at, given.value, given.finding, round_.opens) for key, given in round_.answers.items()}
    newer = {key: last for key, last in answered.items() if key not in logbook.last or logbook.last[key].at <= last.at}
    return replace(logbook, last={**logbook.last, **newer})


def may_switch(person: Person, checklist: Checklist, building: Building) -> bool:
    """Those who review the checklist, and those who look after the building."""
    return person.works_in(building.id) and person.has_one_of((*checklist.reviewed_by, *MAY_SWITCH_OFF))


def switch(documents: "Documents", event: Event, act: PointSwitchedOff) -> Logbook | Refusal:
    """Switch a point off in a building, or on again. Switching off needs a reason."""
    checklist, building = documents.checklist(act.checklist, act.version), documents.building(act.building)
    if checklist is None or building is None or (act.point and checklist.point(act.point) is None):
        return Refusal("unknown_point", Words("Punkten finns inte.", "There is no such point."))
    person = documents.person(event.person)
    if not may_switch(person, checklist, building):
        return Refusal(
            "not_yours_to_switch",
            Words(
                "Bara den som granskar checklistan eller förvaltar byggnaden kan stänga av en punkt.",
                "Only who reviews the checklist or manages the building can switch a point off.",
            ),
        )
    if act.off and not act.reason.strip():
        return Refusal(
            "reason_missing", Words("Skriv varför punkten inte gäller här.", "Say why the point does not apply here.")
        )
    logbook = of_round(documents, building.id, checklist)
    kept = {point: off for point, off in logbook.off.items() if point != act.point}
    if act.off:
        kept[act.point] = Off(act.reason.strip(), person.id, person.title, event.at)
    return replace(logbook, off=kept)
