"""Situations with deadlines of their own instead of their severity's: which one a case is, and its ordered steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.language import Words

ORDINARY = "ordinary"
"""The attribute of what nobody has marked as anything else: checklists only mark what is offensive."""

KEY_LEVEL = "key_level"
KEY_LEVELS = {"single": "low", "group": "critical", "shell": "high", "master": "critical", "unknown": "high"}
"""How grave a lost key is by its level, as policy says it of `severity_from` and the lost key form of its choices."""

EVIDENCE = ("photo_documentation", "police_report")

STEPS = {
    "acknowledge": Words("Ta emot", "Acknowledge"),
    "make_safe": Words("Gör säkert", "Make safe"),
    "resolve": Words("Åtgärda", "Resolve"),
    "photo_documentation": Words("Fotografera", "Take photos"),
    "police_report": Words("Polisanmäl", "Report to the police"),
    "cover_or_remove": Words("Täck över eller ta bort", "Cover or remove"),
    "remove": Words("Ta bort", "Remove"),
    "close_provisionally": Words("Stäng provisoriskt", "Close provisionally"),
    "guard_until_closed": Words("Bevaka tills det är stängt", "Guard until it is closed"),
    "repair": Words("Reparera", "Repair"),
    "block_tag_or_card": Words("Spärra tagg eller kort", "Block tag or card"),
    "security_assessment": Words("Bedöm risken", "Assess the risk"),
    "decide_rekey": Words("Besluta om omläggning av lås", "Decide on re-keying"),
    "compensating_measures": Words("Ordna ersättande skydd", "Arrange compensating measures"),
    "inform_fire_service_if_connected": Words(
        "Meddela räddningstjänsten om larmet är kopplat dit", "Tell the fire service if the alarm is connected"
    ),
    "restore": Words("Återställ", "Restore"),
}


@dataclass(frozen=True)
class Match:
    """All that is given must fit. A component fits when it is the code, or a part of it."""

    component_prefix: str = ""
    component_in: tuple[str, ...] = ()
    attribute: str = ""
    cause: str = ""
    incident_form: str = ""


@dataclass(frozen=True)
class SpecialStep:
    """`do` is what is to be done, `within` an ISO 8601 duration."""

    do: str
    within: str


@dataclass(frozen=True)
class SpecialDeadline:
    """`clock` is "wall" or "working_days"; `severity_from` names the answer that decides how grave it is."""

    id: str
    match: Match
    steps: tuple[SpecialStep, ...]
    clock: str
    words: Words = Words()
    severity: str = ""
    severity_from: str = ""
    may_pause_for: tuple[str, ...] = ()
    local: bool = False

    @property
    def name(self) -> Words:
        return self.words or Words(*2 * (self.id.replace("_", " "),))


@dataclass(frozen=True)
class Situation:
    """What is known of a case. "" means that nobody said; `key_level` is one of KEY_LEVELS."""

    component: str = ""
    attribute: str = ""
    cause: str = ""
    incident_form: str = ""
    key_level: str = ""


def special_for(specials: Iterable[SpecialDeadline], situation: Situation) -> SpecialDeadline | None:
    """The first that fits, in the order in which the municipality wrote them."""
    return next((special for special in specials if fits(special.match, situation)), None)


def special_of_finding(
    specials: Iterable[SpecialDeadline], situation: Situation, stated: str, gravest_first: Sequence[str]
) -> SpecialDeadline | None:
    """The situation that a reported finding is, when it was said to be as grave as `stated`.

    A situation that is known by its component alone is a state of that component ("fire alarm disconnected"), and not
    everything that can be wrong with it: a panel whose audit is overdue is still on. It is so where what was found is
    as grave as the situation. Everything else is told apart by its mark, its cause or its form.
    """

    def is_so(special: SpecialDeadline) -> bool:
        marked = special.match.attribute or special.match.cause or special.match.incident_form
        return bool(marked) or not special.severity or not _is_milder(stated, special.severity, gravest_first)

    return special_for((special for special in specials if is_so(special)), situation)


def _is_milder(severity: str, than: str, gravest_first: Sequence[str]) -> bool:
    return gravest_first.index(severity) > gravest_first.index(than)


def fits(match: Match, situation: Situation) -> bool:
    components = (match.component_prefix, *match.component_in) if match.component_prefix else match.component_in
    return (
        (not components or any(_is_part_of(situation.component, code) for code in components))
        and match.attribute in ("", situation.attribute or ORDINARY)
        and match.cause in ("", situation.cause)
        and match.incident_form in ("", situation.incident_form)
    )


def severity_of(
    special: SpecialDeadline | None, stated: str, situation: Situation, gravest_first: Sequence[str]
) -> str:
    """How grave it is: what was said on the spot, or what the situation makes of it if that is graver.

    Never milder than `stated` ("" for nothing said): lowering a severity takes a person with a reason.
    """
    of_key = KEY_LEVELS.get(situation.key_level, "") if special and special.severity_from == KEY_LEVEL else ""
    named = [severity for severity in (stated, special.severity if special else "", of_key) if severity]
    return min(named, key=gravest_first.index, default="")


def waits_for(do: str, steps: Iterable[str], done: Iterable[str]) -> tuple[str, ...]:
    """What must be done before `do`: the photos and the police report that stand before it among `steps`.

    Evidence is lost when graffiti is removed or a forced door repaired (workflows 7.3 and 8.4); boarding up, guarding
    and telling the fire service wait for nothing but what is written before them of that kind.
    """
    before: list[str] = []
    for step in steps:
        if step == do:
            break
        before.append(step)
    already = set(done)
    return tuple(step for step in before if step in EVIDENCE and step not in already)


def step_words(do: str) -> Words:
    return STEPS.get(do) or Words(*2 * (do.replace("_", " "),))


def _is_part_of(component: str, code: str) -> bool:
    return component == code or component.startswith(f"{code}.")
