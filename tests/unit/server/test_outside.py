"""Somebody without account gets a letter with a paper and a link, and what they answer there counts as anybody's."""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from domain.events import FindingReported
from domain.tasks.events import TaskAssigned, TaskCommented, TaskVerified
from domain.tasks.parts import Assignment
from domain.tasks.task import Entry, Task
from sync_server.command import main
from sync_server.office import Office
from sync_server.outside import answering
from sync_server.outside.links import VALID_FOR
from sync_server.outside.tables import outside_links
from sync_server.photos.upload import photo_key
from sync_server.storage.working_set import WorkingSet
from tests.mail import Mailbox, everything, mailbox, plain
from tests.server_fixtures import phone_of
from tests.unit.post_town import MONDAY, PostTown

LANDLORD, FIRM = "kvarnvalvet", "sanering"
LANDLORDS_NAME, FIRMS_NAME = "Kvarnvalvet Fastigheter AB", "Saneringsföretaget (avtal)"
LINK = re.compile(r"https://rond\.example(/o/[\w-]+)")
CANARY = "Kanariefågel 4711"
NUMBER = 987_654_321
"""So long that no border between the parts of a letter, which is made of digits, has it by chance."""


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@dataclass
class Outside(PostTown):
    """The landlord's office with the social services in it, and a contractor for graffiti. All move on one clock."""

    http: Any = None

    def landlords(self, **facts: Any) -> Task:
        usual = {"building": "B11", "org": "ORG-KVF", "desk": "ORG-SOC", "space": "B11-ENT", "component": "BLD.DOR.EXT"}
        usual["inspection_org"] = "ORG-SOC"
        return self.task(**{**usual, "rules": {"repair": "DM-042"}, "clock_start": self.now.isoformat(), **facts})

    def firms(self, **facts: Any) -> Task:
        laid_on = Assignment(org="ORG-CTR-GRAF", name=FIRMS_NAME)
        assigned = Entry(self.now.isoformat(), "caretaker-north", "Fastighetsskötare norr", "assigned")
        done = {"acknowledge": self.now.isoformat()}
        usual = {"assigned": laid_on, "status": "acknowledged", "history": (assigned,), "steps_done": done}
        return self.task(**{**usual, **facts})

    def letter(self, to: str) -> EmailMessage:
        """The newest one, carried now."""
        self.carries()
        return self.box.to(to)[-1]

    def link(self, to: str) -> str:
        """The path of the newest letter's link."""
        (found,) = set(LINK.findall(everything(self.letter(to))))
        return found

    def page(self, path: str, language: str = "sv") -> str:
        return html.unescape(self.http.get(f"{path}?language={language}").text)

    def answers(self, path: str, answer: str, *, photo: bytes = b"", **said: str) -> httpx.Response:
        files = {"photo": ("photo.png", photo, "image/png")} if photo else {"photo": ("", b"", "image/png")}
        return self.http.post(f"{path}?language=sv", data={"answer": answer, **said}, files=files)

    def stored(self, task: Task) -> Task:
        with self.office.database.reading() as connection:
            found = WorkingSet(connection, self.office.register).task(task.id)
        assert found
        return found


@pytest.fixture
def town(office: Office, server: Mailbox, http: httpx.Client) -> Outside:
    server.taken.clear()
    town = Outside(office, server, http=http)
    office.now = lambda: town.now
    return town


def drawn() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(written, "PNG")
    return written.getvalue()


def papers(letter: EmailMessage) -> list[bytes]:
    return [part.get_content() for part in letter.iter_attachments() if part.get_content_type() == "application/pdf"]


# --- the letter ------------------------------------------------------------------------------------------------------


def test_what_is_a_landlords_job_goes_to_it_with_a_paper_and_a_link_once(town: Outside) -> None:
    task = town.landlords()
    town.keeps(task)
    letter = town.letter(LANDLORD)
    assert (letter["To"], letter["Subject"]) == (
        "kvarnvalvet@example.org",
        "Ärende 101 till er, Socialkontoret Porten",
    )
    assert task.text in plain(letter)
    assert LINK.search(plain(letter))
    (pdf,) = papers(letter)
    assert pdf.startswith(b"%PDF")
    town.keeps(replace(task, text="Samma sak."))
    town.carries()
    assert len(town.box.to(LANDLORD)) == 1


