"""How to reach a reporter is forgotten when their case is closed: it was for following it up."""

from sqlalchemy import Connection, select, update

from domain.tasks.steps import CLOSED
from sync_server.public.tables import public_reports
from sync_server.register.register import Register
from sync_server.storage.working_set import WorkingSet


def forget_contacts(connection: Connection, register: Register) -> int:
    """Inside `Database.write`. Returns how many there were."""
    held = WorkingSet(connection, register)
    known = list(connection.execute(select(public_reports.c.finding).where(public_reports.c.contact != "")).scalars())
    tasks = {finding: held.task(finding) for finding in known}
    over = [finding for finding, task in tasks.items() if task is None or task.status == CLOSED]
    if over:
        connection.execute(update(public_reports).where(public_reports.c.finding.in_(over)).values(contact=""))
    return len(over)
