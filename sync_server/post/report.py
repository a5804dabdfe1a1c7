"""`rond post`: how many letters wait, which could not be sent and why, and whether the mail server lets us in."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError, ProgrammingError

from sync_server.post import letters
from sync_server.post.letters import CLAIMED, DROPPED, FAILED, HANDING, SENT, UNSURE, WAITING, Queued
from sync_server.post.mail_server import NoMailServer, mail_server
from sync_server.post.mail_settings import EXAMPLES, SMTP_URL, MailSettings, WrongMailSettings
from sync_server.settings import settings_from
from sync_server.storage.database import Database

MEANING = {
    WAITING: "wait for their hour, a digest, or another attempt",
    CLAIMED: "are on their way",
    HANDING: "are being handed over",
    SENT: "have been taken by the mail server",
    UNSURE: "may have arrived or not; never sent again by themselves",
    FAILED: "were refused for good",
    DROPPED: "were no news any more, or not wanted",
}


def post(*, data: Path, retry: bool) -> int:
    """Print the state of the post. Returns 0, 1 where something is in the way, 2 where the settings make no sense."""
    try:
        settings = settings_from(data=data)
    except WrongMailSettings as wrong:
        print(f"rond: {wrong}", file=sys.stderr)
        return 2
    database = Database(settings.database_url)
    try:
        if retry:
            again = database.write(lambda connection: letters.try_again(connection, letters.as_text(datetime.now(UTC))))
            print(f"{again} letters are in line again.")
        with database.reading() as connection:
            found, trouble = letters.counts(connection), letters.troubled(connection)
    except (OperationalError, ProgrammingError):
        print(f"rond: there is no post in {data}: start 'rond serve' there first.", file=sys.stderr)
        return 1
    finally:
        database.close()
    print("\n".join(_lines(found, trouble)))
    reached = _server(settings.mail)
    return 0 if reached and not found[FAILED] and not found[UNSURE] else 1


def _lines(found: dict[str, int], trouble: list[Queued]) -> Iterator[str]:
    for state, meaning in MEANING.items():
        yield f"{found[state]:>7}  {state:<8} {meaning}"
    for letter in trouble:
        tries = f"{letter.attempts} attempts" if letter.attempts != 1 else "1 attempt"
        again = f", again after {letter.not_before[:16]}Z" if letter.state == WAITING else ""
        yield f"{letter.state}: {letter.kind} to {letter.reader or letter.person}, {tries}{again}: {letter.reason}"
    if any(letter.state in (FAILED, UNSURE) for letter in trouble):
        yield "'rond post --retry' sends those that failed, and those that may not have arrived, once more."


def _server(mail: MailSettings) -> bool:
    """Whether letters can leave; said as well."""
    if not mail.is_on:
        print(f"No letter leaves: {SMTP_URL} is not set (such as {EXAMPLES[SMTP_URL]}).")
        return True
    try:
        with mail_server(mail):
            print(f"{mail.host}:{mail.port} lets us in; letters come from {mail.sender}.")
    except NoMailServer as trouble:
        print(f"No letter leaves now: {trouble}.", file=sys.stderr)
        return False
    return True
