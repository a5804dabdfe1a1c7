"""The municipality itself: its name, and whom to call when it is urgent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """`emergency` is for life and health, `police_other` for what has happened already, `duty_phone` is on call."""

    id: str
    name: str
    timezone: str
    emergency: str
    police_other: str = ""
    duty_phone: str = ""
