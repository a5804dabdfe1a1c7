"""Codes that are read aloud and typed on a phone: no vowels, so that they spell nothing, no letter like a figure."""

import hashlib
import hmac
import secrets

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
PLACE_LETTERS, FOLLOW_LETTERS = 10, 8
_SPOKEN = {PLACE_LETTERS: (5, 5), FOLLOW_LETTERS: (2, 3, 3)}


def new_place_code() -> str:
    """An address that nobody guesses: one of 3 * 10^14."""
    return "".join(secrets.choice(LETTERS) for _ in range(PLACE_LETTERS))


def follow_up_code(key: str, sending: str, attempt: int) -> str:
    """The same for the same sending, which only the sender's device knows: who sends again is told the same code."""
    digest = hmac.new(f"follow-up:{key}".encode(), f"{attempt} {sending}".encode(), hashlib.sha256).digest()
    number, letters = int.from_bytes(digest), ""
    for _ in range(FOLLOW_LETTERS):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return letters


def spoken(code: str) -> str:
    """As it is printed and read out: "K7-4F2-9QX"."""
    parts, start = [], 0
    for length in _SPOKEN.get(len(code), (len(code),)):
        parts.append(code[start : start + length])
        start += length
    return "-".join(parts)


def as_typed(text: str, letters: int) -> str:
    """The code that somebody typed, in whatever case and groups; "" where it cannot be one."""
    code = "".join(text.upper().split()).replace("-", "")
    return code if len(code) == letters and set(code) <= set(LETTERS) else ""


def digest_of_code(key: str, code: str) -> bytes:
    """A code is short enough to be tried out, so that trying each one has to cost something."""
    return hashlib.scrypt(code.encode(), salt=f"follow-up:{key}".encode(), n=2**12, r=8, p=1, dklen=32)


def digest_of_sending(key: str, sending: str) -> bytes:
    return hmac.new(f"sending:{key}".encode(), sending.encode(), hashlib.sha256).digest()
