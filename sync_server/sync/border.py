"""What comes in from outside is checked here, strictly, before anything of ours sees it.

Of a request only the envelopes must be sound; an event that says something we do not understand is refused by itself,
so that one strange event never keeps the others waiting.
"""

import hashlib
import math
import re
import typing
from dataclasses import fields
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from domain.cases.events import CaseAct, CaseCosted, CaseHeld, CaseMeasurePlanned, CaseRepairWanted, CaseStepDone
from domain.demarcation.listing import INPUTS
from domain.events import (
    Act,
    Event,
    FindingAddedTo,
    FindingReported,
    PointAnswered,
)
from domain.identity import is_id_of
from domain.language import Words
from domain.lone_work.events import AlarmAnswered
from domain.photos import PhotoRef
from domain.pictures import pictures_of
from domain.policy import Policy
from domain.refusals import Refusal
from domain.tasks.events import TaskAssigned, TaskCorrected, TaskPaused
from sync_server.problems import No, no
from sync_server.storage.writing import in_one_way, quoted

T = TypeVar("T")
EVENTS_AT_MOST = 5_000
EVENT_BYTES_AT_MOST = 32_000
NAMES_FORM = re.compile(r"(?:[A-Za-z0-9ÅÄÖåäö._:@-]{0,100}\n)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
PARTIES = ("owner", "user")
CASE_ACTS = typing.get_args(CaseAct)
NAMES = (
    "round",
    "building",
    "checklist",
    "version",
    "point",
    "place",
    "finding",
    "space",
    "object",
    "component",
    "task",
    "proposal",
    "tag",
    "type",
    "replaces",
    "section",
    "instance",
    "origin",
    "rule",
    "counterpart",
    "org",
    "step",
    "measure",
    "lone_work",
    "contact_role",
    "of",
    "person",
)

Identity = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
Device = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
Code = Annotated[str, StringConstraints(max_length=100)]


@with_config(ConfigDict(strict=True, extra="forbid", title="Event"))
class Line(TypedDict):
    """One event. `id` is a UUID that begins with the device and the counter; `act` says what `body` holds."""

    id: Identity
    device: Device
    counter: Annotated[int, Field(ge=1, lt=2**28)]
    person: Code
    at: Code
    act: Code
    body: dict[str, Any]


class SyncBody(BaseModel):
    """`cursor` and `access` are from the last answer (0 and "" at first); `events` in the order they happened."""

    model_config = ConfigDict(strict=True, extra="forbid", title="SyncRequest")

    cursor: int = Field(default=0, ge=0, lt=2**62)
    access: Code = ""
    events: list[Line] = Field(default=[], max_length=EVENTS_AT_MOST)


# Only around a container does pydantic take a configuration for dataclasses that are not its own.
_STRICT = ConfigDict(strict=True, extra="forbid")


def _checked(act: type[T]) -> TypeAdapter[Any]:
    in_tuple = tuple[act]
    return TypeAdapter(in_tuple, config=_STRICT)


ACTS = {act.__name__: _checked(act) for act in typing.get_args(Act)}

_NAMES_IN = {
    # A finding's `case` is no name, but what the demarcation list goes by.
    act: [name for field in fields(act) if (name := field.name) in NAMES or (name == "case" and act in CASE_ACTS)]
    for act in typing.get_args(Act)
}


class Sent(NamedTuple):
    """An event as it came, written down in one way whatever the order of its fields was, and the digest of that.

    `body` is the part of `written` that says what was done.
    """

    line: Line
    body: str
    written: str
    digest: bytes


def sync_request(body: bytes) -> tuple[SyncBody, list[Sent]]:
    """What a phone sent to /sync. Raises ValidationError (pydantic) where an envelope is not sound."""
    request = SyncBody.model_validate_json(body)
    try:
        return request, [as_sent(line) for line in request.events]
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, for example, can be read but not written.
        raise no_sense(str(error)) from error


def as_sent(line: Line) -> Sent:
    body = in_one_way(line["body"])
    # As `in_one_way` of the whole, without writing the body a second time.
    written = (
        f'{{"act":{quoted(line["act"])},"at":{quoted(line["at"])},"body":{body},"counter":{line["counter"]},'
        f'"device":"{line["device"]}","id":"{line["id"]}","person":{quoted(line["person"])}}}'
    )
    return Sent(line, body, written, hashlib.blake2b(written.encode(), digest_size=16).digest())


def no_sense(what: str) -> No:
    return no(
        422,
        "not_understood",
        f"Servern förstår inte det som skickades ({what}).",
        f"The server does not understand what was sent ({what}).",
        "Inget är sparat på servern, allt ligger kvar på telefonen. Uppdatera appen.",
        "Nothing was kept on the server, everything is still on the phone. Update the app.",
    )


def understood(sent: Sent, policy: Policy, received: datetime) -> Event | Refusal:
    """The event of an envelope that has been checked, or why this one is refused.

    A phone's clock may be ahead; what it did cannot be: an event is no later than when it was `received`.
    """
    line, body = sent.line, sent.body
    try:
        if len(body) > EVENT_BYTES_AT_MOST:
            return not_understood(f"{len(body)} > {EVENT_BYTES_AT_MOST}")
        (act,) = ACTS[line["act"]].validate_json(f"[{body}]")
        at = datetime.fromisoformat(line["at"])
        if at.tzinfo is None or not 1970 <= at.year <= 9000:
            return not_understood(f"at: {line['at']}")
        if not is_id_of(line["id"], line["device"], line["counter"]):
            return not_understood(f"id: {line['id']}")
    except KeyError:
        return not_understood(f"act: {line['act']}")
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"][1:])
        return not_understood(f"{where}: {error.errors()[0]['msg']}")
    except (TypeError, ValueError) as error:
        return not_understood(str(error))
    objection = _objection(act, body, policy)
    if objection:
        return not_understood(objection)
    no_later = line["at"] if at <= received else received.isoformat(timespec="milliseconds")
    return Event(line["id"], line["device"], line["counter"], line["person"], no_later, act)


def _objection(act: Act, body: str, policy: Policy) -> str:
    """What is wrong with an act whose fields have the right types; "" when nothing is."""
    names = "".join([f"{getattr(act, name)}\n" for name in _NAMES_IN[type(act)]])
    if not NAMES_FORM.fullmatch(names):
        return f"a name: {names}"
    # A database text cannot hold it, and no keyboard makes it.
    if "\\u0000" in body:
        return "NUL"
    if not all(map(_sound, pictures_of(act))):
        return "photos"
    match act:
        case PointAnswered(value=value) | FindingReported(answer=value) if not _is_answer(value):
            return "value"
        case FindingReported(party=party) if party not in ("", *PARTIES):
            return f"party: {party}"
        case FindingReported(called_at=at) if at and not _is_moment(at):
            return f"called_at: {at}"
        case FindingReported(severity=severity) if policy.severity(severity) is None:
            return f"severity: {severity}"
        case FindingReported(case=case) if not set(case or {}) <= set(INPUTS):
            return "case"
        case FindingReported(finding=""):
            return "finding"
        case TaskPaused(until=until) | AlarmAnswered(until=until) if not _is_moment(until):
            return f"until: {until}"
        case TaskAssigned(planned=day) if day and not _is_day(day):
            return f"planned: {day}"
        case TaskCorrected(case=case) if not set(case or {}) <= set(INPUTS):
            return "case"
        case CaseStepDone(done=at) if at and not _is_moment(at):
            return f"done: {at}"
        case CaseHeld(until=day) | CaseMeasurePlanned(due=day) if day and not _is_day(day):
            return f"a day: {day}"
        case CaseCosted() if not _is_cost(act, policy):
            return "cost"
        case CaseRepairWanted(finding="") | CaseRepairWanted(component=""):
            return "finding"
        case CaseRepairWanted(severity=severity) if policy.severity(severity) is None:
            return f"severity: {severity}"
    may_lack_round = isinstance(act, FindingReported | FindingAddedTo)
    return "round" if getattr(act, "round", "-") == "" and not may_lack_round else ""


def _sound(photo: PhotoRef) -> bool:
    return bool(SHA256.fullmatch(photo.sha256)) and 0 <= photo.width < 2**31 and 0 <= photo.height < 2**31


def _is_cost(act: CaseCosted, policy: Policy) -> bool:
    sums = (act.estimated, act.final)
    whole = all(sek is None or 0 <= sek < 2**31 for sek in sums)
    return whole and act.payer in ("", *PARTIES) and (not act.recovery or policy.allows("cost_recovery", act.recovery))


def _is_moment(said: str) -> bool:
    try:
        return datetime.fromisoformat(said).tzinfo is not None
    except ValueError:
        return False


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _is_answer(value: Any) -> bool:
    """A scalar, or a flat list or mapping of scalars."""
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    return all(
        part is None or isinstance(part, str | int) or (isinstance(part, float) and math.isfinite(part))
        for part in parts
    )


def not_understood(what: str) -> Refusal:
    return Refusal(
        "not_understood",
        Words(f"Servern förstår inte händelsen ({what}).", f"The server does not understand the event ({what})."),
        Words(
            "Den är sparad på servern. Uppdatera appen och tala med samordnaren.",
            "It is kept on the server. Update the app and talk to the coordinator.",
        ),
    )
