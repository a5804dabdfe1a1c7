"""Signing in: a password or an enrolment code for a token, a device number of this phone's own, and the person."""

import json
from typing import Any

from app.device.net import NoNetwork, Transport
from app.state.entrance.session import Session
from domain.language import Words
from domain.people import Person
from domain.records import from_plain

TIMEOUT_SECONDS = 30.0


async def ask_to_sign_in(transport: Transport, path: str, said: dict[str, Any]) -> tuple[Session, Person] | Words:
    """Ask the server at `path` ("/sign-in" or "/sign-in/enrol"); why not, in words, where it says no."""
    headers = {"content-type": "application/json"}
    try:
        answer = await transport.send(
            "POST", path, headers=headers, body=json.dumps(said).encode(), timeout=TIMEOUT_SECONDS
        )
    except NoNetwork:
        return Words(
            "Ingen kontakt med servern. Första inloggningen kräver nät; försök igen när du har täckning.",
            "No contact with the server. The first sign-in needs a network; try again when you have coverage.",
        )
    body = _read(answer.body)
    if answer.status == 200 and "token" in body:
        return Session(body["device"], body["person"]["id"], body["token"]), from_plain(Person, body["person"])
    return _why_not(answer.status, body)


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _why_not(status: int, body: dict[str, Any]) -> Words:
    """The server's own words, where it has any."""
    why = body.get("why")
    if isinstance(why, dict) and why.get("sv"):
        return Words(why["sv"], why.get("en", why["sv"]))
    return Words(
        f"Servern kunde inte logga in dig just nu (fel {status}). Försök igen om en stund.",
        f"The server could not sign you in just now (error {status}). Try again in a while.",
    )
