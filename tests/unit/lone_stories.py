"""Somebody who works alone in the school, with the clock in the test's hand: for tests of lone work."""

from datetime import datetime, timedelta

from domain.lone_work.events import LoneWorkStarted
from domain.lone_work.rules import LoneWorkRules
from domain.lone_work.session import LoneWork, Sign
from domain.secrecy.table import RESTRICTED

NINE = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
RULES = LoneWorkRules(buildings_with_tag=("personal_safety",), contacts=("unit_manager", "duty_officer"))


def after(minutes: float) -> datetime:
    """So many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


def stamp(minutes: float) -> str:
    return after(minutes).isoformat(timespec="milliseconds")


def begins(name: str = "L1", building: str = "B01", minutes: int = 60, **facts: str) -> LoneWorkStarted:
    usual = {"place": "closing", "contact": "Rektor", "contact_phone": "070-000 00 01", "phone": "070-000 00 02"}
    return LoneWorkStarted(name, building, minutes=minutes, **{**usual, **facts})  # pyright: ignore[reportArgumentType]


def alone(minutes: int = 60, **facts: object) -> LoneWork:
    """A teacher who began at nine and said that the next sign comes in so many minutes."""
    signs = (Sign("e1", stamp(0), "started", "teacher-1", minutes),)
    known = {"place": "closing", "contact": "Rektor", "contact_phone": "070-000 00 01", "confidentiality": RESTRICTED}
    return LoneWork("L1", "B01", "teacher-1", "Lärare", "BUN", **{**known, "signs": signs, **facts})  # pyright: ignore[reportArgumentType]
