"""A building's overrides as its property manager proposes them and the other party decides."""

from pathlib import Path

import pytest

from app.state.phone import Phone
from domain.places import Object, Override
from domain.records import to_plain
from domain.rounds.proposals import Proposal
from domain.wire import Parcel
from tests.unit.demo_phone import DemoServer
from tests.unit.harness import Screens
from tests.unit.screens.test_lookup import tell, words_of

MANAGER = "property-manager-centre"
PROPOSED = Proposal(
    "P", "B01", Object("", "", "FIR.EXT.PRT", "", ""), "property-manager-centre", "Förvaltare centrum",
    "2026-11-23T09:00:00+00:00", proposed_org="ORG-TF",
    override=Override("OV-9", "B01", "FIR.EXT.PRT", repair_responsible="user", valid_from="2027-01-01"),
)  # fmt: skip


def test_the_property_manager_proposes_with_what_applies_today_in_sight(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        await seen.tap("more-overrides")
        await seen.tap("override-building-B01")
        assert {"override-OV-01", "override-OV-02"} <= set(seen.ids())
        assert seen.says("Åtgärdar: Ägaren (Tekniska förvaltningen, fastighetsavdelningen)")
        await seen.tap("new-override")
        await seen.type("about-search", "Handbrand")
        await seen.tap("about-FIR.EXT.PRT")
        assert seen.says("Nu: Tekniska förvaltningen")
        await seen.tap("propose-override")
        assert seen.says("Välj vem som ska åtgärda"), "what is missing is said at once, on the phone"
        await seen.tap("party-repair-user")
        await seen.type("agreement", "Avtal 7")
        await seen.type("override-why", "Egen service")
        await seen.tap("propose-override")
        [proposal] = phone.documents.all(Proposal)
        assert proposal.override is not None
        assert (proposal.override.repair_responsible, proposal.override.agreement) == ("user", "Avtal 7")
        await seen.go("/more/overrides")
        await seen.tap("override-building-B01")
        assert seen.says("Väntar på den andra parten")

    tell(tmp_path, story, person=MANAGER)


def test_changing_one_begins_with_what_it_says_and_keeps_its_conditions(tmp_path: Path) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        assert seen.says("Nu: Tekniska förvaltningen"), "what applies today, where its conditions are met"
        await seen.tap("party-cost-owner")
        await seen.tap("propose-override")
        [proposal] = phone.documents.all(Proposal)
        old = next(each for each in server.town.buildings["B01"].overrides if each.id == "OV-02")
        assert proposal.override is not None
        assert proposal.replaces == "OV-02"
        assert proposal.override.conditions == old.conditions
        assert (proposal.override.repair_responsible, proposal.override.cost_responsible) == ("owner", "owner")
        assert proposal.override.reason.sv == old.reason.sv

    tell(tmp_path, story, person=MANAGER, route="/more/overrides/change/B01/OV-02")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", ("Handbrandsläckare", "Åtgärdar: Verksamheten", "Från 1 januari 2027", "Tills vidare")),
        ("en", ("Portable fire extinguisher", "Repairs: The user", "From 1 January 2027", "Until further notice")),
    ],
)
def test_the_other_party_finds_it_at_home_reads_what_it_means_and_approves(
    tmp_path: Path, language: str, said: tuple[str, ...]
) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        phone.documents.receive([Parcel("proposal", "P", 2, to_plain(PROPOSED))], (), reset=False)
        await seen.go("/proposal/P")
        words = words_of(seen)
        assert [each for each in said if each not in words] == []
        await seen.tap("approve-proposal")
        held = phone.documents.proposal("P")
        assert held is not None
        assert held.status == "approved"

    tell(tmp_path, story, person="manager-b01", language=language, route="/")


@pytest.mark.parametrize("person", ["caretaker-north", "manager-b01", "safety-coordinator"])
def test_who_does_not_propose_has_no_such_page_in_the_menu(tmp_path: Path, person: str) -> None:
    async def story(seen: Screens, phone: Phone, server: DemoServer) -> None:
        assert "more-overrides" not in seen.ids()

    tell(tmp_path, story, person=person)
