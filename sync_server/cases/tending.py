"""Cases by the clock: whoever is to be told that a step is not taken gets a notice, in neutral words."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from domain.cases.case_file import CaseFile
from domain.cases.lateness import CaseCall, calls
from domain.language import Words
from domain.notices import Notice, neutral
from sync_server.post.letters import as_text
from sync_server.post.told import CHANGES, NOBODY, tell
from sync_server.register.register import Register
from sync_server.storage import ledger
from sync_server.storage.working_set import WorkingSet

LATE = Words("Ett steg i ett ärende är försenat", "A step of a case is late")
REMINDED = Words("Ett steg i ett ärende väntar", "A step of a case waits")


def tend_cases(connection: Connection, register: Register, now: datetime) -> int:
    """Tell all that is to be told by `now`. Returns how many notices are new. Inside a write; asking again tells nobody
    twice."""
    counters = ledger.lock(connection)
    documents = WorkingSet(connection, register)
    keys = ledger.load_all(connection, ["case"])
    documents.prefetch(keys)
    cases = [case for _, name in keys if (case := documents.case(name))]
    due = [(case, call) for case in cases for call in calls(case) if datetime.fromisoformat(call.at) <= now]
    notices = [_notice(case, call, now) for case, call in due]
    wanted = {notice.id: notice for notice in notices}
    told = ledger.load(connection, [("notice", name) for name in wanted])
    fresh = [notice for name, notice in wanted.items() if ("notice", name) not in told]
    for notice in fresh:
        documents.put(notice)
    tell(connection, register, documents.changes(CHANGES), NOBODY, as_text(now.astimezone(UTC)))
    documents.save(counters)
    ledger.advance(connection, counters)
    return len(fresh)


def _notice(case: CaseFile, call: CaseCall, now: datetime) -> Notice:
    return Notice(
        f"{case.id}:{call.do}:{'late' if call.late else 'waits'}:{call.role}",
        case.building,
        call.role,
        case.id,
        now.isoformat(timespec="seconds"),
        neutral(case.confidentiality, LATE if call.late else REMINDED),
        case.confidentiality,
        administration=case.administration,
    )
