"""The names under a round: the performer's, and those of everybody else who signs on the same phone, one at a time."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.screens.answers.signature_pad import SignaturePad
from app.screens.fields import EntryField, SomeOf
from app.screens.guard import part
from app.screens.parts import card, column, named, notice, outlined, primary, quiet, refused, section
from app.screens.signing.drawn_signature import DrawnSignature
from app.screens.surroundings import Voice, use_phone, use_said, use_voice
from app.state.phone import Phone
from app.state.rounds.to_do import FORM
from app.state.rounds.walk import Walk
from app.state.sending.recorder import NOT_SAVED
from app.state.writing.signatures import SIGN, SignatureNote
from domain.language import Words
from domain.people import Person
from domain.rounds.signing import signature_points

NOBODY = ""
TEMP = "temp"


@part
def Signatures(walk: Walk) -> ft.Control:
    phone, _ = use_phone()
    return Signing(walk, phone.signatures.on(walk.round.id, SIGN))


@part
def Signing(walk: Walk, note: SignatureNote) -> ft.Control:
    phone, t = use_phone()
    drawing, set_drawing = ft.use_state(NOBODY)
    refusal, set_refusal = use_said()
    own, *others = signers(walk, phone.signed_in)
    missing = sum(not note.has_signed(role) for role in (own, *others))

    def sign(_: ft.Event) -> None:
        said = sign_with(walk, note, own, others)
        set_refusal(said)
        if said is None:
            phone.signatures.let_go(note)

    def card_of(role: str) -> ft.Control:
        return SignerCard(walk, note, role, role == own, drawing, set_drawing, key=f"signer-{role}")

    controls: list[ft.Control] = [section(t("sign.signature")), quiet(_what_it_does(walk, phone, t))]
    if others:
        controls.append(quiet(t("signer.hand_over")))
    controls += [card_of(own), *map(card_of, others), *_attended(walk, note, (own, *others), phone, t)]
    if walk.checklist.confidentiality == "open" and walk.checklist.kind != FORM:
        controls.append(Temp(note, key="temp"))
    if missing and others:
        controls.append(quiet(t("signer.missing", n=missing)))
    controls += refused(NOT_SAVED if note.unsaved else refusal, t.say)
    controls.append(primary(t("sign.sign"), ft.Icons.DRAW, sign, "sign", disabled=bool(missing)))
    return column(controls)


def signers(walk: Walk, person: Person | None) -> list[str]:
    """The roles that sign, the performer's own first; "" stands for a performer who signs as no role in particular."""
    wanted = [role for point in signature_points(walk.checklist, walk.part) for role in point.signers]
    own = next((role for role in wanted if person and role in person.roles), "")
    return [own, *(role for role in wanted if role != own)]


def sign_with(walk: Walk, note: SignatureNote, own: str, others: list[str]) -> Any:
    """Lock the round with what stands in the note. Whoever signs has taken part."""
    signatures = tuple(note.signing(role) for role in (own, *others))
    signing = [role for role in walk.checklist.attended_by if role in (own, *others)]
    attended = tuple(dict.fromkeys((*signing, *note.attended)))
    return walk.sign(signatures[0].name, signatures, attended, note.walked_by.strip())


def _what_it_does(walk: Walk, phone: Phone, t: Voice) -> str:
    """What the name locks, and who reads it next."""
    if not walk.part:
        return t("sign.locks")
    roles = next_readers(walk, phone)
    return " ".join(filter(None, (t("sign.locks_part"), t("sign.hands_on", roles=t.say(roles)) if roles else "")))


def next_readers(walk: Walk, phone: Phone) -> Words:
    """Who handles a form when the part that is open has been signed; nobody after the last."""
    is_last = walk.part in ("", *walk.checklist.parts[-1:])
    return Words() if is_last else phone.names.roles(walk.checklist.handled_by)


@part
def SignerCard(
    walk: Walk, note: SignatureNote, role: str, is_own: bool, drawing: str, set_drawing: Callable[[str], Any]
) -> ft.Control:
    phone, t = use_phone()
    name = "sign-name" if is_own else f"sign-name-{role}"
    this = f"drawing-{role}"

    async def keep(raw: bytes) -> Words | None:
        return await note.draw(role, raw)

    def draw(_: ft.Event) -> None:
        set_drawing(this)

    image = note.images.get(role)
    title = t.say(phone.names.role(role)) if role else ""
    who = " · ".join(filter(None, (title, t("signer.you") if is_own else "")))
    label = t("sign.name") if is_own else t("signer.name")
    field = EntryField(label, note.names.get(role, ""), lambda said: note.write_name(role, said), identifier=name)
    controls: list[ft.Control] = [ft.Text(who, size=17, weight=ft.FontWeight.W_600)] if role else []
    controls.append(field)
    if not signature_points(walk.checklist, walk.part):
        return card(column(controls))
    if drawing == this:
        controls.append(SignaturePad(keep, key="pad"))
    elif image:
        controls.append(DrawnSignature(image.sha256, key=image.sha256))
        controls.append(outlined(t("signer.redraw"), ft.Icons.DRAW, draw, f"draw-{role or 'own'}"))
    else:
        controls.append(outlined(t("signer.draw"), ft.Icons.DRAW, draw, f"draw-{role or 'own'}"))
    return named(f"signer-{role or 'own'}", card(column(controls)))


def _attended(walk: Walk, note: SignatureNote, signing: tuple[str, ...], phone: Phone, t: Voice) -> list[ft.Control]:
    """Those who may have walked along without signing."""
    options = [(role, t.say(phone.names.role(role))) for role in walk.checklist.attended_by if role not in signing]
    if not options:
        return []
    some = SomeOf(options, list(note.attended), lambda roles: note.change(attended=tuple(roles)), identifier="attended")
    return [section(t("signer.attended")), some]


@part
def Temp(note: SignatureNote) -> ft.Control:
    """Somebody without an account walked it, with the performer beside."""
    t = use_voice()
    chosen, set_chosen = ft.use_state(bool(note.walked_by))

    def choose(values: list[str]) -> None:
        set_chosen(bool(values))
        if not values:
            note.change(walked_by="")

    controls: list[ft.Control] = [
        SomeOf([(TEMP, t("signer.temp"))], [TEMP] if chosen else [], choose, identifier="walked-by")
    ]
    if chosen:
        field = EntryField(
            t("signer.temp_name"), note.walked_by, lambda said: note.change(walked_by=said), identifier="temp-name"
        )
        controls += [notice(ft.Icons.PEOPLE_OUTLINE, t("signer.temp_more")), field]
    return column(controls)
