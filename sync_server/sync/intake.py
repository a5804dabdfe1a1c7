"""Events in: each device's in its own order, all of a request in one transaction, and a receipt for each.

Refused events keep their place in line, so that they hold up nothing. Receipts are true only once the transaction is on
disk, and nobody sees them before.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from domain.apply import apply
from domain.documents import Document
from domain.events import Event
from domain.findings import REPORTED, Finding
from domain.language import Words
from domain.lone_work.session import LoneWork, arrived
from domain.people import Person
from domain.records import changed, from_plain
from domain.refusals import Refusal
from domain.rounds.proposals import APPROVED, Proposal
from domain.rounds.round import Round
from domain.tasks.task import Task
from domain.wire import ACCEPTED, HELD, REFUSED, REPEATED, Receipt
from sync_server.cases.following import follow_report
from sync_server.post.told import CHANGES as TOLD
from sync_server.post.told import tell
from sync_server.register.publish import publish
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, EventRow, Key
from sync_server.storage.working_set import WorkingSet
from sync_server.storage.writing import as_json
from sync_server.sync.border import Sent, as_sent, understood
from sync_server.sync.followup import follow_task, follow_up

log = logging.getLogger(__name__)
NOT_YOUR_DEVICE = Refusal(
    "not_your_device",
    Words("Händelsen kommer från någon annans telefon.", "The event comes from somebody else's phone."),
    Words(
        "Logga in som den som gjorde arbetet och skicka igen.", "Sign in as the one who did the work and send again."
    ),
)
NOT_YOUR_EVENT = replace(
    NOT_YOUR_DEVICE,
    code="not_your_event",
    why=Words("Händelsen är gjord av någon annan.", "The event was made by somebody else."),
)
OTHER_CONTENT = Refusal(
    "same_id_other_content",
    Words(
        "Servern har redan en annan händelse med samma nummer från den här telefonen.",
        "The server already has another event with the same number from this phone.",
    ),
)
NOT_YOURS_TO_SEE = Refusal(
    "not_yours_to_see",
    Words(
        "Det finns redan något med det numret som du inte får se.", "There is already something that you may not see."
    ),
)
COULD_NOT_APPLY = Refusal(
    "could_not_apply",
    Words("Servern kunde inte utföra händelsen.", "The server could not carry out the event."),
    Words(
        "Den är sparad på servern och felet är loggat. Tala med samordnaren.",
        "It is kept on the server and the fault is logged. Talk to the coordinator.",
    ),
)


ASKED_FOR = ("round", "finding", "task", "proposal", "case", "lone_work")
"""What an event is about. What follows from it by itself (a logbook, a notice) may well be for other eyes."""


@dataclass
class Desk:
    """What taking in one request needs: who sent it, when, and the documents it works on.

    `register_decided` says that a change of the register has been approved: it is laid out anew in the same breath.
    """

    connection: Connection
    register: Register
    person: Person
    received: str
    moment: datetime
    counters: Counters
    documents: WorkingSet
    register_decided: bool = False


def take_in(
    connection: Connection, register: Register, person: Person, devices: Iterable[str], lines: list[Sent], received: str
) -> list[Receipt]:
    """Take `lines` from `person`, whose devices are `devices`, at the time `received`.

    To be called inside `Database.write`. One receipt for each different event, and for those that had been held and
    whose turn has now come.
    """
    counters = ledger.lock(connection)
    documents = WorkingSet(connection, register, register.keys_of(person))
    desk = Desk(connection, register, person, received, datetime.fromisoformat(received), counters, documents)
    documents.prefetch(_mentioned(lines))
    owned = set(devices)
    by_device: dict[str, list[Sent]] = {}
    for sent in lines:
        by_device.setdefault(sent.line["device"], []).append(sent)
    receipts = []
    for device, its_lines in by_device.items():
        if device in owned:
            receipts += _take_line(desk, device, its_lines)
        else:
            receipts += [_put_aside(desk, sent, NOT_YOUR_DEVICE) for sent in its_lines]
    documents.save(counters)
    tell(connection, register, documents.changes(TOLD), person.id, received)
    ledger.advance(connection, counters)
    if desk.register_decided:
        publish(connection, register.files)
    return receipts


def _take_line(desk: Desk, device: str, lines: list[Sent]) -> list[Receipt]:
    """Receipts for one device's lines, and for what was held and now follows."""
    last = ledger.last_counter(desk.connection, device)
    known = ledger.kept(desk.connection, device, min(sent.line["counter"] for sent in lines), last)
    held = {at: as_sent(json.loads(line)) for at, line in ledger.held_lines(desk.connection, device).items()}
    waiting, receipts = dict(held), []
    for sent in lines:
        counter = sent.line["counter"]
        if counter <= last:
            receipts.append(_seen_before(desk, sent, known[counter]))
        elif waiting.setdefault(counter, sent).digest != sent.digest:
            receipts.append(_put_aside(desk, sent, OTHER_CONTENT))
    reached, rows = last, []
    while sent := waiting.pop(reached + 1, None):
        reached += 1
        refusal = _carry_out(desk, sent)
        rows.append(_row(desk, sent, refusal))
        receipts.append(Receipt(sent.line["id"], reached, REFUSED if refusal else ACCEPTED, refusal))
    ledger.append(desk.connection, rows)
    if held:
        ledger.release(desk.connection, device, reached)
    ledger.hold(desk.connection, [_held_row(desk, sent) for at, sent in waiting.items() if at not in held])
    named = {sent.line["counter"] for sent in lines}
    return receipts + [Receipt(sent.line["id"], at, HELD) for at, sent in sorted(waiting.items()) if at in named]


