"""Reading a municipality: everything in the files arrives in the domain's own objects, from either folder layout."""

import shutil
from pathlib import Path

import pytest

from domain.checklists.checklist import Checklist, Point, Section, with_included
from domain.language import Words
from sync_server.content import DEMO, ContentError, load_municipality
from sync_server.content.lined import line_of, read_yaml
from sync_server.content.problems import instead_of

TOWN = load_municipality()


def test_the_demo_municipality_is_in_order_and_complete():
    assert TOWN.name == "Ljungaholms kommun"
    assert (TOWN.emergency, TOWN.police_other, TOWN.timezone) == ("112", "114 14", "Europe/Stockholm")
    assert (len(TOWN.buildings), len(TOWN.checklists), len(TOWN.organisations), len(TOWN.persons)) == (12, 16, 22, 54)
    assert [len(listing.rows) for listing in TOWN.demarcation] == [175]
    assert len(TOWN.schedules) == 106
    assert sum(len(building.overrides) for building in TOWN.buildings.values()) == 21


def test_a_folder_with_the_checklists_in_a_folder_of_their_own_is_read_as_well(tmp_path: Path):
    (tmp_path / "checklists").mkdir()
    for path in DEMO.iterdir():
        own = path.name in ("policy.yaml", "municipality.yaml", "demarcation.csv")
        shutil.copy(path, tmp_path if own else tmp_path / "checklists")
    (tmp_path / "routing_cases.yaml").write_text("cases: []")
    assert load_municipality(tmp_path) == TOWN


def test_a_list_that_a_spreadsheet_saved_with_semicolons_and_a_mark_is_read_as_well(tmp_path: Path):
    shutil.copytree(DEMO, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "demarcation.csv"
    heading, *_ = path.read_text("utf-8").splitlines()
    row = dict.fromkeys(heading.split(","), "")
    row |= {name: "any" for name in row if name.startswith(("cond_", "typical_"))}
    row |= {
        "row_id": "DM-1",
        "category": "fire",
        "component_code": "FIR",
        "component_sv": "Brand",
        "component_en": "Fire",
    }
    row |= {"repair_responsible": "owner", "inspection_responsible": "user", "cost_responsible": "owner"}
    row |= {"cost_recovery": "none", "default_severity": "high", "police_report": "no", "rule_kind": "standard"}
    path.write_text(";".join(row) + "\n" + ";".join(row.values()) + "\n", "utf-8-sig")
    with pytest.raises(ContentError) as caught:
        load_municipality(tmp_path)
    assert {problem.file for problem in caught.value.problems}.isdisjoint({"demarcation.csv"})
    assert "'OUT.PLY' has no row in the demarcation list" in str(caught.value)


def test_a_person_may_do_what_their_roles_allow_together_less_what_one_forbids():
    assert TOWN.persons["guard-1"].verbs == ("mark_done", "perform_guard_round", "report", "see_assigned_task")
    assert "read_restricted_person" not in TOWN.persons["system-admin"].verbs


def test_points_keep_their_rules_words_and_effects():
    voltage = TOWN.checklists["alarm-test"].point("alarm-04")
    assert voltage
    assert (voltage.min, voltage.max, voltage.hard_max, voltage.limits_from) == (24.0, 28.5, 60, "object")
    assert voltage.show_if == {"all": [{"building_tag": "fire_alarm"}]}
    panel = TOWN.buildings["B01"].object("LJH-B01-AP-001")
    assert panel
    assert panel.limits == {"alarm-04": {"min": 24.0, "max": 28.5}}
    staff = TOWN.checklists["fire-annual-officer"].point("fire-a-21")
    assert staff
    choice = staff.choice("none")
    assert choice
    assert (choice.words, choice.deviation, choice.severity) == (Words("Nej, ingen", "No, neither"), True, "high")
    assert TOWN.checklists["alarm-test"].building_tag_any == ("fire_alarm", "burglar_alarm", "assault_alarm")


def test_the_severities_have_their_words_and_clocks_gravest_first():
    assert [severity.id for severity in TOWN.policy.severities] == ["critical", "high", "medium", "low", "observation"]
    critical, observation = TOWN.policy.severity("critical"), TOWN.policy.severity("observation")
    assert critical
    assert observation
    assert critical.words == Words("Akut", "Critical")
    assert (critical.clock.kind, critical.clock.acknowledge, critical.clock.acknowledge_off_hours) == (
        *("wall", "PT30M"),
        "PT60M",
    )
    assert (observation.clock.kind, observation.clock.resolve) == ("none", "")
    assert (TOWN.policy.working_time.opens, TOWN.policy.working_time.closes) == ("07:00", "16:00")
    assert TOWN.policy.rest["external_reports"]["police"]["channel"]["otherwise"] == "114 14"


def test_the_quarterly_check_begins_with_the_monthly_points_and_is_signed_once():
    monthly, quarterly = TOWN.checklists["sba-monthly"], TOWN.checklists["sba-quarterly"]
    points = [point for section in quarterly.sections for point in section.points]
    assert [point.id for point in points[:3]] == ["sba-m-01", "sba-m-02", "sba-m-03"]
    assert [point.id for point in points if point.type == "signature"] == ["sba-q-24"]
    assert len(points) == sum(len(section.points) for section in monthly.sections) - 1 + 24


def test_an_included_signature_stays_when_the_checklist_has_none_of_its_own():
    words = Words("Text", "Text")
    inner = Checklist(
        "a", "1", words, "fire", "round", "P1M", sections=(Section("s", words, (Point("p", "signature", words),)),)
    )
    outer = Checklist("b", "1", words, "fire", "round", "P1M", includes="a")
    assert with_included(outer, inner).point("p")


def test_words_dates_and_times_stay_the_text_they_are_and_every_key_knows_its_line(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text("answer: no\nday: 2026-01-01\ntime: 07:00\nnumber: 1.5\nempty:\nlist:\n- {inner: on}\n", "utf-8")
    content = read_yaml(path, [])
    assert content == {
        **{"answer": "no", "day": "2026-01-01", "time": "07:00"},
        **{"number": 1.5, "empty": None, "list": [{"inner": "on"}]},
    }
    assert [line_of(content, at) for at in (("day",), ("list", 0, "inner"), ("list", 0, "absent"), ("absent",))] == [
        *(2, 7, 7),
        1,
    ]


@pytest.mark.parametrize(
    ("wrong", "known", "right"),
    [
        ("kritical", ["critical", "high"], "did you mean 'critical'?"),
        ("b1", ["B02", "B01", "B12"], "did you mean 'B01'?"),
        ("nej", ["yes", "no"], "one of no, yes"),
        ("x", [], "leave it out"),
        ("x", [f"choice-{number:02}" for number in range(30)], "one of choice-00, choice-01"),
    ],
)
def test_what_would_be_right_is_the_near_miss_or_the_choices(wrong: str, known: list[str], right: str):
    assert instead_of(wrong, known).startswith(right)
