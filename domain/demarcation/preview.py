"""What adopting a file as the next version of the demarcation list would mean, shown before anybody decides."""

from dataclasses import dataclass

from domain.demarcation.changes import ChangedRow, Hand
from domain.demarcation.listing import Row


@dataclass(frozen=True)
class Moved:
    """A task or a finding of the last year that would have gone elsewhere. `number` is 0 where it has no task."""

    id: str
    number: int
    is_open: bool
    building: str
    place: str
    component: str
    text: str
    found_at: str
    hands: tuple[Hand, ...]


@dataclass(frozen=True)
class ListPreview:
    """`version` begins on `valid_from` (ISO date) in the place of `against`. `rows` is how many it has.

    `hidden` of the cases that would have gone elsewhere are not for the reader's eyes. `uncovered` are components in
    use that would have no row any longer.
    """

    version: str
    valid_from: str
    against: str
    rows: int
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    moved: tuple[Moved, ...] = ()
    hidden: int = 0
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Adoption:
    """A line of the change log: which version, from which day, by whom, when and why; the counts are of rows."""

    version: str
    valid_from: str
    title: str
    at: str
    why: str
    file: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class Version:
    """A version of the list. One that was `replaced` before its first day never came into force."""

    version: str
    valid_from: str
    valid_to: str
    rows: int
    replaced: bool = False
    now: bool = False


@dataclass(frozen=True)
class ListHistory:
    """All versions, the latest first, and the change log."""

    versions: tuple[Version, ...] = ()
    log: tuple[Adoption, ...] = ()
