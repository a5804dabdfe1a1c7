"""A finding: what is wrong, where, who saw it, and which task came of it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from domain.checklists.answers import is_milder, severity_of
from domain.checklists.checklist import Point
from domain.events import Event, FindingAddedTo, FindingReported, FindingWithdrawn
from domain.language import Words
from domain.photos import PhotoRef
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

REPORTED, WITHDRAWN = "reported", "withdrawn"


@dataclass(frozen=True)
class Again:
    """Somebody else, or somebody later, saw the same deficiency."""

    at: str
    person: str
    title: str
    text: str = ""
    photos: tuple[PhotoRef, ...] = ()
    round: str = ""


@dataclass(frozen=True)
class Finding:
    """`confidentiality` is that of its checklist or building; `task` is empty until the server has routed it.

    See `domain.events.FindingReported` for `answer`, `attributes`, `severity_reason`, `no_photo`, `party` and
    `called_at`. `due` is the ISO date that was decided and `responsible` the role, where it is a measure.
    """

    kind: ClassVar[str] = "finding"

    id: str
    building: str
    component: str
    text: str
    severity: str
    reporter: str
    reporter_title: str
    reporter_org: str
    found_at: str
    status: str = REPORTED
    space: str = ""
    object: str = ""
    case: dict[str, str] = field(default_factory=dict)
    photos: tuple[PhotoRef, ...] = ()
    fixed_on_spot: bool = False
    round: str = ""
    point: str = ""
    checklist: str = ""
    version: str = ""
    confidentiality: str = "open"
    task: str = ""
    answer: Any = None
    attributes: tuple[str, ...] = ()
    severity_reason: str = ""
    no_photo: str = ""
    party: str = ""
    called_at: str = ""
    seen_again: tuple[Again, ...] = ()
    due: str = ""
    responsible: str = ""


def report(documents: "Documents", event: Event, act: FindingReported) -> Finding | Refusal:
    """The finding that a report makes. Anyone with an account may report in a building they work in."""
    person = documents.person(event.person)
    building = documents.building(act.building)
    if building is None:
        return _no_building(act.building)
    if not person.works_in(act.building):
        return _not_your_building(building.name)
    if documents.finding(act.finding) is not None:
        return _exists_already()
    checklist = documents.checklist(act.checklist, act.version)
    point = checklist.point(act.point) if checklist else None
    if point and point.photo_forbidden and act.photos:
        return photo_forbidden()
    usual = usual_severity(point, act.answer) if point else ""
    if usual and is_milder(act.severity, usual) and not act.severity_reason.strip():
        return _reason_missing()
    return Finding(
        id=act.finding,
        building=act.building,
        component=act.component,
        text=act.text,
        severity=act.severity,
        reporter=person.id,
        reporter_title=person.title,
        reporter_org=person.org,
        found_at=event.at,
        space=act.space,
        object=act.object,
        case=act.case or {},
        photos=act.photos,
        fixed_on_spot=act.fixed_on_spot,
        round=act.round,
        point=act.point,
        checklist=act.checklist,
        version=act.version,
        confidentiality=strictest(building.confidentiality_default, checklist.confidentiality if checklist else "open"),
        answer=act.answer,
        attributes=act.attributes,
        severity_reason=act.severity_reason,
        no_photo=act.no_photo,
        party=act.party,
        called_at=act.called_at,
    )


def usual_severity(point: Point, value: Any) -> str:
    """How grave the checklist says that such an answer is: less takes a reason. "" where it says nothing."""
    says = point.severity or any(choice.severity for choice in point.choices)
    return severity_of(point, value) if says else ""


def users_half(finding: str) -> str:
    """The name of the finding that gives the same remark to the user, where an inspection gives it to both parties."""
    return f"{finding}:user"


def add_to(documents: "Documents", event: Event, act: FindingAddedTo) -> Finding | Refusal:
    """The same thing was seen again: one finding, several who saw it."""
    finding = documents.finding(act.finding)
    if finding is None:
        return _unknown()
    person = documents.person(event.person)
    if not person.works_in(finding.building):
        return _not_your_building(finding.building)
    again = Again(event.at, person.id, person.title, act.text, act.photos, act.round)
    return replace(finding, seen_again=(*finding.seen_again, again))


def withdraw(documents: "Documents", event: Event, act: FindingWithdrawn) -> Finding | Refusal:
    """Only the reporter may withdraw a finding."""
    finding = documents.finding(act.finding)
    if finding is None:
        return _unknown()
    if finding.reporter != event.person:
        return Refusal(
            "not_your_finding",
            Words(
                "Avvikelsen är rapporterad av någon annan och kan bara dras tillbaka av den personen.",
                "The finding was reported by someone else and only they can withdraw it.",
            ),
        )
    return replace(finding, status=WITHDRAWN)


def strictest(*classes: str) -> str:
    order = ("open", "limited", "restricted_person", "not_in_app")
    return max(classes, key=order.index)


def photo_forbidden() -> Refusal:
    return Refusal(
        "photo_forbidden",
        Words("Här får man inte fotografera.", "Photographing is not allowed here."),
        Words("Ta bort bilden och beskriv i ord.", "Remove the picture and describe it in words."),
    )


def _reason_missing() -> Refusal:
    return Refusal(
        "severity_reason_missing",
        Words("Allvaret är sänkt utan att det står varför.", "The severity was lowered without saying why."),
        Words("Skriv varför det är mindre allvarligt än vanligt.", "Say why it is less serious than usual."),
    )


def _unknown() -> Refusal:
    return Refusal("unknown_finding", Words("Avvikelsen finns inte.", "The finding does not exist."))


def _exists_already() -> Refusal:
    return Refusal(
        "finding_exists",
        Words("Avvikelsen är redan rapporterad.", "The finding has already been reported."),
        Words(
            "Dra tillbaka den och rapportera på nytt om något har ändrats.",
            "Withdraw it and report anew if something has changed.",
        ),
    )


def _no_building(building: str) -> Refusal:
    return Refusal(
        "unknown_building",
        Words(f"Byggnaden {building} finns inte i registret.", f"Building {building} is not in the register."),
    )


def _not_your_building(name: str) -> Refusal:
    return Refusal(
        "not_your_building",
        Words(f"Du har inte tillgång till {name} längre.", f"You no longer have access to {name}."),
    )
