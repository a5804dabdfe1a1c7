"""A thousand records pushed and pulled over loopback: Rond beside PouchDB and pouchdb-server, turn by turn in one run.

    python -m benchmarks.sync_beside_pouchdb

What is timed is the whole exchange as a client sees it: making the request, compressing it, HTTP, the server's work,
and reading the answer. Rond checks, routes and keeps everything on disk (SQLite, synchronous=FULL) before it answers;
pouchdb-server (LevelDB) does not sync. PouchDB's own client does its part, with its memory adapter and its largest
useful batches. The figure to trust is the ratio within the same repeat.

Rond's push is answered with what came of it: of a thousand findings a thousand tasks as well, two thousand documents
that the peer would fetch in a pull of its own. The pull of the same is therefore told a record, too.
"""

import gzip
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.pouchdb import FOLDER, ask, await_answer, free_port, install, pouchdb, started
from domain.event_lines import event_to_plain
from domain.events import Act, Event, FindingReported, PointAnswered, RoundStarted
from domain.identity import new_id
from sync_server.content import load_municipality
from sync_server.demo import PASSWORD

ROOT = Path(__file__).parents[1]
RECORDS, REPEATS, ANSWERS_A_ROUND = 1_000, 7, 49
COMPRESSION = 1  # as the phone does it (app/state/sending/courier.py)
PUSH_GOAL, PULL_GOAL = 6, 10
PEER, ANSWERS = "pouchdb-server, 1,000 documents", "Rond, 1,000 answers"
FINDINGS, NEW_FINDINGS = "Rond, 1,000 findings to tasks", "Rond, 1,000 findings, each a new question"
RECORDS_PULLED = {PEER: RECORDS, ANSWERS: RECORDS, FINDINGS: 2 * RECORDS, NEW_FINDINGS: 2 * RECORDS}
CAUSES = ("wear", "technical_fault", "vandalism", "water", "storm", "unknown")


@dataclass
class Turn:
    """One push and one pull: milliseconds, requests, and bytes sent and received as a share of plain JSON."""

    push: float
    pull: float
    push_requests: int
    pull_requests: int
    sent_share: float = 0
    received_share: float = 0


@dataclass
class Phone:
    """A client of Rond that is signed in and has everything."""

    http: httpx.Client
    person: str
    token: str
    device: str
    counter: int = 0
    cursor: int = 0
    access: str = ""
    documents: dict[tuple[str, str], Any] = field(default_factory=dict)
    sent: int = 0
    sent_plain: int = 0
    received: int = 0
    received_plain: int = 0

    def event(self, act: Act) -> dict[str, Any]:
        self.counter += 1
        identity = new_id(self.device, self.counter, os.urandom(8))
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        return event_to_plain(Event(identity, self.device, self.counter, self.person, at, act))

    def exchange(self, events: list[dict[str, Any]]) -> tuple[float, int]:
        """Milliseconds and requests until the server wants nothing more and has nothing more."""
        began, requests, more = time.perf_counter(), 0, True
        self.sent = self.sent_plain = self.received = self.received_plain = 0
        while more:
            answer = self._post(events)
            if any(receipt["outcome"] != "accepted" for receipt in answer["receipts"]):
                raise RuntimeError(f"not everything was accepted: {answer['receipts'][0]}")
            events, more, requests = [], answer["more"], requests + 1
        return (time.perf_counter() - began) * 1000, requests

    def _post(self, events: list[dict[str, Any]]) -> dict[str, Any]:
        said = {"cursor": self.cursor, "access": self.access, "events": events}
        plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        body = gzip.compress(plain, COMPRESSION)
        headers = {"authorization": f"Bearer {self.token}", "content-encoding": "gzip", "accept-encoding": "gzip"}
        response = self.http.post("/sync", content=body, headers=headers)
        response.raise_for_status()
        answer = json.loads(response.content)
        self.documents.update({(one["kind"], one["id"]): one["body"] for one in answer["documents"]})
        self.cursor, self.access = answer["cursor"], answer["access"]
        self.sent, self.sent_plain = self.sent + len(body), self.sent_plain + len(plain)
        self.received += response.num_bytes_downloaded
        self.received_plain += len(response.content)
        return answer


def run() -> list[dict[str, str]]:
    """One row a contender: medians, ratios to the peer in the same repeat, requests and bytes."""
    install()
    with ExitStack() as opened:
        peer = opened.enter_context(pouchdb())
        http = opened.enter_context(rond())
        writer, reader = (sign_in(http, person) for person in ("inspector-b01", "manager-b01"))
        contenders = {
            PEER: lambda repeat: turn_of_pouchdb(peer, repeat, writer),
            ANSWERS: lambda repeat: turn_of_rond(writer, reader, answers(writer, repeat)),
            FINDINGS: lambda repeat: turn_of_rond(writer, reader, findings(writer, f"seen-{repeat}")),
            NEW_FINDINGS: lambda repeat: turn_of_rond(
                writer, reader, findings(writer, f"new-{repeat}", (repeat + 1) * RECORDS)
            ),
        }
        turns: dict[str, list[Turn]] = {name: [] for name in contenders}
        for repeat in range(REPEATS + 1):
            for name in random.sample(list(contenders), len(contenders)):
                turn = contenders[name](repeat)
                if repeat:  # the first one warms up
                    turns[name].append(turn)
    return [row(name, turns[name], turns[PEER]) for name in contenders]


