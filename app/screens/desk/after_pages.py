"""Money and what comes after the work: the estimate and its answer, the check by another, "not fixed", reopened."""

import flet as ft

from app.screens.desk.cost_card import CostCard, in_kronor
from app.screens.desk.saying import Words, WordsAndPhotos
from app.screens.fields import EntryField
from app.screens.guard import part
from app.screens.parts import column, notice, quiet, section
from app.screens.surroundings import use_phone, use_voice
from app.screens.writing.photo_parts import PhotoStrip
from app.state.writing.note_acts import kronor
from app.state.writing.notes import Note
from domain.tasks.costs import must_be_asked
from domain.tasks.task import Task


@part
def Estimate(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    payer = t.say(phone.names.organisation(task.cost_org or task.org))
    asked = must_be_asked(task, kronor(note))
    said = t("estimate.asks" if asked else "estimate.does_not_ask", org=payer, excess=in_kronor(task.terms.excess))
    return column(
        [
            EntryField(
                t("estimate.sek"),
                note.fact("sek"),
                lambda text: note.note(sek=text),
                identifier="sek",
                kind="number",
                suffix="kr",
                key="sek",
            ),
            quiet(said, 16),
            Words(note, t("estimate.words"), lines=2, key="words"),
        ]
    )


@part
def DecideCost(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column([CostCard(task, key="cost"), Words(note, t("cost.words"), key="words")])


@part
def Verify(task: Task, note: Note) -> ft.Control:
    """Before and after beside one another, then the own look."""
    t = use_voice()
    before = tuple(photo.sha256 for photo in task.photos)
    done = next((entry for entry in reversed(task.history) if entry.did == "done"), None)
    after = tuple(photo.sha256 for photo in done.photos) if done else ()
    above: list[ft.Control] = [notice(ft.Icons.FACT_CHECK_OUTLINED, t("verify.title"), t("verify.more"))]
    for title, photos in ((t("done.before"), before), (t("verify.after"), after)):
        above += [section(title), PhotoStrip(photos)] if photos else []
    if done and done.text:
        above.append(quiet(f"”{done.text}”", 16))
    over = (after or before or ("",))[0]
    return WordsAndPhotos(note, t("verify.words"), "", over, above, key="said")


@part
def NotFixed(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    above = [notice(ft.Icons.REPLAY, t("notfixed.title"), t("notfixed.more"))]
    over = task.photos[0].sha256 if task.photos else ""
    return WordsAndPhotos(note, t("notfixed.words"), "", over, above, key="said")


@part
def Reopen(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column([quiet(t("reopen.more"), 16), Words(note, t("act.why"), key="words")])
