"""A deviation or a report while it is being written: on disk at every change, also before the camera opens."""

from collections.abc import Awaitable
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import flet as ft
from tinydb import where
from tinydb.table import Table

from app.state.sending.recorder import NOT_SAVED
from app.state.writing import destination
from app.state.writing.blurring import BLUR_FIRST
from app.state.writing.destination import Around
from app.state.writing.written import all_but, instead, is_kept, one_more
from domain.checklists.answers import is_milder
from domain.checklists.checklist import Checklist, Point
from domain.demarcation.routing import Question, Routing
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Space
from domain.refusals import Refusal

_STORED = (
    *("id", "building", "space", "object", "component", "text", "severity", "case", "fixed_on_spot"),
    *("round", "point", "place", "value", "checklist", "version", "seen"),
    *("severity_chosen", "severity_reason", "no_photo", "both_parties", "missing", "joins", "beside"),
    *("called_at", "call_later", "sealed"),
)
CRITICAL, INSPECTION = "critical", "inspection"
DEMANDED = ("always", "on_deviation")
"""The photo rules under which a deviation has a photo, or a reason why not."""


class Desk(Protocol):
    """What a draft needs of what is around it."""

    @property
    def around(self) -> Around: ...
    def send(self, draft: "Draft", /) -> Refusal | None: ...
    def store_photo(self, raw: bytes, sealed: bool, /) -> Awaitable[PhotoRef | Words]: ...
    def forget(self, draft: "Draft") -> None: ...


