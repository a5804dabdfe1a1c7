"""The documents as this phone shows them: as last received, with the events not yet sent applied on top.

There is no merging: an arriving document replaces the one beneath, and the unsent events are applied again.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from tinydb import TinyDB, where

from domain.apply import apply
from domain.cases.case_file import CaseFile
from domain.cases.opened import CaseLog
from domain.checklists.checklist import Checklist
from domain.demarcation.listing import DemarcationList
from domain.documents import Document
from domain.events import Event
from domain.findings import Finding
from domain.lone_work.session import LoneWork
from domain.municipality import About
from domain.notices import Notice
from domain.people import Organisation, Person, Role
from domain.places import Building
from domain.policy import Policy
from domain.records import from_plain
from domain.refusals import Refusal
from domain.rounds.logbook import Logbook
from domain.rounds.proposals import Proposal
from domain.rounds.round import Round
from domain.secrecy.table import RESTRICTED
from domain.tasks.task import Task
from domain.wire import Parcel

T = TypeVar("T")

TYPES: dict[str, type] = {
    "building": Building,
    "case": CaseFile,
    "case_log": CaseLog,
    "checklist": Checklist,
    "demarcation": DemarcationList,
    "finding": Finding,
    "logbook": Logbook,
    "lone_work": LoneWork,
    "municipality": About,
    "notice": Notice,
    "organisation": Organisation,
    "person": Person,
    "policy": Policy,
    "proposal": Proposal,
    "role": Role,
    "round": Round,
    "task": Task,
}

REGISTER = ("building", "checklist")
"""Kinds that say how secret something is, and are none themselves."""


class PhoneDocuments:
    """Fulfils `domain.documents.Documents`. The table "documents" of the phone's store holds what was received."""

    def __init__(self, db: TinyDB):
        self._table = db.table("documents")
        self._received: dict[tuple[str, str], dict[str, Any]] = {}
        self._ids: dict[str, dict[str, None]] = {}
        self._read: dict[tuple[str, str], Any] = {}
        self._ours: dict[tuple[str, str], Document] = {}
        self._load()

    def _load(self) -> None:
        self._received = {(row["kind"], row["id"]): row["body"] for row in self._table}
        self._ids.clear()
        for kind, identity in self._received:
            self._ids.setdefault(kind, {})[identity] = None
        self._read.clear()

    # --- what is shown -------------------------------------------------------------------------------------------

    def get(self, kind: str, identity: str) -> Any | None:
        """The document as it stands, unsent work included; None where there is none."""
        key = (kind, identity)
        if key in self._ours:
            return self._ours[key]
        if key not in self._received:
            return None
        if key not in self._read:
            plain = self._received[key]
            self._read[key] = from_plain(TYPES[kind], plain) if kind in TYPES else plain
        return self._read[key]

    def shown(self) -> list[tuple[str, str]]:
        """(kind, id) of all that is shown."""
        return list(dict.fromkeys((*self._received, *self._ours)))

    def all(self, wanted: type[T]) -> list[T]:
        """All documents of a type, unsent work included. Asked for at every redraw: only those of the kind are read."""
        kind = next(kind for kind, type_ in TYPES.items() if type_ is wanted)
        ids = {**self._ids.get(kind, {}), **{identity: None for held, identity in self._ours if held == kind}}
        return [found for identity in ids if (found := self.get(kind, identity)) is not None]

    def person(self, person: str) -> Person:
        """Only the person signed in is known here; of others the phone knows no more than the id."""
        return self.get("person", person) or Person(person, title="", org="")

    def building(self, building: str) -> Building | None:
        return self.get("building", building)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return self.get("checklist", f"{checklist}@{version}")

    def round(self, round_id: str) -> Round | None:
        return self.get("round", round_id)

    def finding(self, finding: str) -> Finding | None:
        return self.get("finding", finding)

    def task(self, task: str) -> Task | None:
        return self.get("task", task)

    def logbook(self, logbook: str) -> Logbook | None:
        return self.get("logbook", logbook)

    def proposal(self, proposal: str) -> Proposal | None:
        return self.get("proposal", proposal)

    def case(self, case: str) -> CaseFile | None:
        return self.get("case", case)

    def case_log(self, case: str) -> CaseLog | None:
        return self.get("case_log", case)

    def lone_work(self, lone_work: str) -> LoneWork | None:
        return self.get("lone_work", lone_work)

    # --- unsent work on top --------------------------------------------------------------------------------------

    def lay_on_top(self, event: Event) -> Refusal | None:
        """Apply one event to what is shown. A refusal changes nothing."""
        changed = apply(self, event)
        if isinstance(changed, Refusal):
            return changed
        for document in changed:
            self._ours[(document.kind, document.id)] = document
        return None

    def lay_anew(self, unsent: Iterable[Event]) -> None:
        """Forget what lay on top and apply the unsent events again. The server decides about those that do not fit."""
        self._ours.clear()
        for event in unsent:
            self.lay_on_top(event)

    # --- what arrives --------------------------------------------------------------------------------------------

    def receive(self, parcels: Iterable[Parcel], gone: Iterable[tuple[str, str]], reset: bool) -> None:
        """Write what the server sent. To be called inside one `together(db)`, with the cursor that belongs to it."""
        if reset:
            self._forget_received()
        for parcel in parcels:
            key = (parcel.kind, parcel.id)
            row = {"key": _row_key(*key), "kind": parcel.kind, "id": parcel.id, "body": parcel.body}
            if parcel.kind not in REGISTER and parcel.body.get("confidentiality") == RESTRICTED:
                row["sealed"] = True
            if key in self._received:
                self._table.update(row, where("key") == row["key"])
            else:
                self._table.insert(row)
            self._received[key] = parcel.body
            self._ids.setdefault(parcel.kind, {})[parcel.id] = None
            self._read.pop(key, None)
        for kind, identity in gone:
            self._table.remove(where("key") == _row_key(kind, identity))
            self._received.pop((kind, identity), None)
            self._ids.get(kind, {}).pop(identity, None)
            self._read.pop((kind, identity), None)

    def forget(self) -> None:
        """Someone else takes the phone: nothing of what was received stays. Unsent events are not touched."""
        self._forget_received()
        self._ours.clear()

    def _forget_received(self) -> None:
        self._table.truncate()
        self._received.clear()
        self._ids.clear()
        self._read.clear()


def _row_key(kind: str, identity: str) -> str:
    return f"{kind}:{identity}"