def test_what_is_laid_on_a_contractor_goes_to_it_and_on_one_of_its_people_does_not(town: Outside) -> None:
    task = town.firms()
    town.keeps(replace(task, assigned=Assignment(org="ORG-CTR-GRAF", person="graffiti-crew")))
    town.carries()
    assert town.box.to(FIRM) == []
    town.keeps(task)
    assert town.letter(FIRM)["Subject"] == "Ärende 101 till er, Björkhagaskolan"


def test_who_has_no_address_gets_no_letter(town: Outside) -> None:
    town.keeps(town.landlords(org="ORG-TF", desk="ORG-TF"))
    town.carries()
    assert [message for message in town.box.taken if message["To"].endswith("@example.org")] == []


def test_it_is_reminded_when_somebody_here_is_told_that_it_is_late(town: Outside) -> None:
    town.keeps(town.landlords())
    town.carries()
    town.box.taken.clear()
    town.looks(MONDAY + timedelta(days=5))
    letter = town.letter(LANDLORD)
    assert letter["Subject"] == "Påminnelse: ärende 101, Socialkontoret Porten"
    assert "100 procent av tiden har gått." in plain(letter)
    assert LINK.search(plain(letter))
    told = len(town.box.to(LANDLORD))
    town.looks(MONDAY + timedelta(days=5, minutes=1))
    assert len(town.box.to(LANDLORD)) == told


def test_what_is_opened_again_comes_with_a_new_link_and_the_reason(town: Outside) -> None:
    task = town.landlords()
    town.keeps(task)
    first = town.link(LANDLORD)
    assert town.answers(first, "done", text="Bytte låset.").status_code == 303
    assert "Tack. Ärende 101: klart." in town.page(first)
    phone = phone_of(town.office, town.http, "manager-b11")
    phone.sync()
    (receipt,) = phone.sync(TaskVerified(task.id, approved=False, reason="Kärvar än."))["receipts"]
    assert receipt["outcome"] == "accepted", receipt
    town.now += timedelta(minutes=1)
    letter = town.letter(LANDLORD)
    assert letter["Subject"] == "Öppnat igen: ärende 101, Socialkontoret Porten"
    assert "Kärvar än." in plain(letter)
    second = town.link(LANDLORD)
    assert second != first
    assert "Det har" not in town.page(first)
    assert "Ta länken i det senaste brevet" in town.page(first)
    assert "Kärvar än." in town.page(second)


@pytest.mark.parametrize("confidentiality", ["limited", "restricted_person"])
@pytest.mark.parametrize("whose", ["landlords", "firms"])
def test_what_is_not_open_is_neither_in_the_letter_nor_on_paper_nor_on_the_page(
    town: Outside, confidentiality: str, whose: str
) -> None:
    said = Entry(MONDAY.isoformat(), "manager-b11", CANARY, "rejected", CANARY)
    facts = {"text": CANARY, "confidentiality": confidentiality, "history": (said,), "number": NUMBER}
    town.keeps(getattr(town, whose)(**facts))
    town.carries()
    letters = [message for message in town.box.taken if message["To"].endswith("@example.org")]
    assert len(letters) == (1 if confidentiality == "limited" else 0)
    for letter in letters:
        assert papers(letter) == []
        assert letter["Subject"] == "Något nytt för er från Ljungaholms kommun"
        (path,) = set(LINK.findall(everything(letter)))
        answer = town.answers(path, "comment", text="x")
        shown = [everything(letter), town.page(path), town.page(path, "en"), html.unescape(answer.text)]
        for hidden in (CANARY, str(NUMBER), "Porten", "Björkhaga", "Entré", "dörr", "Dörr", "Socialförvaltningen"):
            assert not any(hidden in text for text in shown), hidden
        assert "010-000 00 00" in shown[1]
        assert answer.status_code == 422
        assert town.http.get(f"{path}/1").status_code == 404


