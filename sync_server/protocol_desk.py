"""Handing out protocols: whoever may see a signed round gets a link that opens its PDF in any browser for a while.

A link because a browser cannot send our token with it. It names round, person and end, under a seal of this database's
own; access is looked at again when it is opened.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from domain.people import Person
from domain.rounds import Round
from sync_server import ledger, photo_upload
from sync_server.office import Office
from sync_server.problems import No, no
from sync_server.protocol import protocol
from sync_server.working_set import WorkingSet

OPEN_FOR = timedelta(minutes=10)


def link_to(office: Office, person: Person, round_id: str, language: str) -> str:
    """The path of the protocol. Raises No 404 unless the round is signed and for these eyes."""
    with office.database.reading() as connection:
        _signed_round(WorkingSet(connection, office.register, office.register.keys_of(person)), round_id)
        key = ledger.read_counters(connection).ledger
    until = int((office.now() + OPEN_FOR).timestamp())
    return f"/protocols/{round_id}/{person.id}/{language}/{until}/{_seal(key, round_id, person.id, language, until)}"


def open_link(office: Office, round_id: str, person_id: str, language: str, until: int, seal: str) -> bytes:
    """The PDF. Raises No 404 for a link that is not ours, is over, or whose person may no longer see the round."""
    with office.database.reading() as connection:
        key = ledger.read_counters(connection).ledger
        ours = hmac.compare_digest(seal, _seal(key, round_id, person_id, language, until))
        if not ours or office.now() > datetime.fromtimestamp(until, office.now().tzinfo):
            raise _gone()
        person = office.register.person(person_id)
        documents = WorkingSet(connection, office.register, office.register.keys_of(person))
        round_ = _signed_round(documents, round_id)

        def picture(sha256: str) -> bytes | None:
            try:
                return photo_upload.fetch(office.photos, office.register, person, sha256)[0]
            except No:
                return None

        return protocol(round_, documents, office.register, picture, language)


def _signed_round(documents: WorkingSet, round_id: str) -> Round:
    round_ = documents.round(round_id)
    if round_ is None or not round_.submitted_at:
        raise _gone()
    return round_


def _seal(key: str, *parts: object) -> str:
    said = "\n".join(map(str, parts))
    return hmac.new(f"protocol:{key}".encode(), said.encode(), hashlib.sha256).hexdigest()[:32]


def _gone() -> No:
    return no(
        404,
        "no_protocol",
        "Protokollet finns inte, eller så har länken gått ut.",
        "There is no such protocol, or the link has expired.",
        "Öppna ronden i Rond och be om protokollet igen.",
        "Open the round in Rond and ask for the protocol again.",
    )
