"""One deviation or report being written: the photo first, then words, how bad it is, and where it will go and why.

Every change is on disk at once, so that neither a phone call nor a browser that reloads loses anything.
"""

import flet as ft

from app.screens import frame
from app.screens.fields import SQUARE_MARK, NoteField, option_row
from app.screens.guard import part, screen
from app.screens.parts import column, empty, heading, notice, quiet, section
from app.screens.surroundings import Voice, use_phone, use_voice
from app.screens.writing.about import About
from app.screens.writing.destination import BothParties, Destination, Questions
from app.screens.writing.joining import Joining, OpenAlready, open_at
from app.screens.writing.own_photos import OwnPhotos
from app.screens.writing.photo_parts import use_photos
from app.screens.writing.photos import NoPhoto, forbidden_why
from app.screens.writing.place import Place
from app.screens.writing.sending import Sending
from app.screens.writing.severity import Severity
from app.state.phone import Phone
from app.state.writing.drafts import Draft


@screen
def DraftPage() -> ft.View:
    phone, t = use_phone()
    draft = phone.draft(ft.use_route_params().get("draft", ""))
    if draft is None:
        return frame.page(t("draft.title"), [empty(ft.Icons.TASK_ALT, t("draft.gone"), t("draft.gone_more"))])
    title = t("draft.task") if draft.beside else t("draft.deviation") if draft.round else t("draft.report")
    below = [Sending(draft, phone.sending, key=f"send-{draft.id}")]
    return frame.page(title, [Writing(draft, key=draft.id)], below=below)


@part
def Writing(draft: Draft) -> ft.Control:
    phone, t = use_phone()
    forbidden, rule = draft.photo_rule() == "forbidden", draft.photo_rule()
    wanted = rule == "always" and not draft.photos
    camera, buttons = use_photos(draft.add_photo, forbidden=forbidden, wanted=wanted, look_first=draft.asks_first)
    if camera:
        return camera
    photos = [*buttons, *(forbidden_why(t, draft.at_protected_site) if forbidden else [])]
    if draft.photos:
        photos.append(OwnPhotos(draft, tuple(photo.sha256 for photo in draft.photos), key="photos"))
    if draft.joins:
        return column([Joining(draft, key="joining"), *photos])
    return column(
        [
            *_what_and_where(draft, phone, t),
            *photos,
            *([NoPhoto(draft, key="no-photo")] if draft.needs_photo() else []),
            NoteField(
                t("draft.words"), draft.text, lambda text: draft.change(text=text), identifier="words", key="words"
            ),
            *_no_names(draft, t),
            section(t("draft.severity")),
            Severity(draft, phone.sending, key="severity"),
            FixedOnSpot(draft, key="fixed"),
            *([BothParties(draft, key="both")] if draft.may_be_for_both() else []),
            *([Destination(draft, key="destination")] if draft.routing() else []),
            *([] if draft.fixed_on_spot or not draft.questions() else [Questions(draft, key="questions")]),
        ]
    )


def _what_and_where(draft: Draft, phone: Phone, t: Voice) -> list[ft.Control]:
    """What it is about; and where, which is asked unless its point was asked at one place."""
    called = t.say(phone.names.component(draft.component)) if draft.component else t("draft.unnamed")
    where: ft.Control = quiet(phone.names.place(draft)) if draft.place_is_given else Place(draft, key="place")
    if draft.beside:
        return [About(draft, key="about"), where]
    title = [heading(t("draft.missing")), quiet(called)] if draft.missing else [heading(called)]
    joinable = draft.replaces_answer and open_at(phone, draft)
    return [*title, where, *([OpenAlready(draft, key="open")] if joinable else [])]


def _no_names(draft: Draft, t: Voice) -> list[ft.Control]:
    point = draft.point_asked()
    if point and point.pii_warning:
        return [notice(ft.Icons.PRIVACY_TIP, t("draft.pii"))]
    return [] if draft.round else [quiet(t("draft.no_names"))]


@part
def FixedOnSpot(draft: Draft) -> ft.Control:
    t = use_voice()
    row = option_row(
        t("draft.fixed"),
        draft.fixed_on_spot,
        lambda _: draft.change(fixed_on_spot=not draft.fixed_on_spot),
        "fixed-on-spot",
        SQUARE_MARK,
    )
    return column([row, *([quiet(t("draft.fixed_more"))] if draft.fixed_on_spot else [])], 6)
