"""A photo that a point demands and that cannot be taken, or that may not be taken at all: the reason stands instead."""

import flet as ft

from app.screens.fields import NoteField, OneOf
from app.screens.guard import part
from app.screens.parts import column, named, plain, quiet, section
from app.screens.surroundings import Voice, use_voice
from app.state.writing.drafts import Draft

REASONS = {
    "people": "draft.no_photo_people",
    "dark": "draft.no_photo_dark",
    "camera": "draft.no_photo_camera",
    "fixed": "draft.no_photo_fixed",
}


@part
def NoPhoto(draft: Draft) -> ft.Control:
    """ "Cannot take a photo": a few reasons to choose from, or words."""
    t = use_voice()
    unfolded, set_unfolded = ft.use_state(bool(draft.no_photo))
    if not unfolded:
        row = plain(t("draft.no_photo"), ft.Icons.NO_PHOTOGRAPHY, lambda _: set_unfolded(True), "no-photo")
        return column([quiet(t("photo.demanded")), row], 4)
    reasons = {name: t(key) for name, key in REASONS.items()}
    chosen = next((name for name, words in reasons.items() if words == draft.no_photo), "")

    def because(words: str) -> None:
        draft.change(no_photo=words)

    return column(
        [
            section(t("draft.no_photo_why")),
            OneOf(list(reasons.items()), chosen, lambda name: because(reasons[name]), identifier="no-photo"),
            NoteField(
                t("draft.no_photo_words"),
                "" if chosen else draft.no_photo,
                because,
                identifier="no-photo-words",
                lines=1,
                key="own-words",
            ),
        ],
        8,
    )


def forbidden_why(t: Voice, protected: bool = False) -> list[ft.Control]:
    """Why neither camera nor chooser is there: because of the point, or because the whole site is `protected`."""
    return [named("photo-forbidden-why", quiet(t("protected.no_photos" if protected else "draft.forbidden_why"), 16))]
