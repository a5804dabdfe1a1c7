"""A notice: somebody is to know that something happened. It carries no content, only what to open."""

from dataclasses import dataclass
from typing import ClassVar

from domain.checklists.checklist import Checklist
from domain.checklists.effects import Effects
from domain.language import Words
from domain.places import Building
from domain.rounds.round import Round
from domain.secrecy.protection import is_protected
from domain.secrecy.table import LIMITED, OPEN


@dataclass(frozen=True)
class Notice:
    """`role` is told in `building`; `about` is the round's id. `deidentified` readers may not open it.

    `administration` is whose people it is about; who may only know of their own is told of nobody else's.
    """

    kind: ClassVar[str] = "notice"

    id: str
    building: str
    role: str
    about: str
    at: str
    words: Words
    confidentiality: str = "open"
    deidentified: bool = False
    administration: str = ""


def notices(round_: Round, checklist: Checklist, building: Building, effects: Effects, at: str) -> list[Notice]:
    """Whom a signed round or form concerns: those whom the checklist informs, and those whom an answer calls for.

    Neutral words for everything that is not open (workflows, chapter 15).
    """
    roles = dict.fromkeys((*effects.notify, *checklist.informed), False)
    if not round_.parts_done:
        roles |= dict.fromkeys(checklist.handled_by, False)
    roles |= {role: True for role in checklist.informed_deidentified if role not in roles}
    return [
        Notice(
            id=f"{round_.id}:{role}",
            building=building.id,
            role=role,
            about=round_.id,
            at=at,
            words=_words(checklist, building),
            confidentiality=checklist.confidentiality,
            deidentified=deidentified,
            administration=round_.administration,
        )
        for role, deidentified in roles.items()
    ]


def _words(checklist: Checklist, building: Building) -> Words:
    return neutral(
        checklist.confidentiality if checklist.confidentiality != OPEN or not is_protected(building) else LIMITED,
        Words(f"{checklist.title.sv}, {building.name}", f"{checklist.title.en}, {building.name_en or building.name}"),
    )


def neutral(confidentiality: str, words: Words) -> Words:
    """`words` of what is open; of all else only that there is something."""
    if confidentiality == "open":
        return words
    if confidentiality == "restricted_person":
        return Words("Ett nytt personsäkerhetsärende", "A new personal safety case")
    return Words("Ett nytt ärende med begränsad insyn", "A new case with limited access")
