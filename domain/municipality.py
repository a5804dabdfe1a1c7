"""The municipality itself: its name, and whom to call when it is urgent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """`emergency` is for life and health, `police_other` for what has happened already, `duty_phone` is on call.

    `checklists` are the ids of those in force. One that has been withdrawn stays on the phones, where rounds that
    began on it are finished, but no new one begins. Empty where the server did not say.
    """

    id: str
    name: str
    timezone: str
    emergency: str
    police_other: str = ""
    duty_phone: str = ""
    checklists: tuple[str, ...] = ()
