"""What only the server knows of: events that it would not carry out, and phones whose work has not all come."""

from collections.abc import Callable
from typing import cast

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, named, notice, plain, quiet, refused, section
from app.screens.surroundings import go, use_phone
from app.screens.times import moment
from app.state.tasks.views import PutAside
from app.words.acts import key_of as act_key
from domain.refusals import Refusal
from domain.tasks.triage import OwingPhone, RefusedEvent, ServerTriage


@part
def Stuck() -> ft.Control:
    phone, t = use_phone()
    known, set_known = ft.use_state(cast("ServerTriage | Refusal | None", None))
    _, draw_again = ft.use_state(0)
    aside = PutAside(phone.db, phone.signed_in.id if phone.signed_in else "")

    async def ask() -> None:
        set_known(await phone.desk_server.triage())

    def settle(about: str) -> None:
        aside.put(about)
        draw_again(lambda times: times + 1)

    ft.use_effect(ask, [])
    if known is None:
        return quiet(t("stuck.asking"))
    if isinstance(known, Refusal):
        return column([section(t("stuck.phones")), *refused(known, t.say)], 8)
    gone = aside.all()
    events = [each for each in known.refused if key_of(each) not in gone]
    phones = [each for each in known.phones if key_of(each) not in gone]
    parts: list[ft.Control] = []
    if phones:
        parts += [section(f"{t('stuck.phones')} ({len(phones)})")]
        parts += [PhoneCard(each, settle, key=each.device) for each in phones]
    if events:
        parts += [section(f"{t('stuck.refused')} ({len(events)})")]
        parts += [RefusedCard(each, settle, key=each.id) for each in events]
    return named("stuck", column(parts or [quiet(t("stuck.nothing"))], 8))


def key_of(each: RefusedEvent | OwingPhone) -> str:
    """Of a phone that owes anew something else has to be settled."""
    return f"phone:{each.device}:{each.since}" if isinstance(each, OwingPhone) else f"refused:{each.id}"


@part
def RefusedCard(event: RefusedEvent, settle: Callable[[str], None]) -> ft.Control:
    phone, t = use_phone()
    task = phone.task(event.about) if event.about_kind in ("task", "finding") else None
    is_round = event.about_kind == "round" and phone.documents.round(event.about) is not None
    buttons: list[ft.Control] = []
    if task:
        path = f"/tasks/{event.about}"
        buttons.append(plain(t("decide.open"), ft.Icons.ARTICLE_OUTLINED, lambda _: go(path), f"see-{event.id}"))
        write = plain(
            t("decide.remind"), ft.Icons.CHAT_BUBBLE_OUTLINE, lambda _: go(f"{path}/comment"), f"say-{event.id}"
        )
        buttons.append(write)
    elif is_round:
        path = f"/round/{event.about}"
        buttons.append(plain(t("stuck.round"), ft.Icons.ROUTE, lambda _: go(path), f"see-{event.id}"))
    buttons.append(plain(t("stuck.settled"), ft.Icons.CHECK, lambda _: settle(key_of(event)), f"settle-{event.id}"))
    did = t(act_key(event.act))
    lines: list[ft.Control] = [
        quiet(f"{event.title or event.person} · {moment(event.at, t)}" if event.at else event.title),
        ft.Text(did, size=17, weight=ft.FontWeight.W_600),
        ft.Text(t.say(event.refusal.why), size=16),
        quiet(t.say(event.refusal.do)),
        ft.Row(buttons, wrap=True, spacing=4, run_spacing=0),
    ]
    return named(f"refused-{event.id}", card(column(lines, 4)))


@part
def PhoneCard(owing: OwingPhone, settle: Callable[[str], None]) -> ft.Control:
    _, t = use_phone()
    lost, set_lost = ft.use_state(False)
    owed = [t("stuck.held", n=owing.held)] if owing.held else []
    owed += [t("stuck.photos", n=owing.photos)] if owing.photos else []
    told = notice(ft.Icons.PHONELINK_ERASE, t("stuck.revoke"), t("stuck.revoke_more", device=owing.device))
    buttons = [
        plain(t("stuck.asked"), ft.Icons.CHECK, lambda _: settle(key_of(owing)), f"asked-{owing.device}"),
        plain(t("stuck.lost"), ft.Icons.PHONELINK_ERASE, lambda _: set_lost(not lost), f"lost-{owing.device}"),
    ]
    lines: list[ft.Control] = [
        ft.Text(owing.title or owing.person, size=17, weight=ft.FontWeight.W_600),
        ft.Text(", ".join(owed), size=16),
        quiet(t("stuck.since", since=moment(owing.since, t), seen=moment(owing.last_seen_at, t))),
        *([told] if lost else []),
        ft.Row(buttons, wrap=True, spacing=4, run_spacing=0),
    ]
    return named(f"phone-{owing.device}", card(column(lines, 4)))
