"""Whoever follows the cursor misses nothing, however many write at once; on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx

from domain.events import FindingReported
from sync_server.office import Office
from tests.server_fixtures import TestPhone, office_at, phone_of, serving

WRITERS, BATCHES, BATCH = 3, 6, 5


def write(phone: TestPhone, name: str) -> None:
    for batch in range(BATCHES):
        numbers = range(batch * BATCH, (batch + 1) * BATCH)
        answer = phone.sync(*(FindingReported(f"{name}-{n}", "B01", "FIR.EXT.PRT", "x", "low") for n in numbers))
        assert {receipt["outcome"] for receipt in answer["receipts"]} == {"accepted"}


def test_a_reader_misses_nothing_of_two_servers_and_three_writers_and_never_goes_back(
    office: Office, http: httpx.Client, database_url: str, tmp_path: Path
) -> None:
    second = office_at(tmp_path, database_url=database_url)
    failures: list[BaseException] = []
    with serving(second) as other, httpx.Client(base_url=other, timeout=60) as other_http:
        writers = [
            _in_background(partial(write, phone_of(office, via, "inspector-b01"), f"w{n}"), failures)
            for n, via in enumerate([http, other_http, http])
        ]
        reader = phone_of(office, http, "manager-b01")
        reader.sync()
        cursors = [reader.cursor]
        while any(writer.is_alive() for writer in writers):
            cursors.append(reader.sync()["cursor"])
        reader.sync()
    second.close()
    assert not failures
    assert cursors == sorted(cursors)
    expected = {f"w{n}-{i}" for n in range(WRITERS) for i in range(BATCHES * BATCH)}
    assert {identity for kind, identity in reader.documents if kind == "finding"} == expected
    numbers = sorted(body["number"] for (kind, _), body in reader.documents.items() if kind == "task")
    assert numbers == list(range(1, len(expected) + 1)), "every task has a number of its own, without gaps"
    assert len(set(reader.versions.values())) == len(reader.versions)


def test_one_device_sending_the_same_twice_at_once_is_kept_once(office: Office, http: httpx.Client) -> None:
    phone = phone_of(office, http, "inspector-b01")
    events = [phone.event(FindingReported(f"F{n}", "B01", "FIR.EXT.PRT", "x", "low")) for n in range(10)]
    outcomes: list[str] = []

    def send() -> None:
        said = TestPhone(httpx.Client(base_url=http.base_url, timeout=60), phone.person, phone.device, phone.token)
        outcomes.extend(said.outcomes(events))

    failures: list[BaseException] = []
    threads = [_in_background(send, failures) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(outcomes) == ["accepted"] * 10 + ["repeated"] * 30


def test_a_long_absence_comes_in_pages_that_together_are_everything(
    office: Office, http: httpx.Client, monkeypatch
) -> None:
    monkeypatch.setattr("sync_server.sync.delivery.PAGE_DOCUMENTS", 7)
    reader = phone_of(office, http, "manager-b01")
    reader.sync()
    write(phone_of(office, http, "inspector-b01"), "w")
    first = reader.post([]).json()
    assert (first["more"], len(first["documents"])) == (True, 7)
    reader.sync()
    assert sum(kind == "finding" for kind, _ in reader.documents) == BATCHES * BATCH


def _in_background(work: Callable[[], None], failures: list[BaseException]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        except BaseException as failure:  # whatever it is, the test is to hear of it
            failures.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    return thread
