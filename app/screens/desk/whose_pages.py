"""Whose a task is: "not ours" with the rule that should apply, the counterpart's answer, and the group's decision."""

import flet as ft

from app.screens.desk.acts import is_safe_first
from app.screens.desk.dispute_card import REASONS, DisputeCard, Precedents
from app.screens.desk.move_card import MoveCard
from app.screens.desk.saying import SendNote, Words
from app.screens.desk.time_left import left_words
from app.screens.fields import OneOf
from app.screens.guard import part
from app.screens.parts import column, notice, outlined, plain, primary, quiet, section
from app.screens.surroundings import go, use_phone, use_voice
from app.screens.times import has_passed
from app.state.rounds.other_rules import other_rules
from app.state.writing.notes import Note
from domain.tasks.handover import OWNER, USER
from domain.tasks.task import Task

FEW = 4
"""So many rules are offered at once."""


@part
def NotOurs(task: Task, note: Note) -> ft.Control:
    """The task stays here until somebody else has taken it."""
    phone, t = use_phone()
    options = [(value, t(words)) for value, words in REASONS.items()]
    by = task.dispute_by
    late = bool(by) and has_passed(by)
    left = [quiet(t("back.within", left=left_words(task, by, phone, t)))] if by and not late else []
    safe = notice(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, t("back.safe_first"), t("back.safe_first_more"), alarming=True)
    return column(
        [
            *([safe] if is_safe_first(task) else []),
            *(
                [notice(ft.Icons.EVENT_BUSY, t("back.too_late"), t("back.too_late_more"), alarming=True)]
                if late
                else []
            ),
            notice(ft.Icons.INFO_OUTLINE, t("back.stays"), t("back.stays_more")),
            *left,
            section(t("back.why")),
            OneOf(options, note.reason, lambda reason: note.change(reason=reason), identifier="reason"),
            Rules(task, note, key="rules"),
            Words(note, t("back.words"), key="words"),
            Precedents(task, key="precedents"),
        ]
    )


@part
def Rules(task: Task, note: Note) -> ft.Control:
    """The row or override that should apply."""
    phone, t = use_phone()
    every, see_all = ft.use_state(False)
    rules = [(rule, t.say(words)) for rule, words in other_rules(phone.documents, phone.names, task)]
    chosen = note.fact("rule")
    few = [held for number, held in enumerate(rules) if every or number < FEW or held[0] == chosen]
    more = plain(t("back.more_rules"), ft.Icons.UNFOLD_MORE, lambda _: see_all(True), "more-rules")
    options = [*few, ("", t("back.no_rule"))]
    return column(
        [
            section(t("back.rule")),
            OneOf(options, chosen, lambda rule: note.note(rule=rule), identifier="rule"),
            *([more] if len(few) < len(rules) else []),
        ],
        8,
    )


@part
def LeaveTo(task: Task, note: Note) -> ft.Control:
    """One tap, and it names who is asked. What is dangerous is made safe first."""
    phone, t = use_phone()
    path = f"/tasks/{task.id}"
    if is_safe_first(task):
        return primary(t("do.make_safe"), ft.Icons.HEALTH_AND_SAFETY, lambda _: go(f"{path}/make_safe"), "safe-first")
    if task.dispute_by and has_passed(task.dispute_by):
        return outlined(t("do.correct"), ft.Icons.EDIT_OUTLINED, lambda _: go(f"{path}/correct"), "correct-instead")
    other = phone.desk.counterpart(task)
    words = t("back.to", org=t.say(phone.names.organisation(other))) if other else t("back.to_group")
    return SendNote(note, words, ft.Icons.UNDO, "" if note.reason else t("back.missing"))


@part
def Answer(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column(
        [
            DisputeCard(task, key="dispute"),
            Precedents(task, key="precedents"),
            notice(ft.Icons.INFO_OUTLINE, t("answering.title"), t("answering.more")),
            Words(note, t("answering.words"), key="words"),
        ]
    )


@part
def Decide(task: Task, note: Note) -> ft.Control:
    """Repair and cost for the owner or the user, by name; and why, in words that can be read next time."""
    phone, t = use_phone()
    building = phone.documents.building(task.building)
    space = building.whereabouts(task.space, task.object)[0] if building else None
    orgs = {OWNER: building.owner_of(space), USER: building.user_of(space)} if building else {}
    words = {OWNER: "decide.owner", USER: "decide.user"}
    parties = [(party, t(words[party], org=t.say(phone.names.organisation(org)))) for party, org in orgs.items()]
    return column(
        [
            DisputeCard(task, key="dispute"),
            Precedents(task, key="precedents"),
            section(t("decide.repair")),
            OneOf(parties, note.fact("repair"), lambda party: note.note(repair=party), identifier="repair"),
            section(t("decide.cost")),
            OneOf(parties, note.fact("cost"), lambda party: note.note(cost=party), identifier="cost"),
            Words(note, t("decide.words"), t("decide.words_more"), key="words"),
        ]
    )


@part
def AnswerMove(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column([MoveCard(task, key="move"), Words(note, t("answering.words"), key="words")])


@part
def Place(task: Task, note: Note) -> ft.Control:
    """What no rule covers is laid with one of the building's parties."""
    phone, t = use_phone()
    building = phone.documents.building(task.building)
    orgs = sorted(building.orgs) if building else []
    options = [(org, t.say(phone.names.organisation(org))) for org in orgs]
    return column(
        [
            notice(ft.Icons.ALT_ROUTE, t("place.title"), t.say(task.why)),
            OneOf(options, note.fact("org"), lambda org: note.note(org=org), identifier="place-org"),
            Words(note, t("act.why"), key="words"),
        ]
    )
