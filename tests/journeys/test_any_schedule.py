"""Whatever people do over whatever network: all phones and the server agree, nothing is lost or double."""

import asyncio
import hashlib
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from app.state.phone import Phone
from app.state.writing.drafts import Draft
from domain.events import FindingWithdrawn
from domain.findings import REPORTED, Finding
from domain.people import Person
from domain.rounds.walk import Step
from domain.tasks.disputes import REASONS as HAND_BACK_REASONS
from domain.tasks.task import Task
from sync_server.content import Municipality
from sync_server.office import Office
from sync_server.storage import schema
from tests.journeys.bad_network import FATES
from tests.journeys.phones import Pocket
from tests.server_fixtures import demo_municipality, in_process, office_at

PEOPLE = ("inspector-b01", "inspector-b01", "manager-b01", "property-manager-centre")
"""The first two are two phones of one person, and the third walks the same rounds: none of them knows of the others."""

DOINGS = (
    *("report", "photograph", "withdraw", "begin", "answer", "sign"),
    *("deviate", "miss_object", "find_object"),
    *("acknowledge", "comment", "finish", "hand_back"),
)
moves = st.one_of(
    st.tuples(st.integers(0, len(PEOPLE) - 1), st.sampled_from(DOINGS)),
    st.tuples(st.integers(0, len(PEOPLE) - 1), st.sampled_from(["restart", "late_ones_arrive"])),
    st.tuples(st.integers(0, len(PEOPLE) - 1), st.lists(st.sampled_from(FATES), min_size=1, max_size=4)),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One school and one checklist of the demo municipality: enough for four people, and quick to hand out."""
    all_of_it = demo_municipality()
    school = replace(
        all_of_it,
        buildings={"B01": all_of_it.buildings["B01"]},
        checklists={"sba-monthly": all_of_it.checklists["sba-monthly"]},
        schedules=tuple(s for s in all_of_it.schedules if (s.building, s.checklist) == ("B01", "sba-monthly")),
        persons={person: all_of_it.persons[person] for person in PEOPLE} | {"manager-b01": _walks_too(all_of_it)},
    )
    office = office_at(tmp_path_factory.mktemp("office"), municipality=school)
    yield office
    office.close()


def _walks_too(municipality: Municipality) -> Person:
    manager = municipality.persons["manager-b01"]
    return replace(manager, roles=(*manager.roles, "fire_inspector_user"), verbs=(*manager.verbs, "perform_round"))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example([(0, "photograph"), (0, ["answer_lost"]), (0, ["late"]), (0, "restart"), (3, ["delivered"]), (3, "finish")])
@example([(0, "begin"), (0, "answer"), (0, ["late"]), (0, "answer"), (0, ["doubled"]), (0, "late_ones_arrive")])
@given(st.lists(moves, max_size=30))
def test_any_schedule_ends_with_all_phones_and_the_server_agreeing_and_nothing_lost_or_double(
    office: Office, schedule: list[tuple[int, str | list[str]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_story(office, Path(folder), schedule))


async def _story(office: Office, folder: Path, schedule: list[tuple[int, str | list[str]]]) -> None:
    async with in_process(office) as http:
        pockets = [await Pocket(office, http, who, folder / str(n)).sign_in() for n, who in enumerate(PEOPLE)]
        for number, (who, move) in enumerate(schedule):
            pocket = pockets[who]
            if isinstance(move, list):
                pocket.network.fates = list(move)
                await pocket.phone.send_now()
                pocket.network.fates = []
            elif move == "restart":
                await pocket.switch_off_and_on()
            elif move == "late_ones_arrive":
                await pocket.network.late_ones_arrive()
            else:
                await _do(pocket, move, number)
        await _all_is_well_again(pockets)
        for number, pocket in enumerate(pockets):
            _nothing_waits(pocket)
            _every_event_is_kept_once(office, pocket)
            await _every_photo_arrived(pocket, http)
            fresh = await Pocket(office, http, pocket.person, folder / f"fresh-{number}").sign_in()
            assert pocket.received() == fresh.received()
            fresh.phone.db.close()
            pocket.phone.db.close()


async def _do(pocket: Pocket, move: str, number: int) -> None:
    """Something that the person can do just now; nothing where there is nothing to do it to."""
    phone = pocket.phone
    if move in ("report", "photograph"):
        draft = phone.new_report()
        draft.change(building="B01", space="B01-COR1", component="FIR.EXT.PRT", text=f"Fynd {number}", severity="high")
        if move == "photograph":
            await draft.add_photo(_jpeg())
        draft.send()
    elif move == "withdraw":
        _withdraw_the_last(phone)
    elif move in ("begin", "answer", "sign", "deviate", "miss_object", "find_object"):
        _walk(phone, move, number)
    elif task := next(iter(_at_the_desk(phone)), None):
        if move == "acknowledge":
            phone.acknowledge(task.id)
            return
        note = phone.note_on(task.id, "done" if move == "finish" else move)
        note.change(text=f"Ord {number}", reason=HAND_BACK_REASONS[number % len(HAND_BACK_REASONS)])
        phone.send_note(note)


def _withdraw_the_last(phone: Phone) -> None:
    assert phone.signed_in
    me = phone.signed_in.id
    own = [f for f in phone.documents.all(Finding) if f.reporter == me and f.status == REPORTED]
    if own:
        phone._record([FindingWithdrawn(max(own, key=lambda finding: finding.found_at).id)])


def _walk(phone: Phone, move: str, number: int) -> None:
    if move == "begin":
        for card in phone.book.to_do():
            if card.checklist.id == "sba-monthly" and card.round.status == "planned":
                phone.book.start(card.round.id)
                return
        phone.book.start_unplanned("B01", "sba-monthly")
        return
    begun = [card for card in phone.book.to_do() if card.round.status == "in_progress"]
    walk = phone.book.walk(begun[-1].round.id) if begun else None
    if walk is None or not walk.steps:
        return
    step = walk.steps[number % len(walk.steps)]
    if move == "sign":
        for missing in walk.missing():
            walk.answer(missing, _fine(missing))
        walk.sign("Kim Berg")
    elif move == "deviate":
        _send(phone.draft_for_step(walk.round.id, step, "deviation"), number)
    elif move == "miss_object" and step.object:
        _send(phone.draft_for_missing(walk.round.id, step.object), number)
    elif move == "find_object":
        walk.object_found(f"NEW-{number}", "extinguisher", "Ny släckare", "B01-COR1", "FIR.EXT.PRT")
    elif step.point.type != "signature":
        walk.answer(step, "na" if step.point.type == "ok_dev_na" and number % 2 else _fine(step))


def _fine(step: Step) -> int | str:
    return 500 if step.point.type == "number" else "yes" if step.point.type == "yes_no" else "ok"


def _send(draft: Draft | None, number: int) -> None:
    if draft:
        draft.change(text=f"Fynd {number}")
        draft.send()


def _at_the_desk(phone: Phone) -> list[Task]:
    return [task for task in phone.tasks("all") if task.text.startswith("Fynd") and phone.may_handle(task)]


async def _all_is_well_again(pockets: list[Pocket]) -> None:
    """The network heals, what was under way arrives, and everybody sends and receives until nothing moves."""
    for pocket in pockets:
        await pocket.network.late_ones_arrive()
    for _ in range(3):
        for pocket in pockets:
            await pocket.phone.send_now()


def _nothing_waits(pocket: Pocket) -> None:
    sending = pocket.phone.sending
    assert (sending.waiting, sending.photos_waiting, sending.trouble) == (0, 0, "")


def _every_event_is_kept_once(office: Office, pocket: Pocket) -> None:
    session = pocket.phone._sessions.current
    assert session
    kept = select(schema.events.c.counter, schema.events.c.refusal).where(schema.events.c.device == session.device)
    with office.database.reading() as connection:
        rows = connection.execute(kept.order_by(schema.events.c.counter)).all()
    assert [row.counter for row in rows] == list(range(1, session.counter + 1))
    refused = {json.loads(row.refusal)["code"] for row in rows if row.refusal}
    assert len([row for row in rows if row.refusal]) == len(pocket.phone.refused()), refused


async def _every_photo_arrived(pocket: Pocket, http: httpx.AsyncClient) -> None:
    session = pocket.phone._sessions.current
    assert session
    for row in pocket.phone.db.table("photos"):
        if row["state"] == "sent":
            bearer = {"authorization": f"Bearer {session.token}"}
            answer = await http.get(f"/photos/{row['sha256']}", headers=bearer)
            assert hashlib.sha256(answer.content).hexdigest() == row["sha256"]
        else:
            assert row["state"] == "kept"


_colours = count()


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (next(_colours) % 256, 80, 120)).save(out, "JPEG")
    return out.getvalue()
