"""A quick report while it is being written: a sentence and pictures in a note, everything else in the form itself."""

from dataclasses import dataclass

from app.state.rounds.walk import Walk
from app.state.writing.signatures import SignatureNote
from domain.checklists.checklist import Quick
from domain.events import Act, RoundSubmitted
from domain.language import Words
from domain.refusals import Refusal
from domain.rounds.quick import lacking
from domain.rounds.walk import Step

QUICK = "quick"
WHOSE = "whose"
"""Under this name the note holds which colleague a report is for."""


@dataclass(frozen=True)
class QuickReport:
    """`walk` is the form and `note` what has been written; see `SignatureNotes.on(round, QUICK)`."""

    walk: Walk
    note: SignatureNote

    @property
    def quick(self) -> Quick:
        return self.walk.checklist.quick

    def step(self, point: str) -> Step | None:
        """The step that asks for one of the points of `quick`; None where the form has none, or does not ask now."""
        return self.walk.step(point) if point else None

    def also(self) -> list[Step]:
        """What cannot wait, as far as it is asked after what has been answered."""
        return [step for point in self.quick.also if (step := self.step(point))]

    def lacks(self) -> list[Step]:
        """What is to be said before it can be sent. A sentence or a picture in the note counts."""
        left = lacking(self.walk.checklist, self.walk.round, self.walk.steps)
        told = (self.quick.words or self.quick.what, self.quick.photo)
        is_told = bool(self.note.text.strip() or self.note.added)
        return [step for step in left if not (is_told and step.point.id in told and self._is_chosen(step))]

    def _is_chosen(self, step: Step) -> bool:
        return step.point.id != self.quick.what or self.walk.is_answered(step)

    def keep(self) -> Words | Refusal | None:
        """What is in the note becomes answers, so that the rest of the form can be filled in."""
        acts = self._acts()
        if isinstance(acts, Words):
            return acts
        return self.walk.record(acts) if acts else None

    def send(self, now: str, name: str) -> Words | Refusal | None:
        """Hand it on as it is; `name` is the reporter's. Durable when this returns."""
        acts = self._acts()
        if isinstance(acts, Words):
            return acts
        when = self.step(self.quick.when)
        if when and not self.walk.is_answered(when):
            acts.append(self.walk.answering(when, now))
        return self.walk.record([*acts, RoundSubmitted(self.walk.round.id, name)])

    def _acts(self) -> list[Act] | Words:
        walk, quick, acts = self.walk, self.quick, list[Act]()
        text, whose = self.note.text.strip(), self.note.names.get(WHOSE, "").strip()
        words, photo = self.step(quick.words or quick.what), self.step(quick.photo)
        if words and text:
            given = walk.answer_to(words)
            value, said = (text, "") if quick.words else (given.value if given else None, text)
            if wrong := walk.typing_error(words, value):
                return wrong
            acts.append(walk.answering(words, value, said))
        if photo and self.note.added:
            hashes = [picture.sha256 for picture in self.note.added]
            acts.append(walk.answering(photo, hashes, photos=self.note.added))
        affected = self.step(quick.affected)
        given = walk.answer_to(affected) if affected else None
        if affected and given and whose:
            acts.append(walk.answering(affected, given.value, whose))
        return acts
