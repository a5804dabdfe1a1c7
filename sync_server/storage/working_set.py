"""The documents of one transaction: loaded once, changed in memory, and written once each with the next versions."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from domain.cases.case_file import CaseFile
from domain.cases.opened import CaseLog
from domain.checklists.checklist import Checklist
from domain.documents import Document
from domain.findings import Finding
from domain.lone_work.session import LoneWork
from domain.notices import Notice
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Building
from domain.records import from_plain
from domain.rounds.logbook import Logbook
from domain.rounds.proposals import Proposal
from domain.rounds.round import Round
from domain.secrecy.access import may_see
from domain.tasks.task import Task
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.ledger import Counters, DocumentRow, Key, Stored
from sync_server.storage.writing import as_json

TYPES: dict[str, type] = {
    "round": Round,
    "finding": Finding,
    "task": Task,
    "logbook": Logbook,
    "proposal": Proposal,
    "notice": Notice,
    "case": CaseFile,
    "case_log": CaseLog,
    "lone_work": LoneWork,
}


class WorkingSet:
    """Fulfils `domain.documents.Documents`, as somebody with `keys` sees them; without keys all is seen."""

    def __init__(self, connection: Connection, register: Register, keys: frozenset[str] | None = None):
        self._connection, self._register, self._keys = connection, register, keys
        self._stored: dict[Key, Stored | None] = {}
        self._documents: dict[Key, Any] = {}
        self._hidden: set[Key] = set()
        self._changed: dict[Key, Document] = {}

    def prefetch(self, keys: Iterable[Key]) -> None:
        """Load these in one go."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._stored]
        found = ledger.load(self._connection, missing)
        for key in missing:
            stored = found.get(key)
            self._stored[key] = stored
            document = from_plain(TYPES[key[0]], json.loads(stored.body)) if stored else None
            self._documents[key] = document
            if document and not self._lets_see(document):
                self._hidden.add(key)

    def person(self, person: str) -> Person:
        return self._register.person(person)

    def building(self, building: str) -> Building | None:
        return self._register.building(building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return self._register.checklist(checklist, version)

    def round(self, round_id: str) -> Round | None:
        return self._seen(("round", round_id))

    def finding(self, finding: str) -> Finding | None:
        return self._seen(("finding", finding))

    def task(self, task: str) -> Task | None:
        return self._seen(("task", task))

    def logbook(self, logbook: str) -> Logbook | None:
        """Read for a rule, not for somebody's eyes: what is due and switched off is so for everybody."""
        return self._held(("logbook", logbook))

    def proposal(self, proposal: str) -> Proposal | None:
        return self._seen(("proposal", proposal))

    def case(self, case: str) -> CaseFile | None:
        return self._seen(("case", case))

    def case_behind(self, report: str) -> CaseFile | None:
        """The case of a report, whoever has filled in more of that: it is brought up, not read."""
        return self._held(("case", report))

    def case_log(self, case: str) -> CaseLog | None:
        """Written by everybody who opens the case, and read by few."""
        return self._held(("case_log", case))

    def lone_work(self, lone_work: str) -> LoneWork | None:
        return self._seen(("lone_work", lone_work))

    def is_hidden(self, document: Document) -> bool:
        """Whether there is such a document already and it is not for these eyes."""
        key = (document.kind, document.id)
        self._fetch(key)
        return key in self._hidden

    def put(self, document: Document) -> None:
        key = (document.kind, document.id)
        self._fetch(key)
        self._documents[key] = self._changed[key] = document

    def changes(self, kinds: tuple[str, ...]) -> Iterator[tuple[Document | None, Document]]:
        """Every document of these kinds that was put: as it is stored, None where it is new, and as it is now."""
        for key, document in self._changed.items():
            if key[0] in kinds:
                stored = self._stored[key]
                yield from_plain(TYPES[key[0]], json.loads(stored.body)) if stored else None, document

    def save(self, counters: Counters) -> None:
        """Write what is no longer as it is stored, each once, and take the version numbers for it."""
        rows, departures, refs = [], [], []
        numbers: dict[frozenset[str], int] = {}
        for key, document in self._changed.items():
            keys = self._register.audience_of(document)
            if keys not in numbers:
                numbers[keys] = ledger.audience_number(self._connection, keys)
            stored, body = self._stored[key], as_json(document)
            if stored and (stored.audience, stored.body) == (numbers[keys], body):
                continue
            counters.version += 1
            rows.append(DocumentRow(*key, counters.version, numbers[keys], body))
            if stored and stored.audience != numbers[keys]:
                departures.append(ledger.departure(key, counters.version, stored.audience))
            refs += [{"sha256": sha256, "kind": key[0], "id": key[1]} for sha256 in photos_of(document)]
        ledger.write_documents(self._connection, rows)
        ledger.record_departures(self._connection, departures)
        ledger.refer_to_photos(self._connection, refs)

    def save_all(self, counters: Counters) -> None:
        """`save` as if everything loaded had been put: for when not they but the register has changed."""
        self._changed = {key: document for key, document in self._documents.items() if document}
        self.save(counters)

    def _seen(self, key: Key) -> Any:
        self._fetch(key)
        return None if key in self._hidden else self._documents[key]

    def _held(self, key: Key) -> Any:
        self._fetch(key)
        return self._documents[key]

    def _lets_see(self, document: Document) -> bool:
        return self._keys is None or may_see(self._keys, self._register.audience_of(document))

    def _fetch(self, key: Key) -> None:
        if key not in self._stored:
            self.prefetch([key])


def photos_of(document: Document) -> list[str]:
    """The hashes of all photos that a document refers to."""
    match document:
        case Round():
            return _photos_of_round(document)
        case Finding():
            return [*_hashes(document.photos), *(sha for again in document.seen_again for sha in _hashes(again.photos))]
        case Task():
            return [*_hashes(document.photos), *(sha for entry in document.history for sha in _hashes(entry.photos))]
        case CaseFile():
            return _hashes(document.cost.invoices)
    return []


def _photos_of_round(round_: Round) -> list[str]:
    answers = [held for given in round_.answers.values() for held in (given, *given.others)]
    hashes = [sha for given in (*answers, *round_.additions) for sha in _hashes(given.photos)]
    return hashes + [signature.image.sha256 for signature in round_.signatures if signature.image]


def _hashes(photos: tuple[PhotoRef, ...]) -> list[str]:
    return [photo.sha256 for photo in photos]
