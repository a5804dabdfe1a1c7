"""What somebody is to know of: the notices that have come for them and that they have not put away on this phone."""

from collections.abc import Callable

from tinydb import TinyDB

from app.state.documents import PhoneDocuments
from app.state.writing.written import is_kept
from domain.language import Words
from domain.notices import Notice
from domain.people import Person


class NoticeBoard:
    def __init__(self, db: TinyDB, documents: PhoneDocuments, who: Callable[[], Person | None]):
        self._table, self._documents, self._who = db.table("notices_read"), documents, who
        self._read = {row["id"] for row in self._table}

    def unread(self) -> list[Notice]:
        """The latest first; what is told of the same in the same words, only once. Nobody is told of what they did
        themselves."""
        latest: dict[tuple[str, Words], Notice] = {}
        for held in self._unread():
            latest.setdefault((held.about, held.words), held)
        return list(latest.values())

    def put_away(self, notice: Notice) -> None:
        """With all earlier ones that say the same."""
        for held in [held for held in self._unread() if (held.about, held.words) == (notice.about, notice.words)]:
            self._read.add(_key(held))
            is_kept(self._table, {"id": _key(held)})

    def _unread(self) -> list[Notice]:
        who = self._who()
        mine = [held for held in self._documents.all(Notice) if who and self._is_for(who, held)]
        return sorted((held for held in mine if _key(held) not in self._read), key=lambda held: held.at, reverse=True)

    def _is_for(self, person: Person, notice: Notice) -> bool:
        if notice.role not in person.roles or not person.works_in(notice.building):
            return False
        round_ = self._documents.round(notice.about)
        return round_ is None or not round_.signatures or round_.signatures[-1].person != person.id


def _key(notice: Notice) -> str:
    """The same round may have more to tell later."""
    return f"{notice.id}@{notice.at}"
