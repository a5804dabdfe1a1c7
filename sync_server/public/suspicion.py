"""What should not be in a report: text that looks like an identity number, a telephone number or an e-mail address.

The patterns are understood alike by Python and by browsers, which warn before anything is sent.
"""

import re

from domain.language import Words

_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
PATTERNS = {
    # Also coordination numbers, whose day is 60 higher (Folkbokföringslagen 1991:481, sections 18 and 18 a).
    "identity_number": rf"(?:^|\D)(?:19|20)?\d\d(?:0[1-9]|1[0-2]){_DAY}[-+ ]?\d{{4}}(?!\d)",
    "phone_number": r"(?:^|[^\d-])(?:\+46|0046|0)[ -]?\(?0?\)?[1-9](?:[ -]?\d){6,9}(?!\d)",
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]+",
}
WORDS = {
    "identity_number": Words(
        "Texten ser ut att innehålla ett personnummer.", "The text seems to hold an identity number."
    ),
    "phone_number": Words(
        "Texten ser ut att innehålla ett telefonnummer.", "The text seems to hold a telephone number."
    ),
    "email": Words("Texten ser ut att innehålla en e-postadress.", "The text seems to hold an e-mail address."),
}


def suspicious(text: str) -> tuple[str, ...]:
    """Which of the patterns the text has."""
    return tuple(name for name, pattern in PATTERNS.items() if re.search(pattern, text))
