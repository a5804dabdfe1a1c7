"""A letter to somebody outside, found out when it is sent: whether it still is to be told, its words, its paper and a
link of its own. What is not open is a neutral line and the link."""

from domain.secrecy.protection import is_protected
from domain.tasks.parts import WITH_GROUP
from domain.tasks.task import Task
from sync_server.outside import words
from sync_server.outside.following import AGAIN, ANSWER, KINDS, LATE
from sync_server.outside.links import new_link
from sync_server.outside.sheet import Sheet, sheet_of
from sync_server.outside.who import has_it
from sync_server.outside.words import LETTER_TITLES
from sync_server.post.contents import Item, Telling, document_of
from sync_server.post.lateness import still_so
from sync_server.post.letters import Queued
from sync_server.post.words import PERCENT, said

__all__ = ["KINDS", "letter_item"]


def letter_item(telling: Telling, letter: Queued) -> Item | str:
    """What the letter says; or in a few words why it is not to be told any longer. Inside `Database.write`."""
    task = document_of(telling.connection, letter)
    if not isinstance(task, Task):
        return "what it was about is gone"
    has = telling.reader.org in has_it(task, telling.register.municipality.organisations)
    if letter.kind == ANSWER and not has:
        return _moved(telling, letter, task)
    if not has or not task.is_open:
        return "the task is at its end, or with somebody else"
    if letter.kind == LATE and not still_so(task, letter.detail):
        return "is not late any longer"
    path = telling.links.get(task.id) or f"/o/{new_link(telling.connection, telling.reader.org, task.id, telling.now)}"
    telling.links[task.id] = path
    sheet = sheet_of(telling.register, task, telling.reader, telling.now)
    building = telling.register.building(task.building)
    if sheet is None or building is None or is_protected(building):
        return _neutral(telling, letter, path)
    return _told(telling, letter, task, sheet, path)


def _told(telling: Telling, letter: Queued, task: Task, sheet: Sheet, path: str) -> Item:
    language = telling.language
    name = sheet.building.in_language(language)
    title = said(LETTER_TITLES[letter.kind], language, number=task.number, building=name)
    if letter.urgent:
        title = said(words.URGENT, language, title=title)
    lines = [sheet.place, sheet.text, sheet.severity.in_language(language)]
    lines += [_due(due.step.in_language(language), due.left.in_language(language)) for due in sheet.due]
    lines += [*_since(telling, letter, task), said(words.SEE_PAPER, language)]
    if letter.urgent:
        phone = telling.register.municipality.duty_phone
        lines.append(said(words.WORDS["danger"], language, phone=phone))
    told = tuple(" ".join(line.split()) for line in lines if line)
    return Item(title, told, path, letter.urgent, sheet)


def _due(step: str, left: str) -> str:
    return f"{step}: {left}"


def _since(telling: Telling, letter: Queued, task: Task) -> list[str]:
    """What has happened that this letter is about."""
    language, last = telling.language, task.history[-1] if task.history else None
    if letter.kind == LATE and (percent := letter.detail.split("/")[1]) != "0":
        return [said(PERCENT, language, percent=percent)]
    if letter.kind == AGAIN and last and last.text:
        return [f"{words.SAID['reopened'].in_language(language)}: {last.text}"]
    if letter.kind == ANSWER and task.dispute:
        waits = task.dispute.state == WITH_GROUP
        stands = words.WITH_GROUP if waits else words.STILL_YOURS
        return [task.dispute.answer if waits else task.dispute.decision, said(stands, language)]
    return []


def _moved(telling: Telling, letter: Queued, task: Task) -> Item:
    """It was not theirs: only that is said, and no link, because there is nothing left to answer."""
    title = said(LETTER_TITLES[letter.kind], telling.language, number=task.number)
    return Item(title, (said(words.SETTLED_MOVED, telling.language),), "", letter.urgent, linked=False)


def _neutral(telling: Telling, letter: Queued, path: str) -> Item:
    name = telling.register.municipality.name
    title = said(words.NEUTRAL, telling.language, municipality=name)
    title = said(words.URGENT, telling.language, title=title) if letter.urgent else title
    return Item(title, (said(words.NEUTRAL_MORE, telling.language),), path, letter.urgent)
