"""Reading a signed round as its reviewer: what is wrong and what was left out comes first, then a name under it."""

from collections.abc import Callable

import flet as ft

from app.screens import frame
from app.screens.answers.signature_pad import SignaturePad
from app.screens.fields import EntryField, NoteField
from app.screens.guard import part, screen
from app.screens.parts import column, empty, notice, primary, quiet, refused, section
from app.screens.signing.locked_answers import signed_steps
from app.screens.signing.summary import Counts, remarks
from app.screens.surroundings import Said, leave, use_phone, use_said, use_voice
from app.screens.writing.own_photos import OwnPhotos
from app.screens.writing.photo_parts import use_photos
from app.state.rounds.walk import Walk
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.signatures import ADD, REVIEW, SignatureNote
from domain.language import Words
from domain.refusals import Refusal
from domain.rounds.round import COUNTERSIGNER
from domain.rounds.signing import photos_forbidden
from domain.secrecy.protection import may_photograph

OWN = ""


@part
def ReadFirst(walk: Walk) -> ft.Control:
    t = use_voice()
    unanswered = [step for step in signed_steps(walk) if walk.answer_to(step) is None]
    lines = [" · ".join(filter(None, (t.say(step.point.text), step.where))) for step in unanswered]
    left_open = [notice(ft.Icons.RADIO_BUTTON_UNCHECKED, t("locked.left_open"), "\n".join(lines))] if lines else []
    said = [*remarks(walk, t), *left_open] or [quiet(t("locked.nothing_first"), 16)]
    return column([section(t("locked.first")), Counts(walk), *said])


@part
def Review(walk: Walk, as_: str) -> ft.Control:
    phone, _ = use_phone()
    return Reviewing(walk, as_, phone.signatures.on(walk.round.id, REVIEW))


@part
def Reviewing(walk: Walk, as_: str, note: SignatureNote) -> ft.Control:
    """The name of the reviewer or countersigner, and what they want to say."""
    phone, t = use_phone()
    words = t("locked.countersign") if as_ == COUNTERSIGNER else t("locked.review")

    async def keep(raw: bytes) -> Words | None:
        return await note.draw(OWN, raw)

    refusal, sign = use_doing(note, lambda: phone.book.countersign(walk.round.id, note.signing(OWN), note.text.strip()))
    return column(
        [
            section(words),
            NoteField(
                t("locked.review_words"), note.text, lambda said: note.change(text=said), identifier="review-words"
            ),
            EntryField(
                t("sign.name"), note.names.get(OWN, ""), lambda said: note.write_name(OWN, said), identifier="sign-name"
            ),
            SignaturePad(keep, key="pad"),
            *refused(refusal, t.say),
            primary(words, ft.Icons.DRAW, sign, "countersign", disabled=not note.has_signed(OWN)),
        ]
    )


def use_doing(note: SignatureNote, do: Callable[[], Refusal | None]) -> tuple[Said, Callable[[ft.Event], None]]:
    """Why it was not done, if so, and the handler that does it and lets the note go."""
    phone, _ = use_phone()
    refusal, set_refusal = use_said()

    def done(_: ft.Event) -> None:
        said = do()
        set_refusal(said)
        if said is None:
            phone.signatures.let_go(note)

    return (NOT_SAVED if note.unsaved else refusal), done


@screen
def AddPage() -> ft.View:
    """Say something about a round that is locked."""
    phone, t = use_phone()
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None:
        return frame.page(t("locked.add"), [empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))])
    return frame.page(t("locked.add"), [Adding(walk, phone.signatures.on(walk.round.id, ADD), key="adding")])


@part
def Adding(walk: Walk, note: SignatureNote) -> ft.Control:
    t = use_voice()
    barred = photos_forbidden(walk.checklist) or not may_photograph(walk.building)
    camera, buttons = use_photos(note.add_photo, forbidden=barred, look_first=note.sealed)
    refusal, add = use_doing(note, lambda: walk.add(note.text, photos=note.added))

    def add_and_leave(e: ft.Event) -> None:
        had = len(walk.round.additions)
        add(e)
        if len(walk.round.additions) > had:
            leave()

    if camera:
        return camera
    nothing = note.blurring or not (note.text.strip() or note.added)
    return column(
        [
            quiet(t("locked.add_more"), 16),
            NoteField(t("locked.add_words"), note.text, lambda said: note.change(text=said), identifier="add-words"),
            *buttons,
            OwnPhotos(note, tuple(photo.sha256 for photo in note.added), key="photos"),
            *refused(refusal, t.say),
            primary(t("locked.add"), ft.Icons.CHECK, add_and_leave, "send-addition", disabled=nothing),
        ]
    )
