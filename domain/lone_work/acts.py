"""Working alone: what may be done with it, by whom, and why not."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.language import Words
from domain.lone_work.events import AlarmAnswered, LoneWorkAct, LoneWorkEnded, LoneWorkExtended, LoneWorkStarted
from domain.lone_work.people import OTHER_EMPLOYERS, looks_after
from domain.lone_work.session import ENDED, EXTENDED, FOUND, OKAY, PLACES, STARTED, Answer, LoneWork, Sign, joined
from domain.refusals import Refusal
from domain.secrecy.table import RESTRICTED

if TYPE_CHECKING:
    from domain.documents import Documents
    from domain.events import Event

LINE = 120
"""Letters in a note or a name: a line."""
DAY_MINUTES = 24 * 60
PHONE = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]")
NOT_BEGUN = Words("Ingen följer dig än. Tryck sedan på Börja igen.", "Nobody follows you yet. Then press Begin again.")


def changed_by(documents: "Documents", event: "Event", act: LoneWorkAct) -> LoneWork | Refusal:
    if isinstance(act, LoneWorkStarted):
        return _start(documents, event, act)
    lone = documents.lone_work(act.lone_work)
    if lone is None:
        return Refusal("unknown_lone_work", Words("Ensamarbetet finns inte.", "There is no such lone work."))
    match act:
        case AlarmAnswered():
            return _answer(documents, event, lone, act)
        case LoneWorkEnded():
            return _end(documents, event, lone)
        case _:
            return _sign(event, lone, EXTENDED if isinstance(act, LoneWorkExtended) else OKAY, act.minutes)


def _start(documents: "Documents", event: "Event", act: LoneWorkStarted) -> LoneWork | Refusal:
    person = documents.person(event.person)
    if documents.building(act.building) is None or not person.works_in(act.building):
        return Refusal(
            "unknown_building", Words("Du arbetar inte i den byggnaden.", "You do not work in that building.")
        )
    if person.has_one_of(OTHER_EMPLOYERS):
        return _not_yours(
            Words("Din egen arbetsgivare följer ditt ensamarbete.", "Your own employer follows your lone work.")
        )
    if documents.lone_work(act.lone_work):
        return Refusal("lone_work_exists", Words("Det finns redan.", "It exists already."))
    if objection := objection_to(act):
        return Refusal("lone_work_unclear", objection, NOT_BEGUN)
    lone = LoneWork(
        act.lone_work,
        act.building,
        person.id,
        person.title,
        person.administration or person.org,
        act.place,
        act.contact.strip(),
        act.contact_phone.strip(),
        RESTRICTED,
        act.phone.strip(),
        act.contact_role,
        act.space,
        act.note.strip(),
    )
    return replace(lone, signs=(Sign(event.id, event.at, STARTED, person.id, act.minutes),))


def objection_to(act: LoneWorkStarted) -> Words | None:
    """What is wrong with what was said at the start; None where nothing is."""
    said = (act.contact, act.contact_phone, act.phone, act.note)
    if act.place not in PLACES:
        return Words("Välj var du är.", "Choose where you are.")
    if not _is_time(act.minutes):
        return Words("Välj när nästa tecken på liv kommer.", "Choose when the next sign of life comes.")
    if not act.contact.strip():
        return Words("Skriv vem som ska ringa dig.", "Write who is to call you.")
    if any(number.strip() and not PHONE.fullmatch(number.strip()) for number in (act.contact_phone, act.phone)):
        return Words("Ett telefonnummer består av siffror.", "A telephone number is made of digits.")
    if not act.contact_phone.strip():
        return Words("Skriv kontaktens telefonnummer.", "Write the contact's telephone number.")
    if any(len(words) > LINE or "\n" in words for words in said):
        return Words(f"Högst en rad, {LINE} tecken.", f"At most one line, {LINE} letters.")
    return None


def _sign(event: "Event", lone: LoneWork, did: str, minutes: int) -> LoneWork | Refusal:
    if event.person != lone.person:
        return _not_yours(
            Words("Bara den som arbetar ensam ger tecken på liv.", "Only whoever works alone gives signs of life.")
        )
    if not _is_time(minutes):
        return Refusal(
            "lone_work_unclear",
            Words("Välj när nästa tecken på liv kommer.", "Choose when the next sign of life comes."),
        )
    return replace(lone, signs=joined(lone.signs, Sign(event.id, event.at, did, event.person, minutes)))


def _end(documents: "Documents", event: "Event", lone: LoneWork) -> LoneWork | Refusal:
    """Others end it only when they have found whoever is missed: else it would take somebody's protection away."""
    person = documents.person(event.person)
    if person.id != lone.person and not (looks_after(person, lone) and lone.is_accounted_for):
        return _not_yours(
            Words(
                "Andra kan avsluta först när de har svarat vad de fann.",
                "Others can end it only when they have answered.",
            )
        )
    return replace(lone, signs=joined(lone.signs, Sign(event.id, event.at, ENDED, person.id)))


def _answer(documents: "Documents", event: "Event", lone: LoneWork, act: AlarmAnswered) -> LoneWork | Refusal:
    person = documents.person(event.person)
    if not looks_after(person, lone):
        return _not_yours(Words("Du är inte kontakt eller chef för det här.", "You are no contact or manager of this."))
    if act.found not in FOUND:
        return Refusal("lone_work_unclear", Words("Välj vad du fann.", "Choose what you found."))
    text = act.text.strip()
    if len(text) > LINE:
        return Refusal("lone_work_unclear", Words(f"Högst {LINE} tecken.", f"At most {LINE} letters."))
    given = Answer(event.id, event.at, person.id, person.title, act.until, act.found, text)
    return replace(lone, answers=joined(lone.answers, given))


def _is_time(minutes: int) -> bool:
    return 1 <= minutes <= DAY_MINUTES


def _not_yours(why: Words) -> Refusal:
    return Refusal("not_your_lone_work", why, Words("Ring personen, eller 112.", "Phone the person, or 112."))
