"""What it costs: the estimate and the final sum, who pays, from whom it is claimed back, and the invoices."""

import flet as ft

from app.screens.desk.cost_card import in_kronor
from app.screens.fields import EntryField, OneOf
from app.screens.guard import part
from app.screens.parts import card, column, named, outlined, quiet, section
from app.screens.surroundings import Voice, go, use_phone, use_voice
from app.screens.writing.own_photos import OwnPhotos
from app.screens.writing.photo_parts import PhotoStrip, use_photos
from app.screens.writing.photos import forbidden_why
from app.state.cases import work as case_work
from app.state.cases.work import COSTS, NO_SUM, kronor_in
from app.state.phone import Phone
from app.state.writing.notes import Note
from domain.cases.case_file import CaseFile
from domain.photos import PhotoRef
from domain.policy import Policy
from domain.secrecy.protection import bars_photos
from domain.tasks.handover import OWNER, USER

RECOVERY = {
    "offender": "costs.offender",
    "insurer": "costs.insurer",
    "contractor": "costs.contractor",
    "hirer": "costs.hirer",
}
NOBODY = "none"
"""Policy's word for a cost that is claimed back from nobody."""


@part
def Costs(case: CaseFile) -> ft.Control:
    phone, t = use_phone()
    if not phone.case_work.may_hold(case):
        return ft.Container(height=0, visible=False)
    lines = [ft.Text(f"{what}: {value}" if value else what, size=16) for what, value in said(case, phone, t)]
    invoices = case.cost.invoices
    shown: list[ft.Control] = [named("costs", card(column(lines, 6)))] if lines else []
    shown += [quiet(t("costs.invoices")), PhotoStrip(hashes(invoices), key="invoices")] if invoices else []
    shown = shown or [quiet(t("costs.none"))]
    if phone.case_work.may_handle(case):
        write = f"/cases/{case.id}/{COSTS}"
        shown.append(outlined(t("costs.write"), ft.Icons.PAYMENTS_OUTLINED, lambda _: go(write), "write-costs"))
    return column([section(t("costs.title")), *shown], 8)


def said(case: CaseFile, phone: Phone, t: Voice) -> list[tuple[str, str]]:
    """What is known, each as (what, how much) or as one sentence."""
    cost = case.cost
    sums = ((t("costs.estimated"), cost.estimated), (t("costs.final"), cost.final))
    found = [(what, t("costs.reads", sek=in_kronor(sek))) for what, sek in sums if sek is not None]
    if cost.payer:
        found.append((t("costs.pays", org=_party(case, cost.payer, phone, t)), ""))
    if cost.recovery not in ("", NOBODY):
        found.append((t("costs.claimed", whom=_whom(cost.recovery, t).lower()), ""))
    return found


def _whom(recovery: str, t: Voice) -> str:
    """A municipality's own word for somebody is said as it is."""
    return t(RECOVERY[recovery]) if recovery in RECOVERY else recovery


def _party(case: CaseFile, party: str, phone: Phone, t: Voice) -> str:
    return t.say(phone.names.organisation(phone.case_work.parties(case).get(party, party)))


# --- writing them ----------------------------------------------------------------------------------------------------


@part
def WriteCosts(case: CaseFile, note: Note) -> ft.Control:
    phone, t = use_phone()
    barred = bars_photos(phone.documents, case.building)
    camera, buttons = use_photos(note.add_photo, forbidden=barred, look_first=note.sealed)
    if camera:
        return camera
    written = case_work.costs(note, case)
    how = forbidden_why(t, protected=True) if barred else [quiet(t("costs.invoices_more"))]
    parties = [
        (OWNER, t("costs.owner", org=_party(case, OWNER, phone, t))),
        (USER, t("costs.user", org=_party(case, USER, phone, t))),
        ("", t("costs.nobody_yet")),
    ]
    policy = next(iter(phone.documents.all(Policy)), None)
    known = policy.enums.get("cost_recovery", ()) if policy else ()
    whom = [("", t("costs.none_claimed")), *((each, _whom(each, t)) for each in known if each != NOBODY)]
    payer = OneOf(parties, written["payer"], lambda party: note.note(payer=party), identifier="payer")
    claimed = OneOf(whom, written["recovery"], lambda each: note.note(recovery=each), identifier="recovery")
    return column(
        [
            Sum(note, "estimated", written["estimated"], t("costs.estimated"), key="estimated"),
            Sum(note, "final", written["final"], t("costs.final"), key="final"),
            column([section(t("costs.payer")), payer], 8),
            column([section(t("costs.recovery")), claimed], 8),
            column([section(t("costs.invoices")), *how, *buttons], 8),
            Invoices(case, note, key="invoices"),
        ]
    )


@part
def Invoices(case: CaseFile, note: Note) -> ft.Control:
    """Those that the case has, and after them those that are new."""
    left = case_work.invoices_left(note, case)
    known = PhotoStrip(hashes(left), lambda sha256: case_work.take_invoice_away(note, sha256), key="known")
    return column([*([known] if left else []), OwnPhotos(note, hashes(note.photos), key="new")], 10)


def hashes(photos: tuple[PhotoRef, ...]) -> tuple[str, ...]:
    return tuple(photo.sha256 for photo in photos)


@part
def Sum(note: Note, fact: str, written: str, label: str) -> ft.Control:
    """As it is typed; below it as it is read, in groups of three."""
    t = use_voice()
    kronor = kronor_in(written)
    field = EntryField(
        t("costs.in_kronor", what=label),
        written,
        lambda text: note.note(**{fact: text}),
        identifier=fact,
        kind="number",
        key=f"{fact}-{note.id}",
    )
    reads = "" if kronor is None else t("costs.no_sum") if kronor == NO_SUM else t("costs.reads", sek=in_kronor(kronor))
    return column([field, *([named(f"{fact}-reads", quiet(reads, 16), live_region=True)] if reads else [])], 4)


def missing(case: CaseFile, note: Note) -> str:
    written = case_work.costs(note, case)
    return "costs.no_sum" if NO_SUM in (kronor_in(written["estimated"]), kronor_in(written["final"])) else ""
