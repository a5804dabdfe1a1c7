"""Text that looks as if it says who somebody is: identity or telephone number, e-mail, number plate, a suspect's name.

A help for whoever writes, never a judgement: it warns, and stays silent about tags, dates, sums and police numbers. The
patterns are understood alike by Python and by browsers, whose pages warn by the patterns alone.
"""

import re
from collections.abc import Iterable

from domain.language import Words

IDENTITY, PHONE, EMAIL, PLATE, SUSPECT = ("identity_number", "phone_number", "email", "number_plate", "suspect")

_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_NAME = r"[A-ZÅÄÖ][a-zåäöé]+"
_VEHICLE = (
    r"(?:[Rr]eg(?:\.|nr|istrer)|[Ff]ordon|[Bb]il(?:en|ens|ar|arna)?\b|[Mm]oped|[Cc]ar\b|[Vv]an\b|[Vv]ehicle|[Pp]late)"
)
_PLATE = r"\b[A-HJ-PR-UW-Z]{3} ?\d\d[\dA-HJ-PR-UW-Z]\b"
_SOMEBODY = (
    r"(?:[Mm]isstänkt[ae]?|[Gg]ärningsman(?:nen)?|[Ff]örövaren?|[Hh]an|[Hh]on|[Mm]annen|[Kk]vinnan|[Kk]illen|[Tt]jejen"
    r"|[Pp]ojken|[Ff]lickan|[Pp]ersonen|[Ss]uspect|[Pp]erpetrator|[Hh]e|[Ss]he)"
)
PATTERNS = {
    # Also coordination numbers, whose day is 60 higher (Folkbokföringslagen 1991:481, sections 18 and 18 a).
    IDENTITY: rf"(?:^|\D)(?:19|20)?\d\d(?:0[1-9]|1[0-2]){_DAY}[-+ ]?\d{{4}}(?!\d)",
    PHONE: r"(?:^|[^\d-])(?:\+46|0046|0)[ -]?\(?0?\)?[1-9](?:[ -]?\d){6,9}(?!\d)",
    EMAIL: r"[\w.+-]+@[\w-]+\.[\w.-]+",
    # Three letters and three digits are also the name of many a standard: only near a word for what has a plate.
    PLATE: rf"(?:{_VEHICLE}[^\n]{{0,30}}{_PLATE}|{_PLATE}[^\n]{{0,20}}{_VEHICLE})",
    SUSPECT: (
        rf"(?:^|[^A-Za-zÅÄÖåäö]){_SOMEBODY} (?:som )?(?:heter|hette|kallas|kallar sig|is called|is named) {_NAME}"
        rf"|[Mm]isstänkt[ae]? (?:är|var) {_NAME} {_NAME}|[Mm]isstänker {_NAME} {_NAME}"
        rf"|[Ss]uspect (?:is|was) {_NAME} {_NAME}"
    ),
}
WORDS = {
    IDENTITY: Words("Texten ser ut att innehålla ett personnummer.", "The text seems to hold an identity number."),
    PHONE: Words("Texten ser ut att innehålla ett telefonnummer.", "The text seems to hold a telephone number."),
    EMAIL: Words("Texten ser ut att innehålla en e-postadress.", "The text seems to hold an e-mail address."),
    PLATE: Words("Texten ser ut att innehålla ett registreringsnummer.", "The text seems to hold a number plate."),
    SUSPECT: Words("Texten ser ut att peka ut någon med namn.", "The text seems to point somebody out by name."),
}

_NO_PHONE = re.compile(
    r"\d\d[ -]\d\d[ -](?:19|20)\d\d"  # a day: 05-11-2026
    r"|(?:[01]\d|2[0-4])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d"  # a time: 0800-1630
    r"|(?:[01]\d|2[0-4])-(?:[01]\d|2[0-4]) (?:[01]\d|2[0-4])-(?:[01]\d|2[0-4])"  # hours: 07-16 08-15
)


def suspicious(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Which of the patterns the text has. `known` are telephone numbers of the municipality, which nobody hides."""
    own = {_digits(number) for number in known}
    found = {name: [hit[0] for hit in re.finditer(pattern, text)] for name, pattern in PATTERNS.items()}
    return tuple(name for name, hits in found.items() if any(_is_so(name, hit, own) for hit in hits))


def _is_so(name: str, hit: str, own: set[str]) -> bool:
    if name == IDENTITY:
        return _is_identity(hit)
    if name == PHONE:
        return _digits(hit) not in own and not _NO_PHONE.fullmatch(hit.strip(" :;,.()"))
    return True


def _is_identity(hit: str) -> bool:
    """A hyphen after the date says enough. Digits alone, or with a space, may be a time or a serial number."""
    return hit[-5] in "-+" or _is_checked(re.sub(r"\D", "", hit)[-10:])


def _is_checked(ten: str) -> bool:
    """Whether the last of the ten digits is the check digit of the others (modulus 10, SKV 704)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def _digits(said: str) -> str:
    """The digits of a telephone number, a Swedish country code as the 0 that stands for it at home."""
    digits = re.sub(r"\D", "", said)
    return re.sub(r"^(?:0046|46)0?", "0", digits)
