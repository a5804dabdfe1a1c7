"""Answering by a link: the same acts as everybody's, by the organisation as an actor, through the same intake."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from domain.people import Person
from domain.photos import PhotoRef
from domain.tasks.disputes import REASONS
from domain.tasks.events import (
    TaskAcknowledged,
    TaskAct,
    TaskCommented,
    TaskDone,
    TaskHandedBack,
    TaskMadeSafe,
    TaskReturned,
)
from domain.tasks.moves import can
from domain.tasks.steps import WAITING
from domain.tasks.task import Task
from sync_server.office import Office
from sync_server.outside import links, refusals
from sync_server.outside.links import ENDED, EXPIRED, MOVED, REVOKED, Link
from sync_server.outside.sheet import Sheet, sheet_of
from sync_server.outside.who import actor_id, has_it
from sync_server.outside.words import RECEIVED
from sync_server.photos import records as photo_records
from sync_server.photos.records import Photo
from sync_server.photos.upload import photo_key
from sync_server.problems import No
from sync_server.public import limits
from sync_server.public.limits import Limit
from sync_server.public.pictures import Picture, redrawn
from sync_server.public.voice import speak
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

ACKNOWLEDGE, DONE, SAFE, COMMENT, NOT_OURS = ANSWERS = ("acknowledge", "done", "safe", "comment", "not_ours")
TEXT_LETTERS = 2000
HOUR = timedelta(hours=1)
WRONG_LINKS = Limit("wrong link from", 20, HOUR)
BY_LINK = Limit("answer by", 30, HOUR)


@dataclass(frozen=True)
class Opened:
    """A link that holds. `sheet` is None where what it is about is not told to them."""

    link: Link
    actor: Person
    task: Task
    sheet: Sheet | None


@dataclass(frozen=True)
class Said:
    """What was filled in: `answer` is one of ANSWERS, `reason` one of `domain.tasks.disputes.REASONS` or ""."""

    answer: str
    text: str = ""
    reason: str = ""
    no_photo: str = ""
    photo: bytes = b""


def open_link(office: Office, token: str, network: str) -> Opened:
    """Raises No: 404 for no such link, 410 with what to do for one that is over, 429 after too many wrong ones."""
    register, now = office.follow_register(), office.now()
    with office.database.reading() as connection:
        key = ledger.read_counters(connection).ledger
        _not_too_often(connection, key, network, office)
        link = links.find(connection, token, now)
        task = WorkingSet(connection, register).task(link.task) if link else None
    if link is None:
        office.database.write(lambda writing: limits.note(writing, key, WRONG_LINKS, network, now))
        raise refusals.unknown_link(register.municipality)
    who = register.person(actor_id(link.org))
    if task is None:
        raise refusals.unknown_link(register.municipality)
    if over := _over(office, link, task, who):
        raise over
    return Opened(link, who, task, sheet_of(register, task, who, now))


def _over(office: Office, link: Link, task: Task, who: Person) -> No | None:
    """Why the link does not hold any longer, None where it does."""
    held = office.register.municipality
    if link.why == REVOKED:
        return refusals.revoked(held)
    if link.org not in has_it(task, held.organisations):
        return refusals.moved(held)
    if not task.is_open:
        return refusals.ended(held, task, by_them=task.done_by == who.id)
    if link.why in (MOVED, ENDED):
        return refusals.newer(held)
    return refusals.expired(held) if link.why == EXPIRED else None


def _not_too_often(connection: Connection, key: str, network: str, office: Office) -> None:
    try:
        limits.not_too_often(connection, key, WRONG_LINKS, network, office.now())
    except No:
        raise refusals.too_often() from None


def possible(task: Task, who: Person) -> tuple[str, ...]:
    """Which of ANSWERS they can give now."""
    found = {
        ACKNOWLEDGE: can(who, task, "acknowledge") or (task.is_open and _silent(task, who)),
        DONE: can(who, task, "finish"),
        SAFE: can(who, task, "make_safe"),
        COMMENT: can(who, task, "comment"),
        NOT_OURS: can(who, task, "hand_back") or can(who, task, "return"),
    }
    return tuple(answer for answer in ANSWERS if found[answer])


def _silent(task: Task, who: Person) -> bool:
    """Whether they have said nothing since it was laid on them or opened again: who lays it on them has taken it on."""
    for entry in reversed(task.history):
        if entry.person == who.id:
            return False
        if entry.did in ("assigned", "rejected", "not_fixed", "reopened"):
            return True
    return True


def answer(office: Office, opened: Opened, said: Said) -> None:
    """Raises No, in the words of the rule that forbids it; then nothing of the answer is kept."""
    _check(opened, said)
    picture = redrawn(said.photo) if said.photo else None
    if picture:
        office.photos.store.put(photo_key(_sha256(picture)), picture.content)
    try:
        office.database.write(lambda connection: _keep(office, connection, opened, said, picture))
    except No:
        _throw_away(office, picture)
        raise


def _check(opened: Opened, said: Said) -> None:
    if said.answer not in ANSWERS or (said.reason and said.reason not in REASONS):
        raise refusals.not_from_the_page()
    if any(len(text) > TEXT_LETTERS or "\0" in text for text in (said.text, said.no_photo)):
        raise refusals.too_long(TEXT_LETTERS)
    if said.answer not in possible(opened.task, opened.actor) or opened.sheet is None:
        raise refusals.not_possible_now()
    needs_words = said.answer in (COMMENT, DONE)
    if needs_words and not said.text.strip() and not said.photo:
        raise refusals.nothing_said()


def _keep(office: Office, connection: Connection, opened: Opened, said: Said, picture: Picture | None) -> None:
    key, now = ledger.lock(connection).ledger, office.now()
    try:
        limits.note(connection, key, BY_LINK, str(opened.link.seq), now)
    except No:
        raise refusals.too_often() from None
    received = now.isoformat(timespec="milliseconds")
    photos = ()
    if picture:
        sha256 = _sha256(picture)
        photo_records.add_photo(
            connection, sha256, Photo(len(picture.content), "image/jpeg", opened.actor.id), received
        )
        photos = (PhotoRef(sha256, picture.width, picture.height, received),)
    # As it stands now: another may have been quicker.
    task = WorkingSet(connection, office.register).task(opened.task.id) or opened.task
    if over := _over(office, opened.link, task, opened.actor):
        raise over
    for act in _acts(task, opened.actor, said, photos):
        if refusal := speak(connection, office.register, act, received, opened.actor):
            raise No(422, refusal)


def _acts(task: Task, who: Person, said: Said, photos: tuple[PhotoRef, ...]) -> tuple[TaskAct, ...]:
    text = said.text.strip()
    match said.answer:
        case "acknowledge" if can(who, task, "acknowledge"):
            return (TaskAcknowledged(task.id),)
        case "acknowledge":
            # It has been taken on here, so that acknowledging it leaves no line of its own.
            taken_on = (TaskAcknowledged(task.id),) if task.status in WAITING else ()
            return (*taken_on, TaskCommented(task.id, RECEIVED))
        case "done":
            return (TaskDone(task.id, text, photos, said.no_photo.strip()),)
        case "safe":
            return (TaskMadeSafe(task.id, text, photos),)
        case "not_ours" if task.org == who.org:
            return (TaskHandedBack(task.id, said.reason, text),)
        case "not_ours":
            return (TaskReturned(task.id, text),)
    repeated = task.history and (task.history[-1].person, task.history[-1].text) == (who.id, text) and not photos
    return () if repeated else (TaskCommented(task.id, text, photos),)


def _throw_away(office: Office, picture: Picture | None) -> None:
    """The answer was not kept: neither is its picture, unless somebody else has sent the very same one."""
    if picture is None:
        return
    sha256 = _sha256(picture)
    with office.database.reading() as connection:
        known = photo_records.photo(connection, sha256)
    if not known:
        office.photos.store.remove([photo_key(sha256)])


def _sha256(picture: Picture) -> str:
    return hashlib.sha256(picture.content).hexdigest()
