"""The life of a task in one table: which step leads from which status to which, who may take it, and why not.

Source: workflows, chapters 4 to 6. The same on the phone and on the server: what two people did without coverage
meets the same table in the order in which it arrives.
"""

from dataclasses import dataclass

from domain.language import Words
from domain.refusals import Refusal

NEW, ROUTED, ACKNOWLEDGED, IN_PROGRESS = "new", "routed", "acknowledged", "in_progress"
MADE_SAFE, PAUSED, DEFERRED, DISPUTED, REOPENED = "made_safe", "paused", "deferred_planned", "disputed", "reopened"
DONE, VERIFIED, CLOSED, DUPLICATE, PASSED_ON = "done", "verified", "closed", "duplicate", "passed_on"

WAITING = (NEW, ROUTED, REOPENED)
UNDER_WAY = (ACKNOWLEDGED, IN_PROGRESS, MADE_SAFE, PAUSED, DEFERRED)
OPEN = (*WAITING, *UNDER_WAY, DISPUTED)
"""A task in one of these still waits for somebody."""
ENDED = (DONE, VERIFIED, CLOSED, DUPLICATE, PASSED_ON)
STATUSES = (*OPEN, *ENDED)

DESK = "desk"
"""Those who handle tasks in the organisation that has the desk."""
MANAGER = "manager"
"""Those at the desk who decide about money and plans."""
PERFORMER = "performer"
"""Whom the desk has laid the task on: a person, a team, a contractor."""
CHECKER = "checker"
"""Those who inspect. Never the one who did it, whatever else they may."""
REPORTER = "reporter"
COUNTERPART = "counterpart"
"""Those who handle tasks where the receiver says that it belongs."""
RECEIVER = "receiver"
"""Those who would have the task after a correction."""
PAYER = "payer"
GROUP = "group"
"""The interpretation group, by its chair."""
TRIAGE = "triage"
"""Who places what no rule of the list covers."""
ANYONE = "anyone"
"""Whoever can see the task."""


@dataclass(frozen=True)
class Step:
    """Taken `by` any of those, it leads `out_of` a status to `to`; `within` the others that it may be taken in, the
    status stays."""

    by: tuple[str, ...]
    to: str = ""
    out_of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def leads_to(self, status: str) -> str:
        """The status after the step, "" where it cannot be taken."""
        return self.to if status in self.out_of else status if status in self.within else ""


WORKERS = (DESK, PERFORMER)
STEPS = {
    "acknowledge": Step(WORKERS, ACKNOWLEDGED, out_of=WAITING, within=(*UNDER_WAY, DISPUTED)),
    "start": Step(
        WORKERS, IN_PROGRESS, out_of=(*WAITING, ACKNOWLEDGED, MADE_SAFE, DEFERRED), within=(IN_PROGRESS, DISPUTED)
    ),
    "make_safe": Step(
        WORKERS, MADE_SAFE, out_of=(*WAITING, ACKNOWLEDGED, IN_PROGRESS), within=(MADE_SAFE, PAUSED, DEFERRED, DISPUTED)
    ),
    "do_step": Step(WORKERS, within=OPEN),
    "pause": Step((DESK,), PAUSED, out_of=(*WAITING, ACKNOWLEDGED, IN_PROGRESS, MADE_SAFE), within=(PAUSED,)),
    "resume": Step(WORKERS, IN_PROGRESS, out_of=(PAUSED,)),
    "defer": Step((MANAGER,), DEFERRED, out_of=(*WAITING, *UNDER_WAY)),
    "assign": Step((DESK,), ACKNOWLEDGED, out_of=WAITING, within=(*UNDER_WAY, DISPUTED)),
    "estimate": Step(WORKERS, within=(*OPEN, *ENDED)),
    "decide_cost": Step((PAYER, GROUP), within=(*OPEN, *ENDED)),
    "hand_back": Step((DESK,), DISPUTED, out_of=(*WAITING, *UNDER_WAY)),
    "return": Step((PERFORMER,), within=OPEN),
    "answer_dispute": Step((COUNTERPART,), within=(*OPEN, *ENDED)),
    "decide_dispute": Step((GROUP,), within=(*OPEN, *ENDED)),
    "correct": Step((DESK, TRIAGE, GROUP), within=(*WAITING, *UNDER_WAY)),
    "answer_move": Step((RECEIVER, GROUP), within=(*WAITING, *UNDER_WAY)),
    "place": Step((TRIAGE, GROUP), ROUTED, out_of=(NEW, REOPENED), within=UNDER_WAY),
    "pass_on": Step((DESK,), PASSED_ON, out_of=OPEN),
    "mark_duplicate": Step((DESK, GROUP), DUPLICATE, out_of=(*WAITING, *UNDER_WAY)),
    "finish": Step(WORKERS, DONE, out_of=OPEN),
    "verify": Step((CHECKER,), VERIFIED, out_of=(DONE,)),
    "reject": Step((CHECKER,), REOPENED, out_of=(DONE,)),
    "not_fixed": Step((REPORTER,), REOPENED, out_of=(DONE, VERIFIED)),
    "reopen": Step((DESK, CHECKER, GROUP), REOPENED, out_of=ENDED),
    "comment": Step((ANYONE,), within=STATUSES),
    "close": Step((), CLOSED, out_of=(DONE, VERIFIED)),
}
"""Nobody closes a task by hand: the time for objections does, when it is over."""

