"""The register: for every unit when its risks were last assessed and are to be again, how grave they are, and what has
become of the measures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.checklists.checklist import Checklist
from domain.durations import add_to_date, parse_duration
from domain.language import Words
from domain.places import Building
from domain.risk.at_signing import measure_id
from domain.risk.demands import demands_of
from domain.risk.matrix import LEVELS, Matrix
from domain.risk.risks import Risk, risk_form, risks_of
from domain.rounds.round import SUBMITTED, Round
from domain.tasks.task import Task

MISSING, OVERDUE, UNDER_WAY, TO_COME, IN_TIME = STATES = ("missing", "overdue", "under_way", "to_come", "in_time")
"""`to_come` has never been assessed and is not to be yet."""
STATE_WORDS = {
    MISSING: Words("Saknas", "Missing"),
    OVERDUE: Words("Försenad", "Overdue"),
    UNDER_WAY: Words("Pågår", "Under way"),
    TO_COME: Words("Inte gjord än", "Not done yet"),
    IN_TIME: Words("Aktuell", "Up to date"),
}
LEVEL_WORDS = {
    "low": Words("låg", "low"),
    "medium": Words("medel", "medium"),
    "high": Words("hög", "high"),
    "critical": Words("mycket hög", "very high"),
}
LEVEL_LETTERS = {
    "low": Words("L", "L"),
    "medium": Words("M", "M"),
    "high": Words("H", "H"),
    "critical": Words("MH", "VH"),
}
"""No two alike in a language: where there is no room for the word, they tell the bands apart without colours."""


@dataclass(frozen=True)
class Unit:
    """What is known of one unit. `last` is the assessment that stands, `due` the ISO date by which the next is to be
    signed, `begun` the id of the one under way, `levels` how many risks are of each level; `open`, `late` and `ended`
    count the measures' tasks of all its assessments."""

    building: Building
    state: str
    last: Round | None = None
    due: str = ""
    begun: str = ""
    risks: tuple[Risk, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    open: int = 0
    late: int = 0
    ended: int = 0

    @property
    def highest(self) -> str:
        """The gravest level there is, "" without risks."""
        return next((level for level in reversed(LEVELS) if dict(self.levels).get(level)), "")

    def measure(self, risk: Risk) -> str:
        """The id of the task that the risk's measure becomes."""
        return measure_id(self.last.id, risk.instance) if self.last else ""


def registered(
    buildings: Iterable[Building],
    assessing: Iterable[Checklist],
    rounds: Iterable[Round],
    task_of: Callable[[str], Task | None],
    checklist_of: Callable[[str, str], Checklist | None],
    matrix: Matrix,
    now: datetime,
) -> list[Unit]:
    """What is missing first, then what is overdue; and where the gravest risks are. `now` is in local time.

    `assessing` are the newest versions of what assesses risks; each assessment is read by its own version.
    """
    wanted = {checklist.id: checklist for checklist in assessing}
    signed: dict[str, list[Round]] = {}
    others: dict[str, list[Round]] = {}
    for round_ in rounds:
        if round_.checklist in wanted:
            kept = signed if round_.status == SUBMITTED else others
            kept.setdefault(round_.building, []).append(round_)
    units = []
    for building in buildings:
        fitting = [checklist for checklist in wanted.values() if checklist.applies_to(building.tags)]
        if fitting:
            history = sorted(signed.get(building.id, ()), key=lambda held: held.submitted_at)
            unit = _unit(building, fitting[0], history, others.get(building.id, []), now)
            unit = _with_risks(unit, checklist_of, matrix)
            units.append(_with_measures(unit, history, checklist_of, task_of, now))
    return sorted(units, key=_urgency)


def _urgency(unit: Unit) -> tuple[int, int, int, str]:
    gravity = LEVELS.index(unit.highest) if unit.highest else -1
    return STATES.index(unit.state), -unit.late, -gravity, unit.building.name


def _unit(building: Building, checklist: Checklist, history: list[Round], others: list[Round], now: datetime) -> Unit:
    """The next is due an interval after the last was signed; the grace is over when the round's last day is."""
    today = now.date().isoformat()
    begun = next((round_.id for round_ in others if round_.is_under_way), "")
    if not history:
        planned = min((round_.due for round_ in others if round_.due), default="")
        state = UNDER_WAY if begun else TO_COME if today <= planned else MISSING
        return Unit(building, state, due=planned, begun=begun)
    last = history[-1]
    day = datetime.fromisoformat(last.submitted_at).astimezone(now.tzinfo).date()
    due = _later(day, checklist.interval)
    too_late = _later(date.fromisoformat(due), checklist.grace) if due else ""
    state = OVERDUE if too_late and today > too_late else UNDER_WAY if begun else IN_TIME
    return Unit(building, state, last, due, begun)


def _later(day: date, duration: str) -> str:
    return add_to_date(day, parse_duration(duration or "P0D")).isoformat() if duration != "event" else ""


def _with_risks(unit: Unit, checklist_of: Callable[[str, str], Checklist | None], matrix: Matrix) -> Unit:
    risks = tuple(_risks(unit.last, unit.building, checklist_of)) if unit.last else ()
    found = [band.level for risk in risks if risk.before and (band := matrix.band(*risk.before))]
    return replace(unit, risks=risks, levels=tuple((level, found.count(level)) for level in LEVELS))


def _risks(round_: Round, building: Building, checklist_of: Callable[[str, str], Checklist | None]) -> Iterable[Risk]:
    checklist = checklist_of(round_.checklist, round_.version)
    form = risk_form(checklist) if checklist else None
    return risks_of(form, round_, building) if form else ()


def _with_measures(
    unit: Unit,
    history: list[Round],
    checklist_of: Callable[[str, str], Checklist | None],
    task_of: Callable[[str], Task | None],
    now: datetime,
) -> Unit:
    """A measure that has not been sent and placed yet is open."""
    open_, late, ended = 0, 0, 0
    for round_ in history:
        for risk in _risks(round_, unit.building, checklist_of):
            if not risk.measure or not demands_of(risk).measure:
                continue
            task = task_of(measure_id(round_.id, risk.instance))
            if task and not task.is_open:
                ended += 1
                continue
            open_ += 1
            late += is_late(task, risk, now)
    return replace(unit, open=open_, late=late, ended=ended)


def is_late(task: Task | None, risk: Risk, now: datetime) -> bool:
    """By the task's own time, which may have been moved; until it is placed by the date that was decided."""
    if task and task.resolve_by:
        return datetime.fromisoformat(task.resolve_by) < now
    return bool(risk.due) and risk.due < now.date().isoformat()


# --- as a table ------------------------------------------------------------------------------------------------------


def headings() -> tuple[Words, ...]:
    return (
        Words("Byggnad", "Building"),
        Words("Namn", "Name"),
        Words("Verksamhet", "Unit"),
        Words("Läge", "State"),
        Words("Senast bedömd", "Last assessed"),
        Words("Nästa senast", "Next by"),
        Words("Högsta nivå", "Highest band"),
        *(Words(f"Risker {words.sv}", f"Risks {words.en}") for words in LEVEL_WORDS.values()),
        Words("Åtgärder öppna", "Measures open"),
        Words("Åtgärder försenade", "Measures overdue"),
        Words("Åtgärder klara", "Measures done"),
    )


def cells(unit: Unit, org: str, language: str) -> list[str]:
    """One row, under `headings`; `org` is what the unit's organisation is called."""

    def say(words: Words) -> str:
        return words.in_language(language)

    numbers = (*(count for _, count in unit.levels), unit.open, unit.late, unit.ended)
    return [
        unit.building.id,
        unit.building.name,
        org,
        say(STATE_WORDS[unit.state]),
        unit.last.submitted_at[:10] if unit.last else "",
        unit.due,
        say(LEVEL_WORDS[unit.highest]) if unit.highest else "",
        *map(str, numbers),
    ]
