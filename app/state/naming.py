"""What things are called, from the documents on the phone: places, organisations, components, severities, answers."""

from collections.abc import Iterable
from typing import Protocol

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from domain.demarcation.listing import EVERY_COMPONENT, DemarcationList, list_on
from domain.language import Words
from domain.municipality import About
from domain.people import Organisation, Role
from domain.places import described
from domain.policy import Policy, Severity
from domain.terms import answer_words, input_words


class Placed(Protocol):
    """A task, a finding or a draft: something in a building, perhaps in a space or at an object."""

    @property
    def building(self) -> str: ...
    @property
    def space(self) -> str: ...
    @property
    def object(self) -> str: ...


class Names:
    """Where the phone does not know a name, the code itself is said."""

    def __init__(self, documents: PhoneDocuments, clock: Clock):
        self._documents, self._clock = documents, clock

    def about(self) -> About | None:
        """The municipality: its name, and whom to call when it is urgent."""
        return next(iter(self._documents.all(About)), None)

    def organisation(self, org: str) -> Words:
        known: Organisation | None = self._documents.get("organisation", org)
        return Words(known.name, known.name_en) if known else Words(org, org)

    def phone_of(self, org: str) -> str:
        """The number of its desk, else of the organisation that it is part of; "" where there is none."""
        known: Organisation | None = self._documents.get("organisation", org)
        return known.phone or (self.phone_of(known.parent) if known.parent else "") if known else ""

    def role(self, role: str) -> Words:
        known: Role | None = self._documents.get("role", role)
        return known.name if known else Words(role, role)

    def roles(self, roles: Iterable[str]) -> Words:
        """Several, inside a sentence: "rektor, förvaltare"."""
        names = [self.role(role) for role in roles]
        return Words(
            ", ".join(_inside(name.sv) for name in names), ", ".join(_inside(name.in_language("en")) for name in names)
        )

    def place(self, thing: Placed) -> str:
        building = self._documents.building(thing.building)
        if building is None:
            return thing.building
        return described(building, *building.whereabouts(thing.space, thing.object))

    def severity(self, severity: str) -> Words:
        known = self._severity(severity)
        return known.words if known else Words(severity, severity)

    def meaning(self, severity: str) -> Words:
        """What the severity stands for."""
        known = self._severity(severity)
        return known.meaning if known else Words()

    def _severity(self, severity: str) -> Severity | None:
        policy = next(iter(self._documents.all(Policy)), None)
        return policy.severity(severity) if policy else None

    def input(self, name: str) -> Words:
        """A routing input as the question that asks for it."""
        return input_words(name)

    def answer(self, value: str) -> Words:
        return answer_words(value)

    # --- the demarcation list in force today, as a register of components ---------------------------------------------

    def listing(self) -> DemarcationList | None:
        return list_on(self._documents.all(DemarcationList), self._clock.today())

    def component(self, code: str) -> Words:
        listing = self.listing()
        row = listing.row_naming(code) if listing else None
        return Words(row.component_sv, row.component_en) if row else Words(code, code)

    def categories(self) -> list[str]:
        listing = self.listing()
        rows = listing.rows if listing else ()
        return list(dict.fromkeys(row.category for row in rows if row.component_code != EVERY_COMPONENT))

    def components(self, category: str) -> list[tuple[str, Words]]:
        """The codes of a category with their names, in the list's own order."""
        listing = self.listing()
        codes = [row.component_code for row in listing.rows if row.category == category] if listing else []
        return [(code, self.component(code)) for code in dict.fromkeys(codes) if code != EVERY_COMPONENT]


def _inside(name: str) -> str:
    """A name as it is written inside a sentence; "HR" stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
