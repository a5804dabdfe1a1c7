"""The API as strangers use it: schemathesis makes requests from its own description, right ones and wrong ones.

As nobody, a reporter, a contractor and a manager of another administration: the server never breaks (no 5xx), and the
words of restricted cases are in no answer. The same requests every time (`derandomize`), so that a failure stays.
"""

import json
import random
import typing
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from domain.events import Act, FindingReported
from sync_server.api import api
from sync_server.entrance import signin
from sync_server.office import Office
from sync_server.sync.border import NAMES
from tests.server_fixtures import TestPhone, enrolment_code, office_at, phone_of, serving
from tests.unit.case_stories import CANARY, burglary_sent, does, threat_sent

PEOPLE = ("", "reporter-b01", "graffiti-crew", "manager-b03")
"""Nobody, a reporter, a contractor, and who manages the house of the threat, but for another administration."""
EXAMPLES, EVENTS = 6, 4
KNOWN = (
    "I1",
    "C1",
    "F1",
    "B01",
    "B03",
    "B03-BIB",
    "incident-threat-violence",
    "2026:1",
    "thr-05",
    "library-vedasa",
    "sv",
)
PAGES = {
    "/r/{code}": ("get", "post"), "/r": ("get",), "/r/follow": ("get",), "/r/follow/{code}": ("get", "post"),
    "/o/{token}": ("get", "post"), "/o/{token}/{number}": ("get",),
}  # fmt: skip
"""For people and without an account; they are not in the description, which is for programs."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, str, httpx.Client]]:
    """The word stands in a threat, in a finding of one, and in a burglary's case the others may read of."""
    folder: Path = tmp_path_factory.mktemp("town")
    office = office_at(folder)
    with serving(office) as url, httpx.Client(base_url=url, timeout=60) as http:
        threat_sent(office, http)
        burglary_sent(office, http)
        librarian = phone_of(office, http, "library-vedasa")
        facts = {"space": "B03-BIB", "checklist": "incident-threat-violence", "version": "2026:1"}
        does(librarian, FindingReported("F1", "B03", "FIR.EXT.PRT", CANARY, "high", **facts))  # pyright: ignore[reportArgumentType]
        yield office, url, http
    office.close()


@cache
def description() -> dict[str, Any]:
    """The server's own, with the pages for people, and with each act's body in the events of /sync."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        office = office_at(Path(folder))
        said = json.loads(json.dumps(api(office).openapi()))
        office.close()
    for path, verbs in PAGES.items():
        names = [piece[1:-1] for piece in path.split("/") if piece.startswith("{")]
        parameters = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
        said["paths"][path] = {verb: _page(verb, parameters) for verb in verbs}
    said["components"]["schemas"]["SyncRequest"]["properties"]["events"] = {"type": "array", "maxItems": 0}
    return said


def _page(verb: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    fields = {name: {"type": "string"} for name in ("kind", "text", "where", "contact", "sending", "act", "photo")}
    form = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": fields}}}
    body = {"requestBody": {"content": form}} if verb == "post" else {}
    return {"parameters": parameters, "responses": {"200": {"description": "a page"}}, **body}


def operations(said: dict[str, Any]) -> list[tuple[str, str]]:
    return [(verb, path) for path, verbs in said["paths"].items() for verb in verbs]


def signed_in(office: Office, http: httpx.Client, person: str) -> TestPhone:
    """As from another address: from this one there are soon too many wrong passwords."""
    code = enrolment_code(office, person)
    welcome = signin.enrol(office.database, office.register, code, "fuzz", "192.0.2.1", office.now())
    return TestPhone(http, person, welcome.device, welcome.token)


def fuzzed(strategy: st.SearchStrategy, examples: int, ask: Callable[[Any], None]) -> None:
    """`ask` with the same examples at every run."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(strategy)
    def run(example: Any) -> None:
        ask(example)

    run()


def unharmed(answer: Any, what: str) -> None:
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    assert CANARY.encode() not in answer.content, f"{what} tells {CANARY}"
    assert CANARY not in str(answer.headers), f"{what} tells {CANARY}"


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_no_request_breaks_the_server_or_brings_out_what_is_restricted(
    mode: GenerationMode, town: tuple[Office, str, httpx.Client]
) -> None:
    """Each request is made as everybody."""
    office, url, http = town
    schema = schemathesis.openapi.from_dict(description())
    for verb, path in operations(description()):
        what = f"{verb.upper()} {path}"
        # Phones of its own, because one of the requests signs them out.
        tokens = {person: signed_in(office, http, person).bearer if person else {} for person in PEOPLE}
        # What takes nothing cannot be asked for wrongly.
        with suppress(Unsatisfiable):
            fuzzed(
                schema[path][verb].as_strategy(mode), EXAMPLES, partial(asked, url, tokens, random.Random(what), what)
            )


def asked(url: str, tokens: dict[str, dict[str, str]], chance: random.Random, what: str, case: Case) -> None:
    """Every other name in the address is one that there is."""
    for name in case.path_parameters:
        if chance.random() < 0.5:
            case.path_parameters[name] = chance.choice(KNOWN)
    for person, bearer in tokens.items():
        unharmed(case.call(base_url=url, headers=bearer, timeout=120), f"{what} as {person or 'nobody'}")


# --- every act, as an event -------------------------------------------------------------------------------------------

ACTS = {act.__name__: act for act in typing.get_args(Act)}
WORDS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=20), st.just(CANARY[::-1]))


def value(kind: dict[str, Any], name: str, shapes: dict[str, Any]) -> st.SearchStrategy:
    """What may stand in a field of an act, by its JSON schema; now and then something else."""
    if "$ref" in kind:
        return body(shapes[kind["$ref"].rpartition("/")[2]], shapes)
    if "anyOf" in kind:
        return st.one_of([value(each, name, shapes) for each in kind["anyOf"]])
    match kind.get("type"):
        case "string":
            return st.sampled_from(KNOWN) if name in NAMES else WORDS
        case "integer" | "number":
            return st.integers(-(2**70), 2**70) | st.floats()
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(value(kind.get("items", {}), name, shapes), max_size=3)
        case "object":
            return st.dictionaries(WORDS, WORDS, max_size=3)
        case "null":
            return st.none()
    return st.one_of(st.none(), st.booleans(), st.integers(), WORDS, st.lists(WORDS, max_size=2))


def body(shape: dict[str, Any], shapes: dict[str, Any]) -> st.SearchStrategy:
    required = set(shape.get("required", ()))
    fields = {name: value(kind, name, shapes) for name, kind in shape.get("properties", {}).items()}
    return st.fixed_dictionaries(
        {name: each for name, each in fields.items() if name in required},
        optional={name: each for name, each in fields.items() if name not in required},
    )


@pytest.mark.parametrize("person", PEOPLE[1:])
def test_no_act_breaks_the_server_or_brings_out_what_is_restricted(
    person: str, town: tuple[Office, str, httpx.Client]
) -> None:
    office, _, http = town
    phone, shapes, counter = signed_in(office, http, person), description()["components"]["schemas"], count(1)
    for name in ACTS:

        def ask(said: dict[str, Any], name: str = name, phone: TestPhone = phone) -> None:
            event = phone.event(FindingReported("x", "B01", "FIR", "", "low"), counter=next(counter))
            unharmed(phone.post([event | {"act": name, "body": said}]), f"{name} as {person}")

        fuzzed(body(shapes[name], shapes), EVENTS, ask)
