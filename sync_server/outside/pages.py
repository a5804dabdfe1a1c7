"""The page behind a link: the task as those outside may see it, where it stands, and what can be answered now.

Plain HTML for a phone, no script at all; the style is that of the public's pages.
"""

import html
import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.responses import HTMLResponse

from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.disputes import REASONS as DISPUTE_REASONS
from domain.tasks.parts import Entry
from domain.tasks.steps import ACKNOWLEDGED, ROUTED
from sync_server.outside.answering import ACKNOWLEDGE, DONE, NOT_OURS, TEXT_LETTERS, Opened, Said, possible
from sync_server.outside.sheet import Sheet
from sync_server.outside.words import REASONS, RECEIVED, SAID, STANDS, TO_THEM, WORDS
from sync_server.problems import No
from sync_server.public import frame
from sync_server.public.frame import Voice
from sync_server.register.register import Register

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CALLED = re.compile(r"\+?[0-9-]{3,20}")
HEADERS = {**frame.HEADERS, "content-security-policy": POLICY}


def task_page(
    voice: Voice, token: str, opened: Opened, register: Register, said: Said | None = None, refused: No | None = None
) -> HTMLResponse:
    """With what was `said` and why it was `refused`, where it was."""
    sheet, number = opened.sheet, opened.task.number
    if sheet is None:
        return _not_told(voice, token, register, refused.status if refused else 200)
    body = [
        f"<p><small>{html.escape(register.municipality.name)} → {html.escape(opened.actor.title)}</small></p>",
        f"<h1>{_say(voice, 'task')} {number}: {voice.say(sheet.what)}</h1>",
        f'<p id="stands" class="asked" role="status">{voice.say(_stands(opened))}</p>',
        f'<p class="said">{html.escape(sheet.text)}</p>' if sheet.text else "",
        *_facts(voice, sheet),
        *_photos(voice, token, sheet),
        *_answers(voice, token, opened, said, refused),
        *_history(voice, opened, ZoneInfo(register.municipality.timezone)),
        _danger(voice, register),
    ]
    return _page(voice, f"{_say(voice, 'task')} {number}", body, token, refused.status if refused else 200)


def refused_page(voice: Voice, token: str, refusal: Refusal, status: int) -> HTMLResponse:
    """Why not, and what to do."""
    body = [f'<h1 role="alert">{voice.say(refusal.why)}</h1><p>{voice.say(refusal.do)}</p>']
    return _page(voice, voice.say(refusal.why), body, token, status)


def _stands(opened: Opened) -> Words:
    """Who laid it on them has taken it on; they have still to say so."""
    unanswered = opened.task.status == ACKNOWLEDGED and ACKNOWLEDGE in possible(opened.task, opened.actor)
    return STANDS[ROUTED if unanswered else opened.task.status]


def _not_told(voice: Voice, token: str, register: Register, status: int) -> HTMLResponse:
    """Not even the number of it: only whom to phone."""
    phone = register.municipality.duty_phone or register.municipality.emergency
    body = [
        f"<h1>{_say(voice, 'not_told')}</h1><p>{_say(voice, 'not_told_more')}</p>",
        f"<p>{html.escape(WORDS['call'].in_language(voice.language).format(phone=phone))}</p>",
    ]
    return _page(voice, _say(voice, "not_told"), body, token, status)


def _say(voice: Voice, name: str) -> str:
    return voice.say(WORDS[name])


def _facts(voice: Voice, sheet: Sheet) -> Iterable[str]:
    due = [f"{voice.say(one.step)}: {voice.say(one.left)}" for one in sheet.due]
    facts = (
        ("where", [html.escape(sheet.place), html.escape(sheet.address)]),
        ("severity", [voice.say(sheet.severity)]),
        ("due", due),
        ("planned", [html.escape(sheet.planned)]),
        ("why", [voice.say(sheet.why)]),
        ("contact", [_reach(line) for line in sheet.contact]),
    )
    for name, lines in facts:
        if told := "<br>".join(line for line in lines if line):
            yield f'<p class="at"><small>{_say(voice, name)}</small>{told}</p>'


def _reach(line: str) -> str:
    """A telephone number or an e-mail address is pressed."""
    said, number = html.escape(line), "".join(line.split())
    if "@" in line:
        return f'<a href="mailto:{said}">{said}</a>'
    return f'<a href="tel:{html.escape(number)}">{said}</a>' if CALLED.fullmatch(number) else said


def _photos(voice: Voice, token: str, sheet: Sheet) -> Iterable[str]:
    for number in range(1, len(sheet.photos) + 1):
        words = html.escape(WORDS["photo_of"].in_language(voice.language).format(number=number))
        yield f'<p><img src="/o/{token}/{number}" alt="{words}"></p>'


def _danger(voice: Voice, register: Register) -> str:
    phone = register.municipality.duty_phone
    return f"<p><strong>{html.escape(WORDS['danger'].in_language(voice.language).format(phone=phone))}</strong></p>"


# --- answering -------------------------------------------------------------------------------------------------------


