"""What people do who work alone, and what those do who look for them.

A sign of life says for how many minutes it holds, not until when: a phone whose clock is wrong then moves no deadline.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LoneWorkStarted:
    """Somebody begins to work alone. `building` is where they belong, `place` what kind of place it is (PLACES).

    For a home visit no address is written. `phone` is where they can be reached; `contact` is the function that looks
    for them, at `contact_phone`, and `contact_role` the role whose holders are told by the app ("" for nobody).
    """

    lone_work: str
    building: str
    place: str
    minutes: int
    contact: str
    contact_phone: str
    phone: str = ""
    contact_role: str = ""
    space: str = ""
    note: str = ""


@dataclass(frozen=True)
class SignOfLife:
    """All is well; the next sign comes within `minutes`."""

    lone_work: str
    minutes: int


@dataclass(frozen=True)
class LoneWorkExtended:
    """It takes longer: the next sign comes within `minutes` from now. A sign of life as well."""

    lone_work: str
    minutes: int


@dataclass(frozen=True)
class LoneWorkEnded:
    """Nobody is alone any longer."""

    lone_work: str


@dataclass(frozen=True)
class AlarmAnswered:
    """Somebody has looked for whoever gave no sign by `until` (ISO 8601): what they found (FOUND), in words if any."""

    lone_work: str
    until: str
    found: str
    text: str = ""


LoneWorkAct = LoneWorkStarted | SignOfLife | LoneWorkExtended | LoneWorkEnded | AlarmAnswered
