"""Writing in the log of a restricted case when something of it leaves the server in another way than by sync."""

from sqlalchemy import Connection

from domain.cases.opened import Opening, logged
from domain.people import Person
from sync_server.office import Office
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet


def log_opening(office: Office, case_id: str, person: Person, what: str) -> None:
    """Where openings of the case are not logged this does nothing. `what` is one of `domain.cases.opened`."""
    with office.database.reading() as connection:
        if WorkingSet(connection, office.register).case_log(case_id) is None:
            return
    opening = Opening(office.now().isoformat(timespec="milliseconds"), person.id, person.title, what)

    def write(connection: Connection) -> None:
        counters = ledger.lock(connection)
        documents = WorkingSet(connection, office.register)
        if log := documents.case_log(case_id):
            documents.put(logged(log, opening))
        documents.save(counters)
        ledger.advance(connection, counters)

    office.database.write(write)
