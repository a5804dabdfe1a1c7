"""What people see: documents, each of a kind with an id. The phone and the server each keep them in their own way."""

from typing import Protocol

from domain.checklists import Checklist
from domain.findings import Finding
from domain.logbook import Logbook
from domain.notices import Notice
from domain.people import Person
from domain.places import Building
from domain.proposals import Proposal
from domain.rounds import Round
from domain.tasks import Task

Document = Round | Finding | Task | Logbook | Proposal | Notice
"""What events change. Buildings, checklists, people and lists are documents too, but come from the register."""


class Documents(Protocol):
    """The documents as they stand just before an event. A missing one is None; a person always exists."""

    def person(self, person: str) -> Person: ...
    def building(self, building: str) -> Building | None: ...
    def checklist(self, checklist: str, version: str) -> Checklist | None: ...
    def round(self, round_id: str) -> Round | None: ...
    def finding(self, finding: str) -> Finding | None: ...
    def task(self, task: str) -> Task | None: ...
    def logbook(self, logbook: str) -> Logbook | None: ...
    def proposal(self, proposal: str) -> Proposal | None: ...
