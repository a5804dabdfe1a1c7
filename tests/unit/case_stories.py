"""Reports sent to a running server by those who saw it: a threat in a library, a burglary and graffiti at a school."""

import hashlib
import io
from typing import Any

import httpx
from PIL import Image

from domain.events import Act, PointAnswered, RoundStarted, RoundSubmitted
from domain.photos import PhotoRef
from sync_server.office import Office
from tests.server_fixtures import TestPhone, phone_of

CANARY = "kanariefågel"
NUMBER = "5000-K123456-26"
THREAT: dict[str, Any] = {
    "thr-01": "yes", "thr-02": "2026-11-01T08:00:00+01:00", "thr-03": "B03-BIB", "thr-04": ["weapon"],
    "thr-05": f"Hen sa {CANARY}", "thr-06": "visitor", "thr-07": "self", "thr-08": "yes", "thr-09": "shock",
    "thr-10": ["112"], "thr-13": "yes",
}  # fmt: skip
MANAGERS: dict[str, Any] = {
    "thr-14": "2026-11-02T09:00:00+01:00", "thr-15": ["talk"], "thr-16": "pending", "thr-19": "done",
    "thr-20": NUMBER, "thr-21": "yes", "thr-22": "low", "thr-23": f"Rutin mot {CANARY}", "thr-24": "2026-11-09",
    "thr-25": "yes",
}  # fmt: skip


def threat_sent(office: Office, http: httpx.Client) -> tuple[TestPhone, TestPhone]:
    """The reporter's and the manager's phones, the report sent and arrived."""
    reporter, manager = phone_of(office, http, "library-vedasa"), phone_of(office, http, "manager-culture")
    does(reporter, RoundStarted("I1", "B03", "incident-threat-violence", "2026:1"))
    does(reporter, *(PointAnswered("I1", point, value) for point, value in THREAT.items()))
    does(reporter, RoundSubmitted("I1", "Bibliotekarie"))
    manager.sync()
    return reporter, manager


def does(phone: TestPhone, *acts: Act) -> None:
    outcomes = phone.outcomes([phone.event(act) for act in acts])
    assert set(outcomes) <= {"accepted"}, outcomes


GRAFFITI: dict[str, Any] = {
    "dam-01": "graffiti", "dam-02": "B01-GAR", "dam-23": "brick", "dam-03": "outdoor", "dam-04": "fixed",
    "dam-05": "vandalism",
    "dam-06": "third_party_hire", "dam-07": "2026-11-02T07:30:00+01:00", "dam-08": "2026-10-30T16:00:00+01:00",
    "dam-11": "no", "dam-12": "ZORK", "dam-13": 4.5, "dam-14": ["cordon"], "dam-15": "no",
}  # fmt: skip
BURGLARY: dict[str, Any] = {
    "bur-01": "yes", "bur-03": "B01-COR1", "bur-04": "2026-11-01T08:00:00+01:00",
    "bur-05": "2026-10-31T18:00:00+01:00", "bur-06": "window", "bur-08": "noalarm",
    "bur-11": "yes", "bur-12": "Tre datorer", "bur-13": ["none"],
}  # fmt: skip


def reported(
    phone: TestPhone,
    name: str,
    form: str,
    answers: dict[str, Any],
    pictures: dict[str, PhotoRef],
    building: str = "B01",
) -> None:
    """The first part of a form, sent."""
    does(phone, RoundStarted(name, building, form, "2026:1"))
    does(phone, *(PointAnswered(name, point, value) for point, value in answers.items()))
    does(phone, *(PointAnswered(name, point, [ref.sha256], photos=(ref,)) for point, ref in pictures.items()))
    does(phone, RoundSubmitted(name, "Lärare"))


def graffiti_sent(office: Office, http: httpx.Client, name: str = "G1") -> TestPhone:
    phone = phone_of(office, http, "reporter-b01")
    overview, close_up = picture(phone, "red"), picture(phone, "blue")
    reported(phone, name, "incident-damage-graffiti", GRAFFITI, {"dam-09": overview, "dam-10": close_up})
    return phone


def burglary_sent(office: Office, http: httpx.Client, name: str = "C1", what: str = "burglary") -> TestPhone:
    phone = phone_of(office, http, "reporter-b01")
    answers = {**BURGLARY, "bur-02": what}
    reported(phone, name, "incident-burglary-theft", answers, {"bur-10": picture(phone, "green")})
    return phone


def picture(phone: TestPhone, colour: str) -> PhotoRef:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), colour).save(out, "JPEG")
    sha = hashlib.sha256(out.getvalue()).hexdigest()
    assert phone.http.put(f"/photos/{sha}", content=out.getvalue(), headers=phone.bearer).status_code == 201
    return PhotoRef(sha, 300, 100, "2026-11-02T07:31:00+01:00")
