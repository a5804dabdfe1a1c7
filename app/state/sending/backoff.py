"""How long to wait before the next attempt: twice as long each time, at most five minutes, never all phones at once."""

FIRST, LONGEST = 2.0, 300.0


def wait_seconds(failures: int, chance: float) -> float:
    """After `failures` failures in a row (at least 1); `chance` in 0..1 spreads the phones over half the wait."""
    longest = min(LONGEST, FIRST * 2 ** min(failures - 1, 16))
    return longest * (0.5 + 0.5 * chance)
