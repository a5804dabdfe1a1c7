"""Several people answer the same point without a network: every copy ends with the same answer, and none is lost."""

from dataclasses import dataclass, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checklists.checklist import Choice
from domain.language import Words
from domain.rounds.conflicts import counting, joined, on_screen
from domain.rounds.round import Answer
from tests.unit.world import point

OUTCOME = point("p", severity="high")
GRAVE = point(
    "p",
    "choice",
    choices=(
        Choice("whole", Words("Hel", "Whole")),
        Choice("cracked", Words("Sprucken", "Cracked"), deviation=True, severity="low"),
        Choice("gone", Words("Borta", "Gone"), deviation=True, severity="critical"),
    ),
)


def said(value: str, person: str, minute: int, finding: str = "") -> Answer:
    return Answer(value, f"2026-11-23T09:{minute:02}:00.000+00:00", person, finding=finding)


ANNE_OK, BO_BAD, CIA_NA = said("ok", "anne", 1), said("deviation", "bo", 2, "f2"), said("na", "cia", 3)


def all_joined(*answers: Answer, asked=OUTCOME) -> Answer:
    """Nobody has seen anybody else's."""
    standing = None
    for answer in answers:
        standing = joined(asked, standing, answer, "")
    assert standing
    return standing


def test_one_answer_stands_by_itself() -> None:
    assert all_joined(ANNE_OK) == ANNE_OK
    assert not ANNE_OK.contested


@pytest.mark.parametrize("order", list(permutations([ANNE_OK, BO_BAD, CIA_NA])))
def test_the_worse_answer_counts_and_the_others_are_kept_whatever_the_order(order: tuple[Answer, ...]) -> None:
    standing = all_joined(*order)
    assert (standing.value, standing.person, standing.finding) == ("deviation", "bo", "f2")
    assert standing.others == (ANNE_OK, CIA_NA)
    assert standing.contested


@pytest.mark.parametrize(
    ("one", "other", "worse"),
    [
        ("whole", "cracked", "cracked"),
        ("cracked", "gone", "gone"),
        ("na", "whole", "na"),
        ("na", "cracked", "cracked"),
    ],
)
def test_a_deviation_is_worse_than_none_a_grave_one_worse_still_and_no_answer_worse_than_fine(
    one, other, worse
) -> None:
    for pair in permutations([said(one, "anne", 1), said(other, "bo", 2)]):
        assert all_joined(*pair, asked=GRAVE).value == worse


def test_of_two_that_are_as_bad_the_first_counts() -> None:
    anne, bo = said("deviation", "anne", 1, "f1"), said("deviation", "bo", 2, "f2")
    assert all_joined(bo, anne).finding == all_joined(anne, bo).finding == "f1"


def test_somebody_who_corrects_himself_contests_nothing() -> None:
    standing = joined(OUTCOME, said("ok", "bo", 1), BO_BAD, "")
    assert standing == BO_BAD


def test_what_somebody_said_earlier_on_another_phone_does_not_undo_what_they_said_later() -> None:
    assert joined(OUTCOME, BO_BAD, said("ok", "bo", 1), "") == BO_BAD
    seen_on_a_clock_that_was_put_back = on_screen(BO_BAD)
    assert joined(OUTCOME, BO_BAD, said("ok", "bo", 1), seen_on_a_clock_that_was_put_back).value == "ok"


def test_an_answer_that_was_seen_is_overtaken_and_kept() -> None:
    standing = joined(OUTCOME, BO_BAD, ANNE_OK, on_screen(BO_BAD))
    assert (standing.value, standing.contested) == ("ok", False)
    assert standing.others == (replace(BO_BAD, settled=True),)


def test_only_somebody_who_saw_all_answers_settles_it() -> None:
    contested = all_joined(ANNE_OK, BO_BAD)
    dan = said("ok", "dan", 9)
    saw_one = joined(OUTCOME, contested, dan, on_screen(ANNE_OK))
    assert saw_one.contested
    assert saw_one.value == "deviation", "the worse one that dan never saw still counts"
    saw_both = joined(OUTCOME, contested, dan, on_screen(contested))
    assert not saw_both.contested
    assert [saw_both.value, *(held.person for held in saw_both.others)] == ["ok", "anne", "bo"]


