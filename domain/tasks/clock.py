"""What the clock does to a task by itself: a pause ends, silence counts as an answer, the time for objections is over.

Pure, and the same asked twice. The server asks when the hour strikes; nothing waits for somebody to press a button.
"""

from dataclasses import replace
from datetime import UTC, datetime

from domain.clocks.pauses import paused_until
from domain.clocks.working_time import WorkingTime
from domain.language import Words
from domain.tasks.costs import SILENCE_APPROVES
from domain.tasks.parts import ASKED, BY_SILENCE, WAITING_FOR_ANSWER, WITH_GROUP, Entry
from domain.tasks.steps import ACKNOWLEDGED, CLOSED, MADE_SAFE, PAUSED, STEPS
from domain.tasks.task import Task, safe_since
from domain.tasks.times import kept


def as_of(task: Task, now: datetime, working: WorkingTime) -> Task:
    """The task as it stands at `now` (with time zone)."""
    at = now.astimezone(UTC).isoformat(timespec="milliseconds")
    stands = _closed(_answered_by_silence(_paused_no_more(task, now, at), now, at), now, at)
    return kept(stands, working, at) if stands is not task else task


def _paused_no_more(task: Task, now: datetime, at: str) -> Task:
    if task.status != PAUSED or paused_until(task.pauses, now):
        return task
    status = MADE_SAFE if safe_since(task) else ACKNOWLEDGED
    return _noted(replace(task, status=status), at, "pause_over")


def _answered_by_silence(task: Task, now: datetime, at: str) -> Task:
    dispute, asked = task.dispute, task.estimate
    if dispute and dispute.state == WAITING_FOR_ANSWER and _is_past(dispute.answer_by, now):
        with_group = (*task.disputes[:-1], replace(dispute, state=WITH_GROUP))
        task = _noted(replace(task, disputes=with_group), at, "dispute_unanswered")
    silence_counts = task.severity in SILENCE_APPROVES
    if asked and asked.state == ASKED and silence_counts and _is_past(asked.answer_by, now):
        task = _noted(replace(task, estimate=replace(asked, state=BY_SILENCE)), at, "cost_approved")
    return task


def _closed(task: Task, now: datetime, at: str) -> Task:
    if not STEPS["close"].leads_to(task.status) or not _is_past(task.closes_at, now):
        return task
    return _noted(replace(task, status=CLOSED), at, "closed")


def _noted(task: Task, at: str, did: str) -> Task:
    return replace(task, history=(*task.history, Entry(at, "", "", did)))


def _is_past(moment: str, now: datetime) -> bool:
    return bool(moment) and datetime.fromisoformat(moment) <= now


DECISIONS = {
    "place": Words("Ingen rad i listan täcker det", "No row of the list covers it"),
    "decide_dispute": Words("Tvist hos tolkningsgruppen", "A dispute is with the interpretation group"),
    "decide_cost": Words("Kostnaden är obesvarad eller nekad", "The cost is unanswered or refused"),
    "answer_move": Words("Ingen har svarat om flytten", "Nobody has answered about the move"),
    "acknowledge": Words("Ingen har tagit emot det i tid", "Nobody has taken it on in time"),
    "verify": Words("Ingen har kontrollerat det i tid", "Nobody has checked it in time"),
}


def decisions_needed(task: Task, now: datetime) -> tuple[str, ...]:
    """What somebody has to decide because nobody else will (keys of DECISIONS, and the step that would do it)."""
    dispute, asked, moved = task.dispute, task.estimate, task.correction
    needs = {
        "place": task.is_open and task.triage,
        "decide_dispute": dispute is not None and dispute.state == WITH_GROUP,
        "decide_cost": asked is not None
        and (asked.state == "refused" or (asked.state == ASKED and _is_past(asked.answer_by, now))),
        "answer_move": moved is not None and _is_past(moved.answer_by, now),
        "acknowledge": task.is_open and "acknowledge" not in task.steps_done and _is_past(task.acknowledge_by, now),
        "verify": _is_past(task.verify_by, now),
    }
    return tuple(step for step, needed in needs.items() if needed)