def row(name: str, turns: list[Turn], peer: list[Turn]) -> dict[str, str]:
    def ratio(verb: str, records: int = RECORDS) -> str:
        pairs = zip(turns, peer, strict=True)
        ratios = [getattr(theirs, verb) / getattr(ours, verb) * records / RECORDS for ours, theirs in pairs]
        return f"{statistics.median(ratios):.1f} [{min(ratios):.1f}..{max(ratios):.1f}]"

    def median(verb: str) -> float:
        return statistics.median(getattr(turn, verb) for turn in turns)

    return {
        "contender": name,
        "push, ms": f"{median('push'):.0f}",
        f"times as fast (goal {PUSH_GOAL})": ratio("push"),
        "pull, ms": f"{median('pull'):.0f}",
        "times as fast": ratio("pull"),
        f"a record (goal {PULL_GOAL})": ratio("pull", RECORDS_PULLED[name]),
        "round trips push / pull": f"{median('push_requests'):.0f} / {median('pull_requests'):.0f}",
        "bytes up / down, share of JSON": f"{median('sent_share'):.2f} / {median('received_share'):.2f}"
        if median("sent_share")
        else "not measured",
    }


# --- Rond ----------------------------------------------------------------------------------------------------------


@contextmanager
def rond() -> Iterator[httpx.Client]:
    """A server of our own with the demo municipality, started the ordinary way."""
    data, port = FOLDER / "rond", free_port()
    shutil.rmtree(data, ignore_errors=True)
    command = [sys.executable, "-m", "sync_server.command", "serve", "--port", str(port), "--data-dir", str(data)]
    with started(command, ROOT), httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as http:
        await_answer(http, "/health")
        yield http


def sign_in(http: httpx.Client, person: str) -> Phone:
    said = {"account": person, "password": PASSWORD, "device_name": "benchmark"}
    welcome = http.post("/sign-in", json=said).raise_for_status().json()
    phone = Phone(http, person, welcome["token"], welcome["device"])
    phone.exchange([])
    return phone


def turn_of_rond(writer: Phone, reader: Phone, events: list[dict[str, Any]]) -> Turn:
    """`writer` pushes; then `reader`, who had everything before, pulls what came of it."""
    writer.exchange([])
    reader.exchange([])
    before = len(reader.documents)
    push, push_requests = writer.exchange(events)
    sent_share = writer.sent / writer.sent_plain
    pull, pull_requests = reader.exchange([])
    if len(reader.documents) == before:
        raise RuntimeError("nothing arrived")
    return Turn(push, pull, push_requests, pull_requests, sent_share, reader.received / reader.received_plain)


def answers(phone: Phone, repeat: int) -> list[dict[str, Any]]:
    """A thousand events: rounds that are begun, and their points answered."""
    acts: list[Act] = []
    for number in range(RECORDS // (ANSWERS_A_ROUND + 1)):
        name = f"bench-{repeat}-{number}-{phone.device}"
        acts.append(RoundStarted(name, "B01", "sba-monthly", "2026:1"))
        for answer in range(ANSWERS_A_ROUND):
            note = "Plomb hel, skylt synlig, manometer på grönt" if answer % 3 == 0 else ""
            acts.append(PointAnswered(name, f"sba-m-{answer % 17:02}", "ok", f"LJH-B01-EX-{answer:03}", note))
    return [phone.event(act) for act in acts]


def findings(phone: Phone, batch: str, first: int = 0) -> list[dict[str, Any]]:
    """A thousand findings of all components in all rooms of a school, so that hardly any two are decided alike.

    With another `first` they are others: from it on the causes change too, so that eight thousand are all different.
    """
    municipality = load_municipality()
    components = sorted({row.component_code for row in municipality.demarcation[0].rows if row.component_code != "*"})
    spaces = municipality.buildings["B01"].spaces
    severities = ("high", "medium", "low")
    acts = [
        FindingReported(
            finding=f"bench-{batch}-{number}-{phone.device}",
            building="B01",
            component=components[number % len(components)],
            text=f"Nr {number}: sitter löst i fästet, två skruvar saknas och skylten är blekt",
            severity=severities[number % len(severities)],
            space=spaces[number % len(spaces)].id,
            case={"cause": CAUSES[number // (len(components) * len(spaces)) % len(CAUSES)]},
        )
        for number in range(first, first + RECORDS)
    ]
    return [phone.event(act) for act in acts]


def turn_of_pouchdb(client: subprocess.Popen[str], repeat: int, phone: Phone) -> Turn:
    """The same findings as documents, each an id and a body, to a new database."""
    name, counter = f"bench-{repeat}", phone.counter
    documents = [{**event, "_id": event["id"]} for event in findings(phone, name)]
    phone.counter = counter
    ask(client, {"verb": "prepare", "name": name, "documents": documents})
    push = ask(client, {"verb": "push", "name": name})
    pull = ask(client, {"verb": "pull", "name": name})
    if (push["documents"], pull["documents"]) != (RECORDS, RECORDS):
        raise RuntimeError(f"not everything arrived: {push}, {pull}")
    return Turn(push["milliseconds"], pull["milliseconds"], push["requests"], pull["requests"])


def as_markdown(rows: list[dict[str, str]]) -> str:
    head = list(rows[0])
    lines = [head, ["---"] * len(head)] + [list(row.values()) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(as_markdown(run()))
