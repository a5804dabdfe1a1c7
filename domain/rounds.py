"""A round: one occasion when a checklist is walked through in a building, and the answers given."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from domain.checklists import Checklist
from domain.events import Event, PointAnswered, RoundStarted, RoundSubmitted
from domain.language import Words
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building
from domain.records import changed
from domain.refusals import Refusal
from domain.walk import Step, missing_answers

if TYPE_CHECKING:
    from domain.documents import Documents

PLANNED, IN_PROGRESS, SUBMITTED = "planned", "in_progress", "submitted"


@dataclass(frozen=True)
class Answer:
    """`value` is "ok", "deviation" or "na" for the ordinary point, else what was typed or chosen."""

    value: Any
    at: str
    person: str
    note: str = ""
    finding: str = ""
    photos: tuple[PhotoRef, ...] = ()


@dataclass(frozen=True)
class Round:
    """`answers` is keyed by `answer_key(point, place)`; dates and times are ISO 8601.

    A planned round is `opens`, then `due`, and after `last_day` (due plus grace) too late.
    """

    kind: ClassVar[str] = "round"

    id: str
    building: str
    checklist: str
    version: str
    status: str = PLANNED
    performer: str = ""
    opens: str = ""
    due: str = ""
    last_day: str = ""
    started_at: str = ""
    started_by: str = ""
    submitted_at: str = ""
    signed_by: str = ""
    confidentiality: str = "open"
    answers: dict[str, Answer] = field(default_factory=dict)


def answer_key(point: str, place: str = "") -> str:
    """Where a round keeps the answer to a point: "sba-m-09@LJH-B01-EX-001" when repeated, else "sba-m-12"."""
    return f"{point}@{place}" if place else point


def may_perform(person: Person, checklist: Checklist, round_: Round | None = None) -> bool:
    """The person the round is planned for, or anyone in a role that performs this checklist."""
    return bool(round_ and round_.performer == person.id) or any(
        role in checklist.performed_by for role in person.roles
    )


def start(documents: "Documents", event: Event, act: RoundStarted) -> Round | Refusal:
    """Begin a planned or an unplanned round. Beginning it twice is the same as once."""
    person, round_ = documents.person(event.person), documents.round(act.round)
    known = _register(documents, act.building, act.checklist, act.version)
    if isinstance(known, Refusal):
        return known
    building, checklist = known
    if round_ and (round_.building, round_.checklist) != (act.building, act.checklist):
        return _other_round()
    if not person.works_in(building.id) or not may_perform(person, checklist, round_):
        return _not_your_round(building, checklist)
    if round_ and round_.status != PLANNED:
        return round_
    begun = round_ or Round(act.round, act.building, act.checklist, act.version, performer=person.id)
    return replace(
        begun,
        version=act.version,
        status=IN_PROGRESS,
        started_at=event.at,
        started_by=person.id,
        confidentiality=checklist.confidentiality,
    )


def answer(documents: "Documents", event: Event, act: PointAnswered) -> Round | Refusal:
    """Put one answer into the round. The latest answer to a point counts."""
    round_ = _open_round(documents, event, act.round)
    if isinstance(round_, Refusal):
        return round_
    given = Answer(act.value, event.at, event.person, act.note, act.finding, act.photos)
    return changed(round_, answers={**round_.answers, answer_key(act.point, act.place): given})


def submit(documents: "Documents", event: Event, act: RoundSubmitted) -> Round | Refusal:
    """Sign and lock. Refused while a required point has no answer."""
    round_ = _open_round(documents, event, act.round)
    if isinstance(round_, Refusal):
        return round_
    known = _register(documents, round_.building, round_.checklist, round_.version)
    if isinstance(known, Refusal):
        return known
    building, checklist = known
    missing = missing_answers(checklist, building, round_.answers, event.at)
    if missing:
        return _incomplete(missing)
    return replace(round_, status=SUBMITTED, submitted_at=event.at, signed_by=act.signed_by)


def _open_round(documents: "Documents", event: Event, round_id: str) -> Round | Refusal:
    """The round, if it is under way and the person may walk it."""
    round_ = documents.round(round_id)
    if round_ is None or round_.status == PLANNED:
        return Refusal("round_not_started", Words("Ronden är inte påbörjad.", "The round has not been started."))
    if round_.status == SUBMITTED:
        return _locked(round_)
    known = _register(documents, round_.building, round_.checklist, round_.version)
    if isinstance(known, Refusal):
        return known
    building, checklist = known
    person = documents.person(event.person)
    if not person.works_in(building.id) or not may_perform(person, checklist, round_):
        return _not_your_round(building, checklist)
    return round_


def _register(
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


def _locked(round_: Round) -> Refusal:
    return Refusal(
        "round_locked",
        Words(
            f"Ronden är redan signerad av {round_.signed_by} och låst.",
            f"The round has already been signed by {round_.signed_by} and is locked.",
        ),
        Words(
            "Rapportera det du ville ändra som en egen avvikelse.",
            "Report what you wanted to change as a finding of its own.",
        ),
    )


def _incomplete(missing: list[Step]) -> Refusal:
    return Refusal(
        "round_incomplete",
        Words(
            f"{len(missing)} punkter saknar svar, den första är: {missing[0].point.text.sv}",
            f"{len(missing)} points have no answer, the first is: {missing[0].point.text.en}",
        ),
        Words("Öppna ronden, svara och signera igen.", "Open the round, answer them and sign again."),
    )
