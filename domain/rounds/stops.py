"""The stops of a round: what is asked at one place is answered there in one go, before walking on."""

from dataclasses import dataclass
from itertools import groupby

from domain.rounds.walk import Step


@dataclass(frozen=True)
class Stop:
    """One question asked once, or all that is asked of one object, room or repeat. `key` is the first step's."""

    steps: tuple[Step, ...]

    @property
    def key(self) -> str:
        return self.steps[0].key

    @property
    def place(self) -> str:
        return self.steps[0].place

    def __contains__(self, step: object) -> bool:
        return step in self.steps


def stops(steps: list[Step]) -> list[Stop]:
    """The steps in their order, those of one place in a section together."""

    def place(numbered: tuple[int, Step]) -> tuple[str, str, int]:
        number, step = numbered
        return step.section.id, step.place, -1 if step.place else number

    return [Stop(tuple(step for _, step in together)) for _, together in groupby(enumerate(steps), key=place)]
