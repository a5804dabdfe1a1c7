"""Everything a server process works with, opened once: the database, the register, the photos and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sync_server.cases.tending import tend_cases
from sync_server.content import Municipality
from sync_server.lone_work.forgetting import forget_lone_work
from sync_server.photos.store import open_photo_store
from sync_server.photos.upload import PhotoDesk, tidy_uploads
from sync_server.post import letters
from sync_server.post.mail_settings import NO_MAIL, MailSettings
from sync_server.public.forgetting import forget_contacts
from sync_server.register.planning import plan_rounds
from sync_server.register.publish import publish, read_register
from sync_server.register.register import Register
from sync_server.settings import Settings
from sync_server.statistics.publishing import publish_years
from sync_server.storage import ledger
from sync_server.storage.database import Database
from sync_server.tending import tend_tasks


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Office:
    """`register` is the one last read (see `follow_register`); `now` gives the present moment, in UTC."""

    database: Database
    register: Register
    photos: PhotoDesk
    now: Callable[[], datetime] = utc_now
    mail: MailSettings = NO_MAIL

    def follow_register(self) -> Register:
        """The register as it is now: what is approved through one server process is soon known to all."""
        with self.database.reading() as connection:
            if ledger.read_counters(connection).register != self.register.number:
                self.register = read_register(connection, self.register.files)
        return self.register

    def begin_the_day(self) -> int:
        """To be done at start and every hour: plan rounds, tend tasks, tidy. Returns how many rounds are new."""
        register = self.follow_register()
        now = self.now().astimezone(ZoneInfo(register.municipality.timezone))
        tidy_uploads(self.photos, now)
        self.database.write(lambda connection: letters.tidy(connection, self.now()))
        self.database.write(lambda connection: tend_tasks(connection, register, now))
        self.database.write(lambda connection: tend_cases(connection, register, now))
        self.database.write(lambda connection: forget_contacts(connection, register))
        self.database.write(lambda connection: publish_years(connection, register, now))
        if self.database.write(lambda connection: forget_lone_work(connection, register, self.now())):
            self.database.overwrite_what_was_removed()
        return self.database.write(lambda connection: plan_rounds(connection, register, now))

    def close(self) -> None:
        self.database.close()


def open_office(settings: Settings, municipality: Municipality, now: Callable[[], datetime] = utc_now) -> Office:
    """Bring the tables up to date and lay the register out for the phones."""
    database = Database(settings.database_url)
    database.migrate()
    register = database.write(lambda connection: publish(connection, municipality))
    return Office(database, register, PhotoDesk(database, open_photo_store(settings.photos_url)), now, settings.mail)
