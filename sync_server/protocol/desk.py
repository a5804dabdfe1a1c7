"""Handing out protocols: whoever may see a signed round gets a link that opens its PDF in any browser for a while.

Access is looked at again when the link is opened; of what is restricted, that is logged.
"""

from domain.cases.opened import PROTOCOL
from domain.people import Person
from domain.rounds.round import Round
from sync_server.cases.openings import log_opening
from sync_server.office import Office
from sync_server.photos import upload as photo_upload
from sync_server.problems import No, no
from sync_server.protocol.paper import protocol
from sync_server.sealed_links import is_sound, sealed
from sync_server.storage.working_set import WorkingSet

PURPOSE = "protocol"


def link_to(office: Office, person: Person, round_id: str, language: str) -> str:
    """The path of the protocol. Raises No 404 unless the round is signed and for these eyes."""
    with office.database.reading() as connection:
        _signed_round(WorkingSet(connection, office.register, office.register.keys_of(person)), round_id)
    end = sealed(office, PURPOSE, round_id, person.id, language)
    return f"/protocols/{round_id}/{person.id}/{language}/{end}"


def open_link(office: Office, round_id: str, person_id: str, language: str, until: int, seal: str) -> bytes:
    """The PDF. Raises No 404 for a link that is not ours, is over, or whose person may no longer see the round."""
    if not is_sound(office, PURPOSE, round_id, person_id, language, until=until, seal=seal):
        raise _gone()
    person = office.register.person(person_id)

    def picture(sha256: str) -> bytes | None:
        try:
            return photo_upload.fetch(office.photos, office.register, person, sha256)[0]
        except No:
            return None

    with office.database.reading() as connection:
        documents = WorkingSet(connection, office.register, office.register.keys_of(person))
        round_ = _signed_round(documents, round_id)
        pdf = protocol(round_, documents, office.register, picture, language)
    log_opening(office, round_id, person, PROTOCOL)
    return pdf


def _signed_round(documents: WorkingSet, round_id: str) -> Round:
    round_ = documents.round(round_id)
    if round_ is None or not round_.submitted_at:
        raise _gone()
    return round_


def _gone() -> No:
    return no(
        404,
        "no_protocol",
        "Protokollet finns inte, eller så har länken gått ut.",
        "There is no such protocol, or the link has expired.",
        "Öppna ronden i Rond och be om protokollet igen.",
        "Open the round in Rond and ask for the protocol again.",
    )
