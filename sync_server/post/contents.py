"""What one letter says, found out when it is sent: whether it still is to be told, to these eyes, and in which words.

Only what is open and what the reader may see is told; all else is a neutral line and a link.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import Connection

from domain.clocks.due_steps import DueStep
from domain.clocks.special import step_words
from domain.clocks.time_left import time_left
from domain.lone_work.escalating import CALM, is_overtaken, told_since_calm
from domain.lone_work.session import LoneWork
from domain.notices import Notice
from domain.people import Person
from domain.places import Building
from domain.records import from_plain
from domain.secrecy.protection import is_protected
from domain.secrecy.table import OPEN
from domain.tasks.task import Task
from domain.tasks.times import undone
from sync_server.outside.sheet import Sheet
from sync_server.post import words
from sync_server.post.lateness import still_so
from sync_server.post.letters import Queued, has_left
from sync_server.post.recipients import sees
from sync_server.post.told import (
    AGAIN,
    ANSWERED,
    ASKED,
    CRITICAL_TASK,
    FIXED,
    LAID_ON,
    LATE,
    LONE_WORK,
    NEW_TASK,
    NOTICE,
    question_detail,
    questions,
)
from sync_server.post.words import said
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.sync.followup import working_time

TO_THE_DESK = (NEW_TASK, CRITICAL_TASK, LAID_ON)
LATE_CRITICAL = "late_critical"
KEPT_AS: dict[str, tuple[str, type]] = {NOTICE: ("notice", Notice), LONE_WORK: ("lone_work", LoneWork)}
"""What a kind of letter is about, where it is no task."""


def document_of(connection: Connection, letter: Queued) -> Task | Notice | LoneWork | None:
    """What the letter is about, as it is now; None where it is gone."""
    kind, type_ = KEPT_AS.get(letter.kind, ("task", Task))
    stored = ledger.load(connection, [(kind, letter.about)]).get((kind, letter.about))
    return from_plain(type_, json.loads(stored.body)) if stored else None


@dataclass(frozen=True)
class Item:
    """One thing told: a title, some lines, and the path of the page that shows it, unless it is not `linked` to any.

    `enclosed` goes with it on paper.
    """

    title: str
    lines: tuple[str, ...]
    path: str
    urgent: bool
    enclosed: Sheet | None = None
    linked: bool = True


@dataclass(frozen=True)
class Telling:
    """What is needed to say something to somebody: `now` has a time zone. `links` are those made for this e-mail, by
    task, for somebody without account."""

    connection: Connection
    register: Register
    reader: Person
    language: str
    now: datetime
    links: dict[str, str] = field(default_factory=dict)

    def item(self, letter: Queued) -> Item | str:
        """What the letter says; or in a few words why it is not to be told any longer."""
        document = document_of(self.connection, letter)
        if document is None:
            return "what it was about is gone"
        may_see = sees(self.register, self.reader, document)
        if not may_see and letter.kind != LATE:
            return "may not see it any longer"
        if isinstance(document, Notice):
            return self._about_notice(letter, document)
        if isinstance(document, LoneWork):
            return self._about_lone_work(letter, document)
        if why := self._overtaken(letter, document):
            return why
        if not may_see:
            return self._neutral(letter, words.NEUTRAL_LATE, "")
        if document.confidentiality != OPEN or self._at_protected_site(document):
            # The id of a task may name the round that it comes from.
            path = "/tasks" if ":" in document.id else f"/tasks/{quote(document.id)}"
            return self._neutral(letter, words.NEUTRAL_MORE, path)
        return self._about_task(letter, document)

    def _at_protected_site(self, task: Task) -> bool:
        """Free text about it stands in no letter, open or not."""
        building = self.register.building(task.building)
        return building is not None and is_protected(building)

    def _overtaken(self, letter: Queued, task: Task) -> str:
        """Why the reader need not be told of the task any more, or ""."""
        if letter.kind in TO_THE_DESK:
            if not task.is_open:
                return "the task has been ended"
            queued = datetime.fromisoformat(letter.queued_at)
            own = (entry.at for entry in task.history if entry.person == self.reader.id)
            if any(datetime.fromisoformat(at) > queued for at in own):
                return "has seen to the task already"
        if letter.kind == AGAIN and not task.is_open:
            return "the task has been ended"
        if letter.kind == ASKED and letter.detail not in {question_detail(*asked) for asked in questions(task)}:
            return "has been answered"
        if letter.kind == LATE and not still_so(task, letter.detail):
            return "is not late any longer"
        if letter.kind == FIXED and task.is_open:
            return "is not fixed after all"
        return ""

    def _neutral(self, letter: Queued, more: words.Words, path: str) -> Item:
        title = words.NEUTRAL_URGENT if letter.urgent else words.NEUTRAL
        lines = (said(more, self.language), *self._calling(letter), *self._instead(letter))
        return Item(said(title, self.language), lines, path, letter.urgent)

    def _about_notice(self, letter: Queued, notice: Notice) -> Item:
        is_open = notice.confidentiality == OPEN
        title = words.TITLES[NOTICE] if is_open else words.NEUTRAL
        lines = (notice.words.in_language(self.language), *self._instead(letter))
        path = f"/round/{quote(notice.about)}" if is_open and not notice.deidentified else ""
        return Item(said(title, self.language), lines, path, letter.urgent)

    def _about_lone_work(self, letter: Queued, lone: LoneWork) -> Item | str:
        """Never who or where: only that Rond is to be opened."""
        number, _, step = letter.detail.partition("/")
        if step != CALM and is_overtaken(lone, int(number)):
            return "all is calm again"
        if step == CALM and not has_left(self.connection, letter, _steps_before(lone, int(number))):
            return "was never told of an alarm"
        more = [] if step == CALM else [said(words.LONE_WORK_MORE, self.language), *self._calling(letter)]
        lines = (*more, *self._instead(letter))
        return Item(said(words.TITLES[step], self.language), lines, f"/lone/{quote(lone.id)}", letter.urgent)

    def _about_task(self, letter: Queued, task: Task) -> Item:
        building = self.register.building(task.building)
        name = (building.name_en if self.language == "en" else "") or building.name if building else task.building
        kind = LATE_CRITICAL if letter.kind == LATE and letter.urgent else letter.kind
        title = said(words.TITLES[kind], self.language, number=task.number, building=name)
        lines = [self._place(task, building), task.text, *self._state(letter, task)]
        lines += [*self._calling(letter), *self._instead(letter)]
        told = tuple(" ".join(line.split()) for line in lines if line)
        return Item(title, told, f"/tasks/{quote(task.id)}", letter.urgent)

    def _place(self, task: Task, building: Building | None) -> str:
        space = building.whereabouts(task.space, task.object)[0] if building else None
        return ", ".join(part for part in (space.name if space else "", task.object) if part)

    def _state(self, letter: Queued, task: Task) -> list[str]:
        """How grave it is and by when; or what the last one who did something with it said."""
        if letter.kind in (ANSWERED, FIXED, ASKED, AGAIN):
            last = task.history[-1] if task.history else None
            return [f"{last.title}: {last.text}" if last.text else last.title] if last else []
        severity = self.register.municipality.policy.severity(task.severity)
        steps = undone(task)
        lines = [severity.words.in_language(self.language)] if severity else []
        if letter.kind == LATE:
            do, percent = letter.detail.split("/")[:2]
            steps = tuple(step for step in steps if step.do == do)
            passed = words.NOBODY_YET if percent == "0" else words.PERCENT
            lines.append(said(passed, self.language, percent=percent))
        return lines + [self._due(step) for step in steps]

    def _due(self, due: DueStep) -> str:
        working = working_time(self.register.municipality.policy.working_time)
        left = time_left(datetime.fromisoformat(due.by), self.now, working, due.clock)
        step = step_words(due.do).in_language(self.language)
        return said(words.DUE, self.language, step=step, when=left.in_language(self.language))

    def _calling(self, letter: Queued) -> list[str]:
        phone = self.register.municipality.duty_phone
        return [said(words.CALL, self.language, phone=phone)] if letter.urgent and phone else []

    def _instead(self, letter: Queued) -> list[str]:
        if letter.person == self.reader.id:
            return []
        return [said(words.INSTEAD, self.language, title=self.register.person(letter.person).title)]


def _steps_before(lone: LoneWork, calm: int) -> list[str]:
    """What the letters say apart about the steps that the calm with this place in `raised` has ended."""
    first = calm - len(told_since_calm(lone, calm))
    return [f"{number}/{lone.raised[number].step}" for number in range(first, calm)]
