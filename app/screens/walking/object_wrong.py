"""The register is wrong about an object: it is not there, or it stands in another room."""

from urllib.parse import quote

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, outlined, plain, quiet, refused, section
from app.screens.surroundings import go, use_phone, use_said, use_voice
from app.state.rounds.walk import Walk
from domain.rounds.stops import Stop


@part
def ObjectWrong(walk: Walk, stop: Stop) -> ft.Control:
    """Folded until somebody wants it: it is seldom so."""
    phone, t = use_phone()
    item, path = stop.steps[0].object, f"/round/{walk.round.id}"
    unfolded, set_unfolded = ft.use_state(False)
    if item is None:
        return ft.Container(height=0)

    def missing(_: ft.Event) -> None:
        if draft := phone.draft_for_missing(walk.round.id, item):
            go(f"{path}/draft/{draft.id}")

    proposed = [quiet(t("object.found"))] if item in walk.round.found else []
    if not unfolded:
        ask = plain(t("object.wrong"), ft.Icons.HELP_OUTLINE, lambda _: set_unfolded(True), "object-wrong")
        return column([*proposed, ask])
    moved = f"{path}/moved/{quote(item.tag, safe='')}"
    return column(
        [
            *proposed,
            outlined(t("object.missing"), ft.Icons.SEARCH_OFF, missing, "object-missing"),
            outlined(t("object.moved"), ft.Icons.MOVE_DOWN, lambda _: go(moved), "object-moved"),
        ]
    )


@part
def MissingObjects(walk: Walk) -> ft.Control:
    """What was said not to be there, and the way to say that it was there after all."""
    t = use_voice()
    refusal, set_refusal = use_said()
    rows = [
        card(
            column(
                [
                    ft.Text(item.label, size=17, weight=ft.FontWeight.W_500),
                    quiet(item.tag),
                    outlined(
                        t("object.back"),
                        ft.Icons.UNDO,
                        lambda _, tag=item.tag: set_refusal(walk.object_is_back(tag)),
                        f"back-{item.tag}",
                    ),
                ],
                6,
            )
        )
        for item in walk.missing_objects()
    ]
    return column([section(t("missing.title")), *rows, *refused(refusal, t.say)])
