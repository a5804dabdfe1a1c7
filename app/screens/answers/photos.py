"""Answering with photos, and photos that must be taken before a point is answered."""

import flet as ft

from app.screens.guard import part
from app.screens.parts import column, named, quiet, refused
from app.screens.surroundings import Said, Voice, use_phone, use_said
from app.screens.writing.photo_parts import PhotoStrip, use_photos
from app.state.rounds.walk import Walk
from app.state.writing.written import all_but, one_more
from domain.checklists.checklist import Point
from domain.language import Words
from domain.photos import PhotoRef
from domain.rounds.walk import Step
from domain.secrecy.sealing import is_sealed


@part
def Photos(step: Step, walk: Walk) -> ft.Control:
    """The answer is the photos themselves; or, before another answer, what it needs. Looked at first: sent at once."""
    phone, t = use_phone()
    refusal, set_refusal = use_said()
    given = walk.answer_to(step)
    photos = given.photos if given else ()

    async def keep(raw: bytes) -> Words | None:
        kept = await phone.album.keep(raw, is_sealed(walk.checklist, walk.building))
        if isinstance(kept, Words):
            return kept
        standing = walk.answer_to(step)
        set_refusal(keep_photos(step, walk, one_more(standing.photos if standing else (), kept)))
        return None

    def remove(sha256: str) -> None:
        set_refusal(keep_photos(step, walk, all_but(photos, sha256)))

    camera, buttons = use_photos(keep, forbidden=step.point.photo_forbidden, look_first=True)
    if camera:
        return camera
    full = step.point.max_count is not None and len(photos) >= step.point.max_count
    strip = PhotoStrip(tuple(photo.sha256 for photo in photos), remove)
    said = [named("photo-count", quiet(count_words(step.point, len(photos), t), 16), live_region=True)]
    hidden = [quiet(t("answer.no_metadata"))] if step.point.strip_metadata else []
    room = [quiet(t("answer.photos_full"), 16)] if full else buttons
    return column([strip, *said, *room, *hidden, *refused(refusal, t.say)])


def keep_photos(step: Step, walk: Walk, photos: tuple[PhotoRef, ...]) -> Said:
    """Durable at once. The photos of a point that asks for something else are kept with the answer it may lack yet."""
    if step.point.type == "photo":
        return walk.answer_with_photos(step, photos)
    standing = walk.answer_to(step)
    value, note, finding = (standing.value, standing.note, standing.finding) if standing else (None, "", "")
    return walk.record([*walk.beginning(), walk.answering(step, value, note, finding, photos)])


def must_have_photo_first(point: Point) -> bool:
    return point.photo == "always" and point.type != "photo"


def count_words(point: Point, number: int, t: Voice) -> str:
    """ "2 av minst 2 bilder", "1 av högst 6 bilder", "3 bilder"."""
    if point.min_count:
        return t("answer.photos_least", n=number, least=point.min_count)
    if point.max_count:
        return t("answer.photos_most", n=number, most=point.max_count)
    return t("answer.photos", n=number)
