"""Why a finding goes where it goes, in one breath that a caretaker understands, with the rule and the version."""

from collections.abc import Callable

from domain.demarcation.listing import DemarcationList
from domain.demarcation.routing import Routing
from domain.language import Words
from domain.places import Building
from domain.terms import input_words

Names = Callable[[str], Words]
"""From an organisation's id to its name."""

DOES = {
    "repair": Words("åtgärdar", "repairs"),
    "inspection": Words("kontrollerar", "inspects"),
    "cost": Words("betalar", "pays"),
}
ROLE = {"owner": Words("ägaren", "the owner"), "user": Words("verksamheten", "the user")}


def explained(routing: Routing, listing: DemarcationList, building: Building, names: Names) -> Words:
    """One sentence for each rule that was used, repair first; then what is left to answer or to decide."""

    def in_language(language: str) -> str:
        sentences = []
        for rule, decided in _by_rule(routing).items():
            shares = [
                f"{ROLE[role].in_language(language)} ({names(org).in_language(language)}) "
                + _joined([DOES[aspect].in_language(language) for aspect in aspects], language)
                for (role, org), aspects in decided.items()
            ]
            about, source = rule_words(rule, routing, listing, building)
            sentences.append(f"{about.in_language(language)}: {', '.join(shares)} ({source.in_language(language)}).")
        open_end = _open_end(routing).in_language(language)
        return " ".join([*sentences, open_end] if open_end else sentences)

    return Words(in_language("sv"), in_language("en"))


def _by_rule(routing: Routing) -> dict[str, dict[tuple[str, str], list[str]]]:
    """For each rule: who it names (role and organisation), and the aspects they have by it."""
    rules: dict[str, dict[tuple[str, str], list[str]]] = {}
    for aspect, decision in routing.decisions.items():
        rules.setdefault(decision.rule, {}).setdefault((decision.responsible, decision.org), []).append(aspect)
    return rules


def rule_words(rule: str, routing: Routing, listing: DemarcationList, building: Building) -> tuple[Words, Words]:
    """What a rule is about ("Handbrandsläckare"), and where it is written ("rad DM-013, version 2026:1")."""
    version = f"version {routing.version}"
    override = next((override for override in building.overrides if override.id == rule), None)
    if override:
        agreed = ", ".join(part for part in (override.agreement, version) if part)
        reason = Words(override.reason.sv.rstrip("."), override.reason.en.rstrip("."))
        about = reason or Words(override.component, override.component)
        return about, Words(f"byggnadens undantag {rule}, {agreed}", f"the building's override {rule}, {agreed}")
    row = listing.row(rule)
    if row is None:
        return Words(routing.case.component, routing.case.component), Words(f"rad {rule}", f"row {rule}")
    kind = Words("gemensamt undantag", "shared exception") if row.is_exception else Words("rad", "row")
    return (
        Words(row.component_sv, row.component_en),
        Words(f"{kind.sv} {rule}, {version}", f"{kind.en} {rule}, {version}"),
    )


def _open_end(routing: Routing) -> Words:
    if routing.ask:
        question = input_words(routing.ask.input)
        return Words(f"Svara också på: {question.sv}", f"Please also answer: {question.en}")
    if not routing.unresolved:
        return Words()
    missing = [aspect for aspect in DOES if aspect not in routing.decisions]
    sv = _joined([DOES[aspect].sv for aspect in missing], "sv")
    en = _joined([DOES[aspect].en for aspect in missing], "en")
    component = routing.case.component
    return Words(
        f"Gränsdragningslistan {routing.version} säger inte vem som {sv} här ({component}); förvaltaren avgör.",
        f"The demarcation list {routing.version} does not say who {en} here ({component}); "
        "the property manager decides.",
    )


def _joined(words: list[str], language: str) -> str:
    """ "a", "a och b", "a, b och c"."""
    *first, last = words
    return f"{', '.join(first)} {'and' if language == 'en' else 'och'} {last}" if first else last
