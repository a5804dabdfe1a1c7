"""What an assessment opens with: the unit's own incidents, findings and missed rounds, each a tap from being a risk."""

from typing import cast

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, named, notice, outlined, quiet, refused, secondary, section
from app.screens.surroundings import use_phone, use_said, use_voice
from app.screens.times import day_words
from app.state.risk import counted_by_server, hidden_here, suggested, take
from app.state.rounds.walk import Walk
from domain.risk.hidden import Hidden
from domain.risk.risks import risk_form
from domain.risk.suggestions import Suggestion

FIRST = 5
"""So many are shown until somebody asks for all of them."""


def suggested_risks(walk: Walk) -> list[ft.Control]:
    """On the overview of an assessment that can be filled in; nothing of any other round."""
    return [SuggestedRisks(walk, key="suggested")] if risk_form(walk.checklist) else []


@part
def SuggestedRisks(walk: Walk) -> ft.Control:
    phone, t = use_phone()
    every, set_every = ft.use_state(False)
    found = suggested(walk, phone.clock.now().astimezone())
    if found is None:
        return ft.Container()
    lines: list[ft.Control] = [section(t("assess.suggested")), quiet(t("assess.suggested_more"))]
    if found.reaches_back_to:
        back = t("assess.reaches_back", day=day_words(found.reaches_back_to, t))
        lines.append(named("reaches-back", notice(ft.Icons.HISTORY, back)))
    if not found.offered:
        lines.append(quiet(t("assess.all_taken" if found.taken else "assess.nothing"), 16))
    elif found.taken:
        lines.append(quiet(t("assess.taken", n=found.taken)))
    shown = found.offered if every else found.offered[:FIRST]
    lines += [SuggestionRow(walk, each, key=each.kind.id) for each in shown]
    if len(found.offered) > len(shown):
        lines.append(outlined(t("assess.more"), ft.Icons.EXPAND_MORE, lambda _: set_every(True), "all-suggestions"))
    if phone.signed_in and counted_by_server(phone.documents, phone.signed_in):
        lines.append(HiddenReports(walk.building.id, key="hidden"))
    return named("suggested", column(lines, 8))


@part
def HiddenReports(building: str) -> ft.Control:
    """Restricted reports that the person may not read: their number, as far as it tells of nobody."""
    phone, t = use_phone()
    counted, set_counted = ft.use_state(cast("Hidden | None", None))
    asked, set_asked = ft.use_state(False)

    async def ask() -> None:
        set_counted(await hidden_here(phone.desk_server, building))
        set_asked(True)

    ft.use_effect(ask, [building, phone.sending.online])
    if counted is None:
        words = t("assess.no_count") if asked else "…"
    elif counted.at_least:
        words = t("assess.at_least", n=counted.at_least)
    else:
        words = t("assess.few", least=counted.cell)
    return named("hidden-reports", notice(ft.Icons.LOCK_OUTLINE, words, t("assess.not_yours")))


@part
def SuggestionRow(walk: Walk, suggestion: Suggestion) -> ft.Control:
    t = use_voice()
    refusal, set_refusal = use_said()
    kind = suggestion.kind

    def take_in(_: ft.Event) -> None:
        set_refusal(take(walk, suggestion, t.language))

    counted = t("assess.count", n=suggestion.count, day=day_words(suggestion.latest, t))
    lines: list[ft.Control] = [
        ft.Text(t.say(kind.what).capitalize(), size=17, weight=ft.FontWeight.W_600),
        quiet(counted),
        ft.Text(t.say(kind.event), size=16),
    ]
    if suggestion.secret:
        lines.append(quiet(t("assess.secret"), 14))
    lines += [secondary(t("assess.take"), ft.Icons.ADD, take_in, f"take-{kind.id}"), *refused(refusal, t.say)]
    return named(f"suggestion-{kind.id}", card(column(lines, 6), padding=14))
