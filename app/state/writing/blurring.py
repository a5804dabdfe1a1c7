"""Covering faces and plates in a picture that has not been sent yet: the sharp one leaves the disk at once.

The covered picture is on disk, and the draft refers to it, before the sharp one goes: whatever happens in between, the
draft has its picture, and a sharp one that nothing refers to goes when the phone tidies up.
"""

from collections.abc import Sequence
from typing import Protocol

from app.device.blur import Patch
from app.state.writing.album import Album
from domain.language import Words
from domain.photos import PhotoRef

BLUR_FIRST = Words("Sudda klart bilden, eller avbryt.", "Finish blurring the picture, or cancel.")
NOT_HERE = Words(
    "Bilden finns inte längre på telefonen. Ta en ny i stället.",
    "The picture is not on this phone any more. Take a new one instead.",
)
NOT_KEPT = Words(
    "Den suddade bilden kunde inte sparas. Frigör utrymme och försök igen, eller ta bort bilden.",
    "The blurred picture could not be saved. Free some space and try again, or remove the picture.",
)


class Written(Protocol):
    """A draft or note with pictures of its own."""

    sealed: bool
    unsaved: bool
    blurring: bool

    def remove_photo(self, sha256: str, /) -> None: ...
    def put_instead(self, sha256: str, photo: PhotoRef, /) -> None: ...


async def blur(album: Album, written: Written, sha256: str, places: Sequence[Patch]) -> Words | None:
    """Cover the places. None when it is done, else why not; then the picture is as it was."""
    sharp = await album.load(sha256)
    if sharp is None:
        return NOT_HERE
    covered = await album.covered(sharp, places)
    if isinstance(covered, Words):
        return covered
    kept = await album.keep(covered, written.sealed)
    if isinstance(kept, Words):
        return kept
    written.put_instead(sha256, kept)
    if written.unsaved:
        return NOT_KEPT
    await album.let_go(sha256)
    return None
