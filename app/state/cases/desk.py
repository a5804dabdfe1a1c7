"""The cases on this phone: whose they are to handle, what of them is late, and the steps that can be taken.

Every verb answers None, or in words why not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.phone_hours import phone_hours
from app.state.rounds.walk import Record
from app.state.writing.notes import Note, Notes
from domain.cases.acting import may_handle
from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.clock import WORKING
from domain.cases.events import CaseOpened, CaseStepDone, CaseStepWaived
from domain.cases.lateness import late_steps
from domain.cases.opened import CaseLog
from domain.cases.step_work import waits_for
from domain.cases.steps import POLICE_NUMBER, STEPS
from domain.clocks.deadlines import WALL
from domain.clocks.time_left import time_left
from domain.language import Words
from domain.people import Person
from domain.refusals import Refusal
from domain.secrecy.table import RESTRICTED

DONE, WAIVED = "done", "waived"
"""The fact "answer" of a note about a step; without one it is done."""
NO_TIME = "9999"
IN_THE_FUTURE = Refusal(
    "in_the_future",
    Words("Tiden har inte varit än.", "That time has not come yet."),
    Words("Välj när det gjordes, eller nu.", "Choose when it was done, or now."),
)


@dataclass(frozen=True)
class Standing:
    """What is left of a case: `late` of its open steps should have been taken, the others are `to_do`; each is ordered
    by when it is due."""

    late: tuple[CaseStep, ...] = ()
    to_do: tuple[CaseStep, ...] = ()
    taken: tuple[CaseStep, ...] = ()

    @property
    def left(self) -> tuple[CaseStep, ...]:
        return self.late + self.to_do

    @property
    def due(self) -> str:
        """When the first of what is left is due, "" where nothing says."""
        return next((step.due for step in self.left if step.due), "")


class CaseDesk:
    def __init__(
        self,
        documents: PhoneDocuments,
        record: Record,
        clock: Clock,
        who: Callable[[], Person | None],
        notes: Notes,
    ) -> None:
        self._documents, self._record, self._clock, self._who, self._notes = documents, record, clock, who, notes

    # --- what is to be seen ------------------------------------------------------------------------------------------

    def case(self, case_id: str) -> CaseFile | None:
        return self._documents.case(case_id)

    def log(self, case_id: str) -> CaseLog | None:
        """Who has opened it; None for those who may not see that."""
        return self._documents.case_log(case_id)

    def open_cases(self) -> list[CaseFile]:
        """The late ones first, then by what is due next."""
        cases = [case for case in self._documents.all(CaseFile) if case.is_open]
        return sorted(cases, key=lambda case: (not self.standing(case).late, self.standing(case).due or NO_TIME))

    def closed(self) -> list[CaseFile]:
        """The latest first."""
        cases = [case for case in self._documents.all(CaseFile) if not case.is_open]
        return sorted(cases, key=lambda case: case.closed_at, reverse=True)

    def late_cases(self) -> list[CaseFile]:
        """Those with late steps that the person has to do with, as handler or coordinator."""
        return [case for case in self.open_cases() if self.may_handle(case) and self.standing(case).late]

    def standing(self, case: CaseFile) -> Standing:
        late = {step.do for step in late_steps(case, self._clock.now())}
        left = sorted((step for step in case.steps if step.is_open), key=lambda step: step.due or NO_TIME)
        return Standing(
            tuple(step for step in left if step.do in late),
            tuple(step for step in left if step.do not in late),
            tuple(step for step in case.steps if not step.is_open),
        )

    def may_handle(self, case: CaseFile) -> bool:
        who = self._who()
        return bool(who and may_handle(who, case))

    def is_own(self, case: CaseFile) -> bool:
        """Whether the person reported it."""
        who = self._who()
        return bool(who and who.id == case.reporter)

    def next_step(self, case: CaseFile) -> CaseStep | None:
        """The most pressing one that waits for no other."""
        return next((step for step in self.standing(case).left if not waits_for(case, step)), None)

    def time_left(self, step: CaseStep) -> Words:
        """ "3 timmar kvar, i dag 14:00"; nothing before the policy has come, or where the step has no time."""
        hours = phone_hours(self._documents)
        if not hours or not step.due:
            return Words()
        clock = WORKING if STEPS[step.do].working else WALL
        return time_left(datetime.fromisoformat(step.due), self._clock.now(), hours, clock)

    # --- what can be done --------------------------------------------------------------------------------------------

    def open(self, case_id: str) -> Refusal | None:
        """Somebody reads the case: of a restricted one that is logged, and nothing happens with the others."""
        case = self.case(case_id)
        if case is None or case.confidentiality != RESTRICTED:
            return None
        return self._record([CaseOpened(case_id)])

    def note_on(self, case_id: str, do: str) -> Note:
        """What is being written about a step; of a restricted case it lies on the phone only sealed."""
        return self._notes.on(case_id, f"case_step:{do}")

    def send(self, note: Note) -> Refusal | None:
        """Take or waive the step that the note is about; then it is let go."""
        do = note.about.partition(":")[2]
        refusal = self._waive(note, do) if note.fact("answer") == WAIVED else self._take(note, do)
        if refusal is None:
            self._notes.let_go(note)
        return refusal

    def do_step(self, case_id: str, do: str, reference: str = "", text: str = "", done: str = "") -> Refusal | None:
        """`done` is when (ISO 8601 with offset), "" for now; `reference` what `domain.cases.steps` asks for."""
        if done and datetime.fromisoformat(done) > self._clock.now():
            return IN_THE_FUTURE
        return self._record([CaseStepDone(case_id, do, reference, text, done)])

    def waive_step(self, case_id: str, do: str, reason: str) -> Refusal | None:
        return self._record([CaseStepWaived(case_id, do, reason)])

    def _take(self, note: Note, do: str) -> Refusal | None:
        reference = note.fact("reference").strip()
        if STEPS[do].reference == POLICE_NUMBER:
            reference = reference.upper().replace(" ", "")
        return self.do_step(note.task, do, reference, note.text.strip(), note.fact("done"))

    def _waive(self, note: Note, do: str) -> Refusal | None:
        return self.waive_step(note.task, do, note.fact("why").strip())
