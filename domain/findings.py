"""A finding: what is wrong, where, who saw it, and which task came of it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from domain.events import Event, FindingReported, FindingWithdrawn
from domain.language import Words
from domain.photos import PhotoRef
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.documents import Documents

REPORTED, WITHDRAWN = "reported", "withdrawn"


@dataclass(frozen=True)
class Finding:
    """`confidentiality` is that of its checklist or building; `task` is empty until the server has routed it."""

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
        confidentiality=_strictest(
            building.confidentiality_default, checklist.confidentiality if checklist else "open"
        ),
    )


def withdraw(documents: "Documents", event: Event, act: FindingWithdrawn) -> Finding | Refusal:
    """Only the reporter may withdraw a finding."""
    finding = documents.finding(act.finding)
    if finding is None:
        return Refusal(
            "unknown_finding",
            Words("Avvikelsen finns inte.", "The finding does not exist."),
        )
    if finding.reporter != event.person:
        return Refusal(
            "not_your_finding",
            Words(
                "Avvikelsen är rapporterad av någon annan och kan bara dras tillbaka av den personen.",
                "The finding was reported by someone else and only they can withdraw it.",
            ),
        )
    return replace(finding, status=WITHDRAWN)


def _strictest(*classes: str) -> str:
    order = ("open", "limited", "restricted_person", "not_in_app")
    return max(classes, key=order.index)


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