def test_who_contests_may_settle_it_too_once_both_have_been_seen() -> None:
    contested = all_joined(ANNE_OK, BO_BAD)
    standing = joined(OUTCOME, contested, said("ok", "bo", 9), on_screen(contested))
    assert (standing.value, standing.contested) == ("ok", False)


def test_a_settled_answer_is_contested_again_by_somebody_who_had_not_seen_it() -> None:
    contested = all_joined(ANNE_OK, BO_BAD)
    settled = joined(OUTCOME, contested, said("ok", "dan", 9), on_screen(contested))
    again = joined(OUTCOME, settled, CIA_NA, "")
    assert again.contested
    assert [held.person for held in counting(again)] == ["cia", "dan"]


# --- whatever people do, in whatever order it arrives ----------------------------------------------------------------


@dataclass(frozen=True)
class Saying:
    """`saw` are the numbers of the sayings that had reached this person's phone (their own are always there)."""

    number: int
    answer: Answer
    saw: frozenset[int]


@st.composite
def offline_stories(draw: st.DrawFn) -> list[Saying]:
    """Up to three people say up to seven things; now and then a phone has been online and has seen some of it."""
    story: list[Saying] = []
    knows: dict[str, frozenset[int]] = {"anne": frozenset(), "bo": frozenset(), "cia": frozenset()}
    for number in range(draw(st.integers(1, 7))):
        person = draw(st.sampled_from(sorted(knows)))
        if draw(st.booleans()):
            # What was seen was seen with all that its giver had seen: it comes from the server.
            for known in draw(st.sets(st.sampled_from(range(number)))) if number else ():
                knows[person] |= {known} | story[known].saw
        value = draw(st.sampled_from(["ok", "na", "deviation"]))
        answer = said(value, person, number, f"f{number}" if value == "deviation" else "")
        story.append(Saying(number, answer, knows[person]))
        knows[person] |= {number}
    return story


@given(offline_stories(), st.randoms(use_true_random=False))
def test_all_copies_agree_in_whatever_order_the_answers_arrive(story: list[Saying], random) -> None:
    in_order = _arrived(story)
    for _ in range(3):
        assert _arrived(_shuffled(story, random)) == in_order


@given(offline_stories())
def test_every_answer_that_nobody_has_overtaken_counts_and_the_worst_of_them_stands(story: list[Saying]) -> None:
    standing = _arrived(story)
    overtaken = {
        one.number
        for one in story
        for later in story
        if one.number in later.saw or (one.answer.person == later.answer.person and one.number < later.number)
    }
    left = [one.answer for one in story if one.number not in overtaken]
    count = counting(standing)
    assert sorted(held.at for held in count) == sorted(answer.at for answer in left)
    worse = {"deviation": 2, "na": 1, "ok": 0}
    assert worse[standing.value] == max(worse[answer.value] for answer in left)
    assert standing.contested == (len(left) > 1)


@given(offline_stories())
def test_nobody_else_loses_what_they_said_last(story: list[Saying]) -> None:
    standing = _arrived(story)
    kept = {held.at for held in (standing, *standing.others)}
    last = {one.answer.person: one.answer.at for one in story}
    assert set(last.values()) <= kept


def _arrived(story: list[Saying]) -> Answer:
    standing = None
    by_number = {saying.number: saying.answer for saying in story}
    for saying in story:
        seen = " ".join(by_number[number].at for number in sorted(saying.saw))
        standing = joined(OUTCOME, standing, saying.answer, seen)
    assert standing
    return standing


def _shuffled(story: list[Saying], random) -> list[Saying]:
    """Another order in which each comes after what it had seen, and each person's own stay in theirs."""
    waiting, arrived = list(story), []
    while waiting:
        numbers = {saying.number for saying in waiting}
        free = [saying for saying in waiting if not (saying.saw & numbers)]
        arrived.append(random.choice(free))
        waiting.remove(arrived[-1])
    return arrived
