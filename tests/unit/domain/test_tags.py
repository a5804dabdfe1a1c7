"""Claims about labels and tags: what is meant is found however it is written, and what is not meant is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places import Building, Object, Space
from domain.refusals import Refusal
from domain.rounds.tags import meant_among, name_of, object_meant, tag_in
from sync_server.content import load_municipality


def item(tag: str, qr_id: str = "", label: str = "Pulver 6 kg") -> Object:
    return Object(tag, "extinguisher", "FIR.EXT.PRT", "", label, qr_id)


SCHOOL = Building(
    "B01",
    "Björkhagaskolan",
    "TF",
    "BUN",
    name_en="Björkhaga school",
    spaces=(
        Space("B01-KOK", "Storkök", "kitchen", "indoor"),
        Space("B01-COR1", "Korridor A", "corridor", "indoor"),
        Space("B01-KÄL", "Källare", "basement", "indoor"),
    ),
    objects=(
        item("LJH-B01-EX-001", "e4ec28741b"),
        item("LJH-B01-EX-012", "1f56f46fbf"),
        item("LJH-B01-FB-001", "2dc954971c"),
        item("LJH-B01-FB-001-X", "99ae503714"),
        item("OLD-EX-012"),
        item("12-34"),
        item("12-345"),
    ),
)
NURSERY = Building(
    "B02",
    "Blåklockan",
    "TF",
    "BUN",
    spaces=(Space("B02-KOK", "Mottagningskök", "kitchen", "indoor"),),
    objects=(item("LJH-B02-EX-001", "e0d4168557", "Skum 6 l kök"), item("LJH-B02-SA-001")),
)


def meaning(said: str) -> str:
    """The name of what is meant, or the code of the refusal."""
    meant = object_meant(SCHOOL, said, [SCHOOL, NURSERY])
    return meant.code if isinstance(meant, Refusal) else name_of(meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("LJH-B01-EX-001", "LJH-B01-EX-001"),
        ("  ljh-b01-ex-001\n", "LJH-B01-EX-001"),
        ("ljhb01ex001", "LJH-B01-EX-001"),
        ("LJH B01 EX 001", "LJH-B01-EX-001"),
        ("ljh–b01–ex–001", "LJH-B01-EX-001"),
        ("LJH.B1.EX.1", "LJH-B01-EX-001"),
        ("e4ec28741b", "LJH-B01-EX-001"),
        ("E4EC28741B", "LJH-B01-EX-001"),
        ("https://rond.example.se/tag/LJH-B01-EX-001", "LJH-B01-EX-001"),
        ("HTTPS://ROND.EXAMPLE.SE/TAG/LJH-B01-EX-001", "LJH-B01-EX-001"),
        ("https://rond.example.se/tag/e4ec28741b/?from=label#top", "LJH-B01-EX-001"),
        ("/tag/ljh-b01-ex-001", "LJH-B01-EX-001"),
        ("B01-EX-001", "LJH-B01-EX-001"),
        ("EX-001", "LJH-B01-EX-001"),
        ("ex001", "LJH-B01-EX-001"),
        ("ex 1", "LJH-B01-EX-001"),
        ("B01-KOK", "B01-KOK"),
        ("kök", "unknown_tag"),
        ("kok", "B01-KOK"),
        ("käl", "B01-KÄL"),
        ("https://rond.example.se/tag/B01-K%C3%84L", "B01-KÄL"),
        ("cor1", "B01-COR1"),
        ("FB-001-X", "LJH-B01-FB-001-X"),
        ("FB-001", "LJH-B01-FB-001"),
        ("12-34", "12-34"),
        ("1234", "12-34"),
        ("", "no_tag"),
        (" - ", "no_tag"),
        ("EX-012", "ambiguous_tag"),
        ("ex12", "ambiguous_tag"),
        ("LJH-B01-EX-012", "LJH-B01-EX-012"),
        ("001", "unknown_tag"),
        ("1", "unknown_tag"),
        ("34", "unknown_tag"),
        ("EX-099", "unknown_tag"),
        ("EX-00", "unknown_tag"),
        ("e4ec2874", "unknown_tag"),
        ("https://example.com/KOK", "unknown_tag"),
        ("https://rond.example.se/tag/", "unknown_tag"),
        ("7310865004703", "unknown_tag"),
        ("LJH-B02-EX-001", "tag_elsewhere"),
        ("ljh b02 ex 1", "tag_elsewhere"),
        ("e0d4168557", "tag_elsewhere"),
        ("https://rond.example.se/tag/LJH-B02-SA-001", "tag_elsewhere"),
        ("B02-KOK", "tag_elsewhere"),
        ("SA-001", "unknown_tag"),
    ],
)
def test_what_is_scanned_or_typed_means_one_thing_or_says_why_not(said: str, meant: str) -> None:
    assert meaning(said) == meant


@pytest.mark.parametrize(
    ("said", "why", "do"),
    [
        ("EX-099", "EX-099 finns inte i Björkhagaskolan.", "till exempel LJH-B01-EX-001."),
        ("EX-012", "EX-012 kan vara LJH-B01-EX-012 eller OLD-EX-012.", "Skriv hela taggen."),
        (
            "ljhb02ex001",
            "LJH-B02-EX-001 (Skum 6 l kök) hör till Blåklockan, inte till Björkhagaskolan.",
            "rätt byggnad",
        ),
        ("B02-KOK", "B02-KOK (Mottagningskök) hör till Blåklockan", "rätt byggnad"),
        ("", "Ingen tagg är angiven.", "som den står på etiketten"),
    ],
)
def test_a_refusal_names_what_was_said_and_what_to_do(said: str, why: str, do: str) -> None:
    refusal = object_meant(SCHOOL, said, [NURSERY])
    assert isinstance(refusal, Refusal)
    assert why in refusal.why.sv
    assert do in refusal.do.sv
    assert refusal.why.en
    assert refusal.do.en


def test_the_words_follow_the_language_of_the_building_too() -> None:
    refusal = object_meant(SCHOOL, "EX-099")
    assert isinstance(refusal, Refusal)
    assert refusal.why.en == "EX-099 is not in Björkhaga school."


def test_the_whole_text_of_a_strange_code_is_not_poured_onto_the_screen() -> None:
    refusal = object_meant(SCHOOL, "BEGIN:VCARD " * 200)
    assert isinstance(refusal, Refusal)
    assert len(refusal.why.sv) < 120


def test_many_candidates_are_not_all_listed() -> None:
    crowded = Building("B09", "Hallen", "TF", "BUN", objects=tuple(item(f"{floor}-EX-001") for floor in "ABCDEF"))
    refusal = object_meant(crowded, "ex1")
    assert isinstance(refusal, Refusal)
    assert refusal.why.sv == "ex1 kan vara A-EX-001, B-EX-001, C-EX-001 …"


def test_a_building_without_objects_has_no_example_to_give() -> None:
    refusal = object_meant(Building("B09", "Hallen", "TF", "BUN"), "EX-001")
    assert isinstance(refusal, Refusal)
    assert refusal.do.sv == "Skriv taggen som den står på etiketten."


def test_another_buildings_tag_is_merely_unknown_where_that_building_is() -> None:
    refusal = object_meant(SCHOOL, "LJH-B02-EX-001")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unknown_tag"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("https://rond.example.se/tag/LJH-B02-EX-001", ("B02", "LJH-B02-EX-001")),
        ("e4ec28741b", ("B01", "LJH-B01-EX-001")),
        ("sa-1", ("B02", "LJH-B02-SA-001")),
        ("B02-KOK", ("B02", "B02-KOK")),
        ("KOK", "ambiguous_tag"),
        ("EX-001", "ambiguous_tag"),
        ("LJH-B07-EX-001", "unknown_tag"),
        ("", "no_tag"),
    ],
)
def test_a_tag_that_is_opened_by_a_link_finds_its_building(said: str, meant: object) -> None:
    found = meant_among([SCHOOL, NURSERY], said)
    assert (found.code if isinstance(found, Refusal) else (found[0].id, name_of(found[1]))) == meant


TOWN = load_municipality()
LABELS = [(building, thing) for building in TOWN.buildings.values() for thing in (*building.objects, *building.spaces)]


@pytest.mark.parametrize("building", TOWN.buildings.values(), ids=lambda building: building.id)
def test_every_label_of_the_municipality_is_found_by_each_of_its_names(building: Building) -> None:
    for thing in (*building.objects, *building.spaces):
        names = [name_of(thing), *([thing.qr_id] if isinstance(thing, Object) and thing.qr_id else [])]
        for name in names:
            assert object_meant(building, name) is thing
            assert object_meant(building, f"https://rond.example.se/tag/{name}") is thing
            assert meant_among(list(TOWN.buildings.values()), name) == (building, thing)


@given(st.sampled_from(LABELS), st.data())
def test_dashes_and_capitals_never_change_what_a_whole_tag_means(
    label: tuple[Building, Object | Space], data: st.DataObject
) -> None:
    building, thing = label
    written = ""
    for character in name_of(thing):
        if character == "-":
            written += data.draw(st.sampled_from(["-", "", " ", " - ", "–", "."]))
        else:
            written += data.draw(st.sampled_from([character.upper(), character.lower()]))
    assert object_meant(building, written) is thing


@given(st.text())
def test_whatever_a_code_holds_there_is_an_answer(said: str) -> None:
    meant = object_meant(SCHOOL, said, [NURSERY])
    assert isinstance(meant, Object | Space) or (meant.why.sv and meant.do.sv)
    assert isinstance(tag_in(said), str)