# --- answering -------------------------------------------------------------------------------------------------------


def test_each_answer_is_an_act_of_the_organisation_in_the_tasks_history(town: Outside) -> None:
    task = town.landlords()
    town.keeps(task)
    path = town.link(LANDLORD)
    town.now += timedelta(minutes=5)
    assert town.answers(path, "acknowledge").status_code == 303
    assert town.answers(path, "comment", text="Vi kommer i morgon.", photo=drawn()).status_code == 303
    after = town.stored(task)
    assert (after.status, after.steps_done["acknowledge"]) == (
        "acknowledged",
        town.now.isoformat(timespec="milliseconds"),
    )
    assert [(entry.person, entry.title, entry.did, entry.text) for entry in after.history] == [
        ("outside:ORG-KVF", LANDLORDS_NAME, "acknowledged", ""),
        ("outside:ORG-KVF", LANDLORDS_NAME, "commented", "Vi kommer i morgon."),
    ]
    sha256 = after.history[1].photos[0].sha256
    content = town.office.photos.store.get(photo_key(sha256))
    assert content
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert 'value="acknowledge"' not in town.page(path)
    assert "Vi kommer i morgon." in town.page(path)
    assert town.answers(path, "done", text="Klart nu.", photo=drawn()).status_code == 303
    assert (town.stored(task).status, town.stored(task).done_by) == ("done", "outside:ORG-KVF")


def test_who_handles_it_here_sees_the_answer_and_its_picture(town: Outside) -> None:
    town.keeps(task := town.firms())
    path = town.link(FIRM)
    town.answers(path, "done", text="Sanerat.", photo=drawn())
    phone = phone_of(town.office, town.http, "caretaker-north")
    phone.sync()
    last = phone.documents[("task", task.id)]["history"][-1]
    assert (last["title"], last["text"]) == (FIRMS_NAME, "Sanerat.")
    assert town.http.get(f"/photos/{last['photos'][0]['sha256']}", headers=phone.bearer).status_code == 200


def test_what_the_list_gives_the_landlord_is_found_answered_and_seen_through_the_ordinary_ways(town: Outside) -> None:
    reporter = phone_of(town.office, town.http, "inspector-b11")
    door = "LJH-B11-DX-001"
    reporter.sync(FindingReported("F1", "B11", "FIR.EGR.DOR", "Dörren går inte upp.", "medium", object=door))
    letter = town.letter(LANDLORD)
    assert "Dörren går inte upp." in plain(letter)
    path = town.link(LANDLORD)
    assert "Kvarnvalvet Fastigheter AB" in town.page(path)
    assert re.search(r"rad DM-\d+", town.page(path))
    assert town.answers(path, "acknowledge").status_code == 303
    manager = phone_of(town.office, town.http, "manager-b11")
    manager.sync()
    task = manager.documents[("task", "F1")]
    assert (task["org"], task["desk"], task["status"]) == ("ORG-KVF", "ORG-SOC", "acknowledged")
    assert [entry["title"] for entry in task["history"]] == [LANDLORDS_NAME]
    assert task["resolve_by"]


def test_a_manager_lays_a_task_on_a_contractor_and_it_is_written_to_once(town: Outside) -> None:
    manager = phone_of(town.office, town.http, "property-manager-centre")
    manager.sync(FindingReported("F1", "B01", "FIR.EXT.PRT", "Säkringen saknas.", "medium", "B01-COR1"))
    manager.sync(TaskAssigned("F1", org="ORG-CTR-GRAF", name=FIRMS_NAME))
    manager.sync(TaskCommented("F1", CANARY))
    town.carries()
    assert len(town.box.to(FIRM)) == 1
    page = town.page(town.link(FIRM))
    assert "har lagt ärendet på er" in page
    assert CANARY not in page + everything(town.box.to(FIRM)[0])


