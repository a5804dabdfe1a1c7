"""Finding an object by its label: the camera looks for the QR code by itself, and the tag can always be typed."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.device.tags import CannotRead, read_tag
from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import chip, column, named, notice, outlined, primary, quiet, refused, secondary
from app.screens.surroundings import Said, use_latest, use_said, use_voice
from app.screens.writing.camera import Viewfinder, open_back_camera
from domain.rounds.tags import tag_in

log = logging.getLogger("rond.scan")

Found = Callable[[str], Said]
"""Told what a label's code says, or what was typed; answers None, or why that is nothing here."""

Read = Callable[[bytes], Awaitable[str | None]]
"""What the code in a picture says; None where it shows none. Raises CannotRead."""

PAUSE = 0.7  # seconds between two pictures
FAILURES = 3  # so many pictures in a row that could not be taken: the camera is gone

HINDRANCES = {
    "no_camera": (ft.Icons.NO_PHOTOGRAPHY, "scan.no_camera", "scan.no_camera_more"),
    "no_reader": (ft.Icons.QR_CODE_SCANNER, "scan.no_reader", "scan.no_reader_more"),
}


@part
def Scan(found: Found, close: Callable[[], Any], *, read: Read = read_tag, pause: float = PAUSE) -> ft.Control:
    """The camera, a field to type in instead, and a way out. Once `found` has answered None it looks no further."""
    t = use_voice()
    typing, set_typing = ft.use_state(False)
    hindrance, set_hindrance = ft.use_state("")
    taken, set_taken = ft.use_state("")
    problem, set_problem = use_said()

    def tell(tag: str) -> bool:
        why_not = found(tag)
        set_problem(why_not)
        set_taken("" if why_not else tag)
        return why_not is None

    def switch(to_typing: bool) -> None:
        set_problem(None)
        set_typing(to_typing)

    controls: list[ft.Control] = []
    if hindrance:
        icon, title, more = HINDRANCES[hindrance]
        controls.append(named("scan-hindrance", notice(icon, t(title), t(more)), live_region=True))
    if taken:
        controls = [_read(t("scan.found", tag=tag_in(taken)))]
    elif typing or hindrance:
        controls += [TypedTag(tell), *refused(problem, t.say)]
        if not hindrance:
            controls.append(secondary(t("scan.camera"), ft.Icons.QR_CODE_SCANNER, lambda _: switch(False), "scan"))
    else:
        controls.append(LookingCamera(tell, set_hindrance, problem, read, pause))
        controls.append(secondary(t("scan.type"), ft.Icons.KEYBOARD, lambda _: switch(True), "type-tag"))
    return column([*controls, outlined(t("scan.close"), ft.Icons.CLOSE, lambda _: close(), "close-scan")])


