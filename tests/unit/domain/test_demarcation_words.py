"""What people read about a route: who, why, and by which rule of which version."""

import pytest

from domain.demarcation.listing import DemarcationList
from domain.demarcation.routing import Case, route
from domain.demarcation.words import explained
from domain.language import Words
from sync_server.content import load_municipality

TOWN = load_municipality()
LIST = TOWN.demarcation[0]


def why(building_id: str, space_id: str, case: Case) -> Words:
    building = TOWN.buildings[building_id]
    routing = route(LIST, building, case, space=building.space(space_id), on="2026-10-01")
    return explained(routing, LIST, building, TOWN.org_words)


def test_an_ordinary_row_is_told_in_one_sentence():
    assert why("B01", "B01-COR1", Case("FIR.EXT.PRT")) == Words(
        "Handbrandsläckare: ägaren (Tekniska förvaltningen, fastighetsavdelningen) åtgärdar och betalar, "
        "verksamheten (Barn- och utbildningsförvaltningen) kontrollerar (rad DM-013, version 2026:1).",
        "Portable fire extinguisher: the owner (Technical department, property division) repairs and pays, "
        "the user (Education department) inspects (row DM-013, version 2026:1).",
    )


@pytest.mark.parametrize(
    ("place", "case", "sv", "en"),
    [
        (
            ("B04", "B04-CAF"),
            Case("FIR.EXT.PRT"),
            "Arrendatorn håller egna släckare i kaféet: verksamheten (Kafé Kvarnhjulet (arrendator)) åtgärdar, "
            "kontrollerar och betalar (byggnadens undantag OV-06, Arrendeavtal kafé, version 2026:1).",
            "The operator provides own extinguishers in the café: the user (Café operator (leaseholder)) repairs, "
            "inspects and pays (the building's override OV-06, Arrendeavtal kafé, version 2026:1).",
        ),
        (
            ("B01", "B01-KLS"),
            Case("BLD.GLS.EXT", cause="user_operation"),
            "betalar (gemensamt undantag DM-164, version 2026:1).",
            "pays (shared exception DM-164, version 2026:1).",
        ),
        (
            ("B08", "B08-UPL"),
            Case("FIR.SRC.CHG"),
            "Svara också på: Sitter det fast?",
            "Please also answer: Is it fixed?",
        ),
        (
            ("B01", "B01-KLS"),
            Case("XYZ.NON"),
            "Gränsdragningslistan 2026:1 säger inte vem som åtgärdar, kontrollerar och betalar här (XYZ.NON); "
            "förvaltaren avgör.",
            "The demarcation list 2026:1 does not say who repairs, inspects and pays here (XYZ.NON); "
            "the property manager decides.",
        ),
        (
            ("B01", "B01-KLS"),
            Case("XYZ.NON", cause="user_operation"),
            "säger inte vem som åtgärdar och kontrollerar här",
            "does not say who repairs and inspects here",
        ),
    ],
)
def test_each_kind_of_rule_is_told_in_both_languages(place: tuple[str, str], case: Case, sv: str, en: str):
    words = why(*place, case)
    assert words.sv.endswith(sv) or sv in words.sv
    assert words.en.endswith(en) or en in words.en


def test_every_rule_that_was_used_is_named():
    words = why("B11", "B11-REC", Case("BLD.DOR.EXT", cause="burglary"))
    for rule in ("OV-14", "DM-131"):
        assert rule in words.sv
        assert rule in words.en


def test_a_rule_that_a_later_list_no_longer_has_is_named_by_its_id():
    building = TOWN.buildings["B01"]
    routing = route(LIST, building, Case("FIR.EXT.BLK"), on="2026-10-01")
    later = DemarcationList("2027:1", "2027-01-01", "", ())
    assert "FIR.EXT.BLK: verksamheten" in explained(routing, later, building, TOWN.org_words).sv