STANDS = {
    NEW: Words("Ärendet är inte fördelat än", "The task has not been placed yet"),
    ROUTED: Words("Ärendet väntar på att tas emot", "The task waits to be taken on"),
    REOPENED: Words("Ärendet är öppnat igen", "The task has been opened again"),
    ACKNOWLEDGED: Words("Ärendet är redan mottaget", "The task has already been taken on"),
    IN_PROGRESS: Words("Arbetet har redan börjat", "Work has already begun"),
    MADE_SAFE: Words(
        "Faran är redan undanröjd, åtgärden återstår", "It has been made safe already, the repair remains"
    ),
    PAUSED: Words("Ärendet är pausat", "The task is paused"),
    DEFERRED: Words("Ärendet är flyttat till planerat underhåll", "The task has been moved to planned maintenance"),
    DISPUTED: Words("Det pågår en tvist om ärendet", "There is a dispute about the task"),
    DONE: Words("Ärendet är redan klart", "The task has already been done"),
    VERIFIED: Words("Ärendet är redan kontrollerat", "The task has already been checked"),
    CLOSED: Words("Ärendet är redan avslutat", "The task has already been ended"),
    DUPLICATE: Words("Ärendet är hopslaget med ett annat", "The task has been joined with another"),
    PASSED_ON: Words("Ärendet är lämnat vidare till sakens ägare", "The task has been passed on to the thing's owner"),
}
READ_IT = Words("Öppna ärendet och läs vad som hänt.", "Open the task and read what happened.")
WAY_ON = {
    DONE: Words(
        "Är felet kvar kan det öppnas igen. Annars räcker en kommentar om vad du gjorde.",
        "If it is still wrong the task can be opened again. Else a comment on what you did is enough.",
    ),
    VERIFIED: Words(
        "Är felet kvar kan det öppnas igen. Annars räcker en kommentar om vad du gjorde.",
        "If it is still wrong the task can be opened again. Else a comment on what you did is enough.",
    ),
    CLOSED: Words(
        "Är felet kvar: rapportera det på nytt eller be handläggaren öppna ärendet. Du kan fortfarande skriva en "
        "kommentar.",
        "If it is still wrong: report it anew or ask the desk to open the task. You can still write a comment.",
    ),
    DUPLICATE: Words("Fortsätt i det andra ärendet.", "Go on in the other task."),
    PASSED_ON: Words(
        "Är felet kvar kan ärendet öppnas igen. Du kan fortfarande skriva en kommentar.",
        "If it is still wrong the task can be opened again. You can still write a comment.",
    ),
    PAUSED: Words("Återuppta arbetet först.", "Resume the work first."),
    DISPUTED: Words(
        "Tvisten avgörs först. Tills dess ligger ärendet kvar och tiden går: gör säkert och åtgärda om det brådskar.",
        "The dispute is settled first. Until then the task stays and the clock runs: make it safe, repair if urgent.",
    ),
    DEFERRED: Words("Börja arbetet om det ska göras nu.", "Start the work if it is to be done now."),
}
GO_ON = Words(
    "Gör det som återstår, eller skriv en kommentar om vad du gjorde.",
    "Do what remains, or write a comment on what you did.",
)
NOT_DONE_YET = Words("Det är ännu inte sagt vara klart.", "Nobody has said yet that it is done.")


def not_from_here(status: str, step: str, who: str = "") -> Refusal:
    """Why the step cannot be taken in the status that the task has. `who` is the title of whoever moved it there."""
    stands, by = STANDS[status], f" ({who})" if who else ""
    first = NOT_DONE_YET if step in ("verify", "reject", "not_fixed") and status in OPEN else READ_IT
    way_on = WAY_ON.get(status, GO_ON)
    code = "task_ended" if status in ENDED else "already_disputed" if status == DISPUTED else "not_from_here"
    return Refusal(
        code,
        Words(f"{stands.sv}{by}.", f"{stands.en}{by}."),
        Words(f"{first.sv} {way_on.sv}", f"{first.en} {way_on.en}"),
    )
