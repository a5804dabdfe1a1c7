"""What looks like somebody's number or name is told from tags, keys, days, sums and the numbers of things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words.care import TEXTS
from domain.secrecy.suspicion import EMAIL, IDENTITY, PATTERNS, PHONE, PLATE, SUSPECT, WORDS, suspicious

TELLS = [
    ("19850402-1232", IDENTITY),
    ("850402-1232", IDENTITY),
    ("850402+1232", IDENTITY),
    ("8504021232", IDENTITY),
    ("198504021232", IDENTITY),
    ("850402 1232", IDENTITY),
    ("samordningsnummer 850462-1239", IDENTITY),
    ("8504621239", IDENTITY),
    ("850402-1234", IDENTITY),  # mistyped: the shape is enough
    ("070-123 45 67", PHONE),
    ("0701234567", PHONE),
    ("+46 70 123 45 67", PHONE),
    ("+46 (0)70-123 45 67", PHONE),
    ("0435-123 45", PHONE),
    ("08-12 34 56 78", PHONE),
    ("anna.berg@example.se", EMAIL),
    ("regnr ABC 123", PLATE),
    ("en vit bil, ABC12D, stod kvar", PLATE),
    ("ABC 123 på en skåpbil: fordonet körde iväg", PLATE),
    ("a white van ABC 123", PLATE),
    ("Den misstänkte heter Kalle", SUSPECT),
    ("Han heter Kalle Berg", SUSPECT),
    ("misstänkt är Kalle Berg", SUSPECT),
    ("Jag misstänker Kalle Berg", SUSPECT),
    ("The suspect is called Kalle", SUSPECT),
]
SILENT = [
    "Rum 101-112",
    "2026-11-23 kl 15:30",
    "20261123 1530",
    "20261123153000",
    "05-11-2026",
    "01/02/2026",
    "0800-1630",
    "07-16 08-15",
    "LJH-B01-EX-001",
    "1b93727ea4",
    "Skolgatan 4, 284 31",
    "5000-K123456-26",
    "K123456",
    "ca 2 000 000 kr",
    "12 500,50 kr",
    "nyckel 12-345, ABC 123",
    "enligt SSF 200 och DM-013",
    "EN 179",
    "org.nr 556036-0793",
    "8504021234",  # ten digits whose last is no check digit: a serial number
    "1234567890123",
    "plan -1, trappa 2",
    "Grinden heter Norra porten",
    "misstänkt läcka i taket",
    "Den misstänkte är okänd",
    "Han heter något",
    "Kranen är trasig",
    "The suspect is unknown",
    "112 och 114 14",
    "",
]


@pytest.mark.parametrize(("text", "found"), TELLS)
def test_what_says_who_somebody_is_is_seen_alone_and_inside_a_sentence(text: str, found: str) -> None:
    assert suspicious(text) == (found,)
    assert suspicious(f"Det stod {text} på väggen") == (found,)
    assert suspicious(f"Vi såg det.\n{text}.") == (found,)


@pytest.mark.parametrize("text", SILENT)
def test_what_says_it_of_nobody_is_let_be(text: str) -> None:
    assert suspicious(text) == ()
    assert suspicious(f"Det stod {text} på väggen") == ()


def test_the_numbers_of_the_municipality_are_no_secret_however_they_are_written() -> None:
    known = ("010-000 00 00", "0435-28 10 00")
    assert suspicious("Ring 010-000 00 00", known) == ()
    assert suspicious("Ring +46 435 28 10 00 till växeln", known) == ()
    assert suspicious("Ring 010-000 00 00 eller 070-123 45 67", known) == (PHONE,)


def test_several_are_told_apart() -> None:
    assert suspicious("850402-1232, 070-123 45 67, a@b.se") == (IDENTITY, PHONE, EMAIL)


@given(st.dates(), st.integers(0, 999), st.sampled_from(["", "-", "+"]), st.booleans(), st.booleans())
def test_every_true_identity_number_is_seen(
    day: object, serial: int, sign: str, century: bool, coordination: bool
) -> None:
    year, month, date = (int(part) for part in str(day).split("-"))
    nine = f"{year % 100:02}{month:02}{date + 60 * coordination:02}{serial:03}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    last = -sum(digit // 10 + digit % 10 for digit in doubled) % 10
    said = f"{'19' * century}{nine[:6]}{sign}{nine[6:]}{last}"
    assert IDENTITY in suspicious(said)


def test_whatever_is_warned_of_is_said_in_both_languages_with_what_to_write_instead() -> None:
    assert set(WORDS) == set(PATTERNS)
    assert all(words.sv and words.en for words in WORDS.values())
    assert {f"care.{name}" for name in PATTERNS} <= set(TEXTS)
