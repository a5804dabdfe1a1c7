"""From the queue to the mail server: what may go now is claimed, written, handed over and marked, e-mail by e-mail."""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sync_server.outside.enclosing import TO_OUTSIDE, papers_with
from sync_server.outside.paper import Picture
from sync_server.outside.who import is_actor
from sync_server.outside.writing import letter_item
from sync_server.post import letters
from sync_server.post.choices import NOTHING_CHOSEN, all_choices, stand_ins
from sync_server.post.contents import Item, Telling, document_of
from sync_server.post.letters import CLAIMED, DROPPED, FAILED, HANDING, Queued
from sync_server.post.mail_server import NoMailServer, NotTaken, Unknown, hand_over, mail_server
from sync_server.post.mail_settings import MailSettings, is_address
from sync_server.post.pace import Choice, is_wanted, may_go
from sync_server.post.paper import TO_COLLEAGUES, on_paper
from sync_server.post.recipients import sees
from sync_server.register.register import Register
from sync_server.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bundle:
    """The letters of one e-mail to be. `message_id` is "" unless they have been together before."""

    reader: str
    message_id: str
    choice: Choice
    letters: tuple[Queued, ...]

    @property
    def seqs(self) -> list[int]:
        return [letter.seq for letter in self.letters]


@dataclass(frozen=True)
class Carrier:
    """What carrying goes by; `clock` gives the present moment in UTC, `picture` the bytes of a photo for a paper."""

    database: Database
    register: Register
    mail: MailSettings
    clock: Callable[[], datetime]
    picture: Picture = lambda _sha256: None

    def carry(self) -> int:
        """Send all that may go. Returns how many e-mails; raises NoMailServer, and then the rest waits."""
        self.database.write(lambda connection: letters.recover(connection, self.clock()))
        bundles = self.database.write(self._bundles)
        if not bundles:
            return 0
        with mail_server(self.mail) as server:
            return sum(self._send(server, bundle) for bundle in bundles)

    # --- what may go -------------------------------------------------------------------------------------------------

    def _bundles(self, connection: Connection) -> list[Bundle]:
        """What may go now, by reader; what nobody wants is dropped."""
        now, zone = self.clock(), ZoneInfo(self.register.municipality.timezone)
        choices = all_choices(connection)
        together: dict[tuple[str, str, str], list[Queued]] = {}
        for letter in letters.waiting(connection, self._now):
            reader = self._reader(connection, letter, stand_ins(choices, letter.person, now, zone))
            choice = choices.get(reader, NOTHING_CHOSEN)
            if not self._address(reader):
                letters.end(connection, [letter.seq], DROPPED, self._now, "has no address that can be used")
            elif not is_wanted(choice, urgent=letter.urgent):
                letters.end(connection, [letter.seq], DROPPED, self._now, "wants only what is critical")
            elif may_go(choice, datetime.fromisoformat(letter.queued_at), now, zone, urgent=letter.urgent):
                # Outside, a letter is passed on to whoever does the work: each of one task only.
                task = letter.about if is_actor(reader) else ""
                together.setdefault((reader, letter.message_id, task), []).append(letter)
        return [
            Bundle(reader, message_id, choices.get(reader, NOTHING_CHOSEN), tuple(found))
            for (reader, message_id, _), found in together.items()
        ]

    def _reader(self, connection: Connection, letter: Queued, line: list[str]) -> str:
        """The first in line who has an address and may see what it is about; the last is the person, in any case."""
        document = document_of(connection, letter) if len(line) > 1 else None
        for person in line[:-1]:
            if document and self._address(person) and sees(self.register, self.register.person(person), document):
                return person
        return line[-1]

    def _address(self, person: str) -> str:
        address = self.register.person(person).email
        return address if is_address(address) else ""

    # --- one e-mail --------------------------------------------------------------------------------------------------

    def _send(self, server: smtplib.SMTP, bundle: Bundle) -> bool:
        """Whether the mail server has it now."""
        identity = bundle.message_id or make_msgid(domain=self.mail.domain)
        try:
            items = self.database.write(lambda connection: self._items(connection, bundle, identity))
            message = self._written(bundle, identity, items) if items else None
        except DBAPIError:
            raise
        except Exception as error:
            # One letter that we cannot write must not keep everybody's post waiting for ever.
            log.exception("a letter could not be written")
            why = f"could not be written ({type(error).__name__}), see the server's log"
            self.database.write(lambda connection: letters.end(connection, bundle.seqs, FAILED, self._now, why))
            return False
        return message is not None and self._hand_over(server, identity, self._address(bundle.reader), message)

    def _items(self, connection: Connection, bundle: Bundle, identity: str) -> list[Item]:
        """What there is to be told, its letters claimed."""
        reader, language = self.register.person(bundle.reader), bundle.choice.language
        telling = Telling(connection, self.register, reader, language, self.clock())
        items: dict[tuple[str, str, str], Item] = {}
        for letter in letters.claim(connection, bundle.seqs, reader.id, identity, self._now):
            same = (letter.kind, letter.about, letter.detail)
            told = same in items or letters.told_already(connection, letter, reader.id)
            item = "the reader has been told" if told else self._item(telling, letter)
            if isinstance(item, str):
                letters.end(connection, [letter.seq], DROPPED, self._now, item)
            else:
                items[same] = item
        return list(items.values())

    def _item(self, telling: Telling, letter: Queued) -> Item | str:
        return letter_item(telling, letter) if is_actor(telling.reader.id) else telling.item(letter)

    def _written(self, bundle: Bundle, identity: str, items: list[Item]) -> EmailMessage:
        """The e-mail. Setting a paper takes a while, so nobody's writing waits for it."""
        municipality, language = self.register.municipality, bundle.choice.language
        return on_paper(
            items,
            to=self._address(bundle.reader),
            language=language,
            municipality=municipality.name,
            message_id=identity,
            written=self.clock(),
            mail=self.mail,
            frame=TO_OUTSIDE if is_actor(bundle.reader) else TO_COLLEAGUES,
            papers=papers_with(items, municipality, self.mail.public_url, self.picture, language),
        )

    def _hand_over(self, server: smtplib.SMTP, identity: str, to: str, message: EmailMessage) -> bool:
        stage = CLAIMED

        def last_word() -> bool:
            nonlocal stage
            stage = HANDING
            return self.database.write(lambda connection: letters.hand_over(connection, identity, self._now))

        try:
            taken = hand_over(server, self.mail.sender_address, to, message.as_bytes(), last_word)
        except NotTaken as no:
            self._refused(identity, stage, no)
            return False
        except NoMailServer:
            self.database.write(lambda connection: letters.let_go(connection, identity, self._now))
            raise
        except Unknown as lost:
            why = f"the line broke while the letter was handed over ({lost})"
            self.database.write(lambda connection: letters.mark_unsure(connection, identity, self._now, why))
            raise NoMailServer(str(lost)) from lost
        if taken:
            self.database.write(lambda connection: letters.mark_sent(connection, identity, self._now))
        return taken

    def _refused(self, identity: str, stage: str, no: NotTaken) -> None:
        self.database.write(
            lambda connection: letters.put_off(connection, identity, stage, self.clock(), str(no), for_good=no.for_good)
        )

    @property
    def _now(self) -> str:
        return letters.as_text(self.clock())
