"""What became of a report, for whoever has its code: where it stands in plain words, what the desk asks, and answering.

Nothing that the desk says among itself is shown, and nobody's name or title.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from domain.events import FindingReported, TaskCommented
from domain.findings import WITHDRAWN, Finding
from domain.language import Words
from domain.secrecy.suspicion import suspicious
from domain.tasks.events import TaskNotFixed
from domain.tasks.steps import ENDED, STEPS
from domain.tasks.task import Task
from domain.tasks.to_reporter import Line, conversation
from sync_server.office import Office
from sync_server.problems import No
from sync_server.public import limits, refusals
from sync_server.public.codes import FOLLOW_LETTERS, as_typed, digest_of_code
from sync_server.public.reporter import THE_PUBLIC
from sync_server.public.reports import TEXT_LETTERS, new_finding_id
from sync_server.public.tables import public_reports
from sync_server.public.voice import speak
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

NOT_FIXED = "Anmälaren: det är inte åtgärdat."
RECEIVED = Words("Vi har fått din anmälan.", "We have your report.")
STANDS = {
    "new": RECEIVED,
    "routed": Words(
        "Din anmälan ligger hos dem som ska åtgärda.", "Your report lies with those who are to put it right."
    ),
    "acknowledged": Words("Vi har tagit oss an det.", "We have taken it on."),
    "in_progress": Words("Arbetet har börjat.", "Work has begun."),
    "made_safe": Words("Det är gjort säkert. Lagningen återstår.", "It has been made safe. The repair remains."),
    "paused": Words(
        "Arbetet gör uppehåll, till exempel för en reservdel.", "Work is paused, perhaps for a spare part."
    ),
    "deferred_planned": Words("Det åtgärdas vid planerat underhåll.", "It will be done with planned maintenance."),
    "disputed": Words("Vi reder ut vem som ska åtgärda det.", "We are settling who is to put it right."),
    "reopened": Words("Det är öppnat igen och ska åtgärdas.", "It has been opened again and will be put right."),
    "done": Words("Det är åtgärdat.", "It has been put right."),
    "verified": Words("Det är åtgärdat och kontrollerat.", "It has been put right and checked."),
    "closed": Words("Ärendet är avslutat.", "The case is closed."),
    "duplicate": Words(
        "Samma sak var redan anmäld. Den åtgärdas där.", "The same had been reported already. It is dealt with there."
    ),
    "passed_on": Words(
        "Det är lämnat vidare till den som äger saken.", "It has been passed on to whoever owns the thing."
    ),
}


@dataclass(frozen=True)
class Report:
    """A report as whoever has its code may see it."""

    code: str
    finding: str
    building: str
    reported_at: str
    stands: Words
    said: tuple[Line, ...]
    asked: bool
    ended: bool


def find(office: Office, typed: str, network: str) -> Report:
    """The report with this code. Raises No 404, and 429 after too many wrong codes from one address."""
    register, now = office.follow_register(), office.now()
    with office.database.reading() as connection:
        key = ledger.read_counters(connection).ledger
        limits.not_too_often(connection, key, limits.WRONG_CODES, network, now)
        code = as_typed(typed, FOLLOW_LETTERS)
        row = _row(connection, key, code) if code else None
        documents = WorkingSet(connection, register, register.keys_of(THE_PUBLIC))
        finding = documents.finding(row.finding) if row else None
        task = documents.task(finding.task) if finding else None
    if row is None or finding is None:
        office.database.write(lambda writing: limits.note(writing, key, limits.WRONG_CODES, network, now))
        raise refusals.no_such_code()
    return _shown(code, row.reported_at, finding, task)


def answer(office: Office, report: Report, text: str, not_fixed: bool, sure: bool) -> None:
    """What the reporter says to the desk; `not_fixed` opens it again, `sure` that it is about no person. Raises No."""
    if not text.strip() and not not_fixed:
        raise refusals.nothing_said()
    if len(text) > TEXT_LETTERS or "\0" in text:
        raise refusals.too_long()
    if not sure and suspicious(text):
        raise refusals.about_a_person()
    office.follow_register()
    office.database.write(lambda connection: _say(office, connection, report, text.strip(), not_fixed, office.now()))


def _say(office: Office, connection: Connection, report: Report, text: str, not_fixed: bool, now: datetime) -> None:
    key = ledger.lock(connection).ledger
    limits.note(connection, key, limits.REPLIES, report.code, now)
    register, received = office.register, now.isoformat(timespec="milliseconds")
    documents = WorkingSet(connection, register, register.keys_of(THE_PUBLIC))
    finding, task = documents.finding(report.finding), documents.task(report.finding)
    if finding is None or task is None:
        raise refusals.no_such_code()
    if not_fixed and STEPS["not_fixed"].leads_to(task.status):
        act = TaskNotFixed(task.id, text or NOT_FIXED)
    elif not_fixed and task.status in ENDED:
        act = _anew(finding, task, text)
        connection.execute(
            update(public_reports).where(public_reports.c.finding == finding.id).values(finding=act.finding)
        )
    else:
        act = TaskCommented(task.id, f"{NOT_FIXED} {text}".strip() if not_fixed else text)
    if refusal := speak(connection, register, act, received):
        raise No(422, refusal)


def _anew(finding: Finding, task: Task, text: str) -> FindingReported:
    """A case that is closed stays so; the same is reported once more, and the code goes with the new case."""
    said = " ".join(filter(None, [NOT_FIXED, text, f"Tidigare ärende {task.number}: {finding.text}"]))
    return FindingReported(
        new_finding_id(),
        finding.building,
        finding.component,
        said,
        finding.severity,
        space=finding.space,
        attributes=finding.attributes,
    )


def _row(connection: Connection, key: str, code: str):
    wanted = select(public_reports).where(public_reports.c.code_digest == digest_of_code(key, code))
    return connection.execute(wanted).one_or_none()


def _shown(code: str, reported_at: str, finding: Finding, task: Task | None) -> Report:
    said = conversation(task) if task else ()
    status = task.status if task else "closed" if finding.status == WITHDRAWN else "new"
    return Report(
        code,
        finding.id,
        finding.building,
        reported_at,
        STANDS.get(status, RECEIVED),
        said,
        asked=bool(said) and not said[-1].by_reporter,
        ended=status in ENDED,
    )
