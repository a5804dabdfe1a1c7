"""The page behind a poster's code: help first, then what is wrong, where, and a sentence or a picture."""

import html
import json
import secrets

from starlette.responses import HTMLResponse

from domain.refusals import Refusal
from domain.secrecy.suspicion import PATTERNS
from domain.secrecy.suspicion import WORDS as SUSPICIONS
from sync_server.public.codes import spoken
from sync_server.public.frame import Voice, page
from sync_server.public.places import Place, open_to_all
from sync_server.public.reports import CONTACT_LETTERS, TEXT_LETTERS, WHERE_LETTERS
from sync_server.public.settled import settled
from sync_server.public.words import WORDS
from sync_server.register.register import Register

SAID_BY_SCRIPT = (
    "mine", "waits", "code", "forget", "refused", "follow_this", "nothing_said", "not_kept", "thanks", "code_more",
)  # fmt: skip


def report_page(voice: Voice, place: Place, register: Register) -> HTMLResponse:
    say = voice.say
    body = [
        f'<section id="help"><h1>{say("safe")}</h1>{_numbers(voice, register)}',
        f'<p class="at"><small>{say("you_are_at")}</small><strong>{say(place.name)}</strong>'
        f"{html.escape(place.building.address)}</p></section>",
        '<div id="mine" role="status"></div>',
        f'<details id="report"><summary>{say("begin")}</summary>{_form(voice, place, register)}</details>',
        f'<details><summary class="quiet">{say("not_here")}</summary><p>{say("not_here_do")}</p></details>',
    ]
    return page(voice, f"{say('title')} · {say(place.name)}", body, f"/r/{place.code}")


def thanks_page(voice: Voice, place: Place, code: str) -> HTMLResponse:
    say = voice.say
    body = [
        f'<h1>{say("thanks")}</h1><p>{say("code")}: <strong class="code" id="code">{spoken(code)}</strong></p>',
        f'<p>{say("code_more")}</p><p><a href="/r/follow/{spoken(code)}{voice.query}">{say("follow_this")}</a></p>',
        f'<p><a href="/r/{place.code}{voice.query}">{say("another")}</a></p>',
    ]
    return page(voice, say("thanks"), body, f"/r/{place.code}")


def refused_page(voice: Voice, refusal: Refusal, status: int, address: str = "") -> HTMLResponse:
    """Why not and what to do; the browser's own way back keeps what was filled in."""
    back = f'<p><a href="{html.escape(address)}{voice.query}">{voice.say("back")}</a></p>' if address else ""
    body = [f'<h1 role="alert">{voice.say(refusal.why)}</h1><p>{voice.say(refusal.do)}</p>{back}']
    return page(voice, voice.say(refusal.why), body, address or "/r/follow", status)


def _numbers(voice: Voice, register: Register) -> str:
    held = register.municipality
    calls = [(held.emergency, "call_when", "danger"), (held.police_other, "police", ""), (held.duty_phone, "duty", "")]
    return "".join(
        f'<a class="call {look}" href="tel:{html.escape(number.replace(" ", ""))}">'
        f"<strong>{html.escape(number)}</strong>{voice.say(when)}</a>"
        for number, when, look in calls
        if number
    )


def _form(voice: Voice, place: Place, register: Register) -> str:
    say = voice.say
    kinds = "".join(
        f'<label><input type="radio" name="kind" value="{kind.id}" required>{say(kind.words)}</label>'
        for kind in settled(register.municipality.policy).kinds
    )
    spaces = "".join(f"<option>{html.escape(space.name)}</option>" for space in open_to_all(place.building))
    return (
        f'<form method="post" enctype="multipart/form-data" action="/r/{place.code}{voice.query}"'
        f" {_for_script(voice, place)}>"
        f'<input type="hidden" name="sending" value="{secrets.token_hex(16)}">'
        f"<fieldset><legend>{say('what')}</legend>{kinds}</fieldset>"
        f'<label for="where">{say("where")}</label>'
        f'<select id="where" name="where"><option value="here">{say("here")}</option>{spaces}</select>'
        f'<label for="where_words">{say("elsewhere")}</label>'
        f'<input id="where_words" name="where_words" maxlength="{WHERE_LETTERS}" autocomplete="off">'
        f'<label for="text">{say("text")}</label>'
        f'<textarea id="text" name="text" maxlength="{TEXT_LETTERS}" rows="3" aria-describedby="text-more"></textarea>'
        f'<p id="text-more"><small>{say("text_more")}</small></p>'
        f'<label for="photo">{say("photo")}</label>'
        '<input id="photo" name="photo" type="file" accept="image/jpeg,image/png,image/webp"'
        ' aria-describedby="photo-more">'
        f'<p id="photo-more"><small>{say("photo_more")}</small></p>'
        f'<label for="contact">{say("contact")}</label>'
        f'<input id="contact" name="contact" maxlength="{CONTACT_LETTERS}" aria-describedby="contact-more">'
        f'<p id="contact-more"><small>{say("contact_more")}</small></p>'
        f'<p class="trap" aria-hidden="true"><label>{say("trap")}'
        '<input name="website" tabindex="-1" autocomplete="off"></label></p>'
        f'<p id="warning" role="alert"></p>{sure(voice)}'
        f'<button type="submit">{say("send")}</button><p><small>{say("public_record")}</small></p></form>'
    )


def sure(voice: Voice) -> str:
    """The tick that text which looks like an identity number is none. A script shows it when it is needed."""
    return f'<p id="sure"><label><input type="checkbox" name="sure" value="yes">{voice.say("sure")}</label></p>'


def _for_script(voice: Voice, place: Place) -> str:
    """What the script needs to say and to look for, in the page's language."""
    words = {name: WORDS[name].in_language(voice.language) for name in SAID_BY_SCRIPT}
    patterns = [[pattern, SUSPICIONS[name].in_language(voice.language)] for name, pattern in PATTERNS.items()]
    known = {"place": place.name.in_language(voice.language), "words": words, "suspicious": patterns}
    return f'data-known="{html.escape(json.dumps(known, ensure_ascii=False))}"'
