"""How long a closed case is kept: whole calendar years by its class, longer while the police, an insurer or a dispute
needs it, and then the yearly list of what goes, of which only a number stays.

Source: `policy.yaml`, section `retention`; workflows, chapter 16; arkivlagen (1990:782) 10 §.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.language import Words

HOLDS = {
    "police": Words("polisutredningen", "police investigation"),
    "insurance": Words("försäkringsärendet", "insurance claim"),
    "dispute": Words("tvisten", "dispute"),
}


@dataclass(frozen=True)
class RetentionClass:
    """`years` are whole calendar years after the one in which the case was closed; None is kept for ever."""

    id: str
    years: int | None
    what: str = ""


@dataclass(frozen=True)
class Retention:
    """What the municipality has decided in its document plan."""

    classes: tuple[RetentionClass, ...] = ()
    basis: str = ""
    example: str = ""
    local: bool = False

    def named(self, name: str) -> RetentionClass:
        """Raises UnknownClass: what nobody has decided about is never destroyed."""
        for kept in self.classes:
            if kept.id == name:
                return kept
        raise UnknownClass(name)


class UnknownClass(LookupError):
    """A retention class that the municipality has not decided on."""

    def __init__(self, name: str):
        super().__init__(f"there is no retention class {name!r}")


@dataclass(frozen=True)
class Hold:
    """Why a case must not be destroyed (one of HOLDS), and the last day of that (ISO date), "" while it lasts."""

    reason: str
    until: str = ""


@dataclass(frozen=True)
class ClosedRecord:
    """Something that is kept and one day goes. `closed` is a date by the municipality's calendar, "" while open."""

    kind: str
    id: str
    retention: str
    closed: str = ""
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True)
class DisposalList:
    """What may be destroyed in `year`, to be confirmed, and what its years would let go but a hold keeps."""

    year: int
    due: tuple[ClosedRecord, ...]
    held: tuple[ClosedRecord, ...]


@dataclass(frozen=True)
class Remains:
    """All that stays of what has been destroyed: how many of a class were closed in a year. Nothing says which."""

    retention: str
    closed_in: int
    number: int


def earliest_disposal(kept: RetentionClass, closed: date, holds: Iterable[Hold] = ()) -> date | None:
    """The first day on which the case may be destroyed, always a 1 January; None as long as there is no such day.

    A hold postpones it until the year in which the hold ended is over.
    """
    if kept.years is None:
        return None
    last_years = [closed.year + kept.years]
    for hold in holds:
        if not hold.until:
            return None
        last_years.append(date.fromisoformat(hold.until).year)
    return date(max(last_years) + 1, 1, 1)


def why_then(kept: RetentionClass, closed: date, holds: Iterable[Hold] = ()) -> Words:
    """The arithmetic of `earliest_disposal` in words."""
    if kept.years is None:
        return Words("Klassen bevaras och gallras aldrig.", "The class is kept for ever and never destroyed.")
    last = closed.year + kept.years
    number = Words("ett helt kalenderår", "one whole calendar year")
    if kept.years != 1:
        number = Words(f"{kept.years} hela kalenderår", f"{kept.years} whole calendar years")
    why = Words(
        f"Avslutat {closed.year}, sparas {number.sv} därefter: till och med {last}.",
        f"Closed in {closed.year}, kept {number.en} after that: until the end of {last}.",
    )
    for hold in holds:
        held = _why_held(hold, last)
        why = Words(f"{why.sv} {held.sv}", f"{why.en} {held.en}")
    return why


def _why_held(hold: Hold, last: int) -> Words:
    name = HOLDS[hold.reason]
    if not hold.until:
        return Words(f"Sparas så länge {name.sv} pågår.", f"Kept as long as the {name.en} lasts.")
    if date.fromisoformat(hold.until).year <= last:
        return Words(
            f"Undantaget för {name.sv} tog slut {hold.until} och förlänger inte.",
            f"The hold for the {name.en} ended on {hold.until} and adds nothing.",
        )
    return Words(
        f"Undantaget för {name.sv} varar till {hold.until}: året ut.",
        f"The hold for the {name.en} lasts until {hold.until}: to the end of that year.",
    )


def disposal_list(records: Iterable[ClosedRecord], retention: Retention, year: int) -> DisposalList:
    """The list that the registrar confirms in `year`, by class and age. Raises UnknownClass."""
    due, held = [], []
    for record in sorted(records, key=lambda record: (record.retention, record.closed, record.kind, record.id)):
        kept = retention.named(record.retention)
        if not record.closed:
            continue
        closed = date.fromisoformat(record.closed)
        if _has_come(earliest_disposal(kept, closed, record.holds), year):
            due.append(record)
        elif _has_come(earliest_disposal(kept, closed), year):
            held.append(record)
    return DisposalList(year, tuple(due), tuple(held))


def remains_of(destroyed: Iterable[ClosedRecord]) -> tuple[Remains, ...]:
    """The anonymous count that is kept for statistics."""
    counts = Counter((record.retention, date.fromisoformat(record.closed).year) for record in destroyed)
    return tuple(Remains(retention, year, number) for (retention, year), number in sorted(counts.items()))


def _has_come(earliest: date | None, year: int) -> bool:
    return earliest is not None and earliest.year <= year
