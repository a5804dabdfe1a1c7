"""Posters by which anybody reports without an account: who puts them up, and how the code of each place stands."""

from dataclasses import dataclass

from domain.language import Words
from domain.people import Person
from domain.places import Building

PUT_UP = ("edit_objects", "accept_cost_user", "report_yearly", "manage_accounts")
"""The verbs of those who answer for a building, for its owner or its user, and of those who answer for all of them."""


@dataclass(frozen=True)
class Poster:
    """A place where one hangs or could hang. Without a `space` it stands for the building as a whole.

    `code` is as printed, "" where there is none that holds. A code that was switched off and not made anew has
    `off_at` (ISO 8601), `off_by` (a title) and `why`.
    """

    space: str
    name: Words
    code: str = ""
    off_at: str = ""
    off_by: str = ""
    why: str = ""

    @property
    def is_off(self) -> bool:
        return bool(self.off_at) and not self.code


def may_put_up(person: Person, building: Building) -> bool:
    """Whether the building is protected is another question: see `domain.secrecy.protection`."""
    return person.works_in(building.id) and person.may(*PUT_UP)
