"""In which order a round is walked: by section and place, everything of one object together, or in free order."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Checklist, Point, Section
from domain.language import Words
from domain.places import Building, Object, Space
from domain.rounds.round import IN_PROGRESS, Answer, Round
from domain.rounds.stops import stops
from domain.rounds.walk import instances, missing_answers, steps
from tests.unit.world import point

NOON = "2026-11-23T12:00:00.000+00:00"
YARD = Space("GAR", "Gård", "yard", "outdoor")
HOUSE = Building(
    "B01",
    "Skolan",
    "TF",
    "BUN",
    spaces=(Space("ENT", "Entré", "corridor", "indoor"), Space("COR", "Korridor", "corridor", "indoor"), YARD),
    objects=(
        Object("EX-9", "extinguisher", "FIR.EXT.PRT", "COR", "Pulver"),
        Object("EX-1", "extinguisher", "FIR.EXT.PRT", "GAR", "Skum"),
        Object("DX-1", "door", "FIR.EGR.DOR", "ENT", "Dörr"),
        Object("EX-5", "extinguisher", "FIR.EXT.PRT", "ENT", "Pulver"),
        Object("EX-7", "extinguisher", "FIR.EXT.PRT", "gone", "Pulver i ett rum som är borta"),
        Object("CP-1", "checkpoint", "SEC.GRD", "ENT", "Grind", placement="outdoor"),
    ),
)
OF_EACH = {"scope": "object", "object_types": ("extinguisher",)}
OF_ROOMS = {"scope": "space", "space_types": ("corridor", "yard")}


def checklist(*sections: tuple[Point, ...], **facts: object) -> Checklist:
    made = tuple(Section(f"s{number}", Words(), points) for number, points in enumerate(sections))
    return Checklist("c", "1", Words(), "", "round", "P1M", sections=made, **facts)  # pyright: ignore[reportArgumentType]


def walked(asked: Checklist, round_id: str = "r1", **facts: object) -> list[str]:
    round_ = Round(round_id, "B01", "c", "1", IN_PROGRESS, **facts)  # pyright: ignore[reportArgumentType]
    return [step.key for step in steps(asked, HOUSE, round_, NOON)]


def test_sections_come_one_after_the_other_and_points_as_they_stand_in_them() -> None:
    asked = checklist((point("a"), point("b")), (point("c"),))
    assert walked(asked) == ["a", "b", "c"]


def test_objects_come_room_by_room_and_one_whose_room_is_not_there_last() -> None:
    assert walked(checklist((point("p", **OF_EACH),))) == ["p@EX-5", "p@EX-9", "p@EX-1", "p@EX-7"]


def test_all_that_is_asked_of_one_object_comes_together_before_the_next_object() -> None:
    asked = checklist((point("first"), point("p", **OF_EACH), point("q", **OF_EACH), point("last")))
    keys = walked(asked)
    assert keys[:5] == ["first", "p@EX-5", "q@EX-5", "p@EX-9", "q@EX-9"]
    assert keys[-1] == "last"


def test_each_object_is_one_stop_and_so_is_each_point_that_is_asked_once() -> None:
    asked = checklist((point("first"), point("p", **OF_EACH), point("q", **OF_EACH), point("last")))
    round_ = Round("r1", "B01", "c", "1", IN_PROGRESS)
    places = [(stop.place, len(stop.steps)) for stop in stops(steps(asked, HOUSE, round_, NOON))]
    assert places == [("", 1), ("EX-5", 2), ("EX-9", 2), ("EX-1", 2), ("EX-7", 2), ("", 1)]


def test_a_round_out_of_doors_goes_through_the_outdoor_spaces_and_what_stands_there() -> None:
    points = (
        point("p", **OF_EACH),
        point("r", **OF_ROOMS),
        point("k", scope="checkpoint", object_types=("checkpoint",)),
    )
    assert walked(checklist(points, scope="building_outdoor")) == ["p@EX-1", "r@GAR", "k@CP-1"]
    assert "r@ENT" in walked(checklist(points))


def test_a_step_knows_its_place_in_words_and_whether_it_must_be_scanned() -> None:
    points = (point("p"), point("r", **OF_ROOMS), point("k", scope="checkpoint", object_types=("checkpoint",)))
    found = steps(checklist(points), HOUSE, Round("r1", "B01", "c", "1"), NOON)
    assert [step.where for step in found] == ["", "Entré", "Korridor", "Gård", "Grind"]
    assert [step.must_be_scanned for step in found] == [False, False, False, False, True]


# --- free order ------------------------------------------------------------------------------------------------------

FREE = checklist((point("in"), point("p", **OF_EACH), point("r", **OF_ROOMS), point("out")), ordering={"mode": "free"})


def test_free_order_differs_between_rounds() -> None:
    assert len({tuple(walked(FREE, f"round-{number}")) for number in range(20)}) > 5


@given(st.text(min_size=1, max_size=20), st.sets(st.sampled_from(walked(FREE))))
def test_free_order_is_the_same_within_a_round_whatever_has_been_answered(round_id: str, answered: set[str]) -> None:
    answers = {key: Answer("ok", NOON, "x") for key in answered}
    assert walked(FREE, round_id, answers=answers) == walked(FREE, round_id)


@given(st.text(min_size=1, max_size=20))
def test_free_order_asks_the_same_as_any_other_and_keeps_the_sections_first_and_last_points(round_id: str) -> None:
    keys = walked(FREE, round_id)
    assert sorted(keys) == sorted(walked(replace(FREE, ordering={})))
    assert (keys[0], keys[-1]) == ("in", "out")


# --- when ------------------------------------------------------------------------------------------------------------

SNOW = checklist((point("snow", show_if={"month_in": [11, 12, 1, 2]}),))


def test_a_round_that_has_begun_keeps_to_the_month_in_which_it_began() -> None:
    def asked(at: str, started_at: str = "") -> list[str]:
        return [step.key for step in steps(SNOW, HOUSE, Round("r1", "B01", "c", "1", started_at=started_at), at)]

    assert asked("2026-03-02T10:00:00+00:00") == []
    assert asked("2026-02-27T10:00:00+00:00") == ["snow"]
    assert asked("2026-03-02T10:00:00+00:00", started_at="2026-02-27T10:00:00+00:00") == ["snow"]
    assert asked("2026-11-02T10:00:00+00:00", started_at="2026-10-30T10:00:00+00:00") == []


# --- repeats and what is missing -------------------------------------------------------------------------------------


def test_a_repeated_section_has_at_least_one_instance_and_then_those_that_were_added() -> None:
    def names(repeat: dict[str, int], *added: str) -> tuple[str, ...]:
        return instances(Section("s", Words(), repeat=repeat), Round("r", "B01", "c", "1", repeats={"s": added}))

    assert names({"max": 3}) == ("1",)
    assert names({"min": 2}, "x") == ("1", "2", "x")


def test_each_repeat_is_asked_from_its_first_point_to_its_last_and_its_conditions_look_at_itself() -> None:
    again = point("why", show_if={"point": "bad", "op": "eq", "value": "yes"})
    section = Section("s", Words(), (point("bad", "yes_no"), again), repeat={"min": 2})
    asked = replace(checklist(), sections=(section,))
    assert walked(asked, answers={"bad@2": Answer("yes", NOON, "x")}) == ["bad@1", "bad@2", "why@2"]


def test_a_follow_up_at_an_object_waits_for_the_answer_at_that_object() -> None:
    points = (point("p", **OF_EACH), point("why", show_if={"point": "p", "op": "eq", "value": "deviation"}, **OF_EACH))
    keys = walked(checklist(points), answers={"p@EX-9": Answer("deviation", NOON, "x")})
    assert [key for key in keys if key.startswith("why")] == ["why@EX-9"]


def test_a_hidden_point_has_no_answer_for_those_that_ask_about_it_however_far_away() -> None:
    chain = [point("p-0", "yes_no")]
    for number in range(1, 5):
        chain.append(point(f"p-{number}", "yes_no", show_if={"point": f"p-{number - 1}", "op": "eq", "value": "yes"}))
    unless = point("p-5", show_if={"not": {"point": "p-4", "op": "answered"}})
    yes = {f"p-{number}": Answer("yes", NOON, "x") for number in range(5)}
    asked = checklist((*chain, unless))
    assert walked(asked, answers=yes) == ["p-0", "p-1", "p-2", "p-3", "p-4"]
    assert walked(asked, answers=yes | {"p-0": Answer("no", NOON, "x")}) == ["p-0", "p-5"]


def test_a_risk_score_counts_only_with_both_of_its_answers_at_the_same_repeat() -> None:
    measure = point("do", show_if={"computed": "risk_score", "op": "gte", "value": 5})
    points = (
        point("often", "choice", risk_axis="probability"),
        point("bad", "choice", risk_axis="consequence"),
        measure,
    )
    asked = replace(checklist(), sections=(Section("s", Words(), points, repeat={"min": 2}),))
    answers = {"often@1": Answer("5", NOON, "x"), "bad@2": Answer("5", NOON, "x"), "often@2": Answer("1", NOON, "x")}
    assert [key for key in walked(asked, answers=answers) if key.startswith("do")] == ["do@2"]


def test_an_answer_that_is_not_whole_is_missing() -> None:
    asked = checklist((point("photos", "photo", required=True, min_count=2), point("words", "text", required=True)))

    def missing(photos: list[str], words: str) -> list[str]:
        answers = {"photos": Answer(photos, NOON, "x"), "words": Answer(words, NOON, "x")}
        round_ = Round("r", "B01", "c", "1", IN_PROGRESS, answers=answers)
        return [step.key for step in missing_answers(asked, HOUSE, round_, NOON)]

    assert missing(["a"], "") == ["photos", "words"]
    assert missing(["a", "b"], "Klart") == []


def test_a_point_that_is_asked_once_takes_its_limits_from_the_object_that_has_them() -> None:
    panel = Object("AP-1", "fire_panel", "FIR.ALM.CIE", "ENT", "Central", limits={"volt": {"min": 24.0, "max": 28.5}})
    building = replace(HOUSE, objects=(*HOUSE.objects, panel))
    points = (point("volt", "number", limits_from="object"), point("amps", "number"))
    volt, amps = steps(checklist(points), building, Round("r", "B01", "c", "1"), NOON)
    assert (volt.limited_by, volt.object, volt.key) == (panel, None, "volt")
    assert amps.limited_by is None
