"""Proof of presence: the tag at a checkpoint is scanned first; where that is not possible, somebody says why."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.parts import chip, column, named, notice, secondary
from app.screens.surroundings import Voice, use_voice
from app.screens.times import clock_time
from app.state.walk import Walk
from domain.stops import Stop


@part
def Presence(walk: Walk, stop: Stop, reason: str, set_reason: Callable[[str], Any], scan: Callable[[], Any]) -> Any:
    """For a checkpoint: when its tag was scanned, or the button that scans it and room for a reason."""
    t = use_voice()
    if walk.round.scan_of(stop.place) or not stop.steps[0].must_be_scanned:
        return column(scanned(walk, stop.place, t))
    return column(
        [
            notice(ft.Icons.QR_CODE_SCANNER, t("walk.not_scanned"), t("walk.not_scanned_more")),
            secondary(t("walk.scan_here"), ft.Icons.QR_CODE_SCANNER, lambda _: scan(), "scan-here"),
            NoteField(t("walk.why_not"), reason, set_reason, identifier="why-not-scanned", lines=2, key=stop.place),
        ]
    )


def scanned(walk: Walk, place: str, t: Voice) -> list[ft.Control]:
    """ "Skannad 14:05"; nothing where nobody has scanned."""
    scan = walk.round.scan_of(place) if place else None
    if scan is None:
        return []
    words = t("walk.scanned", time=clock_time(scan.at, t))
    mark = chip(ft.Icons.QR_CODE, words, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    return [named("scanned", ft.Row([mark], wrap=True))]
