"""Signing and locking a round, and what may still be said of it afterwards: additions, reviews, countersignatures."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain import findings
from domain.checklists.checklist import Checklist, Point
from domain.checklists.effects import effects_of
from domain.checklists.form_tasks import findings_of
from domain.documents import Document
from domain.events import Event, RoundAddedTo, RoundCountersigned, RoundSubmitted, Signing
from domain.language import Words
from domain.notices import notices
from domain.people import Person
from domain.places import Building
from domain.refusals import Refusal
from domain.risk.at_signing import and_told, measures_of, not_met
from domain.rounds.logbook import Logbook, of_round, written_up
from domain.rounds.quick import lacking, left_over, may_be_quick
from domain.rounds.round import (
    COUNTERSIGNER,
    HANDED_ON,
    PERFORMER,
    REVIEWER,
    SIGNER,
    SUBMITTED,
    Addition,
    Answer,
    Round,
    Signature,
    answer_key,
    open_part,
)
from domain.rounds.starting import open_round
from domain.rounds.walk import Step, missing_answers, steps
from domain.rounds.withdrawals import left_out

if TYPE_CHECKING:
    from domain.documents import Documents

INCIDENT_FORM = "incident_form"


def submit(documents: "Documents", event: Event, act: RoundSubmitted) -> tuple[Document, ...] | Refusal:
    """Sign and lock the round, or the open part of a form. Refused while a required point has no answer.

    Answers to points that are hidden at the end are left out of what is submitted.
    """
    known = open_round(documents, event, act.round)
    if isinstance(known, Refusal):
        return known
    round_, building, checklist = known
    logbook = of_round(documents, building.id, checklist)
    asked = steps(checklist, building, round_, event.at, logbook)
    no = not_met(checklist, round_, building, asked) or _not_yet(round_, building, checklist, event, act, logbook)
    if no:
        return no
    part = open_part(checklist, round_)
    signed = _signed(documents, event, act, round_, checklist, asked)
    last = part in ("", *checklist.parts[-1:])
    locked = replace(
        signed,
        status=SUBMITTED if last else HANDED_ON,
        submitted_at=event.at if last else "",
        parts_done=(*round_.parts_done, part) if part else (),
        owed=left_over(asked, checklist, round_) if may_be_quick(checklist, round_) else signed.owed,
    )
    effects = effects_of(asked, signed.answers)
    # What is asked for now is routed by what an earlier part has told: the cause, the attributes.
    case = effects_of(steps_of_every_part(checklist, building, signed, event.at, logbook), signed.answers)
    tasks = findings_of(documents, event, locked, checklist, building, case, effects.tasks)
    tasks += measures_of(documents, event, locked, checklist, building)
    told = notices(signed, checklist, building, and_told(effects, checklist, signed, building), event.at)
    # A report of what has happened is no round: nobody asks how it was answered the last time, and it may be secret.
    written = [written_up(logbook, locked)] if last and checklist.kind != INCIDENT_FORM else []
    return locked, *written, *left_out(documents, event, locked), *tasks, *told


def steps_of_every_part(
    checklist: Checklist, building: Building, round_: Round, at: str, logbook: Logbook
) -> list[Step]:
    """All that is asked, also in parts of a form that have been signed already and in those still to come."""
    return steps(checklist, building, replace(round_, submitted_at=round_.submitted_at or at), at, logbook)


def _not_yet(
    round_: Round, building: Building, checklist: Checklist, event: Event, act: RoundSubmitted, logbook: Logbook
) -> Refusal | None:
    missing = missing_answers(checklist, building, round_, event.at, logbook)
    if missing and may_be_quick(checklist, round_):
        missing = lacking(checklist, round_, steps(checklist, building, round_, event.at, logbook))
    if missing:
        return _incomplete(missing)
    if not act.signed_by.strip():
        return _nameless()
    if act.walked_by and checklist.confidentiality != "open":
        return Refusal(
            "not_for_temps",
            Words(
                "En rond med begränsad insyn kan inte gås av någon utan konto.",
                "A round with limited access cannot be walked by somebody without an account.",
            ),
        )
    wanted = {role for point in signature_points(checklist, open_part(checklist, round_)) for role in point.signers}
    absent = wanted - {signing.role for signing in act.signatures if signing.name.strip()}
    if absent:
        return Refusal(
            "signatures_missing",
            Words(f"{len(absent)} underskrifter saknas.", f"{len(absent)} signatures are missing."),
            Words("Alla som ska skriva under gör det på samma telefon.", "Everybody signs on the same phone."),
        )
    return None


def _nameless() -> Refusal:
    return Refusal("name_missing", Words("Skriv ditt namn.", "Type your name."))


def signature_points(checklist: Checklist, part: str) -> list[Point]:
    """The points of a part that are answered by signing."""
    sections = [section for section in checklist.sections if section.part in ("", part)]
    return [point for section in sections for point in section.points if point.type == "signature"]


def _signed(
    documents: "Documents", event: Event, act: RoundSubmitted, round_: Round, checklist: Checklist, asked: list[Step]
) -> Round:
    """The round with its signatures, and without the answers to what ended up hidden."""
    part = open_part(checklist, round_)
    roles = documents.person(event.person).roles
    own = next((signing for signing in act.signatures if signing.role in ("", *roles)), None)
    own = own or Signing(roles[0] if roles else "", act.signed_by)
    others = [signing for signing in act.signatures if signing is not own]
    hidden = _hidden(round_, checklist, asked, part)
    return replace(
        round_,
        signed_by=act.signed_by.strip(),
        walked_by=act.walked_by.strip(),
        attended=tuple(dict.fromkeys((*round_.attended, *act.attended))),
        signatures=(
            *round_.signatures,
            _signature(PERFORMER, own, event, part),
            *(_signature(SIGNER, signing, event, part) for signing in others),
        ),
        answers={key: given for key, given in round_.answers.items() if key not in hidden},
        left_out={**round_.left_out, **hidden},
    )


def _hidden(round_: Round, checklist: Checklist, asked: list[Step], part: str) -> dict[str, Answer]:
    """The answers to points that are not asked any more. What was signed with an earlier part stays as it is."""
    visible = {step.key for step in asked}
    here = {point.id for section in checklist.sections if section.part in ("", part) for point in section.points}
    return {key: given for key, given in round_.answers.items() if key not in visible and key.partition("@")[0] in here}


def _signature(as_: str, signing: Signing, event: Event, part: str = "", text: str = "") -> Signature:
    return Signature(as_, signing.role, signing.name.strip(), event.person, event.at, signing.image, part, text)


def add_to(documents: "Documents", event: Event, act: RoundAddedTo) -> Round | Refusal:
    """Anyone who sees a locked round may add to it, with name and time. Nothing in it is changed."""
    round_ = documents.round(act.round)
    if round_ is None or not round_.signatures:
        return Refusal("round_not_signed", Words("Ronden är inte signerad än.", "The round is not signed yet."))
    if not act.text.strip() and not act.photos:
        return Refusal("nothing_added", Words("Skriv något att lägga till.", "Write something to add."))
    checklist = documents.checklist(round_.checklist, round_.version)
    if act.photos and checklist and photos_forbidden(checklist, act.point):
        return findings.photo_forbidden()
    person = documents.person(event.person)
    step = answer_key(act.point, act.place)
    addition = Addition(event.at, person.id, person.title, act.text.strip(), step, act.photos)
    return replace(round_, additions=(*round_.additions, addition))


def photos_forbidden(checklist: Checklist, point_id: str = "") -> bool:
    """Whether an addition may have no photos: its point forbids them, or, of the whole round, any point does."""
    point = checklist.point(point_id)
    return point.photo_forbidden if point else any(point.photo_forbidden for point in checklist.points.values())


def awaits(round_: Round, checklist: Checklist, person: Person, building: Building) -> str:
    """As what the person is asked to sign a locked round: "reviewer", "countersigner", or "" for not at all.

    Nobody reviews what they walked themselves.
    """
    walked = {round_.performer, round_.started_by, *(signature.person for signature in round_.signed_as(PERFORMER))}
    if round_.status != SUBMITTED or not person.works_in(building.id) or person.id in walked:
        return ""
    for as_, roles in ((REVIEWER, checklist.reviewed_by), (COUNTERSIGNER, checklist.countersigned_by)):
        if person.has_one_of(roles) and not round_.signed_as(as_):
            return as_
    return ""


def countersign(documents: "Documents", event: Event, act: RoundCountersigned) -> Round | Refusal:
    """Review or countersign a locked round, once each."""
    round_ = documents.round(act.round)
    checklist = documents.checklist(round_.checklist, round_.version) if round_ else None
    building = documents.building(round_.building) if round_ else None
    if round_ is None or checklist is None or building is None:
        return Refusal("unknown_round", Words("Ronden finns inte.", "The round does not exist."))
    person = documents.person(event.person)
    as_ = awaits(round_, checklist, person, building)
    if not as_:
        return Refusal(
            "not_yours_to_sign",
            Words("Ronden väntar inte på din underskrift.", "The round does not wait for your signature."),
        )
    if not act.signing.name.strip():
        return _nameless()
    roles = checklist.reviewed_by if as_ == REVIEWER else checklist.countersigned_by
    signing = replace(act.signing, role=next(role for role in roles if role in person.roles))
    return replace(round_, signatures=(*round_.signatures, _signature(as_, signing, event, text=act.text.strip())))


def _incomplete(missing: list[Step]) -> Refusal:
    return Refusal(
        "round_incomplete",
        Words(
            f"{len(missing)} punkter saknar svar, den första är: {missing[0].point.text.sv}",
            f"{len(missing)} points have no answer, the first is: {missing[0].point.text.en}",
        ),
        Words("Öppna ronden, svara och signera igen.", "Open the round, answer them and sign again."),
    )
