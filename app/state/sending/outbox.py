"""The outbox: what was done on this phone and has not been acknowledged, in the order it was done.

An event is on disk before anything is shown. It leaves the outbox when the server has kept it; one that the server
refused moves to "Needs attention" and stays there until somebody has read it, and in the archive after that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tinydb import TinyDB, where

from domain.event_lines import event_from_plain, event_to_plain
from domain.events import Event, UnsentDestroyed
from domain.language import Words
from domain.records import from_plain, to_plain
from domain.refusals import Refusal
from domain.wire import ACCEPTED, REFUSED, REPEATED, Receipt

WAITING, ATTENTION, ARCHIVED = "waiting", "attention", "archived"


@dataclass(frozen=True)
class Case:
    """An event that the server kept but did not carry out, and why. Of a sealed one the words are not for a list."""

    event: Event
    refusal: Refusal
    sealed: bool = False


class Outbox:
    def __init__(self, db: TinyDB):
        self._table = db.table("outbox")
        self._waiting: dict[str, dict[str, Any]] = {}
        self.reload()

    def reload(self) -> None:
        """Take what is on disk as the truth: at the start, and when a save has failed."""
        rows = sorted(self._table.search(where("state") == WAITING), key=_order)
        self._waiting = {row["id"]: row["event"] for row in rows}
        self._sealed = {row["id"] for row in rows if row.get("sealed")}

    def put(self, events: Iterable[Event], is_sealed: Callable[[Event], bool] = lambda _: False) -> None:
        """Durable when this returns (or when the surrounding `together` ends)."""
        for event in events:
            plain = event_to_plain(event)
            row = {"id": event.id, "state": WAITING, "event": plain}
            if is_sealed(event):
                row["sealed"] = True
                self._sealed.add(event.id)
            self._table.insert(row)
            self._waiting[event.id] = plain

    def waiting(self, device: str | None = None) -> list[dict[str, Any]]:
        """The events to be sent, in order, as plain data; all of them, or those of one device."""
        return [event for event in self._waiting.values() if device in (None, event["device"])]

    def sealed(self) -> int:
        """How many of those that wait are sealed."""
        return len(self._sealed)

    def destroy_sealed(self) -> None:
        """Their words go; what was to be sent leaves its place in line, which those behind it need to be let in."""
        for row in self._table.search(where("sealed") == True):  # noqa: E712  # a query of TinyDB's
            if row["state"] != WAITING:
                self._table.remove(where("id") == row["id"])
                continue
            empty = {**row["event"], "act": UnsentDestroyed.__name__, "body": {}}
            self._table.remove(where("id") == row["id"])
            self._table.insert({"id": row["id"], "state": WAITING, "event": empty})
        self.reload()

    def unsent_by(self, person: str) -> list[Event]:
        return [event_from_plain(plain) for plain in self._waiting.values() if plain["person"] == person]

    def settle(self, receipts: Iterable[Receipt]) -> None:
        """Take the server's word. A held event keeps waiting."""
        for receipt in receipts:
            if receipt.event not in self._waiting:
                continue
            if receipt.outcome in (ACCEPTED, REPEATED):
                self._table.remove(where("id") == receipt.event)
            elif receipt.outcome == REFUSED:
                refusal = receipt.refusal or Refusal("refused", Words("Servern sade nej.", "The server said no."))
                row = {"state": ATTENTION, "refusal": to_plain(refusal)}
                self._table.update(row, where("id") == receipt.event)
            else:
                continue
            del self._waiting[receipt.event]
            self._sealed.discard(receipt.event)

    def cases(self) -> list[Case]:
        """What needs somebody's attention, oldest first."""
        rows = sorted(self._table.search(where("state") == ATTENTION), key=_order)
        return [
            Case(event_from_plain(row["event"]), from_plain(Refusal, row["refusal"]), row.get("sealed", False))
            for row in rows
        ]

    def archive(self, case: Case) -> None:
        """It has been read. What is sealed is not kept for the archive."""
        if self._table.contains((where("id") == case.event.id) & (where("sealed") == True)):  # noqa: E712
            self._table.remove(where("id") == case.event.id)
            return
        self._table.update({"state": ARCHIVED}, where("id") == case.event.id)


def _order(row: dict[str, Any]) -> tuple[str, int]:
    return row["event"]["at"], row["event"]["counter"]
