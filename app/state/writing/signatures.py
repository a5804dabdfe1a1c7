"""What is about to be put under a round: names, drawn signatures, words; on disk at every letter until it is done."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import flet as ft
from tinydb import TinyDB, where
from tinydb.table import Table

from app.state.writing.written import all_but, instead, is_kept, one_more
from domain.events import Signing
from domain.language import Words
from domain.photos import PhotoRef

StorePhoto = Callable[[bytes, bool], Awaitable[PhotoRef | Words]]
SIGN, REVIEW, ADD = "sign", "review", "add"


@ft.observable
@dataclass(eq=False)
class SignatureNote:
    """`about` is what is being done to the round: SIGN, REVIEW or ADD. `names` and `images` go by the signer's role.

    `added` are the photos of an addition, `text` the words of an addition or a review. `sealed` keeps it off the disk
    in the clear.
    """

    table: Table
    store_photo: StorePhoto
    round: str
    about: str
    names: dict[str, str] = field(default_factory=dict)
    images: dict[str, PhotoRef] = field(default_factory=dict)
    attended: tuple[str, ...] = ()
    walked_by: str = ""
    text: str = ""
    added: tuple[PhotoRef, ...] = ()
    sealed: bool = False
    unsaved: bool = False
    blurring: bool = False

    @property
    def id(self) -> str:
        return f"{self.round}:{self.about}"

    @property
    def photos(self) -> tuple[PhotoRef, ...]:
        """All that must stay on the phone until this is done."""
        return (*self.added, *self.images.values())

    def change(self, **fields: Any) -> None:
        """Change and save at once."""
        for name, value in fields.items():
            setattr(self, name, value)
        row = {
            "id": self.id,
            "round": self.round,
            "about": self.about,
            "names": dict(self.names),
            "images": {role: asdict(image) for role, image in self.images.items()},
            "attended": list(self.attended),
            "walked_by": self.walked_by,
            "text": self.text,
            "added": [asdict(photo) for photo in self.added],
            "sealed": self.sealed,
        }
        self.unsaved = not is_kept(self.table, row)

    def write_name(self, role: str, name: str) -> None:
        self.change(names={**self.names, role: name})

    async def draw(self, role: str, raw: bytes) -> Words | None:
        """Keep a drawn signature; None, or why it cannot be kept."""
        kept = await self.store_photo(raw, self.sealed)
        if isinstance(kept, Words):
            return kept
        self.change(images={**self.images, role: kept})
        return None

    def rub_out(self, role: str) -> None:
        self.change(images={held: image for held, image in self.images.items() if held != role})

    async def add_photo(self, raw: bytes) -> Words | None:
        kept = await self.store_photo(raw, self.sealed)
        if isinstance(kept, Words):
            return kept
        self.change(added=one_more(self.added, kept))
        return None

    def remove_photo(self, sha256: str) -> None:
        self.change(added=all_but(self.added, sha256))

    def put_instead(self, sha256: str, photo: PhotoRef) -> None:
        self.change(added=instead(self.added, sha256, photo))

    def has_signed(self, role: str) -> bool:
        """A typed name is a signature; the drawing makes it look like one."""
        return bool(self.names.get(role, "").strip())

    def signing(self, role: str) -> Signing:
        return Signing(role, self.names.get(role, "").strip(), self.images.get(role))


class SignatureNotes:
    def __init__(self, db: TinyDB, store_photo: StorePhoto, is_sealed: Callable[[str], bool]):
        self._table, self._store_photo, self._is_sealed = db.table("signature_notes"), store_photo, is_sealed
        self._notes = {row["id"]: self._read(row) for row in self._table}

    def on(self, round_id: str, about: str) -> SignatureNote:
        """What was begun, else an empty note, which is not kept before something is written on it."""
        note = SignatureNote(self._table, self._store_photo, round_id, about, sealed=self._is_sealed(round_id))
        return self._notes.setdefault(note.id, note)

    def all(self) -> list[SignatureNote]:
        return list(self._notes.values())

    def let_go(self, note: SignatureNote) -> None:
        """It is done."""
        self._table.remove(where("id") == note.id)
        self._notes.pop(note.id, None)

    def destroy_sealed(self) -> None:
        """Those that are sealed go with their key."""
        for note in [note for note in self._notes.values() if note.sealed]:
            self.let_go(note)

    def _read(self, row: dict[str, Any]) -> SignatureNote:
        images = {role: PhotoRef(**image) for role, image in row["images"].items()}
        added = tuple(PhotoRef(**photo) for photo in row["added"])
        facts = {name: row[name] for name in ("round", "about", "names", "walked_by", "text")}
        attended = tuple(row["attended"])
        sealed = row.get("sealed", False)
        return SignatureNote(
            self._table, self._store_photo, **facts, images=images, attended=attended, added=added, sealed=sealed
        )
