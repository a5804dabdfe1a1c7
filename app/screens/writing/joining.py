"""The same deficiency is open already: what is new joins it, instead of a second task about one thing."""

import flet as ft

from app.screens.fields import NoteField
from app.screens.guard import part
from app.screens.parts import column, heading, named, notice, outlined, plain, quiet
from app.screens.surroundings import Voice, use_phone
from app.screens.times import day_words
from app.state.phone import Phone
from app.state.writing.drafts import Draft
from domain.findings import Finding
from domain.rounds.round import answer_key


@part
def Joining(draft: Draft) -> ft.Control:
    """The short page: what is open, and what is new about it."""
    phone, t = use_phone()
    finding = phone.documents.finding(draft.joins)
    shown = [_open_one(finding, phone, t, [])] if finding else []
    own = plain(t("draft.own"), ft.Icons.CALL_SPLIT, lambda _: draft.change(joins=""), "own-deviation")
    return column(
        [
            heading(t("draft.joins")),
            quiet(phone.names.place(draft)),
            *shown,
            own,
            NoteField(
                t("draft.joins_text"),
                draft.text,
                lambda text: draft.change(text=text),
                identifier="words",
                helper=t("draft.joins_more"),
                key="words",
            ),
        ]
    )


@part
def OpenAlready(draft: Draft) -> ft.Control:
    """On the page of a new deviation: there is one already, and one tap joins it."""
    phone, t = use_phone()
    finding = open_at(phone, draft)
    if finding is None:
        return ft.Container(height=0)
    join = outlined(t("draft.join"), ft.Icons.MERGE, lambda _: draft.change(joins=finding.id), "join-open")
    return _open_one(finding, phone, t, [join])


def open_at(phone: Phone, draft: Draft) -> Finding | None:
    """What somebody reported at the draft's point and place before this round, and nobody has dealt with yet."""
    walk = phone.book.walk(draft.round)
    step = walk.step(answer_key(draft.point, draft.place)) if walk else None
    return walk.still_open(step) if walk and step else None


def _open_one(finding: Finding, phone: Phone, t: Voice, more: list[ft.Control]) -> ft.Control:
    task = phone.documents.task(finding.task) if finding.task else None
    day = day_words(finding.found_at, t)
    when = t("draft.open_number", number=task.number, day=day) if task and task.number else day
    words = f"{finding.text}\n{when}" if finding.text else when
    shown = notice(ft.Icons.REPORT_OUTLINED, t("draft.open_already"), words, more=more)
    return named("open-already", shown)