def test_a_contractor_says_that_it_has_come_and_gives_back_what_is_not_its_job(town: Outside) -> None:
    town.keeps(task := town.firms())
    path = town.link(FIRM)
    assert 'value="acknowledge"' in town.page(path)
    assert town.answers(path, "acknowledge").status_code == 303
    assert town.stored(task).history[-1].text == "Mottaget."
    assert 'value="acknowledge"' not in town.page(path)
    assert town.answers(path, "not_ours", text="").status_code == 422
    assert town.answers(path, "not_ours", text="Vi har inte avtal på höjd.").status_code == 303
    after = town.stored(task)
    assert (after.assigned, after.history[-1].did, after.status) == (None, "returned", "acknowledged")
    gone = town.http.get(path)
    assert gone.status_code == 410
    assert "Ärendet ligger inte längre hos er." in gone.text
    assert "berätta det" in gone.text


def test_a_landlords_not_ours_is_a_dispute_and_its_answer_comes_by_letter(town: Outside) -> None:
    town.keeps(task := town.landlords(severity="medium"))
    path = town.link(LANDLORD)
    assert town.answers(path, "not_ours", text="Hyresavtalet säger annat.").status_code == 422
    assert (
        town.answers(path, "not_ours", reason="override_missing", text="Hyresavtalet säger annat.").status_code == 303
    )
    disputed = town.stored(task)
    assert (disputed.status, disputed.org, disputed.dispute and disputed.dispute.by) == (
        "disputed",
        "ORG-KVF",
        "outside:ORG-KVF",
    )
    assert "Vi har avtalat något annat. Hyresavtalet säger annat." in town.page(path)
    town.now += timedelta(hours=1)
    dispute = replace(disputed.disputes[-1], state="with_group", answer="Avtalet gäller inte dörrar.")
    town.keeps(replace(disputed, disputes=(dispute,)), by="manager-b11")
    letter = town.letter(LANDLORD)
    assert letter["Subject"] == "Svar på ”inte vårt”, ärende 101"
    assert "Avtalet gäller inte dörrar." in plain(letter)
    assert "Tolkningsgruppen avgör." in plain(letter)
    town.now += timedelta(hours=1)
    settled = replace(dispute, state="accepted")
    town.keeps(replace(disputed, org="ORG-SOC", status="acknowledged", disputes=(settled,)), by="manager-b11")
    letter = town.letter(LANDLORD)
    assert "Någon annan har tagit över ärendet." in plain(letter)
    assert (LINK.search(everything(letter)), papers(letter)) == (None, [])
    assert "Ärendet ligger inte längre hos er." in town.page(path)


def test_what_the_rules_forbid_is_refused_in_their_words_and_what_was_written_stays(town: Outside) -> None:
    town.keeps(task := town.landlords(severity="critical", terms=replace(town.task().terms, safe_first=True)))
    path = town.link(LANDLORD)
    refused = town.answers(path, "not_ours", reason="list_unclear", text="Läs rad 7.")
    assert refused.status_code == 422
    assert "Faran måste undanröjas först." in refused.text
    assert "Läs rad 7." in refused.text
    assert town.stored(task).history == ()
    assert town.answers(path, "safe", text="Spikat igen.").status_code == 303
    assert town.stored(task).status == "made_safe"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("comment", {"text": "  "}),
        ("done", {"text": ""}),
        ("comment", {"text": "x" * (answering.TEXT_LETTERS + 1)}),
        ("comment", {"text": "noll\0byte"}),
        ("close", {"text": "x"}),
        ("not_ours", {"text": "x", "reason": "because"}),
    ],
)
def test_what_makes_no_sense_changes_nothing(town: Outside, answer: str, said: dict[str, Any]) -> None:
    town.keeps(task := town.landlords())
    assert town.answers(town.link(LANDLORD), answer, **said).status_code == 422
    assert town.stored(task).history == ()


# --- links that do not hold ------------------------------------------------------------------------------------------


def gone(town: Outside, path: str, words: str) -> None:
    """Said with the words, at opening and answering, and whom to phone; nothing of the task is shown."""
    for answer in (town.http.get(path), town.answers(path, "comment", text="x")):
        assert answer.status_code == 410
        assert words in answer.text
        assert "010-000 00 00" in answer.text
        assert "Dörrstängaren" not in answer.text
    assert town.http.get(f"{path}/1").status_code == 410