@ft.observable
@dataclass(eq=False)
class Draft:
    """`value` is the answer that made it a deviation ("deviation", a number, a choice, ...), None for a report.

    `seen` is when the answer was given that it replaces. `joins` is the open finding that it adds to, "" for a new
    one; `missing` says that the object itself is not there; `both_parties` gives the remark to owner and user;
    `beside` is a task that an answer led to, which the answer itself is not. `called_at` is when somebody was phoned
    about something critical, `call_later` that it is sent first. `sealed` keeps it off the disk in the clear.
    `unsaved` says that the disk refused the last change: what is on the screen is not kept yet. `blurring` says that
    somebody is covering faces in one of the photos.
    """

    desk: Desk
    table: Table
    id: str
    building: str = ""
    space: str = ""
    object: str = ""
    component: str = ""
    text: str = ""
    severity: str = "medium"
    case: dict[str, str] = field(default_factory=dict)
    photos: tuple[PhotoRef, ...] = ()
    fixed_on_spot: bool = False
    round: str = ""
    point: str = ""
    place: str = ""
    value: Any = None
    checklist: str = ""
    version: str = ""
    seen: str = ""
    severity_reason: str = ""
    no_photo: str = ""
    both_parties: bool = False
    missing: bool = False
    joins: str = ""
    beside: bool = False
    severity_chosen: bool = False
    called_at: str = ""
    call_later: bool = False
    sealed: bool = False
    unsaved: bool = False
    blurring: bool = False

    def change(self, **fields: Any) -> None:
        """Change and save at once: nothing typed is ever lost. A severity that somebody chose stays."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.severity_chosen = self.severity_chosen or "severity" in fields
        if "component" in fields and not self.severity_chosen and not self.usual_severity():
            on_the_list = destination.severity_on_the_list(self.desk.around, self.component)
            self.severity = on_the_list or self.severity
        self.save()

    def save(self) -> None:
        self.sealed = self.sealed or destination.is_kept_sealed(self.desk.around, self)
        row = {name: _plain(getattr(self, name)) for name in _STORED}
        row["photos"] = [asdict(photo) for photo in self.photos]
        self.unsaved = not is_kept(self.table, row)

    async def add_photo(self, raw: bytes) -> Words | None:
        """Keep one more photo; None, or why it cannot be kept."""
        self.save()
        kept = await self.desk.store_photo(raw, self.sealed)
        if isinstance(kept, Words):
            return kept
        self.change(photos=one_more(self.photos, kept))
        return None

    def remove_photo(self, sha256: str) -> None:
        self.change(photos=all_but(self.photos, sha256))

    def put_instead(self, sha256: str, photo: PhotoRef) -> None:
        self.change(photos=instead(self.photos, sha256, photo))

    @property
    def asks_first(self) -> bool:
        """Whether a picture is looked at before it is kept: what is restricted may not lie here sharp even for once."""
        return self.sealed or destination.is_kept_sealed(self.desk.around, self)

    def routing(self) -> tuple[Routing, Words] | None:
        """Where it would go and why; None until place and component are known."""
        return destination.routing_of(self.desk.around, self)

    def questions(self) -> list[Question]:
        """Those routing inputs that change the answer here, and those that the point always asks for."""
        return destination.questions_of(self.desk.around, self)

    def parties(self) -> tuple[str, str]:
        """The organisations of the owner and the user of the place."""
        return destination.parties_of(self.desk.around, self)

    def spaces(self) -> tuple[Space, ...]:
        """Where in the building it can be."""
        return destination.spaces_of(self.desk.around, self)

    def point_asked(self) -> Point | None:
        return destination.point_of(self.desk.around, self)

    def photo_rule(self) -> str:
        """The point's rule ("forbidden", "always", ...); a report may have photos except of a protected site."""
        point = self.point_asked()
        if not destination.may_photograph_for(self.desk.around, self):
            return "forbidden"
        return point.photo if point else "optional"

    @property
    def at_protected_site(self) -> bool:
        return destination.is_at_protected_site(self.desk.around, self)

    def usual_severity(self) -> str:
        """What the point says of such an answer; "" where it says nothing."""
        return destination.usual_severity_of(self.desk.around, self)

    @property
    def replaces_answer(self) -> bool:
        """Whether sending it answers its point; a missing object and a task beside the answer do not."""
        return bool(self.round) and not self.missing and not self.beside

    @property
    def place_is_given(self) -> bool:
        """Whether it is about the place at which its point is asked, or about an object."""
        return bool(self.object) or bool(self.place and self.place == self.space)

    def may_be_for_both(self) -> bool:
        """The remarks of an inspection may be for owner and user at once."""
        checklist: Checklist | None = destination.checklist_of(self.desk.around, self)
        inspected = bool(checklist and checklist.kind == INSPECTION)
        return inspected and self.replaces_answer and not self.joins and len(set(self.parties()) - {""}) > 1

    def problem(self, online: bool = False) -> Words | None:
        """What is still missing before it can be sent, or why what was typed is not safe yet.

        With a network (`online`) something critical may be sent before the call.
        """
        if self.unsaved:
            return NOT_SAVED.why
        if self.blurring:
            return BLUR_FIRST
        if not self.building:
            return Words("Välj byggnad.", "Choose the building.")
        if not self.component:
            return Words("Välj vad det gäller.", "Choose what it is about.")
        if self.photos and self.photo_rule() == "forbidden":
            return Words("Ta bort bilden. Här får ingen sparas.", "Remove the picture. None may be kept here.")
        if self.joins:
            return None
        if self.needs_photo() and not self.no_photo.strip():
            return Words("Den här punkten kräver ett foto.", "This point demands a photo.")
        if not self.text.strip() and not self.photos:
            if self.photo_rule() == "forbidden" or self.no_photo.strip():
                return Words("Skriv en mening.", "Write a sentence.")
            return Words("Skriv en mening eller ta ett foto.", "Write a sentence or take a photo.")
        if self.lowered() and not self.severity_reason.strip():
            return Words("Skriv varför det är mindre allvarligt.", "Say why it is less serious.")
        if self.must_call() and not (self.call_later and online):
            return Words("Ring först, det är akut.", "Phone first, it is critical.")
        return None

    def needs_photo(self) -> bool:
        """Whether the point demands a photo that has not been taken; a reason may stand in for it."""
        return self.photo_rule() in DEMANDED and not self.photos and not self.joins and not self.beside

    def lowered(self) -> bool:
        """Whether it is said to be less grave than its point says, which needs a reason."""
        usual = self.usual_severity()
        return bool(usual) and not self.joins and is_milder(self.severity, usual)

    def is_urgent(self) -> bool:
        """Something critical that is still there is told by phone: the app is never the only way."""
        return self.severity == CRITICAL and not self.fixed_on_spot and not self.joins

    def must_call(self) -> bool:
        return self.is_urgent() and not self.called_at

    def called(self) -> None:
        """Somebody has just been phoned about it."""
        self.change(called_at=self.desk.around.clock.stamp(), call_later=False)

    def send(self) -> Refusal | None:
        """Report it. Durable when this returns; the draft is gone then."""
        return self.desk.send(self)

    def discard(self) -> None:
        self.table.remove(where("id") == self.id)
        self.desk.forget(self)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


def read_draft(row: dict[str, Any], desk: Desk, table: Table) -> Draft:
    photos = tuple(PhotoRef(**photo) for photo in row["photos"])
    facts = {name: row[name] for name in _STORED if name in row}
    return Draft(desk, table, **facts, photos=photos)
