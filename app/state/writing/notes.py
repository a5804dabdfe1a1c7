"""What somebody is writing about a task: on disk at every letter, like a draft, until it is sent or let go."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import flet as ft
from tinydb import TinyDB, where
from tinydb.table import Table

from app.state.writing.written import all_but, instead, is_kept, one_more
from domain.language import Words
from domain.photos import PhotoRef

StorePhoto = Callable[[bytes, bool], Awaitable[PhotoRef | Words]]


@ft.observable
@dataclass(eq=False)
class Note:
    """`about` is what is being done to the task, one of `app.state.writing.note_acts.SENT`; "step:<do>" names the step.

    `task` may also be a case: then "case_step:<do>" names the step (`app.state.cases.desk`).

    `facts` has what else that act needs, by name; `called_at` is when somebody was phoned about the task (ISO 8601).
    `sealed` keeps it off the disk in the clear; `blurring` says that somebody is covering faces in a photo.
    """

    table: Table
    store_photo: StorePhoto
    task: str
    about: str
    text: str = ""
    reason: str = ""
    photos: tuple[PhotoRef, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    called_at: str = ""
    sealed: bool = False
    unsaved: bool = False
    blurring: bool = False

    @property
    def id(self) -> str:
        return f"{self.task}:{self.about}"

    @property
    def is_begun(self) -> bool:
        return bool(self.text or self.reason or self.photos or self.called_at or any(self.facts.values()))

    def change(self, **fields: Any) -> None:
        """Change and save at once."""
        for name, value in fields.items():
            setattr(self, name, value)
        row = {"id": self.id, "task": self.task, "about": self.about, "text": self.text, "reason": self.reason}
        row |= {"photos": [asdict(photo) for photo in self.photos], "sealed": self.sealed}
        row |= {"facts": dict(self.facts), "called_at": self.called_at}
        self.unsaved = not is_kept(self.table, row)

    def fact(self, name: str, usual: str = "") -> str:
        return self.facts.get(name, usual)

    def note(self, **facts: str) -> None:
        """Change those of `facts`, and save at once."""
        self.change(facts={**self.facts, **facts})

    async def add_photo(self, raw: bytes) -> Words | None:
        """Keep one more photo; None, or why it cannot be kept."""
        kept = await self.store_photo(raw, self.sealed)
        if isinstance(kept, Words):
            return kept
        self.change(photos=one_more(self.photos, kept))
        return None

    def remove_photo(self, sha256: str) -> None:
        self.change(photos=all_but(self.photos, sha256))

    def put_instead(self, sha256: str, photo: PhotoRef) -> None:
        self.change(photos=instead(self.photos, sha256, photo))


class Notes:
    def __init__(self, db: TinyDB, store_photo: StorePhoto, is_sealed: Callable[[str], bool]):
        self._table, self._store_photo, self._is_sealed = db.table("notes"), store_photo, is_sealed
        self._notes = {row["id"]: self._read(row) for row in self._table}

    def on(self, task: str, about: str) -> Note:
        """What was begun, else an empty note, which is not kept before something is written on it."""
        note = Note(self._table, self._store_photo, task, about, sealed=self._is_sealed(task))
        return self._notes.setdefault(note.id, note)

    def all(self) -> list[Note]:
        """Those that something is written on."""
        return [note for note in self._notes.values() if note.is_begun]

    def let_go(self, note: Note) -> None:
        """It has been sent."""
        self._table.remove(where("id") == note.id)
        self._notes.pop(note.id, None)

    def destroy_sealed(self) -> None:
        """Those that are sealed go with their key."""
        for note in [note for note in self._notes.values() if note.sealed]:
            self.let_go(note)

    def _read(self, row: dict[str, Any]) -> Note:
        photos = tuple(PhotoRef(**photo) for photo in row["photos"])
        said = (row["task"], row["about"], row["text"], row["reason"])
        more = {name: row[name] for name in ("facts", "called_at", "sealed") if name in row}
        return Note(self._table, self._store_photo, *said, photos=photos, **more)