def test_a_link_holds_for_thirty_days(town: Outside) -> None:
    town.keeps(task := town.landlords())
    path = town.link(LANDLORD)
    town.now += VALID_FOR - timedelta(minutes=1)
    assert town.http.get(path).status_code == 200
    town.now += timedelta(minutes=2)
    gone(town, path, "Länken har gått ut")
    assert town.stored(task).history == ()


def test_a_link_ends_with_its_task_and_when_the_task_goes_to_somebody_else(town: Outside) -> None:
    town.keeps(ended := town.landlords(), moved := town.landlords(), laid_on := town.firms())
    town.carries()
    for_landlord = [found for letter in town.box.to(LANDLORD) for found in LINK.findall(plain(letter))]
    town.now += timedelta(minutes=1)
    town.keeps(replace(ended, status="closed"))
    town.keeps(replace(moved, org="ORG-SOC"))
    gone(town, for_landlord[0], "Ärende 101: avslutat.")
    gone(town, for_landlord[1], "Ärendet ligger inte längre hos er.")
    path = town.link(FIRM)
    town.keeps(replace(laid_on, assigned=Assignment(org="ORG-CTR-LOCK")))
    gone(town, path, "Ärendet ligger inte längre hos er.")
    town.keeps(replace(laid_on, assigned=replace(laid_on.assigned or Assignment(), planned="2026-11-25")))
    gone(town, path, "Ärendet har kommit till er igen.")
    assert "Planerat till" in town.page(town.link(FIRM))


def test_a_link_is_revoked_from_the_server(
    town: Outside, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", town.office.database.engine.url.render_as_string(hide_password=False))
    monkeypatch.setattr("sync_server.outside.command.datetime", type("Clock", (), {"now": lambda _zone: town.now}))
    town.keeps(town.landlords())
    path = town.link(LANDLORD)
    assert main(["outside"]) == 0
    listed = capsys.readouterr().out
    assert "ORG-KVF, task task-1" in listed
    assert main(["outside", "--revoke", listed.split()[0]]) == 0
    gone(town, path, "Kommunen har spärrat länken.")
    assert main(["outside", "--revoke", "4711"]) == 2
    capsys.readouterr()
    assert main(["outside"]) == 0
    assert capsys.readouterr().out == "No links hold.\n"
    assert main(["outside", "--all"]) == 0
    assert "revoked" in capsys.readouterr().out


def test_tokens_are_long_and_not_stored(town: Outside) -> None:
    town.keeps(town.landlords())
    token = town.link(LANDLORD).removeprefix("/o/")
    assert len(token) >= 32
    with town.office.database.reading() as connection:
        assert all(token not in str(tuple(row)) for row in connection.execute(select(outside_links)))


def test_who_tries_links_out_has_to_wait_even_with_a_right_one(town: Outside) -> None:
    town.keeps(town.landlords())
    path = town.link(LANDLORD)
    for number in range(answering.WRONG_LINKS.at_most):
        assert town.http.get(f"/o/{number}{'x' * 31}").status_code == 404
    assert town.http.get(path).status_code == 429
    town.now += timedelta(minutes=61)
    assert town.http.get(path).status_code == 200


def test_one_link_takes_so_many_answers_within_an_hour(town: Outside) -> None:
    town.keeps(town.landlords())
    path = town.link(LANDLORD)
    answers = [town.answers(path, "comment", text=f"{n}").status_code for n in range(answering.BY_LINK.at_most + 1)]
    assert answers == [303] * answering.BY_LINK.at_most + [429]


def test_the_page_runs_no_script_tells_no_other_site_its_address_and_is_kept_nowhere(town: Outside) -> None:
    town.keeps(town.landlords())
    path = town.link(LANDLORD)
    for language, said in (("sv", "Det är klart"), ("en", "It is done")):
        answer = town.http.get(f"{path}?language={language}")
        assert said in answer.text
        assert "<script" not in answer.text
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == ("no-referrer", "no-store")
