"""What answers lead to beyond themselves: flags, people to tell, forms to open, marks on the case, and tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.checklists.answers import YES, chosen, severity_of
from domain.checklists.checklist import Point
from domain.language import Words
from domain.rounds.round import Answer
from domain.rounds.walk import Step


@dataclass(frozen=True)
class Wanted:
    """A task that an answer asks for. `case` has the routing inputs that the answer fixes."""

    step: Step
    component: str
    case: dict[str, str]
    severity: str
    words: Words


@dataclass(frozen=True)
class Effects:
    """`notify` are role ids, `forms` checklist ids; `case` holds routing inputs and `attributes` marks of the case."""

    flags: frozenset[str] = frozenset()
    notify: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    case: dict[str, str] = field(default_factory=dict)
    tasks: tuple[Wanted, ...] = ()


def effects_of(steps: Iterable[Step], answers: Mapping[str, Answer]) -> Effects:
    """What the answers to `steps` lead to together."""
    given = [(step, answers[step.key].value) for step in steps if step.key in answers]
    choices = [choice for step, value in given for choice in chosen(step.point, value)]
    return Effects(
        flags=frozenset(choice.flag for choice in choices if choice.flag),
        notify=_each_once(choice.notify for choice in choices),
        forms=_each_once(choice.creates_form for choice in choices),
        attributes=_each_once(step.point.sets_attribute for step, value in given if value == YES),
        case={step.point.routing_input: _routed_as(step.point, value) for step, value in given if _routes(step.point)},
        tasks=tuple(task for step, value in given for task in _tasks(step, value)),
    )


def forms_opened_by(point: Point, value: Any, *, deviates: bool) -> tuple[str, ...]:
    """The forms that an answer opens with place and component filled in: those of its choices, then the point's own."""
    own = [choice.creates_form for choice in chosen(point, value)]
    return _each_once([*own, point.creates_form if deviates else ""])


def suggestion(point: Point, flags: frozenset[str]) -> Any:
    """The answer that is offered before anybody has answered: the reporting one when an earlier choice calls for it."""
    if point.suggest_from_flag and point.suggest_from_flag in flags and point.choices:
        return point.choices[0].id
    return point.default


def _routes(point: Point) -> bool:
    return bool(point.routing_input)


def _routed_as(point: Point, value: Any) -> str:
    """The routing value of a choice is its own id unless it says otherwise."""
    return next((choice.routing_value or choice.id for choice in chosen(point, value)), str(value))


def _tasks(step: Step, value: Any) -> list[Wanted]:
    """Choices that ask for one, and answers that name a component with their routing inputs."""
    point = step.point
    wanted = [
        Wanted(
            step,
            choice.creates_task.get("component", ""),
            {name: said for name, said in choice.creates_task.items() if name != "component"},
            choice.severity or severity_of(point, value),
            choice.words,
        )
        for choice in chosen(point, value)
        if choice.creates_task
    ]
    component = point.routing_case.get("component", "") or point.component_hint
    if component and value not in (None, "", 0, "na"):
        case = {name: said for name, said in point.routing_case.items() if name != "component"}
        wanted.append(Wanted(step, component, case, severity_of(point, value), point.text))
    return wanted


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
