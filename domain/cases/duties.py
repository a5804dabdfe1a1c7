"""Which steps a report asks for, by its kind and its answers: the table of the law's duties and our own.

Sources: `policy.yaml`, section `external_reports`; workflows, chapters 7 to 11.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.cases.steps import LOST_KEY, PLAN

PERSON, DAMAGE, LOCKS, FIRE = "personal_safety", "graffiti", "locks", "fire"
INSURED_FROM = 20_000
"""SEK, unless policy says another sum (`external_reports.insurer.prompt.otherwise_from_sek`)."""


@dataclass(frozen=True)
class Facts:
    """What a form says that duties go by: the ids of all `chosen` answers, the flags that they raise and whom they
    call for, the cause, and the largest sum that is named, in SEK."""

    domain: str
    chosen: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    case: Mapping[str, str] = field(default_factory=dict)
    sek: float = 0

    @property
    def cause(self) -> str:
        return self.case.get("cause", "")


INJURIES = {PERSON: {"minor", "shock", "severe"}, FIRE: {"smoke", "minor", "severe", "several"}}
CRIMES = {
    LOCKS: {"burglary", "attempt", "theft", "robbery", "trespass", "stolen"},
    FIRE: {"arson"},
}
NO_CRIME = ("wear", "storm", "technical_fault")
FIRES = {"fire", "smoulder", "arson"}
ALWAYS_INSURED = {FIRE: {"fire", "smoulder", "arson", "water"}, LOCKS: {"burglary", "attempt"}}
INSURED_CAUSES = ("fire", "burglary", "water", "storm")
KEYS = {"key", "tag", "bunch", "code"}


def steps_for(facts: Facts, insured_from: float = INSURED_FROM) -> set[str]:
    """The names of the steps (see `domain.cases.steps`)."""
    lost_key = _is_lost_key(facts)
    wanted = _of_a_lost_key(facts) if lost_key else {"cause"} if facts.domain != DAMAGE else set()
    if facts.domain == PERSON:
        wanted |= {*PLAN, "police"}
    if "av_report" in facts.flags:
        wanted.add("work_environment")
    if _is_any(facts, INJURIES):
        wanted.add("social_insurance")
    if _is_any(facts, CRIMES) or (facts.domain == DAMAGE and facts.cause not in NO_CRIME):
        wanted.add("police")
    if facts.domain == FIRE and facts.chosen & FIRES:
        wanted.add("fire_service")
    if "data_protection" in facts.called:
        wanted.add("data_protection")
    if _is_any(facts, ALWAYS_INSURED) or facts.cause in INSURED_CAUSES or facts.sek >= insured_from:
        wanted.add("insurer")
    return wanted


def has_third_party(facts: Facts) -> bool:
    """Whether somebody outside the municipality may claim money, or money may be claimed from them."""
    hired = facts.case.get("occupancy") == "third_party_hire"
    return hired or facts.cause in ("owner_contractor", "user_contractor") or "vehicle" in facts.chosen


def _is_lost_key(facts: Facts) -> bool:
    """Also one that was stolen. A burglary where a key was used is none."""
    return facts.domain == LOCKS and bool(facts.chosen & KEYS) and not facts.chosen & (CRIMES[LOCKS] - {"stolen"})


def _of_a_lost_key(facts: Facts) -> set[str]:
    """A key cannot be blocked, a tag can."""
    return {*LOST_KEY} if "tag" in facts.chosen else {*LOST_KEY} - {"block_tag_or_card"}


def _is_any(facts: Facts, table: Mapping[str, set[str]]) -> bool:
    return bool(facts.chosen & table.get(facts.domain, set()))