def _carry_out(desk: Desk, sent: Sent) -> Refusal | None:
    """Apply one event and follow up what came of it; why not, where it may not be."""
    event = understood(sent, desk.register.municipality.policy, desk.moment)
    if isinstance(event, Refusal):
        return event
    if event.person != desk.person.id:
        return NOT_YOUR_EVENT
    try:
        documents = _changed_by(desk, event)
    except DBAPIError:
        raise
    except Exception:
        # One event that we cannot deal with must not keep a phone's whole line waiting for ever.
        log.exception("event %s could not be applied", event.id)
        return COULD_NOT_APPLY
    if isinstance(documents, Refusal):
        return documents
    for document in documents:
        desk.documents.put(document)
    return None


def _changed_by(desk: Desk, event: Event) -> tuple[Document, ...] | Refusal:
    """The documents that the event changes, with what follows from it."""
    documents = apply(desk.documents, event)
    if isinstance(documents, Refusal):
        return documents
    if any(desk.documents.is_hidden(document) for document in documents if document.kind in ASKED_FOR):
        return NOT_YOURS_TO_SEE
    return tuple(part for document in documents for part in _followed_up(desk, document))


def _followed_up(desk: Desk, document: Document) -> tuple[Document, ...]:
    """A new finding gets its task, a task its times, a scan that of its arrival; everything else stays as it is."""
    if isinstance(document, Proposal) and document.status == APPROVED:
        desk.register_decided = True
    if isinstance(document, Round):
        report = _with_arrivals(document, desk.received)
        return report, *follow_report(desk.register, desk.documents.case_behind, report, desk.moment)
    if isinstance(document, LoneWork):
        return (arrived(document, desk.received),)
    if isinstance(document, Task):
        return (follow_task(desk.register, desk.documents.task(document.id), document, desk.received),)
    if not isinstance(document, Finding) or document.task or document.status != REPORTED:
        return (document,)
    desk.counters.task += 1
    form = desk.documents.round(document.round) if document.round else None
    return follow_up(desk.register, document, desk.counters.task, desk.received, form)


def _with_arrivals(round_: Round, received: str) -> Round:
    """Proof of presence has two times: the device's, and ours."""
    if all(scan.received for scan in round_.scans):
        return round_
    scans = tuple(scan if scan.received else replace(scan, received=received) for scan in round_.scans)
    return changed(round_, scans=scans)


def _seen_before(desk: Desk, sent: Sent, known: ledger.Kept) -> Receipt:
    """The same again is as good as once, and is told what became of it; anything else under its number is set aside."""
    identity, counter = sent.line["id"], sent.line["counter"]
    if known.digest != sent.digest:
        return _put_aside(desk, sent, OTHER_CONTENT)
    if known.refusal:
        return Receipt(identity, counter, REFUSED, from_plain(Refusal, json.loads(known.refusal)))
    return Receipt(identity, counter, REPEATED)


def _put_aside(desk: Desk, sent: Sent, refusal: Refusal) -> Receipt:
    row = {
        "digest": sent.digest,
        "received_at": desk.received,
        "sender": desk.person.id,
        "refusal": as_json(refusal),
        "line": sent.written,
    }
    ledger.put_aside(desk.connection, row)
    return Receipt(sent.line["id"], sent.line["counter"], REFUSED, refusal)


def _row(desk: Desk, sent: Sent, refusal: Refusal | None) -> EventRow:
    why_not = as_json(refusal) if refusal else ""
    return EventRow(sent.line["device"], sent.line["counter"], desk.received, sent.digest, why_not, sent.written)


def _held_row(desk: Desk, sent: Sent) -> dict[str, Any]:
    return {
        "device": sent.line["device"],
        "counter": sent.line["counter"],
        "received_at": desk.received,
        "line": sent.written,
    }


def _mentioned(lines: list[Sent]) -> list[Key]:
    """The documents that the events name: to be loaded together instead of one by one."""
    keys = []
    for sent in lines:
        for kind in ASKED_FOR:
            if isinstance(identity := sent.line["body"].get(kind), str) and len(identity) <= 100 and identity:
                keys.append((kind, identity))
                if kind == "finding":
                    keys.append(("task", identity))
    return keys
