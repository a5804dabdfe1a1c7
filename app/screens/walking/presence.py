"""Proof of presence: the tag at a checkpoint is scanned first; where that is not possible, somebody says why."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.parts import chip, column, named, plain, quiet, secondary
from app.screens.surroundings import Voice, use_voice
from app.screens.times import clock_time
from app.state.rounds.walk import Walk
from domain.rounds.stops import Stop


@part
def Presence(walk: Walk, stop: Stop, reason: str, set_reason: Callable[[str], Any], scan: Callable[[], Any]) -> Any:
    """For a checkpoint: when its tag was scanned, or the button that scans it. Room for a reason unfolds on demand."""
    t = use_voice()
    wanted, set_wanted = ft.use_state(bool(reason))
    if walk.round.scan_of(stop.place) or not stop.steps[0].must_be_scanned:
        return column(scanned(walk, stop.place, t))
    scan_here = secondary(t("walk.scan_here"), ft.Icons.QR_CODE_SCANNER, lambda _: scan(), "scan-here")
    if not wanted:
        cannot = plain(t("walk.cannot_scan"), ft.Icons.HELP_OUTLINE, lambda _: set_wanted(True), "cannot-scan")
        return column([scan_here, cannot], 4)
    why = NoteField(t("walk.why_not"), reason, set_reason, identifier="why-not-scanned", lines=2, key=stop.place)
    return column([scan_here, why, quiet(t("walk.why_not_more"))], 8)


def scanned(walk: Walk, place: str, t: Voice) -> list[ft.Control]:
    """ "Skannad 14:05"; nothing where nobody has scanned."""
    scan = walk.round.scan_of(place) if place else None
    if scan is None:
        return []
    words = t("walk.scanned", time=clock_time(scan.at, t))
    mark = chip(ft.Icons.QR_CODE, words, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    return [named("scanned", ft.Row([mark], wrap=True))]
