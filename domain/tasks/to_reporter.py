"""Talking with whoever reported without an account: a comment that begins with a mark is for them, all others are not.

The mark is written out, so that it is read as what it is in a task's history, in either language.
"""

PUBLIC = "public"
"""The reporter of what was reported without an account."""
MARKS = ("Till anmälaren:", "To the reporter:")


def said_to_reporter(comment: str) -> str:
    """What a comment says to the reporter; "" where it is not for them."""
    plain = comment.strip()
    for mark in MARKS:
        if plain.casefold().startswith(mark.casefold()):
            return plain[len(mark) :].strip()
    return ""
