"""Who may walk which round now: beginning one, and the round that is under way for a person."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.checklists.checklist import Checklist
from domain.events import Event, RoundStarted
from domain.language import Words
from domain.places import Building
from domain.refusals import Refusal
from domain.rounds.round import HANDED_ON, IN_PROGRESS, MISSED, PLANNED, SUBMITTED, SUSPENDED, Round, may_perform
from domain.time_words import day_and_month

if TYPE_CHECKING:
    from domain.documents import Documents

SLACK = timedelta(days=1)
"""A round's last day is a day here, an event's time is in UTC: nobody is refused for the difference."""


def start(documents: "Documents", event: Event, act: RoundStarted) -> Round | Refusal:
    """Begin a planned or an unplanned round. Beginning it twice is the same as once, also when somebody joins it."""
    person, round_ = documents.person(event.person), documents.round(act.round)
    known = register_of(documents, act.building, act.checklist, act.version)
    if isinstance(known, Refusal):
        return known
    building, checklist = known
    if round_ and (round_.building, round_.checklist) != (act.building, act.checklist):
        return _other_round()
    if not person.works_in(building.id) or not may_perform(person, checklist, round_):
        return _not_your_round(building, checklist)
    if round_ and round_.status not in (PLANNED, MISSED):
        return _suspended(round_) if round_.status == SUSPENDED else round_
    if round_ and _is_too_late(round_, event.at):
        return _too_late(round_)
    begun = round_ or Round(act.round, act.building, act.checklist, act.version, performer=person.id)
    return replace(
        begun,
        version=act.version,
        status=IN_PROGRESS,
        started_at=event.at,
        started_by=person.id,
        confidentiality=checklist.confidentiality,
        administration=person.administration or person.org,
        space=act.space,
        object=act.object,
        component=act.component,
        origin=act.origin,
    )


def open_round(documents: "Documents", event: Event, round_id: str) -> tuple[Round, Building, Checklist] | Refusal:
    """The round with its building and checklist, if it is under way and the person may walk it."""
    round_ = documents.round(round_id)
    if round_ is None or round_.status in (PLANNED, MISSED, SUSPENDED):
        return Refusal("round_not_started", Words("Ronden är inte påbörjad.", "The round has not been started."))
    if round_.status == SUBMITTED:
        return _locked(round_)
    known = register_of(documents, round_.building, round_.checklist, round_.version)
    if isinstance(known, Refusal):
        return known
    building, checklist = known
    person = documents.person(event.person)
    if not person.works_in(building.id) or not may_perform(person, checklist, round_):
        return _handed_on(round_) if round_.status == HANDED_ON else _not_your_round(building, checklist)
    return round_, building, checklist


def register_of(
    documents: "Documents", building_id: str, checklist_id: str, version: str
) -> tuple[Building, Checklist] | Refusal:
    building, checklist = documents.building(building_id), documents.checklist(checklist_id, version)
    if building and checklist:
        return building, checklist
    return Refusal(
        "unknown_round",
        Words(
            f"Checklistan {checklist_id} version {version} eller byggnaden {building_id} finns inte.",
            f"Checklist {checklist_id} version {version} or building {building_id} does not exist.",
        ),
    )


def _not_your_round(building: Building, checklist: Checklist) -> Refusal:
    return Refusal(
        "not_your_round",
        Words(
            f"Din roll går inte {checklist.title.sv.lower()} i {building.name}.",
            f"Your role does not walk {checklist.title.en.lower()} in {building.name}.",
        ),
    )


def _other_round() -> Refusal:
    return Refusal(
        "other_round",
        Words(
            "Ronden gäller en annan byggnad eller en annan checklista.",
            "The round is for another building or another checklist.",
        ),
    )


def _is_too_late(round_: Round, at: str) -> bool:
    """What was begun in time on a phone without a network counts, whenever it arrives."""
    return bool(round_.last_day) and date.fromisoformat(at[:10]) > date.fromisoformat(round_.last_day[:10]) + SLACK


def _suspended(round_: Round) -> Refusal:
    return Refusal(
        "round_suspended",
        Words(f"Ronden är inställd: {round_.why_not}.", f"The round is suspended: {round_.why_not}."),
        Words("Starta en extra rond om den ändå ska gås.", "Start an extra round if it is to be walked anyway."),
    )


def _too_late(round_: Round) -> Refusal:
    last = day_and_month(date.fromisoformat(round_.last_day[:10]))
    return Refusal(
        "round_too_late",
        Words(
            f"Ronden skulle ha varit klar {last.sv} och räknas som missad.",
            f"The round was to be done by {last.en} and counts as missed.",
        ),
        Words("Gå nästa rond, eller starta en extra.", "Walk the next round, or start an extra one."),
    )


def _handed_on(round_: Round) -> Refusal:
    return Refusal(
        "handed_on",
        Words(
            "Anmälan är skickad, och någon annan handlägger den nu.", "The report has been sent and is being handled."
        ),
    )


def _locked(round_: Round) -> Refusal:
    return Refusal(
        "round_locked",
        Words(
            f"Ronden är redan signerad av {round_.signed_by} och låst.",
            f"The round has already been signed by {round_.signed_by} and is locked.",
        ),
        Words("Lägg till det du ville ändra som ett tillägg.", "Add what you wanted to change as an addition."),
    )
