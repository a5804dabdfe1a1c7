"""Handing out packs: whoever handles a case gets a link that opens one; of what is restricted that is logged."""

from collections.abc import Callable
from dataclasses import dataclass
from json import dumps

from domain.cases.acting import may_handle, may_hold
from domain.cases.opened import POLICE_PACK
from domain.people import Person
from domain.secrecy.table import RESTRICTED
from sync_server.cases.openings import log_opening
from sync_server.cases.packs import Pack, Packing, as_plain, as_text
from sync_server.cases.printed import as_pdf, as_zip
from sync_server.office import Office
from sync_server.photos.upload import photo_key
from sync_server.problems import No, no
from sync_server.sealed_links import is_sound, sealed
from sync_server.storage.working_set import WorkingSet

PURPOSE = "pack"
POLICE, INSURANCE = "police", "insurance"
MEDIA = {
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class File:
    media_type: str
    content: bytes


def link_to(office: Office, person: Person, case_id: str, kind: str, language: str) -> str:
    """The path of the pack `kind`, such as "police.txt". Raises No 404 for what these eyes do not see, 403 for what is
    not theirs to hand out."""
    _packing(office, person, case_id, kind, language)
    end = sealed(office, PURPOSE, case_id, kind, person.id, language)
    return f"/packs/{case_id}/{kind}/{person.id}/{language}/{end}"


def open_link(office: Office, case_id: str, kind: str, person_id: str, language: str, until: int, seal: str) -> File:
    """The file. Raises No 404 for a link that is not ours or is over, and as `link_to`."""
    if not is_sound(office, PURPOSE, case_id, kind, person_id, language, until=until, seal=seal):
        raise _gone()
    person = office.register.person(person_id)
    packing = _packing(office, person, case_id, kind, language)
    about, _, form = kind.partition(".")
    pack = packing.police() if about == POLICE else packing.claim()
    content = _content(pack, form, lambda sha: office.photos.store.get(photo_key(sha)), packing.moment)
    log_opening(office, case_id, person, POLICE_PACK)
    return File(MEDIA[form], content)


def _content(pack: Pack, form: str, picture: Callable[[str], bytes | None], moment: Callable[[str], str]) -> bytes:
    match form:
        case "json":
            return dumps(as_plain(pack, moment), ensure_ascii=False).encode()
        case "txt":
            return as_text(pack, moment).encode()
        case "pdf":
            return as_pdf(pack, picture, moment)
    return as_zip(pack, picture, moment, as_pdf(pack, picture, moment))


def _packing(office: Office, person: Person, case_id: str, kind: str, language: str) -> Packing:
    """Access is the case's: who has it as their own gets the report's facts, also where they may not open that."""
    register = office.register
    with office.database.reading() as connection:
        case = WorkingSet(connection, register, register.keys_of(person)).case(case_id)
        report = WorkingSet(connection, register).round(case_id) if case else None
    if case is None or report is None or (kind.startswith(INSURANCE) and case.confidentiality == RESTRICTED):
        raise _gone()
    if not (may_hold(person, case) if kind.startswith(INSURANCE) else may_handle(person, case)):
        raise no(
            403,
            "not_your_case",
            "Ärendet handläggs av någon annan.",
            "The case is handled by somebody else.",
            "Tala med den som handlägger det.",
            "Talk to whoever handles it.",
        )
    return Packing(case, report, register, language)


def _gone() -> No:
    return no(
        404,
        "no_pack",
        "Underlaget finns inte, eller så har länken gått ut.",
        "There is no such pack, or the link has expired.",
        "Öppna ärendet i Rond och be om underlaget igen.",
        "Open the case in Rond and ask for the pack again.",
    )
