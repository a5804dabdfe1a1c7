"""A stranger's photo that waits: covered until somebody touches it, then shown with the task or removed for a reason.

The picture is fetched by that touch and is not kept on the phone.
"""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.screens.desk.tasks import title_of
from app.screens.fields import NoteField, OneOf
from app.screens.guard import part
from app.screens.parts import card, column, named, notice, outlined, plain, primary, quiet, refused, secondary, section
from app.screens.surroundings import go, use_phone, use_said, use_voice
from domain.refusals import Refusal
from domain.tasks.task import Task
from domain.tasks.to_reporter import HeldPhoto, photos_waiting

REASONS = {
    "people": "public.why_people",
    "points-out": "public.why_points_out",
    "beside": "public.why_beside",
    "offensive": "public.why_offensive",
}
"""Why a photo goes, and the words that say it."""


@part
def PhotosToJudge(tasks: tuple[Task, ...]) -> ft.Control:
    """Where decisions are taken: each task with its photo."""
    t = use_voice()
    cards = [_WithTask(task, key=f"photo-of-{task.id}") for task in tasks]
    return named("photos-to-judge", column([section(f"{t('public.photos')} ({len(tasks)})"), *cards], 8))


@part
def _WithTask(task: Task) -> ft.Control:
    phone, t = use_phone()
    way = plain(
        t("decide.open"), ft.Icons.ARTICLE_OUTLINED, lambda _: go(f"/tasks/{task.id}"), f"open-photo-of-{task.id}"
    )
    lines: list[ft.Control] = [
        ft.Text(title_of(task, phone, t), size=17, weight=ft.FontWeight.W_600),
        quiet(f"{task.number} · {phone.names.place(task)}"),
        HeldPhotos(task, key="held"),
        ft.Row([way]),
    ]
    return card(column(lines, 8))


@part
def HeldPhotos(task: Task) -> ft.Control:
    """Covered, until somebody wants to see what a stranger sent."""
    phone, t = use_phone()
    held, hold = ft.use_state(cast("tuple[HeldPhoto, ...] | None", None))
    problem, set_problem = use_said()

    async def look(_: ft.Event) -> None:
        answer = await phone.public_desk.photos(task.id)
        if isinstance(answer, Refusal):
            set_problem(answer)
        else:
            set_problem(None)
            hold(answer)

    if held is None:
        return column([_covered(photos_waiting(task), look), *refused(problem, t.say)], 6)
    if not held:
        return named("photo-settled", quiet(t("public.settled")), live_region=True)
    return column([Uncovered(photo, key=photo.sha256) for photo in held])


def _covered(count: int, look: Callable) -> ft.Control:
    t = use_voice()
    words = [
        ft.Text(t("public.photo_waits", n=count), size=16, weight=ft.FontWeight.W_600),
        quiet(t("public.photo_covered"), 14),
    ]
    cover = ft.Container(
        column([ft.Icon(ft.Icons.BLUR_ON, size=44, color=ft.Colors.ON_SURFACE_VARIANT), *words], 6),
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        border_radius=16,
        padding=18,
        ink=True,
        on_click=look,
    )
    return named("look-at-photo", cover, button=True)


@part
def Uncovered(photo: HeldPhoto) -> ft.Control:
    phone, t = use_phone()
    jpeg, show = ft.use_state(b"")
    removing, set_removing = ft.use_state(False)
    problem, set_problem = use_said()

    async def fetch() -> None:
        answer = await phone.public_desk.picture(photo.sha256)
        if isinstance(answer, Refusal):
            set_problem(answer)
        else:
            show(answer)

    async def decide(shown: bool, why: str = "") -> None:
        refusal = await phone.public_desk.decide(photo.sha256, shown, why)
        set_problem(refusal)
        if refusal is None:
            await phone.send_now()  # the task comes back with what was decided, and without the photo that waited

    async def accept(_: ft.Event) -> None:
        await decide(True)

    ft.use_effect(fetch, [])
    if not jpeg:
        return column([quiet(t("public.fetching")), *refused(problem, t.say)])
    picture = ft.Image(src=jpeg, fit=ft.BoxFit.CONTAIN, border_radius=16, semantics_label=t("public.picture"))
    lines: list[ft.Control] = [named("stranger-photo", picture), *refused(problem, t.say)]
    if removing:
        lines.append(Removing(decide, lambda: set_removing(False), key="removing"))
    else:
        lines.append(quiet(t("public.judge")))
        lines.append(secondary(t("public.accept"), ft.Icons.CHECK, accept, "accept-photo"))
        lines.append(
            outlined(t("public.remove"), ft.Icons.DELETE_OUTLINE, lambda _: set_removing(True), "remove-photo")
        )
    return column(lines, 10)


@part
def Removing(decide: Callable, stay: Callable[[], None]) -> ft.Control:
    """Why it goes: one of the usual reasons, or in words."""
    t = use_voice()
    reason, choose = ft.use_state("")
    words, write = ft.use_state("")
    why = ". ".join(said for said in (t(REASONS[reason]) if reason else "", words.strip()) if said)

    async def remove(_: ft.Event) -> None:
        await decide(False, why)

    return column(
        [
            section(t("public.why")),
            OneOf([(each, t(said)) for each, said in REASONS.items()], reason, choose, identifier="why"),
            NoteField(t("public.why_words"), "", write, identifier="why-words", lines=1, longest=300),
            notice(ft.Icons.DELETE_FOREVER_OUTLINED, t("public.removed_for_good")),
            primary(t("public.remove_sure"), ft.Icons.DELETE_OUTLINE, remove, "remove-photo-sure", disabled=not why),
            plain(t("public.stay"), ft.Icons.UNDO, lambda _: stay(), "keep-photo"),
        ],
        8,
    )
