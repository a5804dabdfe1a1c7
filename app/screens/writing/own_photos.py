"""The pictures of what is being written: each can be taken away, and blurred for as long as nobody else has it."""

from collections.abc import Sequence

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, plain, quiet
from app.screens.surroundings import Said, use_phone
from app.screens.writing.blur_marks import Marks
from app.screens.writing.blur_page import Blur
from app.screens.writing.photo_parts import removable
from app.state.writing.blurring import Written, blur

NOBODY, NOTHING = "", b""


@part
def OwnPhotos(written: Written, hashes: Sequence[str]) -> ft.Control:
    phone, t = use_phone()
    chosen, set_chosen = ft.use_state(NOBODY)
    done, set_done = ft.use_state(False)
    sharp, set_sharp = ft.use_state(NOTHING)

    def close() -> None:
        set_chosen(NOBODY)
        set_sharp(NOTHING)
        written.blurring = False

    async def open_(sha256: str) -> None:
        set_done(False)
        if jpeg := await phone.album.load(sha256):
            written.blurring = True
            set_sharp(jpeg)
            set_chosen(sha256)

    async def cover(marks: Marks) -> Said:
        said = await blur(phone.album, written, chosen, marks)
        if said is None:
            close()
            set_done(True)
        return said

    # Whoever leaves the page in the middle has not blurred it.
    ft.use_effect(lambda: None, [], cleanup=lambda: setattr(written, "blurring", False))
    if chosen and sharp:
        return Blur(sharp, cover, close, key=f"blur-{chosen}")
    if not hashes:
        return ft.Container(height=0)

    def tile(sha256: str) -> ft.Control:
        above = removable(sha256, written.remove_photo)
        if not phone.album.is_only_here(sha256):
            return above

        async def begin(_: ft.Event) -> None:
            await open_(sha256)

        below = plain(t("blur.this"), ft.Icons.BLUR_ON, begin, f"blur-photo-{sha256[:8]}")
        return ft.Column([above, below], spacing=2, tight=True, key=f"own-{sha256}")

    said = [named("blur-done", quiet(t("blur.done")), live_region=True)] if done else []
    return column([ft.Row([tile(sha256) for sha256 in hashes], wrap=True, spacing=10, run_spacing=10), *said], 6)
