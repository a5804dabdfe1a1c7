"""The pages of a follow-up code: typing it, and what became of the report."""

import html
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.responses import HTMLResponse

from domain.refusals import Refusal
from domain.tasks.to_reporter import Line
from sync_server.problems import No
from sync_server.public.codes import spoken
from sync_server.public.following import Report
from sync_server.public.frame import Voice, page
from sync_server.public.report_page import sure
from sync_server.public.reports import TEXT_LETTERS
from sync_server.register.register import Register


def code_page(voice: Voice) -> HTMLResponse:
    say = voice.say
    body = [
        f'<h1>{say("follow")}</h1><form method="get" action="/r/follow">',
        f'<input type="hidden" name="language" value="{voice.language}">',
        f'<label for="code">{say("type_code")}</label>',
        '<input id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false">',
        f'<button type="submit">{say("show")}</button></form>',
    ]
    return page(voice, say("follow"), body, "/r/follow")


def follow_page(
    voice: Voice, report: Report, register: Register, written: str = "", refused: No | None = None
) -> HTMLResponse:
    """With what was `written` and why it was `refused`, where it was."""
    say, zone = voice.say, ZoneInfo(register.municipality.timezone)
    building, address = register.building(report.building), f"/r/follow/{spoken(report.code)}"
    name = building.name if building else ""
    not_fixed = f'<button name="act" value="not_fixed">{say("not_fixed")}</button>' if report.ended else ""
    body = [
        f'<p><small>{say("code")}</small> <strong class="code" id="code">{spoken(report.code)}</strong></p>',
        f'<h1 id="stands">{say(report.stands)}</h1>',
        f"<p>{html.escape(name)} · {say('reported')} {_when(report.reported_at, zone)}</p>",
        f'<p class="asked" role="status">{say("asked")}</p>' if report.asked else "",
        *(_line(voice, line, zone) for line in report.said),
        f'<form method="post" enctype="multipart/form-data" action="{address}{voice.query}">',
        f'<label for="text">{say("reply")}</label>',
        f'<textarea id="text" name="text" rows="3" maxlength="{TEXT_LETTERS}">{html.escape(written)}</textarea>',
        _refused(voice, refused.refusal) if refused else "",
        f'<button name="act" value="reply">{say("send")}</button> {not_fixed}</form>',
    ]
    return page(voice, say("follow_this"), body, address, refused.status if refused else 200)


def _refused(voice: Voice, refusal: Refusal) -> str:
    why = f'<p id="warning" role="alert">{voice.say(refusal.why)} {voice.say(refusal.do)}</p>'
    return why + (sure(voice) if refusal.code == "about_a_person" else "")


def _line(voice: Voice, line: Line, zone: ZoneInfo) -> str:
    who = voice.say("you" if line.by_reporter else "we")
    look = "mine" if line.by_reporter else "theirs"
    return f'<p class="said {look}"><small>{who}, {_when(line.at, zone)}</small>{html.escape(line.text)}</p>'


def _when(at: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}"
