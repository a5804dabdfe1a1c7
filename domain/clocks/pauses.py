"""When the clock of a task stands still: for listed reasons only, and never without an end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import Words
from domain.refusals import Refusal

Span = tuple[datetime, datetime]

REASONS = {
    "spare_part_ordered": Words("Reservdel beställd", "Spare part ordered"),
    "police_hold": Words("Polisen har spärrat av", "The police have closed it off"),
    "premises_closed": Words("Lokalen är stängd", "The premises are closed"),
    "decision_pending": Words("Väntar på beslut", "Waiting for a decision"),
}
WEATHER_REASONS = {
    "weather_below_5c": Words("Kallare än 5 grader", "Colder than 5 degrees"),
    "heavy_rain": Words("Kraftigt regn", "Heavy rain"),
}
POLICY_REASONS = {
    "listed_building_method": Words("Skyddad byggnad, metoden ska avgöras", "Listed building, method to be decided"),
    "scaffold_needed": Words("Ställning behövs", "Scaffold needed"),
    "police_asks_to_wait": Words("Polisen ber oss vänta", "The police ask us to wait"),
}
GRAFFITI = "GRF"


@dataclass(frozen=True)
class Pause:
    """The clock stands still from `begins` until `ends` (ISO 8601 with offset)."""

    reason: str
    begins: str
    ends: str

    @property
    def span(self) -> Span:
        return datetime.fromisoformat(self.begins), datetime.fromisoformat(self.ends)


def reasons_for(component: str, may_pause_for: Iterable[str] = ()) -> tuple[str, ...]:
    """The reasons listed for a task: those of its special deadline where that names some, else the common ones.

    Graffiti also waits for the weather: below 5 degrees and in heavy rain neither chemicals nor hot water work.
    """
    weather = WEATHER_REASONS if component.partition(".")[0] == GRAFFITI else {}
    return tuple(may_pause_for) or (*REASONS, *weather)


def reason_words(reason: str) -> Words:
    known = REASONS | WEATHER_REASONS | POLICY_REASONS
    return known.get(reason) or Words(*2 * (reason.replace("_", " "),))


def why_not(
    pause: Pause, reasons: Iterable[str], *, critical: bool = False, made_safe_at: str = "", since: str = ""
) -> Refusal | None:
    """Why a task may not be paused so; None if it may.

    `reasons` are those listed for it. A critical task must have been made safe (`made_safe_at`, ISO 8601, "" for not
    yet) before the pause begins. `since` is when its clock began: what is over before that can stop nothing.
    """
    if pause.reason not in reasons:
        return _UNKNOWN_REASON
    if not pause.ends:
        return _NO_END
    begins, ends = pause.span
    if ends <= begins:
        return _ENDS_BEFORE_IT_BEGINS
    if since and ends <= datetime.fromisoformat(since):
        return _OVER_BEFORE
    if critical and (not made_safe_at or datetime.fromisoformat(made_safe_at) > begins):
        return _NOT_SAFE_YET
    return None


def stops(pauses: Iterable[Pause]) -> tuple[Span, ...]:
    """The times when the clock stands still, in order: pauses that overlap or meet are one."""
    merged: list[Span] = []
    for begins, ends in sorted(pause.span for pause in pauses):
        if ends <= begins:
            continue
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return tuple(merged)


def paused_until(pauses: Iterable[Pause], now: datetime) -> datetime | None:
    """When the clock goes on, if it stands still now."""
    return next((ends for begins, ends in stops(pauses) if begins <= now < ends), None)


def resumed(pauses: Iterable[Pause], at: str) -> tuple[Pause, ...]:
    """The pauses when work has gone on at `at` (ISO 8601 with offset): what had begun ends, what was to come is off."""
    moment = datetime.fromisoformat(at)
    begun = [pause for pause in pauses if pause.span[0] < moment]
    return tuple(pause if pause.span[1] <= moment else replace(pause, ends=at) for pause in begun)


_UNKNOWN_REASON = Refusal(
    "unknown_pause_reason",
    Words(
        "Ärendet får inte pausas av den anledningen.",
        "The task may not be paused for that reason.",
    ),
    Words("Välj en av anledningarna i listan. Klockan går.", "Choose one of the listed reasons. The clock is running."),
)
_NO_END = Refusal(
    "pause_without_end",
    Words("En paus måste ha ett slutdatum.", "A pause must have an end date."),
    Words("Välj när arbetet kan fortsätta. Klockan går.", "Choose when work can go on. The clock is running."),
)
_ENDS_BEFORE_IT_BEGINS = Refusal(
    "pause_ends_before_it_begins",
    Words("Pausen slutar innan den börjar.", "The pause ends before it begins."),
    Words("Välj ett senare slut. Klockan går.", "Choose a later end. The clock is running."),
)
_OVER_BEFORE = Refusal(
    "pause_over_before_found",
    Words("Pausen är slut innan felet upptäcktes.", "The pause is over before anything was found."),
    Words("Välj ett senare slut. Klockan går.", "Choose a later end. The clock is running."),
)
_NOT_SAFE_YET = Refusal(
    "not_safe_yet",
    Words(
        "Det är akut och får inte pausas förrän faran är undanröjd.",
        "It is critical and may not be paused before it is made safe.",
    ),
    Words("Gör säkert först, pausa sedan. Klockan går.", "Make it safe first, then pause. The clock is running."),
)
