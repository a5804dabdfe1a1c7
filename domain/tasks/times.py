"""The clocks of a task: by when its steps are due as things stand, and who waits for whose answer until when.

The server keeps them, on its own clock: what a phone says about time counts only where it was there and the server not.
"""

from dataclasses import replace
from datetime import date, datetime, time

from domain.clocks.deadlines import MAKE_SAFE, after, allowed, as_iso
from domain.clocks.due_steps import DueStep, as_deadlines, taken_over, timed
from domain.clocks.working_time import ONE_DAY, WorkingTime
from domain.durations import parse_duration
from domain.tasks import corrections, costs, disputes
from domain.tasks.parts import ASKED, WAITING_FOR_ANSWER, WITH_GROUP, Dispute
from domain.tasks.steps import DONE, VERIFIED
from domain.tasks.task import Task, safe_since
from domain.tasks.verification import VERIFY_WITHIN, is_checked
from domain.tasks.waiting import CRITICAL

WORKING_DAYS = "working_days"


def kept(task: Task, working: WorkingTime, received: str) -> Task:
    """The task with all its times, as of what the server received at `received` (ISO 8601). The same again is the
    same."""
    task = _with_steps(task, working) if task.clock_start and task.steps else task
    return _after_done(_until_answered(task, working, received), working, received)


def undone(task: Task) -> tuple[DueStep, ...]:
    """The steps that are still to be done, none of them where the task has ended."""
    if not task.is_open:
        return ()
    done = {*task.steps_done, *([MAKE_SAFE] if safe_since(task) else [])}
    return tuple(step for step in task.steps if step.do not in done)


def _with_steps(task: Task, working: WorkingTime) -> Task:
    start, critical = datetime.fromisoformat(task.clock_start), task.severity == CRITICAL
    steps = timed(task.steps, start, working, task.pauses, critical=critical)
    if task.taken_over_at:
        accepted = datetime.fromisoformat(task.taken_over_at)
        steps = taken_over(steps, accepted, working, task.pauses, critical=critical)
    if task.deferred_until:
        day_over = _end_of(date.fromisoformat(task.deferred_until), start, working)
        steps = (*steps[:-1], replace(steps[-1], by=as_iso(day_over, working)))
    by = as_deadlines(steps)
    return replace(
        task,
        steps=steps,
        acknowledge_by=by.acknowledge_by,
        make_safe_by=by.make_safe_by,
        resolve_by=by.resolve_by,
    )


def _end_of(day: date, start: datetime, working: WorkingTime) -> datetime:
    """Closing time; midnight for what was decided on the day itself, perhaps after closing time."""
    if start.astimezone(working.zone).date() < day:
        return working.hours_of(day)[1]
    return datetime.combine(day, time(23, 59), working.zone)


def _until_answered(task: Task, working: WorkingTime, received: str) -> Task:
    """The counterpart's, the group's, the payer's and the receiver's time begins when the server knows."""

    def within(duration: str) -> str:
        return _by(received, duration, working)

    if task.is_open and task.clock_start and not task.dispute_by:
        task = replace(task, dispute_by=within(disputes.ASKED_WITHIN))
    last, asked, moved = task.dispute, task.estimate, task.correction
    if last and (timed_one := _dispute_by(last, within)) is not last:
        task = replace(task, disputes=(*task.disputes[:-1], timed_one))
    if asked and asked.state == ASKED and not asked.answer_by:
        task = replace(task, estimate=replace(asked, answer_by=within(costs.ANSWER_WITHIN)))
    if moved and moved.routed and not moved.answer_by:
        task = replace(task, correction=replace(moved, answer_by=within(corrections.ANSWERED_WITHIN)))
    return task


def _dispute_by(dispute: Dispute, within) -> Dispute:
    if dispute.state == WAITING_FOR_ANSWER and not dispute.answer_by:
        return replace(dispute, answer_by=within(disputes.ANSWERED_WITHIN))
    if dispute.state == WITH_GROUP and not dispute.decide_by:
        return replace(dispute, decide_by=within(disputes.DECIDED_WITHIN))
    return dispute


def _after_done(task: Task, working: WorkingTime, received: str) -> Task:
    """To be checked in five working days, or closed by itself when nobody has objected."""
    if task.status == DONE and is_checked(task):
        return task if task.verify_by else replace(task, verify_by=_by(received, VERIFY_WITHIN, working))
    if task.status in (DONE, VERIFIED) and not task.closes_at:
        return replace(task, closes_at=_by_calendar(received, task.terms.closes_after, working))
    return task


def _by(received: str, duration: str, working: WorkingTime) -> str:
    start = datetime.fromisoformat(received)
    return as_iso(after(start, allowed(duration, WORKING_DAYS, working), WORKING_DAYS, working), working)


def _by_calendar(received: str, duration: str, working: WorkingTime) -> str:
    """Whole days by the calendar: until the end of the last one."""
    day = datetime.fromisoformat(received).astimezone(working.zone).date()
    last = day + parse_duration(duration).days * ONE_DAY
    return as_iso(datetime.combine(last + ONE_DAY, time(), working.zone), working)
