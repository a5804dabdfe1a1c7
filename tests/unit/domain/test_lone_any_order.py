"""Whatever order signs, ends and answers arrive in, and whatever is lost or late: all who have the same have the same
picture, and nobody is told the same step twice."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.apply import apply
from domain.events import Act, Event
from domain.lone_work.escalating import CALM, raised, to_raise, told_since_calm
from domain.lone_work.events import AlarmAnswered, LoneWorkEnded, LoneWorkExtended, SignOfLife
from domain.lone_work.session import FOUND, LoneWork, arrived
from domain.lone_work.standing import LATE, standing
from domain.refusals import Refusal
from tests.unit.domain.test_lone_work import HEAD, Town
from tests.unit.lone_stories import RULES, after, begins, stamp
from tests.unit.world import TEACHER

DEVICES = {"00000001": TEACHER, "00000002": TEACHER, "00000003": HEAD}
WORKER_DOES = st.one_of(
    st.builds(lambda minutes: SignOfLife("L1", minutes), st.integers(1, 90)),
    st.builds(lambda minutes: LoneWorkExtended("L1", minutes), st.integers(1, 90)),
    st.just(LoneWorkEnded("L1")),
)
MANAGER_DOES = st.builds(
    lambda until, found: AlarmAnswered("L1", stamp(until), found), st.integers(0, 300), st.sampled_from(FOUND)
)


@dataclass(frozen=True)
class Sent:
    """An event given at `minutes` after nine that comes to the server `delay` minutes later; None: it is lost."""

    device: str
    act: Act
    minutes: int
    delay: int | None


@st.composite
def evenings(draw: st.DrawFn) -> list[Sent]:
    """What three devices do, each in its own order; a later event of a device never overtakes an earlier one."""
    found = []
    for device, person in DEVICES.items():
        does = draw(st.lists(WORKER_DOES if person is TEACHER else MANAGER_DOES, max_size=4))
        minutes = sorted(draw(st.lists(st.integers(1, 300), min_size=len(does), max_size=len(does))))
        reached = 0
        for act, at in zip(does, minutes, strict=True):
            delay = draw(st.none() | st.integers(0, 120))
            if delay is None:
                break  # what is lost holds up all behind it
            reached = max(reached, at + delay)
            found.append(Sent(device, act, at, reached - at))
    return found


class Server(Town):
    """Takes events, and looks every minute. `told` are the letters, as the queue knows them."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.does(TEACHER, begins(minutes=30), stamp(0))

    @property
    def lone(self) -> LoneWork:
        lone = self.lone_work("L1")
        assert lone
        return lone

    def takes(self, number: int, sent: Sent, at: float) -> None:
        person = DEVICES[sent.device].id
        event = Event(f"{sent.device}-{number}", sent.device, number, person, stamp(sent.minutes), sent.act)
        changed = apply(self, event)
        assert not isinstance(changed, Refusal), changed
        for document in changed:
            assert isinstance(document, LoneWork)
            self.keep(arrived(document, stamp(at)))

    def looks(self, minutes: float) -> None:
        steps = to_raise(self.lone, after(minutes), RULES)
        since = len(self.lone.raised)
        self.keep(raised(self.lone, steps, stamp(minutes)))
        self.told += [f"{since + place}/{step}" for place, step in enumerate(steps)]
        assert to_raise(self.lone, after(minutes), RULES) == ()


def plays(evening: list[Sent], *, every: int) -> Server:
    """The evening as it reaches a server that looks every so many minutes."""
    server = Server()
    for minute in range(0, 600, every):
        window = range(minute, minute + every)
        for number, sent in enumerate(evening):
            if sent.minutes + (sent.delay or 0) in window:
                server.takes(number, sent, minute + every)
        server.looks(minute + every)
    return server


def said(lone: LoneWork) -> LoneWork:
    """Without what depends on when things arrived."""
    signs = tuple(replace(given, received="") for given in lone.signs)
    answers = tuple(replace(given, received="") for given in lone.answers)
    return replace(lone, raised=(), signs=signs, answers=answers)


@given(evenings(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_whoever_has_the_same_events_has_the_same_picture_in_whatever_order_they_came(evening, chance) -> None:
    numbered = list(enumerate(evening))
    chance.shuffle(numbered)
    one, other = Server(), Server()
    for number, sent in enumerate(evening):
        one.takes(number, sent, 600)
    for number, sent in numbered:
        other.takes(number, sent, 600)
    assert said(one.lone) == said(other.lone)
    for minutes in range(0, 400, 7):
        assert standing(one.lone, after(minutes), RULES) == standing(other.lone, after(minutes), RULES)


@given(evenings(), st.sampled_from([1, 7, 45]))
@settings(max_examples=40, deadline=None)
def test_between_two_calms_no_step_is_told_twice_and_no_letter_ever_is(evening: list[Sent], every: int) -> None:
    server = plays(evening, every=every)
    assert len(server.told) == len(set(server.told))
    episode: list[str] = []
    for step in (each.step for each in server.lone.raised):
        if step == CALM:
            assert episode, "a calm follows something"
            episode = []
        else:
            assert step not in episode
            episode.append(step)


@given(evenings(), st.sampled_from([1, 7, 45]))
@settings(max_examples=40, deadline=None)
def test_in_the_end_whoever_is_missed_has_an_alarm_and_whoever_is_not_has_none(evening: list[Sent], every: int) -> None:
    server = plays(evening, every=every)
    last = server.lone.until + timedelta(hours=10)
    server.keep(raised(server.lone, to_raise(server.lone, last, RULES), last.isoformat()))
    missed = standing(server.lone, last, RULES) in LATE
    assert told_since_calm(server.lone) == (("remind", "contact", "alarm") if missed else ())
