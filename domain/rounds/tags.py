"""What a scanned label or a typed tag means: an object or a space of the building, or why it is neither, in words."""

import re
from collections.abc import Callable, Iterable, Sequence

from domain.language import Words
from domain.places import Building, Object, Space
from domain.refusals import Refusal

Tagged = Object | Space
Found = tuple[Building, Tagged]

LONGEST_SHOWN = 40
MOST_NAMED = 3


def object_meant(building: Building, said: str, others: Iterable[Building] = ()) -> Tagged | Refusal:
    """What `said`, a label's code or typed words, names in the building. The first of these that fits is what counts:

    1. the whole of an object's tag or `qr_id`, or of a space's id;
    2. the last parts of a tag or of a space's id, from one that begins with a letter: "B01-EX-001", "EX-001", "KOK".
       A number alone never counts: every kind of object has its 001.

    Both hold in capitals or not, then without dashes, spaces and dots ("ljhb01ex001"), then without the zeros that a
    number begins with ("ex 1"). Of a link only what follows `/tag/` counts.

    Otherwise a Refusal with the code "no_tag", "ambiguous_tag", "tag_elsewhere" (the whole tag of one of `others`) or
    "unknown_tag".
    """
    found = _one_of([building], said)
    if not isinstance(found, Refusal):
        return found[1]
    elsewhere = _fitting([other for other in others if other.id != building.id], tag_in(said), whole_names)
    if found.code == "unknown_tag" and elsewhere:
        return _elsewhere(building, *elsewhere[0])
    return found


def meant_among(buildings: Sequence[Building], said: str) -> Found | Refusal:
    """The building and what `said` names in it, by the same rules: for a link that is opened outside any round.

    Otherwise a Refusal with the code "no_tag", "ambiguous_tag" or "unknown_tag".
    """
    return _one_of(buildings, said)


def tag_in(said: str) -> str:
    """The tag itself: of a link, what follows `/tag/`, with its %C3%A5 read as å."""
    link = re.search(r"/tag/([^/?#\s]+)", said, re.IGNORECASE)
    return _unescaped(link[1]) if link else said.strip()


def _unescaped(text: str) -> str:
    def read(escaped: re.Match[str]) -> str:
        return bytes.fromhex(escaped[0].replace("%", "")).decode("utf-8", "replace")

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", read, text)


# --- what fits -------------------------------------------------------------------------------------------------------


def whole_names(thing: Tagged) -> set[str]:
    return {thing.id} if isinstance(thing, Space) else {thing.tag, thing.qr_id} - {""}


def last_parts(thing: Tagged) -> set[str]:
    """ "EX-001" and "B01-EX-001" of "LJH-B01-EX-001"."""
    parts = name_of(thing).split("-")
    return {"-".join(parts[n:]) for n in range(1, len(parts)) if parts[n][:1].isalpha()}


def name_of(thing: Tagged) -> str:
    return thing.id if isinstance(thing, Space) else thing.tag


def unmarked(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper()))


def without_zeros(text: str) -> str:
    return unmarked(re.sub(r"(?<!\d)0+(?=\d)", "", text))


FORMS: tuple[Callable[[str], str], ...] = (str.upper, unmarked, without_zeros)


def _fitting(buildings: Iterable[Building], tag: str, *ways: Callable[[Tagged], set[str]]) -> list[Found]:
    """All that the tag fits, in the first way and form in which it fits anything."""
    things = [(building, thing) for building in buildings for thing in (*building.objects, *building.spaces)]
    for names in ways:
        for form in FORMS:
            fitting = [found for found in things if form(tag) in map(form, names(found[1]))]
            if fitting:
                return fitting
    return []


def _one_of(buildings: Sequence[Building], said: str) -> Found | Refusal:
    tag = tag_in(said)
    if not unmarked(tag):
        return Refusal("no_tag", Words("Ingen tagg är angiven.", "No tag is given."), _as_on_the_label(buildings))
    found = _fitting(buildings, tag, whole_names, last_parts)
    if not found:
        return _unknown(buildings, tag)
    return found[0] if len(found) == 1 else _ambiguous(tag, [thing for _, thing in found])


# --- why not ---------------------------------------------------------------------------------------------------------


def _unknown(buildings: Sequence[Building], tag: str) -> Refusal:
    tag = _shown(tag)
    sv, en = f"{tag} finns inte i någon av dina byggnader.", f"{tag} is in none of your buildings."
    if len(buildings) == 1:
        where = _named(buildings[0])
        sv, en = f"{tag} finns inte i {where.sv}.", f"{tag} is not in {where.en}."
    return Refusal("unknown_tag", Words(sv, en), _as_on_the_label(buildings))


def _ambiguous(tag: str, things: list[Tagged]) -> Refusal:
    names = [name_of(thing) for thing in things[:MOST_NAMED]]
    more = len(things) > MOST_NAMED
    sv, en = (", ".join(names), ", ".join(names)) if more else (" eller ".join(names), " or ".join(names))
    why = Words(f"{_shown(tag)} kan vara {sv}", f"{_shown(tag)} may be {en}") + (" …" if more else ".")
    return Refusal("ambiguous_tag", why, Words("Skriv hela taggen.", "Write the whole tag."))


def _elsewhere(here: Building, there: Building, thing: Tagged) -> Refusal:
    what = f"{name_of(thing)} ({thing.name if isinstance(thing, Space) else thing.label})"
    home, place = _named(there), _named(here)
    return Refusal(
        "tag_elsewhere",
        Words(f"{what} hör till {home.sv}, inte till {place.sv}.", f"{what} belongs to {home.en}, not to {place.en}."),
        Words("Kontrollera att du är i rätt byggnad.", "Check that you are in the right building."),
    )


def _as_on_the_label(buildings: Sequence[Building]) -> Words:
    words = Words("Skriv taggen som den står på etiketten", "Write the tag as it stands on the label")
    example = next((item.tag for building in buildings for item in building.objects), "")
    if example:
        words = Words(f"{words.sv}, till exempel {example}", f"{words.en}, such as {example}")
    return words + "."


def _named(building: Building) -> Words:
    return Words(building.name, building.name_en or building.name)


def _shown(tag: str) -> str:
    return tag if len(tag) <= LONGEST_SHOWN else f"{tag[:LONGEST_SHOWN]} …"
