"""A round that has been signed: who signed it, what was answered, and what has been said of it since."""

import flet as ft

from app.screens.cases.opening import to_its_case, use_opening
from app.screens.guard import part
from app.screens.parts import card, column, outlined, quiet, section
from app.screens.risk.risks import risk_summary
from app.screens.signing.drawn_signature import DrawnSignature
from app.screens.signing.locked_answers import LockedAnswers
from app.screens.signing.protocol import ProtocolLink
from app.screens.signing.review import ReadFirst, Review
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.times import day_words, moment
from app.screens.writing.photo_parts import PhotoStrip
from app.state.phone import Phone
from app.state.rounds.reviewing import review_by
from app.state.rounds.walk import Walk
from domain.rounds.round import COUNTERSIGNER, HANDED_ON, PERFORMER, REVIEWER, SIGNER, Addition, Signature
from domain.rounds.signing import awaits

AS = {
    PERFORMER: "locked.performer",
    SIGNER: "locked.signer",
    REVIEWER: "locked.reviewer",
    COUNTERSIGNER: "locked.countersigner",
}


@part
def Locked(walk: Walk) -> ft.Control:
    """Also of a form whose first part has been signed. Whoever is to review it reads what is wrong with it first."""
    phone, t = use_phone()
    use_opening(walk.round.id)
    who = phone.signed_in
    as_ = awaits(walk.round, walk.checklist, who, walk.building) if who else ""
    asked = [ReadFirst(walk, key="first")] if as_ else []
    signs = [Review(walk, as_, key="review")] if as_ else []
    path = f"/round/{walk.round.id}/add"
    # Whoever goes on with a form that was sent has come for what was written there.
    sent = walk.round.status == HANDED_ON
    said = [section(t("locked.answers")), LockedAnswers(walk, key="answers")]
    signed = [
        section(t("locked.signatures")),
        *(SignatureRow(signature, key=f"{n}") for n, signature in enumerate(walk.round.signatures)),
        *_others(walk, phone, t),
    ]
    return column(
        [
            *asked,
            *to_its_case(walk.round.id, phone, t),
            *_review_day(walk, phone, t),
            *(said if sent else signed),
            *risk_summary(walk),
            *(signed if sent else said),
            *_additions(walk, t),
            *([ProtocolLink(walk.round.id, key="protocol")] if walk.round.submitted_at else []),
            outlined(t("locked.add"), ft.Icons.NOTE_ADD_OUTLINED, lambda _: go(path), "add-to-round"),
            *signs,
        ]
    )


def _review_day(walk: Walk, phone: Phone, t: Voice) -> list[ft.Control]:
    """By when somebody is to have read it; nothing once they have."""
    if not walk.checklist.reviewed_by or walk.round.signed_as(REVIEWER):
        return []
    day = review_by(phone.documents, walk.round)
    return [quiet(t("locked.review_by", day=day_words(day, t)))] if day else []


@part
def SignatureRow(signature: Signature) -> ft.Control:
    phone, t = use_phone()
    role = t.say(phone.names.role(signature.role)) if signature.role else ""
    words: list[ft.Control] = [
        quiet(" · ".join(filter(None, (t(AS[signature.as_]), role))), 14),
        ft.Text(signature.name, size=17, weight=ft.FontWeight.W_600),
        quiet(moment(signature.at, t), 14),
    ]
    if signature.text:
        words.append(ft.Text(signature.text, size=16))
    if signature.image:
        words.append(DrawnSignature(signature.image.sha256, key=signature.image.sha256))
    return card(column(words, 4))


def _others(walk: Walk, phone: Phone, t: Voice) -> list[ft.Control]:
    """Who else was there."""
    lines = []
    if walk.round.walked_by:
        lines.append(t("locked.temp", name=walk.round.walked_by))
    if walk.round.attended:
        lines.append(t("locked.attended", roles=t.say(phone.names.roles(walk.round.attended))))
    return [quiet(line, 16) for line in lines]


def _additions(walk: Walk, t: Voice) -> list[ft.Control]:
    if not walk.round.additions:
        return []
    rows = [AdditionRow(walk, added, key=f"{n}") for n, added in enumerate(walk.round.additions)]
    return [section(t("locked.additions")), *rows]


@part
def AdditionRow(walk: Walk, addition: Addition) -> ft.Control:
    t = use_voice()
    step = walk.step(addition.step) if addition.step else None
    words: list[ft.Control] = [quiet(f"{addition.title}, {moment(addition.at, t)}", 14)]
    if step:
        words.append(quiet(" · ".join(filter(None, (t.say(step.point.text), step.where)))))
    if addition.text:
        words.append(ft.Text(addition.text, size=16))
    if addition.photos:
        words.append(PhotoStrip(tuple(photo.sha256 for photo in addition.photos)))
    return card(column(words, 6))
