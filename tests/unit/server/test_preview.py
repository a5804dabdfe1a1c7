"""Previews on the server: what is wrong is named by its line, what was sent is harmless, and nothing stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from domain.records import from_plain
from domain.wire import SyncAnswer
from sync_server.content import DEMO
from sync_server.phone_app import phone_app
from sync_server.preview.bundle import bundle_of
from sync_server.preview.check import YAML_BYTES, checked, plain_name
from sync_server.preview.example import example_building
from sync_server.preview.local import WatchedFile, local_app
from sync_server.preview.routes import UPLOADS, Uploads, add_previews, add_uploads
from sync_server.preview.shelf import KEPT_AT_MOST, KEPT_SECONDS, Shelf
from sync_server.preview.words import condition_words
from sync_server.xlsform.plain import content_of
from sync_server.xlsform.to_form import sheets_of
from sync_server.xlsform.written_workbook import write_workbook
from tests.server_fixtures import demo_municipality

MONTHLY = DEMO / "sba-monthly.yaml"
INDEX = '<html><head><base href="/"><script>var flet = {};</script></head></html>'
EVIL = "<script>alert(1)</script>"


@dataclass
class Town:
    """A server with previews, and the clock that it goes by."""

    http: TestClient
    shelf: Shelf
    now: float = 1_000_000.0

    def send(self, name: str, content: bytes, language: str = "sv") -> httpx.Response:
        files = {"file": (name, content, "application/octet-stream")}
        return self.http.post(f"/preview?language={language}", files=files, follow_redirects=False)

    def name_of(self, answer: httpx.Response) -> str:
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].partition("?")[0].rpartition("/")[2]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/index.html").write_text(INDEX)
    app = FastAPI()
    with TestClient(app, base_url="http://rond.test") as http:
        town = Town(http, Shelf(tmp_path / "previews", lambda: town.now))
        add_uploads(app, town.shelf, DEMO, Uploads(lambda: town.now))
        add_previews(app, town.shelf, demo_municipality, tmp_path / "web")
        app.mount("/", phone_app(tmp_path / "web"))
        yield town


def monthly(old: str = "", new: str = "") -> bytes:
    text = MONTHLY.read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def test_a_checklist_in_order_leads_to_a_page_with_a_phone_and_every_point(town: Town):
    answer = town.http.get(f"/preview/{town.name_of(town.send('sba-monthly.yaml', monthly()))}")
    checklist = demo_municipality().checklists["sba-monthly"]
    assert answer.status_code == 200
    assert f'src="/preview/{answer.url.path.rpartition("/")[2]}/sv-light/"' in answer.text
    assert all(f"<small>{point} " in answer.text for point in checklist.points)
    assert "Exempelfastigheter" in answer.text
    assert "rad DM-" in answer.text


def test_what_is_wrong_is_told_by_file_line_and_field(town: Town):
    line = MONTHLY.read_text("utf-8").splitlines().index("    severity: critical") + 1
    answer = town.send("min lista.yaml", monthly("severity: critical", "severity: kritisk"))
    assert answer.status_code == 422
    assert f"min_lista.yaml:{line}: severity: " in answer.text
    assert "kritisk" in answer.text


def test_a_workbook_is_shown_and_a_cell_that_does_not_fit_is_named(town: Town, tmp_path: Path):
    form = tmp_path / "alarm.xlsx"
    sheets = sheets_of(content_of(demo_municipality().checklists["alarm-test"]))
    write_workbook(sheets, form)
    assert town.name_of(town.send("alarm.xlsx", form.read_bytes()))
    assert "not a zip file" in town.send("alarm.xlsx", b"no workbook").text


def test_a_cell_that_cannot_be_carried_over_is_named(town: Town, tmp_path: Path):
    from openpyxl import Workbook

    book, form = Workbook(), tmp_path / "form.xlsx"
    book.remove(book.worksheets[0])
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label", "constraint"])
    survey.append(["integer", "count", "Hur många?", ". != 3"])
    book.save(form)
    answer = town.send("form.xlsx", form.read_bytes())
    assert answer.status_code == 422
    assert "survey!D2 (constraint)" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("large.yaml", b"#" * (YAML_BYTES + 1), "larger than 100 kB"),
        ("large.xlsx", b"#" * 2_000_001, "larger than 2000 kB"),
        ("program.exe", b"MZ", "neither YAML"),
        ("empty.yaml", b"", "is empty"),
        ("deep.yaml", b"id: " + b"[" * 40_000, ""),
        ("swedish.yaml", "id: åäö".encode("latin-1"), "UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_file_is_too_strange_for_an_answer(town: Town, name: str, content: bytes, said: str):
    answer = town.send(name, content)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_a_small_file_that_unfolds_to_a_billion_points_is_stopped(town: Town, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sync_server.preview.check.SECONDS", 4)
    rows = "\n".join(f"a{n}: &a{n} [{', '.join(f'*a{n - 1}' for _ in range(9))}]" for n in range(1, 12))
    answer = town.send("bomb.yaml", f"a0: &a0 [x]\n{rows}\nsections: *a11\n".encode())
    assert answer.status_code == 422
    assert "bomb.yaml" in answer.text


def test_more_than_the_server_takes_is_not_even_read(town: Town):
    answer = town.send("huge.xlsx", b"#" * 3_000_000)
    assert (answer.status_code, "större än" in answer.text) == (413, True)


def test_nothing_that_was_sent_is_anything_but_text_on_a_page(town: Town):
    checklist = monthly("sv: Månadsrond brandskydd", f"sv: 'Rond {EVIL}'").replace(
        b"id: egress", f"id: '{EVIL}'".encode()
    )
    for answer in (town.send(f"{EVIL}.yaml", b"id: x"), town.send("a.yaml", f"'{EVIL}': x".encode())):
        assert EVIL not in answer.text
    page = town.http.get(f"/preview/{town.name_of(town.send('a.yaml', checklist))}")
    assert EVIL not in page.text
    assert "Rond &lt;script&gt;" in page.text


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Min lista (2).YAML", "Min_lista_2.yaml"),
        ("../../etc/passwd", "passwd"),
        ("C:\\listor\\a.xlsx", "a.xlsx"),
        ("...", "checklist"),
        ("a\x00b.yaml", "a_b.yaml"),
    ],
)
def test_the_name_of_a_file_is_brought_down_to_what_a_folder_and_a_page_bear(name: str, plain: str):
    assert plain_name(name) == plain


def test_the_pages_run_no_script_and_only_the_phone_may_stand_in_a_frame_of_this_server(town: Town):
    name = town.name_of(town.send("a.yaml", monthly()))
    form, page = town.http.get("/preview"), town.http.get(f"/preview/{name}")
    for answer in (form, page, town.send("a.yaml", b"id: x")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script" not in answer.text
    phone = town.http.get(f"/preview/{name}/sv-dark/round/preview")
    assert "frame-ancestors 'self'" in phone.headers["content-security-policy"]
    assert f'<base href="/preview/{name}/sv-dark/">' in phone.text
    assert "frame-ancestors 'none'" in town.http.get("/").headers["content-security-policy"]


@pytest.mark.parametrize("path", ["sv-pink/", "xx-light/", "sv-light/old.js"])
def test_a_phone_is_there_in_two_languages_and_themes_and_its_files_are_not_below_it(town: Town, path: str):
    assert town.http.get(f"/preview/{town.name_of(town.send('a.yaml', monthly()))}/{path}").status_code == 404


def test_a_preview_is_gone_after_an_hour(town: Town):
    name = town.name_of(town.send("a.yaml", monthly()))
    town.now += KEPT_SECONDS + 1
    for path in (f"/preview/{name}", f"/preview/{name}/sv-light/"):
        assert town.http.get(path).status_code == 404
    assert "finns inte längre" in town.http.get(f"/preview/{name}").text
    with pytest.raises(Exception, match="no_such_preview"):
        town.http.get(f"/preview/{name}.json")


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fsecret", "a" * 200, "%00"])
def test_what_was_never_there_is_gone_as_well(town: Town, name: str):
    assert town.http.get(f"/preview/{name}").status_code == 404


def test_the_shelf_holds_only_so_many_and_lets_the_oldest_go(tmp_path: Path):
    shelf, preview = Shelf(tmp_path), checked(MONTHLY, DEMO)
    names = [shelf.put(preview) for _ in range(KEPT_AT_MOST + 3)]
    assert len(list(tmp_path.iterdir())) == KEPT_AT_MOST
    assert shelf.get(names[-1]) == preview


def test_one_address_cannot_keep_the_server_busy(town: Town):
    answers = [town.send("a.txt", b"x").status_code for _ in range(UPLOADS + 1)]
    assert answers == [422] * UPLOADS + [429]
    town.now += 601
    assert town.send("a.txt", b"x").status_code == 422


def test_pasted_text_will_do_and_nothing_at_all_is_told(town: Town):
    pasted = town.http.post("/preview", files={"text": (None, monthly())}, follow_redirects=False)
    assert pasted.status_code == 303
    assert "Välj en fil" in town.http.post("/preview", files={"text": (None, b" ")}).text
    assert town.http.post("/preview", content=b"no form").status_code == 400


@pytest.mark.parametrize("checklist", sorted(demo_municipality().checklists))
def test_every_point_that_a_building_can_show_is_shown_by_the_example_building(checklist: str):
    """Its objects and spaces are there for every point that is repeated, and no name of a real place among them."""
    town, held = demo_municipality(), demo_municipality().checklists[checklist]
    building = example_building(held, town, "sv")
    kinds = {item.type for item in building.objects} | {space.type for space in building.spaces}
    assert {kind for point in held.points.values() for kind in (*point.object_types, *point.space_types)} <= kinds
    assert held.applies_to(building.tags)
    real = {item.label for b in town.buildings.values() for item in b.objects} | {
        b.name for b in town.buildings.values()
    }
    assert real.isdisjoint({item.label for item in building.objects} | {building.name})


def test_the_bundle_holds_no_person_building_or_telephone_number_of_the_municipality():
    town = demo_municipality()
    bundle = bundle_of(town.checklists["sba-monthly"], town, "sv", date(2026, 11, 23))
    held: dict[str, list[Any]] = {}
    for parcel in bundle.documents:
        held.setdefault(parcel.kind, []).append(parcel.id)
    assert (held["person"], held["building"], held["organisation"]) == (["preview"], ["EX"], ["EX-OWNER", "EX-USER"])
    assert town.duty_phone not in str(bundle)


def test_the_phone_gets_its_bundle_in_the_language_of_the_page(town: Town):
    name = town.name_of(town.send("a.yaml", monthly()))
    bundle = from_plain(SyncAnswer, town.http.get(f"/preview/{name}.json?language=en").json())
    assert {"The example building"} == {p.body["name"] for p in bundle.documents if p.kind == "building"}


CONDITIONS = [
    ({}, "alltid", "always"),
    ({"building_tag": "sba"}, "byggnaden har sba", "the building has sba"),
    ({"month_in": [11, 12]}, "månaden är någon av 11, 12", "the month is any of 11, 12"),
    ({"point": "a", "op": "eq", "value": "ok"}, "a är ok", "a is ok"),
    ({"point": "a", "op": "answered"}, "a är besvarad", "a is answered"),
    ({"computed": "risk_score", "op": "gte", "value": 5}, "riskvärdet är minst 5", "the risk score is at least 5"),
    ({"not": {"building_tag": "x"}}, "inte (byggnaden har x)", "not (the building has x)"),
    (
        {"all": [{"building_tag": "x"}, {"any": [{"building_tag": "y"}, {"point": "a", "op": "in", "value": [1, 2]}]}]},
        "byggnaden har x och (byggnaden har y eller a är någon av 1, 2)",
        "the building has x and (the building has y or a is any of 1, 2)",
    ),
]


@pytest.mark.parametrize(("condition", "sv", "en"), CONDITIONS)
def test_a_condition_is_said_in_both_languages(condition: dict[str, Any], sv: str, en: str):
    words = condition_words(condition)
    assert (words.sv, words.en) == (sv, en)


def test_a_file_on_this_machine_is_read_again_when_it_has_changed(tmp_path: Path):
    path = tmp_path / "my list.yaml"
    path.write_bytes(monthly())
    source = WatchedFile(path, DEMO)
    with TestClient(local_app(source, demo_municipality(), tmp_path)) as http:
        assert "Månadsrond brandskydd" in http.get("/").text
        path.write_bytes(monthly("sv: Månadsrond brandskydd", "sv: Veckorond"))
        assert "Veckorond" in http.get("/preview/my-list").text
        path.write_bytes(monthly("severity: critical", "severity: kritisk"))
        assert "my list.yaml:" in http.get("/preview/my-list").text
        path.unlink()
        assert "is missing" in http.get("/preview/my-list").text
        assert http.get("/preview/other").status_code == 404
