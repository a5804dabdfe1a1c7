"""The frame of the public's pages: plain HTML for a phone, a strict policy, and nothing from elsewhere."""

import html
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.language import Words
from sync_server.public.words import WORDS

LANGUAGES = ("sv", "en")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Voice:
    """Speaks one of the languages, "sv" or "en"."""

    language: str = "sv"

    def say(self, said: str | Words) -> str:
        """One of the texts by its name, or somebody's words; escaped."""
        return html.escape((WORDS[said] if isinstance(said, str) else said).in_language(self.language))

    @property
    def query(self) -> str:
        return f"?language={self.language}"


def voice_of(request: Request) -> Voice:
    """As asked for, else as the browser says, else Swedish."""
    asked = request.query_params.get("language", "")
    if asked in LANGUAGES:
        return Voice(asked)
    first = request.headers.get("accept-language", "")[:2].lower()
    return Voice("sv" if first in ("", "sv", "nb", "nn", "no", "da") else "en")


def page(voice: Voice, title: str, body: Iterable[str], address: str, status: int = 200) -> HTMLResponse:
    """`title` is escaped already; `address` is the same page, for the other language."""
    other, name = ("en", "In English") if voice.language == "sv" else ("sv", "På svenska")
    return HTMLResponse(
        f'<!doctype html><html lang="{voice.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/r/style.css"><link rel="icon" href="/r/icon.svg">'
        '<script src="/r/queue.js" defer></script><script src="/r/report.js" defer></script>'
        f'<nav><a href="{html.escape(address)}?language={other}" lang="{other}">{name}</a>'
        f'<a href="/r/follow{voice.query}">{voice.say("follow")}</a></nav><main>{"".join(body)}</main></html>',
        status,
        HEADERS,
    )
