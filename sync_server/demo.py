"""The demo municipality's people and cases: accounts with one well-known password, links to try, tasks to look at.

Only for a municipality that calls itself a demo: its files hold `demo_cases`.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from domain.findings import Finding
from domain.people import Person
from domain.tasks.disputes import counterpart_of
from domain.tasks.parts import WAITING_FOR_ANSWER, Dispute, Entry
from domain.tasks.steps import ACKNOWLEDGED, DISPUTED, IN_PROGRESS, MADE_SAFE, NEW, ROUTED
from domain.tasks.task import Task
from sync_server.entrance import accounts
from sync_server.entrance.signin import new_code, password_hash
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet
from sync_server.sync.followup import follow_up

PASSWORD = "rond-demo"
WORTH_TRYING = (
    "caretaker-north",
    "inspector-b01",
    "manager-b01",
    "property-manager-centre",
    "fire-officer",
    "safety-coordinator",
    "reporter-b01",
)
DID = {ACKNOWLEDGED: "acknowledged", IN_PROGRESS: "started", MADE_SAFE: "made_safe", DISPUTED: "handed_back"}


@dataclass(frozen=True)
class Trial:
    """A person to try the app as, and the code that signs in as them."""

    person: Person
    code: str


def add_accounts(connection: Connection, register: Register) -> None:
    """An account for everybody, all with the same password, for which one hash is enough. Inside a write."""
    ledger.lock(connection)
    missing = sorted(set(register.municipality.persons) - accounts.account_names(connection))
    if missing:
        hashed = password_hash(PASSWORD)
        for person in missing:
            accounts.set_password(connection, person, person, hashed)


def trials(connection: Connection, register: Register, now: datetime) -> list[Trial]:
    """Fresh codes, which in a demo may be used as often as one likes: several people look at one screen."""
    accounts.forget_old_codes(connection, now.isoformat())
    persons = [register.person(person) for person in WORTH_TRYING if register.has_person(person)]
    return [Trial(person, new_code(connection, person.id, now, reusable=True)) for person in persons]


def add_cases(connection: Connection, register: Register) -> None:
    """The demo cases of the kind task, routed as if they had been reported on their day. Inside a write."""
    counters = ledger.lock(connection)
    documents = WorkingSet(connection, register)
    for case in register.municipality.demo_cases:
        if case["kind"] != "task" or documents.task(case["id"]):
            continue
        counters.task += 1
        finding, task = follow_up(register, _finding(register, case), counters.task)
        documents.put(finding)
        documents.put(_as_it_stands(register, task, case["status"]))
    documents.save(counters)
    ledger.advance(connection, counters)


def _finding(register: Register, case: dict) -> Finding:
    reporter = _reporter(register, case["building"])
    building = register.municipality.buildings[case["building"]]
    item = building.object(case.get("object", ""))
    return Finding(
        id=case["id"],
        building=building.id,
        component=case["component"],
        text=case["text"]["sv"],
        severity=case["severity"],
        reporter=reporter.id,
        reporter_title=reporter.title,
        reporter_org=reporter.org,
        found_at=f"{case['created']}T08:00:00+00:00",
        space=case.get("space") or (item.space if item else ""),
        object=case.get("object", ""),
        case={name: case[name] for name in ("cause", "placement") if name in case},
        fixed_on_spot=case.get("fixed_on_spot", False),
        confidentiality=case.get("confidentiality", "open"),
    )


def _reporter(register: Register, building: str) -> Person:
    """Whoever walks rounds in the building."""
    people = register.municipality.persons.values()
    here = [person for person in people if building in person.buildings]
    return next((person for person in here if person.may("perform_round")), here[0])


def _as_it_stands(register: Register, task: Task, status: str) -> Task:
    """What somebody at the desk has done to it, on the day when it was found."""
    if status not in DID:
        return task if status in (NEW, ROUTED) else replace(task, status=status)
    desk = [person for person in register.municipality.persons.values() if person.org == task.desk]
    who = next((person for person in desk if person.works_in(task.building)), desk[0])
    did = "acknowledge" if status in (ACKNOWLEDGED, IN_PROGRESS, DISPUTED) else "make_safe"
    entry = Entry(task.found_at, who.id, who.title, DID[status])
    task = replace(task, status=status, steps_done={did: task.found_at}, history=(entry,))
    return replace(task, disputes=(_dispute(register, task, who),)) if status == DISPUTED else task


def _dispute(register: Register, task: Task, who: Person) -> Dispute:
    other = counterpart_of(register.municipality.buildings[task.building], task)
    against = task.rules.get("repair", "")
    return Dispute(
        "list_unclear", who.id, who.title, task.found_at, against=against, counterpart=other, state=WAITING_FOR_ANSWER
    )