def _answers(voice: Voice, token: str, opened: Opened, said: Said | None, refused: No | None) -> Iterable[str]:
    for answer in possible(opened.task, opened.actor):
        here = said if said and said.answer == answer else None
        warning = refused.refusal if here and refused else None
        yield _form(voice, token, opened, answer, here or Said(answer), warning)


def _form(voice: Voice, token: str, opened: Opened, answer: str, said: Said, warning: Refusal | None) -> str:
    """A button, or what is to be filled in behind one."""
    begin = (
        f'<form method="post" enctype="multipart/form-data" action="/o/{token}{voice.query}">'
        f'<input type="hidden" name="answer" value="{answer}">'
    )
    why = f'<p id="warning" role="alert">{voice.say(warning.why)} {voice.say(warning.do)}</p>' if warning else ""
    if answer == ACKNOWLEDGE:
        return f'{begin}{why}<p><button type="submit">{_say(voice, answer)}</button></p></form>'
    fields = [_reasons(voice, opened, said) if answer == NOT_OURS else "", _text(voice, answer, said)]
    if answer != NOT_OURS:
        fields.append(_photo(voice, answer, "photo_after" if answer == DONE else "photo"))
    if answer == DONE and opened.task.photos:
        fields.append(_input(voice, "no_photo", said.no_photo))
    look = "" if answer == DONE else ' class="quiet"'
    return (
        f"<details{' open' if warning else ''}><summary{look}>{_say(voice, answer)}</summary>"
        f"{begin}{why}{''.join(fields)}"
        f'<p><button type="submit">{_say(voice, "send")}</button></p></form></details>'
    )


def _reasons(voice: Voice, opened: Opened, said: Said) -> str:
    """A contractor gives it back in words; whose job it is says which of the listed reasons it has."""
    if opened.task.org != opened.actor.org:
        return ""
    choices = "".join(
        f'<label><input type="radio" name="reason" value="{reason}" required'
        f"{' checked' if said.reason == reason else ''}>{voice.say(REASONS[reason])}</label>"
        for reason in DISPUTE_REASONS
    )
    return f"<p>{_say(voice, 'not_ours_more')}</p><fieldset>{choices}</fieldset>"


def _text(voice: Voice, answer: str, said: Said) -> str:
    name = f"{answer}_words"
    needed = " required" if answer == DONE else ""
    return (
        f'<label for="{name}">{_say(voice, name)}</label>'
        f'<textarea id="{name}" name="text" rows="3" maxlength="{TEXT_LETTERS}"{needed}>'
        f"{html.escape(said.text)}</textarea>"
    )


def _photo(voice: Voice, answer: str, words: str) -> str:
    return (
        f'<label for="{answer}_photo">{_say(voice, words)}</label>'
        f'<input id="{answer}_photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp">'
    )


def _input(voice: Voice, name: str, written: str) -> str:
    return (
        f'<label for="{name}">{_say(voice, name)}</label>'
        f'<input id="{name}" name="{name}" maxlength="{TEXT_LETTERS}" value="{html.escape(written)}">'
    )


# --- what has been said ----------------------------------------------------------------------------------------------


def _history(voice: Voice, opened: Opened, zone: ZoneInfo) -> Iterable[str]:
    """Their own lines, and what they are told; nothing that those here say among themselves, and nobody's title."""
    own = opened.actor.id
    told = [entry for entry in opened.task.history if entry.person == own or entry.did in TO_THEM]
    if told:
        yield f"<h2>{_say(voice, 'said')}</h2>"
    for entry in told:
        yield _line(voice, entry, zone, own=entry.person == own)


def _line(voice: Voice, entry: Entry, zone: ZoneInfo, *, own: bool) -> str:
    who, at = _say(voice, "you" if own else "we"), datetime.fromisoformat(entry.at).astimezone(zone)
    did = voice.say(SAID.get(entry.did, Words(entry.did, entry.did)))
    look = "mine" if own else "theirs"
    return (
        f'<p class="said {look}"><small>{who}, {at:%Y-%m-%d %H:%M}: {did}</small>{_words(voice, entry)}'
        f"{' 📷' * len(entry.photos)}</p>"
    )


def _words(voice: Voice, entry: Entry) -> str:
    """Ours in the reader's language; of "not ours" the history has the reason's name before the words."""
    if entry.text == RECEIVED:
        return voice.say(WORDS["acknowledge"])
    reason, _, more = entry.text.partition(": ")
    if entry.did == "handed_back" and reason in REASONS:
        return f"{voice.say(REASONS[reason])}. {html.escape(more)}"
    return html.escape(entry.text)


def _page(voice: Voice, title: str, body: Iterable[str], token: str, status: int = 200) -> HTMLResponse:
    """`title` is escaped already."""
    other, name = ("en", "In English") if voice.language == "sv" else ("sv", "På svenska")
    return HTMLResponse(
        f'<!doctype html><html lang="{voice.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/r/style.css"><link rel="icon" href="/r/icon.svg">'
        f'<nav><a href="/o/{html.escape(token)}?language={other}" lang="{other}">{name}</a></nav>'
        f"<main>{''.join(body)}</main></html>",
        status,
        HEADERS,
    )
