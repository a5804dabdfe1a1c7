"""The last page of a quick report: a sentence or a picture, and off it goes. When and for whom are one tap away."""

from typing import Any

import flet as ft

from app.screens import frame
from app.screens.fields import EntryField, NoteField, OneOf, SomeOf
from app.screens.guard import part, screen
from app.screens.home.quick_when import When
from app.screens.parts import card, column, empty, named, notice, plain, primary, quiet, refused, section
from app.screens.surroundings import Voice, go, use_phone, use_said, use_voice
from app.screens.writing.own_photos import OwnPhotos
from app.screens.writing.photo_parts import use_photos
from app.state.rounds.quick import QUICK, WHOSE, QuickReport
from app.state.rounds.walk import Walk
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.signatures import SignatureNote
from domain.checklists.answer_words import answer_in_words
from domain.rounds.quick import may_be_quick
from domain.rounds.walk import Step

MYSELF, MANY = "self", "multi_choice"


@screen
def QuickSendPage() -> ft.View:
    phone, t = use_phone()
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None or not may_be_quick(walk.checklist, walk.round):
        gone = empty(ft.Icons.TASK_ALT, t("quick.gone"), "")
        return frame.page(t("quick.title"), [gone, primary(t("quick.done"), ft.Icons.HOME, lambda _: go("/"), "home")])
    note = phone.signatures.on(walk.round.id, QUICK)
    below = [SendNow(walk, note, key="send")]
    return frame.page(t("quick.title"), [Telling(walk, note, key=walk.round.id)], below=below)


@part
def Telling(walk: Walk, note: SignatureNote) -> ft.Control:
    t = use_voice()
    report = QuickReport(walk, note)
    photo, words = report.step(report.quick.photo), report.step(report.quick.words)
    forbidden = bool(photo and photo.point.photo_forbidden)
    camera, buttons = use_photos(note.add_photo, forbidden=forbidden)
    if camera:
        return camera
    longest = words.point.max_length if words else None
    controls: list[ft.Control] = [
        _chosen(report, t),
        NoteField(
            t("quick.sentence"),
            note.text,
            lambda text: note.change(text=text),
            identifier="words",
            longest=longest,
            key="words",
        ),
        *([notice(ft.Icons.PRIVACY_TIP, t("draft.pii"))] if words and words.point.pii_warning else []),
    ]
    if photo:
        controls += [quiet(t("quick.or_photo"), 16), *buttons]
        controls.append(OwnPhotos(note, tuple(held.sha256 for held in note.added), key="photos"))
    controls += [Also(walk, step, key=f"also-{step.key}") for step in report.also()]
    if when := report.step(report.quick.when):
        controls.append(When(walk, when, key="when"))
    if affected := report.step(report.quick.affected):
        controls.append(Affected(walk, note, affected, key="affected"))
    return column(controls)


def _chosen(report: QuickReport, t: Voice) -> ft.Control:
    """What and where, as they have been answered."""
    walk = report.walk
    lines = [
        t.say(answer_in_words(step.point, given.value, walk.building))
        for point in (report.quick.what, report.quick.where)
        if (step := report.step(point)) and (given := walk.answer_to(step))
    ]
    said = [ft.Text(line, size=17, weight=ft.FontWeight.W_600) for line in lines[:1]]
    where = " · ".join(dict.fromkeys([walk.building.name, *lines[1:]]))
    return named("so-far", card(column([*said, quiet(where)], 2), tone=ft.Colors.SURFACE_CONTAINER))


@part
def Also(walk: Walk, step: Step) -> ft.Control:
    """A point that cannot wait: its answer is kept at once."""
    t = use_voice()
    refusal, set_refusal = use_said()
    given = walk.answer_to(step)
    value: Any = given.value if given else None

    def give(chosen: Any) -> None:
        set_refusal(walk.answer(step, chosen))

    asked = [section(t.say(step.point.text)), *([quiet(t.say(step.point.guidance))] if step.point.guidance else [])]
    options = [(choice.id, t.say(choice.words)) for choice in step.point.choices]
    options = options or [("yes", t("answer.yes")), ("no", t("answer.no"))]
    if step.point.type == MANY:
        control = SomeOf(options, value if isinstance(value, list) else [], give, identifier=step.key)
    else:
        control = OneOf(options, value or "", give, identifier=step.key)
    return column([*asked, control, *refused(refusal, t.say)], 8)


@part
def Affected(walk: Walk, note: SignatureNote, step: Step) -> ft.Control:
    """Whose report it is. Who wrote it is in the form anyhow."""
    t = use_voice()
    given = walk.answer_to(step)
    chosen = str(given.value) if given else ""
    unfolded, unfold = ft.use_state(bool(chosen))
    refusal, set_refusal = use_said()
    if not unfolded:
        return plain(t.say(step.point.text), ft.Icons.PEOPLE_OUTLINE, lambda _: unfold(True), "for-whom")
    options = [(choice.id, t.say(choice.words)) for choice in step.point.choices]
    controls: list[ft.Control] = [
        section(t.say(step.point.text)),
        OneOf(options, chosen, lambda value: set_refusal(walk.answer(step, value)), identifier="affected"),
    ]
    if chosen and chosen != MYSELF:
        field = EntryField(
            t("quick.whose"),
            note.names.get(WHOSE, ""),
            lambda said: note.write_name(WHOSE, said),
            identifier="whose",
        )
        controls.append(field)
    return column([*controls, *refused(refusal, t.say)], 8)


@part
def SendNow(walk: Walk, note: SignatureNote) -> ft.Control:
    phone, t = use_phone()
    # Every letter in the note may be the one that makes the report complete.
    ft.use_state(note)
    report = QuickReport(walk, note)
    refusal, set_refusal = use_said()
    lacks = report.lacks()

    def send(_: ft.Event) -> None:
        said = report.send(walk.now(), phone.signed_in.title if phone.signed_in else "")
        set_refusal(said)
        if said is None:
            phone.signatures.let_go(note)
            go(f"/report/sent/{walk.round.id}")

    def go_on(_: ft.Event) -> None:
        said = report.keep()
        set_refusal(said)
        if said is None:
            go(f"/round/{walk.round.id}")

    words = t("quick.lacks", points=", ".join(_lacking(report, step, t) for step in lacks)) if lacks else ""
    return column(
        [
            *refused(NOT_SAVED if note.unsaved else refusal, t.say),
            named("lacks", quiet(words or t("quick.send_more"))),
            primary(
                t("quick.send"),
                ft.Icons.SEND,
                send,
                "send-quick",
                disabled=bool(lacks) or note.unsaved or note.blurring,
            ),
            plain(t("quick.more"), ft.Icons.LIST_ALT, go_on, "more-questions", disabled=note.blurring),
        ],
        8,
    )


def _lacking(report: QuickReport, step: Step, t: Voice) -> str:
    told = step.point.id in (report.quick.words, report.quick.photo)
    if told or (step.point.id == report.quick.what and report.walk.is_answered(step)):
        return t("quick.lacks_words")
    return t.say(step.point.text).rstrip("?. ").lower()
