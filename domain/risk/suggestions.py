"""What an assessment opens with: the unit's own incidents, findings and missed rounds of the last 24 months, grouped.

Counted from the documents at hand, which is what the person may read. What protects people is never carried over into
the assessment, which more people read: there only the kind of event stands, without how often or when.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.checklists.checklist import Checklist
from domain.durations import Duration, add_to_date
from domain.findings import WITHDRAWN, Finding
from domain.language import Words
from domain.risk.kinds import BY_FORM, Kind, kind_of_finding, kind_of_report, missed_kind
from domain.rounds.round import HANDED_ON, MISSED, SUBMITTED, Round
from domain.rounds.schedules import as_of
from domain.secrecy.table import RESTRICTED

MONTHS = 24
SENT = (HANDED_ON, SUBMITTED)
"""A report that is still being written has told nobody of anything."""
BASIS = Words("Underlag", "Basis")


@dataclass(frozen=True)
class Suggestion:
    """`count` of a kind, the `latest` on that ISO date ("" where it is not to be known); `secret` says that neither may
    be written into the assessment."""

    kind: Kind
    count: int
    latest: str = ""
    secret: bool = False

    def note(self) -> Words:
        """What the taken risk says of where it came from; secrets only that there is a reason."""
        beginning = beginning_of_note(self.kind)
        if self.secret:
            return Words(f"{beginning.sv} egna händelser", f"{beginning.en} own incidents")
        return Words(
            f"{beginning.sv} {self.count} st, senast {self.latest}",
            f"{beginning.en} {self.count}, latest {self.latest}",
        )


def beginning_of_note(kind: Kind) -> Words:
    """By this one knows a risk that has been taken in."""
    return Words(f"{BASIS.sv} ({kind.what.sv}):", f"{BASIS.en} ({kind.what.en}):")


def since(now: datetime) -> date:
    return add_to_date(now.date(), Duration(months=MONTHS), -1)


def suggestions(
    building: str,
    rounds: Iterable[Round],
    findings: Iterable[Finding],
    checklist_of: Callable[[Round], Checklist | None],
    now: datetime,
) -> list[Suggestion]:
    """The most frequent first. `now` is in the municipality's time zone."""
    here = [as_of(round_, now) for round_ in rounds if round_.building == building]
    met: dict[Kind, list[tuple[str, bool]]] = {}
    for kind, day, secret in (*_reported(here), *_found(building, findings, here), *_missed(here, checklist_of)):
        if day >= since(now).isoformat():
            met.setdefault(kind, []).append((day, secret))
    made = [_suggested(kind, happened) for kind, happened in met.items()]
    return sorted(made, key=lambda each: (-each.count, each.kind.id))


def reaches_back_to(building: str, rounds: Iterable[Round], findings: Iterable[Finding]) -> str:
    """The ISO date of the oldest that is at hand, "" where there is nothing."""
    days = [day for r in rounds if r.building == building for day in (r.started_at[:10], r.opens) if day]
    days += [finding.found_at[:10] for finding in findings if finding.building == building]
    return min(days, default="")


def _suggested(kind: Kind, happened: list[tuple[str, bool]]) -> Suggestion:
    return Suggestion(kind, len(happened), max(day for day, _ in happened), any(secret for _, secret in happened))


def _reported(rounds: Iterable[Round]) -> Iterable[tuple[Kind, str, bool]]:
    for report in rounds:
        if report.status in SENT and (kind := kind_of_report(report)):
            yield kind, report.started_at[:10], report.confidentiality == RESTRICTED


def _found(building: str, findings: Iterable[Finding], rounds: Iterable[Round]) -> Iterable[tuple[Kind, str, bool]]:
    """What a report has led to is counted with the report."""
    reports = {round_.id for round_ in rounds if round_.checklist in BY_FORM}
    for finding in findings:
        own = finding.building == building and finding.status != WITHDRAWN
        if own and not finding.due and finding.round not in reports:
            yield kind_of_finding(finding), finding.found_at[:10], finding.confidentiality == RESTRICTED


def _missed(
    rounds: Iterable[Round], checklist_of: Callable[[Round], Checklist | None]
) -> Iterable[tuple[Kind, str, bool]]:
    for round_ in rounds:
        checklist = checklist_of(round_) if round_.status == MISSED else None
        if checklist:
            yield missed_kind(checklist.id, checklist.title, checklist.domain), round_.due, False
