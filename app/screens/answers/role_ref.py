"""Answering with a role: who is to do it, by office and never by name."""

from typing import Any

import flet as ft

from app.screens.answers.shared import Give, not_here
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import column, quiet
from app.screens.surroundings import use_phone
from domain.checklists.checklist import Point
from domain.people import Role

FEW = 8


@part
def RoleChoice(point: Point, given: Any, give: Give) -> ft.Control:
    phone, t = use_phone()
    typed, set_typed = ft.use_state("")
    roles = sorted(((role.id, t.say(role.name)) for role in phone.documents.all(Role)), key=lambda role: role[1])
    wanted = [role for role in roles if typed.strip().lower() in role[1].lower() or role[0] == given]
    controls: list[ft.Control] = []
    if not roles:
        controls.append(quiet(t("answer.no_roles"), 16))
    if len(roles) > FEW:
        controls.append(EntryField(t("answer.search_role"), "", set_typed, identifier="answer-search", kind="search"))
    controls.append(OneOf(wanted, given if isinstance(given, str) else "", give, identifier="answer"))
    return column([*controls, *not_here(point, given, give, t)])
