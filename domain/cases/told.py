"""What others need to know of a report: which of its answers go into the police's form and the insurer's package."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.checklists.answer_words import answer_in_words
from domain.checklists.form_tasks import place_of
from domain.language import Words
from domain.photos import PhotoRef
from domain.places import Building, described
from domain.rounds.round import Round
from domain.rounds.walk import Step

(
    WHAT,
    WHEN,
    INTACT,
    SURFACE,
    PLACEMENT,
    FIXED,
    AREA,
    TAG,
    ABUSIVE,
    WAY_IN,
    TEXT,
    WITNESS,
    CAUSE,
    LIMITED,
    INVENTORY,
    COST,
) = FIELDS = (
    "what",
    "when",
    "intact",
    "surface",
    "placement",
    "fixed",
    "area",
    "tag",
    "abusive",
    "way_in",
    "text",
    "witness",
    "cause",
    "limited",
    "inventory",
    "cost",
)
POINTS = {
    WHAT: ("dam-01", "bur-02", "inc-01", "thr-04", "key-01"),
    WHEN: ("dam-07", "bur-04", "inc-03", "thr-02"),
    INTACT: ("dam-08", "bur-05", "key-04"),
    SURFACE: ("dam-23",),
    PLACEMENT: ("dam-03",),
    FIXED: ("dam-04",),
    AREA: ("dam-13",),
    TAG: ("dam-12",),
    ABUSIVE: ("dam-11",),
    WAY_IN: ("bur-06",),
    TEXT: ("bur-12", "inc-04", "thr-05"),
    WITNESS: ("dam-15",),
    CAUSE: ("dam-05", "inc-05", "inc-11", "bur-02"),
    LIMITED: ("dam-14", "inc-07"),
    INVENTORY: ("bur-12",),
    COST: ("dam-18", "dam-22", "bur-17", "bur-18", "inc-21", "key-11"),
}
"""The points of our six forms that say it."""
SCALED = ("dam-10",)
"""Photos that are asked for with a ruler or a hand beside what they show."""

POLICE = (WHAT, WHEN, INTACT, SURFACE, PLACEMENT, FIXED, AREA, TAG, ABUSIVE, WAY_IN, TEXT, WITNESS)
INSURER = (WHAT, WHEN, INTACT, CAUSE, AREA, INVENTORY, LIMITED, COST)


@dataclass(frozen=True)
class Line:
    """One field, with what was answered; a sum with the question that names what it is for."""

    field: str
    words: Words
    question: Words


@dataclass(frozen=True)
class Shown:
    """A photo with the question that it answers; `scaled` where a measure was asked for in it."""

    photo: PhotoRef
    question: Words
    scaled: bool = False


def lines(fields: Iterable[str], form: Round, asked: Iterable[Step], building: Building) -> list[Line]:
    """The answers that belong to `fields`, in that order."""
    by_point = {step.point.id: step for step in asked if step.key in form.answers}
    found = []
    for field in fields:
        for step in (by_point[point] for point in POINTS[field] if point in by_point):
            value = form.answers[step.key].value
            if value not in (None, "", [], ["none"]):
                found.append(Line(field, answer_in_words(step.point, value, building), step.point.text))
        found += _sentence(form, by_point) if field == TEXT else []
    return found


def _sentence(form: Round, by_point: Mapping[str, Step]) -> list[Line]:
    """What was written about what happened: in a report of a few lines that is all the description there is."""
    steps = [by_point[point] for point in POINTS[WHAT] if point in by_point]
    notes = [(form.answers[step.key].note.strip(), step) for step in steps]
    return [Line(TEXT, Words(note, note), step.point.text) for note, step in notes if note]


def shown(form: Round, asked: Iterable[Step]) -> list[Shown]:
    """Every photo of the report once, in the order of its questions."""
    found = {
        photo.sha256: Shown(photo, step.point.text, step.point.id in SCALED)
        for step in asked
        if step.key in form.answers
        for photo in form.answers[step.key].photos
    }
    return list(found.values())


def place(form: Round, building: Building) -> str:
    """The workplace with its address, and where in it. Never a home: of that the form knows only that it was one."""
    where = described(building, *building.whereabouts(*place_of(form, building)))
    return f"{where}. {building.address}" if building.address else where
