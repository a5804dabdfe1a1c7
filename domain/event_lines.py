"""An event as the plain data that is journalled on the phone and sent to the server, and back."""

import typing
from typing import Any

from domain.events import Act, Event
from domain.records import from_plain, to_plain

_ACTS: dict[str, type] = {act.__name__: act for act in typing.get_args(Act)}


def event_to_plain(event: Event) -> dict[str, Any]:
    """`{"id", "device", "counter", "person", "at", "act": "PointAnswered", "body": {...}}`."""
    return {
        "id": event.id,
        "device": event.device,
        "counter": event.counter,
        "person": event.person,
        "at": event.at,
        "act": type(event.act).__name__,
        "body": to_plain(event.act),
    }


def event_from_plain(plain: dict[str, Any]) -> Event:
    """Raises KeyError for an act that this version does not know, TypeError for a missing field."""
    act = from_plain(_ACTS[plain["act"]], plain["body"])
    return Event(plain["id"], plain["device"], plain["counter"], plain["person"], plain["at"], act)
