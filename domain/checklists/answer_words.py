"""An answer as people read it, on a page or on paper: "Avvikelse", "28,5 V", "25 000 kr", "1 h 30 min"."""

from typing import Any

from domain.checklists.answers import NO_DATE, chosen
from domain.checklists.checklist import Point
from domain.durations import parse_duration
from domain.language import Words, number_words
from domain.places import Building

PLAIN = {
    "ok": Words("OK", "OK"),
    "deviation": Words("Avvikelse", "Deviation"),
    "na": Words("Ej aktuellt", "Not applicable"),
    "yes": Words("Ja", "Yes"),
    "no": Words("Nej", "No"),
    "read": Words("Läst", "Read"),
    NO_DATE: Words("Datum saknas", "No date"),
}


def answer_in_words(point: Point, value: Any, building: Building) -> Words:
    """What was answered, in both languages; what cannot be said better is said as it was typed."""
    if isinstance(value, str) and value in PLAIN and not point.choices:
        return PLAIN[value]
    match point.type:
        case "choice" | "multi_choice":
            picked = [choice.words for choice in chosen(point, value)]
            if picked:
                return Words(", ".join(words.sv for words in picked), ", ".join(words.en for words in picked))
        case "number" if isinstance(value, (int, float)):
            return number_words(value, point.unit)
        case "money" if isinstance(value, (int, float)):
            return money(value)
        case "duration" if isinstance(value, str):
            return _lasting(value)
        case "datetime":
            return _both(str(value)[:16].replace("T", " "))
        case "photo" if isinstance(value, list):
            return Words(f"{len(value)} bilder", f"{len(value)} pictures")
        case "object_ref" | "location":
            return _place(value, building)
    return PLAIN.get(value, _both(str(value))) if isinstance(value, str) else _both(str(value))


def money(kronor: float) -> Words:
    """Whole kronor in groups of three, as Swedes write them."""
    grouped = f"{kronor:,.0f}"
    return Words(f"{grouped.replace(',', ' ')} kr", f"SEK {grouped}")


def _lasting(value: str) -> Words:
    try:
        lasts = parse_duration(value)
    except ValueError:
        return _both(value)
    hours, minutes = divmod(lasts.minutes, 60)
    parts = [(lasts.days, "d"), (hours, "h"), (minutes, "min")]
    return _both(" ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min")


def _place(value: Any, building: Building) -> Words:
    """A tag or a space's id, or a place with its kind, words and position."""
    if isinstance(value, str):
        item, space = building.object(value), building.space(value)
        return _both(f"{item.label} ({item.tag})" if item else space.name if space else value)
    if not isinstance(value, dict):
        return _both(str(value))
    space = building.space(str(value.get("space", "")))
    known = [space.name if space else "", value.get("words", "")]
    if "lat" in value and "lon" in value:
        known.append(f"{value['lat']:.5f}, {value['lon']:.5f}")
    return _both(", ".join(str(part) for part in known if part) or str(value.get("kind", "")))


def _both(words: str) -> Words:
    return Words(words, words)
