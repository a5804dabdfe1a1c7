"""What a building remembers of a point: how it was last time, and what is still open about it."""

from functools import cached_property

from app.state.documents import PhoneDocuments
from domain.findings import REPORTED, Finding
from domain.rounds.logbook import Last, Logbook
from domain.rounds.walk import Step


class Memory:
    def __init__(self, documents: PhoneDocuments, building: str, logbook: Logbook):
        self._documents, self._building, self._logbook = documents, building, logbook

    @cached_property
    def _open(self) -> dict[tuple[str, str], Finding]:
        """By point and place. Looked up when somebody asks, not at every answer."""
        known: dict[tuple[str, str], Finding] = {}
        for finding in self._documents.all(Finding):
            if finding.building == self._building and finding.point and self._is_open(finding):
                known.setdefault((finding.point, finding.object or finding.space), finding)
                known.setdefault((finding.point, ""), finding)  # asked once for the building, wherever it was seen
        return known

    def last_time(self, step: Step) -> Last | None:
        """The answer of the last signed round of this checklist here."""
        return self._logbook.last.get(step.key)

    def still_open(self, step: Step) -> Finding | None:
        """A finding about the same point at the same place that nobody has dealt with yet."""
        return self._open.get((step.point.id, step.place))

    def deviated_last_time(self, step: Step) -> bool:
        last = self.last_time(step)
        return bool(last and last.finding)

    def fixed_since(self, step: Step) -> bool:
        """It deviated last time and its task is done: to be checked on site."""
        last = self.last_time(step)
        finding = self._documents.finding(last.finding) if last and last.finding else None
        return bool(finding) and not self._is_open(finding)

    def _is_open(self, finding: Finding | None) -> bool:
        return finding is not None and is_open(self._documents, finding)


def is_open(documents: PhoneDocuments, finding: Finding) -> bool:
    """Whether nobody has dealt with it yet, as far as this phone knows."""
    if finding.status != REPORTED or finding.fixed_on_spot:
        return False
    task = documents.task(finding.task) if finding.task else None
    return task is None or task.is_open


def open_at(documents: PhoneDocuments, building: str, place: str) -> list[Finding]:
    """The open findings about an object (by its tag) or a room (by its id), the latest first."""
    about = [
        held for held in documents.all(Finding) if held.building == building and place in (held.object, held.space)
    ]
    return sorted((held for held in about if is_open(documents, held)), key=lambda held: held.found_at, reverse=True)
