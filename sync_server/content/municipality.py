"""All that a municipality decides in its data files, read and checked: the server starts from it."""

from dataclasses import dataclass
from typing import Any

from domain.checklists.checklist import Checklist
from domain.demarcation.listing import DemarcationList
from domain.language import Words
from domain.people import Organisation, Person, Role
from domain.places import Building
from domain.policy import Policy
from domain.rounds.schedules import Schedule
from domain.rounds.school_year import SchoolHoliday


@dataclass(frozen=True)
class Facts:
    """The heading of `municipality.yaml`."""

    name: str
    short: str
    timezone: str = "Europe/Stockholm"
    emergency: str = "112"
    police_other: str = "114 14"
    duty_phone: str = ""
    languages: tuple[str, ...] = ("sv", "en")
    population: int | None = None
    fictional: bool = False
    note: str = ""


@dataclass(frozen=True)
class DecidedList:
    """Which file holds a version of the demarcation list, who decided it and when it is in force (ISO dates)."""

    version: str
    file: str
    valid_from: str
    valid_to: str = ""
    decided_by: str = ""
    decision_ref: str = ""
    signed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Municipality:
    """Dictionaries go by id. Checklists hold the points they include; persons hold the verbs of their roles.

    `demarcation` has every decided version of the list; `demo_cases` and `foreign_assets` are plain data.
    """

    name: str
    short: str
    timezone: str
    emergency: str
    police_other: str
    duty_phone: str
    organisations: dict[str, Organisation]
    roles: dict[str, Role]
    persons: dict[str, Person]
    buildings: dict[str, Building]
    schedules: tuple[Schedule, ...]
    demarcation: tuple[DemarcationList, ...]
    policy: Policy
    checklists: dict[str, Checklist]
    school_holidays: tuple[SchoolHoliday, ...] = ()
    demo_cases: tuple[dict[str, Any], ...] = ()
    foreign_assets: tuple[dict[str, Any], ...] = ()

    def org_words(self, org_id: str) -> Words:
        """An organisation's name; its id where the register does not have it."""
        org = self.organisations.get(org_id)
        return Words(org.name, org.name_en) if org else Words(org_id, org_id)
