"""Protected sites: what is never asked of the public there, photographed or located, whatever else a form allows.

A site that is flagged "protected" is never photographed at all. One of high value, or whose findings are kept within a
small circle, is photographed only where its own guard round, or another checklist that is not open, asks for it at a
point (workflows, chapter 13: the camera is blocked on those points that say so).

Source: workflows, chapter 13, and the Protective Security Act (2018:585).
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.cases.events import CaseCosted
from domain.checklists.checklist import Checklist, Point
from domain.events import Act, FindingAddedTo, FindingReported, PointAnswered, RoundAddedTo
from domain.language import Words
from domain.places import Building
from domain.refusals import Refusal
from domain.secrecy.table import OPEN
from domain.tasks.events import TaskAct

if TYPE_CHECKING:
    from domain.documents import Documents

PROTECTED, HIGH_VALUE = PROTECTED_TAGS = ("protected", "high_value")
ASKED_FOR = ("always", "on_deviation")
"""The photo rules of a point that wants a picture."""
POSITION = ("lat", "lon")


def is_protected(building: Building) -> bool:
    """Flagged as such by the municipality, or a place where whatever is found is kept within a small circle."""
    return building.confidentiality_default != OPEN or not set(PROTECTED_TAGS).isdisjoint(building.tags)


def may_photograph(building: Building, checklist: Checklist | None = None, point: Point | None = None) -> bool:
    """Whether a picture may be taken in the building: of anything, or as an answer to a point of a checklist."""
    if point and point.photo_forbidden:
        return False
    if not is_protected(building):
        return True
    if PROTECTED in building.tags or checklist is None or point is None:
        return False
    return checklist.confidentiality != OPEN and point.photo in ASKED_FOR


def without_camera(building: Building, checklist: Checklist, point: Point) -> Point | None:
    """The point as it is asked there: in words where nothing may be photographed, None if only a photo would do."""
    if may_photograph(building, checklist, point):
        return point
    return None if point.type == "photo" else replace(point, photo="forbidden")


def bars_photos(documents: "Documents", building: str) -> bool:
    """Whether pictures of whatever there is in the building are kept out."""
    known = documents.building(building)
    return known is not None and not may_photograph(known)


def kept_out(documents: "Documents", act: Act) -> Refusal | None:
    """Why an act may not bring its pictures or its position in. None where nothing of the kind is brought."""
    pictured = bool(getattr(act, "photos", ()) or getattr(act, "invoices", ()))
    placed = _has_position(act)
    if not pictured and not placed:
        return None
    building, checklist, point = _place_of(documents, act)
    if building is None or not is_protected(building):
        return None
    if placed:
        return NO_POSITION
    return None if may_photograph(building, checklist, point) else NO_PHOTOS


def _has_position(act: Act) -> bool:
    value: Any = getattr(act, "value", None) or getattr(act, "answer", None)
    return isinstance(value, dict) and any(value.get(name) is not None for name in POSITION)


def _place_of(documents: "Documents", act: Act) -> tuple[Building | None, Checklist | None, Point | None]:
    """The building that an act brings something in from, and the point that it answers. A repair only picks."""
    match act:
        case PointAnswered(round=name, point=point_id) | RoundAddedTo(round=name, point=point_id):
            round_ = documents.round(name)
            place = (round_.building, round_.checklist, round_.version) if round_ else ("", "", "")
        case FindingReported(building=name, checklist=checklist, version=version, point=point_id):
            place = name, checklist, version
        case FindingAddedTo(finding=name):
            finding = documents.finding(name)
            place = (finding.building, finding.checklist, finding.version) if finding else ("", "", "")
            point_id = finding.point if finding else ""
        case CaseCosted(case=name):
            case = documents.case(name)
            place, point_id = ((case.building if case else ""), "", ""), ""
        case _ if isinstance(act, TaskAct):
            task = documents.task(act.task)
            place, point_id = ((task.building if task else ""), "", ""), ""
        case _:
            place, point_id = ("", "", ""), ""
    building, checklist_id, version = place
    checklist = documents.checklist(checklist_id, version) if checklist_id else None
    return documents.building(building), checklist, checklist.point(point_id) if checklist else None


NO_PHOTOS = Refusal(
    "protected_site",
    Words(
        "Platsen är skyddad. Bilder härifrån tas inte emot.",
        "The site is protected. Pictures from here are not accepted.",
    ),
    Words(
        "Ta bort bilden från telefonen, beskriv i ord och skicka igen. Inget annat har gått förlorat.",
        "Remove the picture from the phone, describe it in words and send again. Nothing else is lost.",
    ),
)
NO_POSITION = Refusal(
    "protected_site",
    Words(
        "Platsen är skyddad. Positionen härifrån tas inte emot.",
        "The site is protected. The position of anything here is not accepted.",
    ),
    Words(
        "Ta bort positionen, skriv platsen med ord och skicka igen. Inget annat har gått förlorat.",
        "Remove the position, write the place in words and send again. Nothing else is lost.",
    ),
)
