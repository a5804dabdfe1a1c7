"""Summary and signature: what was found, what is missing, and the names under it."""

import flet as ft

from app.screens import frame
from app.screens.called import signed_words
from app.screens.guard import part, screen
from app.screens.parts import column, empty, heading, named, primary
from app.screens.risk.risks import risk_summary
from app.screens.signing.signatures import Signatures
from app.screens.signing.summary import Counts, Missing, remarks
from app.screens.surroundings import go, use_phone, use_voice
from app.screens.walking.sent import lies_with_others
from app.state.rounds.walk import Walk
from domain.rounds.round import SUBMITTED


@screen
def SignPage() -> ft.View:
    phone, t = use_phone()
    walk = phone.book.walk(ft.use_route_params().get("round", ""))
    if walk is None:
        return frame.page(t("sign.title"), [empty(ft.Icons.SEARCH_OFF, t("round.gone"), t("round.gone_more"))])
    return frame.page(t("sign.title"), [Summary(walk, key=walk.round.id)])


@part
def Summary(walk: Walk) -> ft.Control:
    phone, t = use_phone()
    # The part of a form that is being signed here: when it has been, another is open, for somebody else.
    signing, _ = ft.use_state(walk.part)
    if walk.round.status == SUBMITTED:
        return Receipt(walk)
    if walk.part != signing or lies_with_others(walk, phone):
        return SentOn(walk)
    missing = walk.missing()
    return column(
        [
            heading(f"{t.say(walk.checklist.title)}, {walk.building.name}"),
            Counts(walk, key="counts"),
            *remarks(walk, t),
            *risk_summary(walk),
            Missing(walk, missing, key="missing") if missing else Signatures(walk, key="signatures"),
        ],
        14,
    )


@part
def Receipt(walk: Walk) -> ft.Control:
    t = use_voice()
    return _done(signed_words(walk.checklist, t), t("sign.done_more", name=walk.round.signed_by), t("sign.home"))


@part
def SentOn(walk: Walk) -> ft.Control:
    """A part of a form has been signed: who has it now."""
    phone, t = use_phone()
    roles = t.say(phone.names.roles(walk.checklist.handled_by))
    return _done(t("sign.sent_on"), t("sign.sent_on_more", name=walk.round.signed_by, roles=roles), t("sign.home"))


def _done(title: str, words: str, home: str) -> ft.Control:
    done = empty(ft.Icons.VERIFIED, title, words)
    return column([named("signed", done, live_region=True), primary(home, ft.Icons.HOME, lambda _: go("/"), "home")])
