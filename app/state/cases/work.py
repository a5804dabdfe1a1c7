"""What is done about a case besides its steps: measures, repairs, costs, holds, closing. Every verb answers None, or in
words why not."""

from collections.abc import Callable

from app.state.documents import PhoneDocuments
from app.state.rounds.walk import Record
from app.state.writing.notes import Note, Notes
from domain.cases.acting import may_handle, may_hold
from domain.cases.case_file import CaseFile, Cost, Measure
from domain.cases.closing import Remaining, what_remains
from domain.cases.events import (
    CaseAct,
    CaseClosed,
    CaseCosted,
    CaseHeld,
    CaseMeasureDone,
    CaseMeasurePlanned,
    CaseReleased,
    CaseReopened,
    CaseRepairWanted,
)
from domain.cases.told import Shown, shown
from domain.checklists.form_tasks import place_of
from domain.people import Person
from domain.photos import PhotoRef
from domain.places import Space
from domain.refusals import Refusal
from domain.rounds.walk import steps_of_every_part
from domain.tasks.handover import OWNER, USER

MEASURE, REPAIR, COSTS, HOLD, REOPEN = "measure", "repair", "costs", "hold", "reopen"
"""What a note about a case can be about; "measure:<id>" changes one that is planned."""
ABOUT_CASE = "case_"
NO_SUM = -1
TAKEN_AWAY = "invoices_taken_away"
"""The fact of a note on costs that has their hashes, with spaces between."""


class CaseWork:
    def __init__(
        self,
        documents: PhoneDocuments,
        record: Record,
        fresh_id: Callable[[], str],
        who: Callable[[], Person | None],
        notes: Notes,
    ) -> None:
        self._documents, self._record, self._fresh_id, self._who, self._notes = documents, record, fresh_id, who, notes

    # --- what is to be seen ------------------------------------------------------------------------------------------

    def may_handle(self, case: CaseFile) -> bool:
        who = self._who()
        return bool(who and may_handle(who, case))

    def may_hold(self, case: CaseFile) -> bool:
        who = self._who()
        return bool(who and may_hold(who, case))

    def remaining(self, case: CaseFile) -> tuple[Remaining, ...]:
        return what_remains(self._documents, case)

    def pictures(self, case: CaseFile) -> list[Shown]:
        """The report's own, each with its question; none where the report is not on this phone."""
        form, building = self._documents.round(case.id), self._documents.building(case.building)
        checklist = self._documents.checklist(case.checklist, case.version)
        if form is None or building is None or checklist is None:
            return []
        return shown(form, steps_of_every_part(checklist, building, form, form.started_at))

    def parties(self, case: CaseFile) -> dict[str, str]:
        """Who owns and who uses the place where it happened, by their part; empty where the building is not known."""
        building, space = self._documents.building(case.building), self._space(case)
        if building is None:
            return {}
        return {OWNER: building.owner_of(space), USER: building.user_of(space)}

    def place(self, case: CaseFile, note: Note) -> str:
        """The space that a repair is wanted in ("" for somewhere in the building): where it happened, or as noted."""
        space = self._space(case)
        return note.fact("space", space.id if space else "")

    def _space(self, case: CaseFile) -> Space | None:
        building, form = self._documents.building(case.building), self._documents.round(case.id)
        return building.whereabouts(*place_of(form, building))[0] if building and form else None

    # --- what can be done --------------------------------------------------------------------------------------------

    def note_on(self, case_id: str, about: str) -> Note:
        """What is being written; of a restricted case it lies on the phone only sealed."""
        return self._notes.on(case_id, f"{ABOUT_CASE}{about}")

    def send(self, note: Note) -> Refusal | None:
        """Do what the note is about; then it is let go."""
        refusal = self._record([self._act(note)])
        if refusal is None:
            self._notes.let_go(note)
        return refusal

    def finish_measure(self, case_id: str, measure: str) -> Refusal | None:
        return self._record([CaseMeasureDone(case_id, measure)])

    def release(self, case_id: str, reason: str) -> Refusal | None:
        return self._record([CaseReleased(case_id, reason)])

    def close(self, case_id: str) -> Refusal | None:
        return self._record([CaseClosed(case_id)])

    def _act(self, note: Note) -> CaseAct:
        case, about = note.task, note.about.removeprefix(ABOUT_CASE).partition(":")[0]
        match about:
            case "measure":
                wanted = planned(note, self._documents.case(case))
                return CaseMeasurePlanned(
                    case, wanted.id or self._fresh_id(), wanted.text, wanted.due, wanted.responsible
                )
            case "repair":
                return self._repair(note)
            case "costs":
                known = self._documents.case(case)
                said = costs(note, known)
                sums = kronor_in(said["estimated"]), kronor_in(said["final"])
                invoices = (*invoices_left(note, known), *note.photos)
                return CaseCosted(case, *sums, said["payer"], said["recovery"], invoices)
            case "hold":
                return CaseHeld(case, note.reason, note.fact("until"))
            case "reopen":
                return CaseReopened(case, note.text.strip())
        raise ValueError(f"{note.about} is nothing that is written about a case")

    def _repair(self, note: Note) -> CaseRepairWanted:
        case = self._documents.case(note.task)
        space = self.place(case, note) if case else ""
        return CaseRepairWanted(
            note.task, self._fresh_id(), note.fact("component"), note.fact("severity"), space, photos=note.photos
        )


def planned(note: Note, case: CaseFile | None) -> Measure:
    """The measure as the note has it, over what is planned already; without an id while it is new."""
    name = note.about.partition(":")[2]
    known = (case.measure(name) if case and name else None) or Measure(name)
    return Measure(
        name,
        note.text.strip() or known.text,
        note.fact("due", known.due),
        note.fact("responsible", known.responsible).strip(),
    )


def costs(note: Note, case: CaseFile | None) -> dict[str, str]:
    """What the note says, as written, over what is known: estimated, final, payer and recovery."""
    known = case.cost if case else Cost()
    sums = {"estimated": _written(known.estimated), "final": _written(known.final)}
    usual = {**sums, "payer": known.payer, "recovery": known.recovery}
    return {name: note.fact(name, written) for name, written in usual.items()}


def invoices_left(note: Note, case: CaseFile | None) -> tuple[PhotoRef, ...]:
    """Those that the case has already, without what the note takes away or has anew."""
    gone = {*note.fact(TAKEN_AWAY).split(), *(photo.sha256 for photo in note.photos)}
    return tuple(photo for photo in (case.cost.invoices if case else ()) if photo.sha256 not in gone)


def take_invoice_away(note: Note, sha256: str) -> None:
    note.note(**{TAKEN_AWAY: f"{note.fact(TAKEN_AWAY)} {sha256}".strip()})


def with_picture(note: Note, photo: PhotoRef) -> None:
    """Pick a picture of the report, or put it back."""
    others = tuple(held for held in note.photos if held.sha256 != photo.sha256)
    note.change(photos=others if len(others) < len(note.photos) else (*note.photos, photo))


def kronor_in(written: str) -> int | None:
    """Whole SEK as people write them ("12 000", "12 000 kr", "12 000,50"); None for nothing, NO_SUM for no sum."""
    whole = "".join(written.lower().removesuffix("kr").split()).partition(",")[0]
    if not whole:
        return None
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 10 else NO_SUM


def _written(sek: int | None) -> str:
    return "" if sek is None else str(sek)