def _read(words: str) -> ft.Control:
    mark = chip(ft.Icons.CHECK, words, ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    return named("scan-taken", ft.Row([mark], wrap=True), live_region=True)


@part
def TypedTag(tell: Callable[[str], Any]) -> ft.Control:
    t = use_voice()
    typed: Any = ft.use_ref("")

    # The button is never drawn with an older text than the one that stands in the field.
    def keep(text: str) -> None:
        typed.current = text

    submit = use_latest(lambda e: tell(e.control.value or ""))
    field = EntryField(
        t("scan.tag"),
        "",
        keep,
        identifier="tag",
        on_submit=submit,
        autofocus=True,
        autocorrect=False,
        capitalization=ft.TextCapitalization.CHARACTERS,
    )
    return column([field, primary(t("scan.go"), ft.Icons.ARROW_FORWARD, lambda _: tell(typed.current), "go-to-tag")])


@part
def LookingCamera(
    tell: Callable[[str], bool], hinder: Callable[[str], Any], problem: Said, read: Read, pause: float
) -> ft.Control:
    t = use_voice()
    viewer: Any = ft.use_ref(None)
    is_open, set_open = ft.use_state(False)
    here = ft.use_ref(True)
    haptics = use_haptics()
    latest = use_latest(tell)

    async def take_in(tag: str) -> bool:
        with contextlib.suppress(Exception):  # a phone that cannot vibrate has still read the code
            await haptics.vibrate()
        return latest(tag)

    async def look() -> None:
        try:
            await open_back_camera(viewer)
        # No camera, no permission, another app has it, not this platform: typing is always there instead.
        except Exception as error:
            log.warning("the camera did not open: %s", error)
            if here.current:
                hinder("no_camera")
            return
        await without_flash(viewer)
        set_open(True)
        hindrance = await look_for_code(viewer, here, read, take_in, pause)
        if hindrance:
            hinder(hindrance)

    def leave() -> None:
        here.current = False

    ft.use_effect(look, [], cleanup=leave)
    view = ft.Container(
        Viewfinder(viewer),
        height=380,
        border_radius=20,
        bgcolor=ft.Colors.INVERSE_SURFACE,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    state = quiet(t("scan.looking") if is_open else t("scan.starting"))
    return column(
        [
            quiet(t("scan.aim"), 16),
            named("viewfinder", view, label=t("scan.view"), image=True),
            named("scan-state", state, live_region=True),
            *refused(problem, t.say),
            Light(viewer, is_open),
        ]
    )


async def without_flash(viewer: Any) -> None:
    """A native camera would flash at every picture in a dark cellar; in a browser only being asked makes it flash."""
    if not ft.context.page.web:
        from flet_camera import FlashMode

        with contextlib.suppress(Exception):  # without a flash there is none to turn off
            await viewer.current.set_flash_mode(FlashMode.OFF)


async def look_for_code(
    viewer: Any, here: Any, read: Read, take_in: Callable[[str], Awaitable[bool]], pause: float
) -> str:
    """Take pictures until a code has been taken in or nobody is `here` any more: then "", else what hinders.

    A code that was refused is not told again as long as the camera sees it.
    """
    failures, refused_code = 0, ""
    while here.current:
        tag = None
        try:
            tag = await read(bytes(await viewer.current.take_picture()))
            failures = 0
        except CannotRead as error:
            log.warning("no code can be read: %s", error)
            return "no_reader"
        except Exception as error:  # a camera that is just being closed, or has been taken by another app
            log.warning("no picture was taken: %s", error)
            failures += 1
        if failures == FAILURES:
            return "no_camera" if here.current else ""
        if tag and tag != refused_code and here.current and await take_in(tag):
            return ""
        refused_code = tag or ""
        await asyncio.sleep(pause)
    return ""


@part
def Light(viewer: Any, ready: bool) -> ft.Control:
    """The camera's lamp. Whether there is one shows only when it is turned on (flet-camera 1.0.5)."""
    t = use_voice()
    lit, set_lit = ft.use_state(False)
    missing, set_missing = ft.use_state(False)

    async def switch(_: ft.Event) -> None:
        from flet_camera import FlashMode

        try:
            await viewer.current.set_flash_mode(FlashMode.OFF if lit else FlashMode.TORCH)
            set_lit(not lit)
        except Exception as error:  # each platform has its own words for it
            log.warning("no light: %s", error)
            set_missing(True)

    if missing:
        return named("no-light", quiet(t("scan.no_light")), live_region=True)
    icon = ft.Icons.FLASHLIGHT_OFF if lit else ft.Icons.FLASHLIGHT_ON
    return secondary(t("scan.dark") if lit else t("scan.light"), icon, switch, "light", disabled=not ready)


def use_haptics() -> ft.HapticFeedback:
    """The phone's vibration, for as long as the component lives."""
    haptics, _ = ft.use_state(ft.HapticFeedback)
    page = ft.context.page

    def mount() -> None:
        page.services.append(haptics)
        page.update()

    def unmount() -> None:
        if haptics in page.services:
            page.services.remove(haptics)

    ft.use_effect(mount, [], cleanup=unmount)
    return haptics
