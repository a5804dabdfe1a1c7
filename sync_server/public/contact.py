"""How to reach whoever reported: told to those who handle the task and to nobody else."""

from sqlalchemy import select

from domain.people import Person
from domain.tasks.to_reporter import handles_report
from sync_server.office import Office
from sync_server.problems import No, no
from sync_server.public.tables import public_reports
from sync_server.storage.working_set import WorkingSet


def contact_of(office: Office, person: Person, task_id: str) -> str:
    """As it was written, "" where nothing was. Raises No 404 where this person does not handle such a task."""
    register = office.follow_register()
    with office.database.reading() as connection:
        task = WorkingSet(connection, register, register.keys_of(person)).task(task_id)
        if task is None or not handles_report(person, task):
            raise not_yours()
        wanted = select(public_reports.c.contact).where(public_reports.c.finding == task.finding)
        return connection.execute(wanted).scalar() or ""


def not_yours() -> No:
    return no(
        404,
        "no_public_report",
        "Det finns ingen sådan anmälan på ditt bord.",
        "There is no such report at your desk.",
        "Öppna ärendet i Rond. Kontakt visas för dem som handlägger det.",
        "Open the task in Rond. The contact is shown to those who handle it.",
    )
