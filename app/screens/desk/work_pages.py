"""Work on a task: making it safe, its ordered steps, done with a photo from the same spot, and a comment."""

import flet as ft

from app.screens.desk.saying import SendNote, Words, WordsAndPhotos
from app.screens.fields import EntryField, NoteField
from app.screens.guard import part
from app.screens.parts import calling, column, notice, plain, quiet, section
from app.screens.surroundings import use_phone, use_voice
from app.screens.writing.photo_parts import PhotoStrip
from app.state.writing.note_acts import step_of
from app.state.writing.notes import Note
from domain.clocks.special import step_words
from domain.secrecy.protection import bars_photos
from domain.tasks.plan import ENOUGH_PHOTOS
from domain.tasks.task import Task
from domain.tasks.to_reporter import PUBLIC
from domain.tasks.work import PHOTOS, POLICE


@part
def Done(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    before = tuple(photo.sha256 for photo in task.photos)
    above: list[ft.Control] = [section(t("done.before")), PhotoStrip(before)] if before else []
    over = before[0] if before else ""
    said = WordsAndPhotos(note, t("task.what_done"), t("task.photo_after"), over, above, key="said")
    return column([said, *([WithoutPhoto(note, key="without")] if before and not note.photos else [])])


@part
def WithoutPhoto(note: Note) -> ft.Control:
    """What was shown in a picture is shown again, or it is said why not."""
    t = use_voice()
    unfolded, unfold = ft.use_state(bool(note.fact("no_photo")))
    if not unfolded:
        return plain(t("done.no_photo"), ft.Icons.NO_PHOTOGRAPHY, lambda _: unfold(True), "no-photo")
    return NoteField(
        t("done.no_photo_why"),
        note.fact("no_photo"),
        lambda text: note.note(no_photo=text),
        identifier="no-photo-words",
        lines=1,
        key="no-photo",
    )


@part
def SendDone(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    barred = bars_photos(phone.documents, task.building)
    shown = barred or not task.photos or note.photos or note.fact("no_photo").strip()
    return SendNote(note, t("task.done"), ft.Icons.TASK_ALT, "" if shown else t("done.missing"))


@part
def Comment(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    said = WordsAndPhotos(note, t("task.say"), key="said")
    if task.reporter != PUBLIC:
        return said
    return column([notice(ft.Icons.QR_CODE_2, t("task.from_public"), t("task.from_public_more")), said])


@part
def SendComment(task: Task, note: Note) -> ft.Control:
    """A comment needs words or a photo."""
    t = use_voice()
    empty = not note.text.strip() and not note.photos
    return SendNote(note, t("task.send"), ft.Icons.SEND, t("act.words_or_photo") if empty else "")


@part
def Safe(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    above = [notice(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, t("safe.title"), t("safe.more"))]
    return WordsAndPhotos(note, t("safe.words"), t("safe.photo"), "", above, key="said")


@part
def SendSafe(task: Task, note: Note) -> ft.Control:
    """Making safe needs words or a photo: the next person must know what holds."""
    t = use_voice()
    silent = not note.text.strip() and not note.photos
    words = t("act.words_or_photo") if silent else ""
    return SendNote(note, t("do.make_safe"), ft.Icons.HEALTH_AND_SAFETY_OUTLINED, words)


@part
def OwnStep(task: Task, note: Note) -> ft.Control:
    """Photos as evidence, the police number, or simply that it is done."""
    phone, t = use_phone()
    do = step_of(note)
    if do == PHOTOS:
        above = [notice(ft.Icons.PHOTO_CAMERA, t("step.photos"), t("step.photos_more"))]
        return WordsAndPhotos(note, t("task.say"), t("step.evidence"), "", above, key="said")
    if do != POLICE:
        return WordsAndPhotos(note, t("task.what_done"), "", key="said")
    about = phone.names.about()
    number = about.police_other if about else ""
    call = [calling(t("step.call_police", phone=number), number, "call-police")] if number else []
    return column(
        [
            notice(ft.Icons.LOCAL_POLICE_OUTLINED, t("step.police"), t("step.police_more")),
            *call,
            EntryField(
                t("step.reference"),
                note.fact("reference"),
                lambda text: note.note(reference=text),
                identifier="reference",
                helper=t("step.reference_more"),
                key="reference",
            ),
            Words(note, t("task.say"), lines=2, key="words"),
        ]
    )


@part
def SendStep(task: Task, note: Note) -> ft.Control:
    phone, t = use_phone()
    do, missing, barred = step_of(note), "", bars_photos(phone.documents, task.building)
    if do == PHOTOS and len(note.photos) < ENOUGH_PHOTOS and not barred:
        missing = t("step.photos_missing", n=ENOUGH_PHOTOS - len(note.photos))
    if do == POLICE and not note.fact("reference").strip():
        missing = t("step.reference_missing")
    return SendNote(note, t("step.done", step=t.say(step_words(do))), ft.Icons.CHECK, missing)


@part
def Return(task: Task, note: Note) -> ft.Control:
    t = use_voice()
    return column([quiet(t("return.more"), 16), Words(note, t("return.words"), key="words")])
