"""Signing and locking: what is needed, who signs, what a locked round still takes, and whom it is told to."""

from dataclasses import dataclass, replace

import pytest

from domain.checklists.checklist import Checklist, Choice, Point, Section
from domain.events import (
    Act,
    PointAnswered,
    RoundAddedTo,
    RoundCountersigned,
    RoundStarted,
    RoundSubmitted,
    Signing,
)
from domain.findings import Finding
from domain.language import Words
from domain.notices import Notice
from domain.people import Person
from domain.photos import PhotoRef
from domain.rounds.round import COUNTERSIGNER, HANDED_ON, PERFORMER, REVIEWER, SIGNER, SUBMITTED, Round
from domain.rounds.signing import awaits
from domain.secrecy.access import audience_of, keys_of, may_see
from tests.unit.world import SCHOOL, World, point

YES_NO = "yes_no"
INSPECTION = Checklist(
    "inspection",
    "2026:1",
    Words("Årsbesiktning", "Yearly inspection"),
    domain="fire",
    kind="inspection",
    interval="P1Y",
    performed_by=("officer",),
    reviewed_by=("manager",),
    countersigned_by=("head",),
    attended_by=("responsible",),
    sections=(
        Section(
            "a",
            Words("A", "A"),
            (
                Point("leased", YES_NO, Words("Uthyrt?", "Leased?")),
                Point(
                    "tenant",
                    "text",
                    Words("Hyresgäst", "Tenant"),
                    show_if={"point": "leased", "op": "eq", "value": "yes"},
                ),
                Point("photos", "photo", Words("Bilder", "Photos"), required=True, min_count=2),
                Point("sign", "signature", Words("Skriv under", "Sign"), signers=("officer", "responsible")),
            ),
        ),
    ),
)
CAUSES = (Choice("vandalism", Words("Skadegörelse", "Vandalism")), Choice("wear", Words("Slitage", "Wear")))
FORM = Checklist(
    "form",
    "2026:1",
    Words("Skada", "Damage"),
    domain="building",
    kind="incident_form",
    interval="event",
    performed_by=("any_employee",),
    handled_by=("manager",),
    informed=("insurer",),
    informed_deidentified=("rep",),
    sections=(
        Section(
            "told",
            Words("Anmälan", "Report"),
            (point("what", "choice", routing_input="cause", choices=CAUSES),),
            part="reporter",
        ),
        Section(
            "handled",
            Words("Handläggning", "Handling"),
            (
                Point(
                    "measure",
                    "choice",
                    Words("Åtgärd", "Measure"),
                    choices=(
                        Choice("repair", Words("Laga", "Repair"), creates_task={"component": "BLD.WIN"}),
                        Choice("none", Words("Inget", "Nothing")),
                    ),
                ),
            ),
            part="manager",
        ),
    ),
)

OFFICER = Person("officer-1", "Inspektör", "RTJ", ("officer",), ("B01",))
MANAGER = Person("manager-1", "Chef", "TF", ("manager",), ("B01",))
HEAD = Person("head-1", "Förvaltningschef", "TF", ("head",), ("B01",))
TEACHER = Person("teacher-1", "Lärare", "BUN", ("any_employee",), ("B01",))
ELSEWHERE = Person("manager-2", "Annan chef", "TF", ("manager",), ("B02",))
BOTH = (Signing("officer", "Ida Ek"), Signing("responsible", "Bo Alm"))
PHOTOS = tuple(PhotoRef(letter * 64) for letter in "ab")


@dataclass
class Town(World):
    """A world with an inspection and a form."""

    checklists: tuple[Checklist, ...] = (INSPECTION, FORM)

    def person(self, person: str) -> Person:
        return next(p for p in (OFFICER, MANAGER, HEAD, TEACHER, ELSEWHERE) if p.id == person)

    def checklist(self, checklist: str, version: str) -> Checklist | None:
        return next((held for held in self.checklists if (held.id, held.version) == (checklist, version)), None)

    def refuses(self, person: Person, act: Act) -> str:
        """The code of the refusal, "" when it was done."""
        refusal = self.does(person, act)
        return refusal.code if refusal else ""

    def walked(self) -> Round:
        round_ = self.round("r")
        assert round_ is not None
        return round_

    def every(self, kind: type) -> list:
        return [document for document in self.documents.values() if isinstance(document, kind)]


def inspected(*answers: tuple[str, object], checklist: Checklist = INSPECTION) -> Town:
    town = Town(checklists=(checklist, FORM))
    assert town.refuses(OFFICER, RoundStarted("r", "B01", "inspection", "2026:1")) == ""
    hashes = [photo.sha256 for photo in PHOTOS]
    for name, value in answers or (("leased", "no"), ("photos", hashes)):
        assert town.refuses(OFFICER, PointAnswered("r", name, value)) == ""
    return town


def signed(checklist: Checklist = INSPECTION) -> Town:
    town = inspected(checklist=checklist)
    assert town.refuses(OFFICER, RoundSubmitted("r", "Ida Ek", BOTH)) == ""
    return town


HALF = ["a" * 64]
REFUSED = {
    "an unanswered point": ([("photos", [*HALF, "b" * 64])], RoundSubmitted("r", "Ida Ek", BOTH), "round_incomplete"),
    "one photo of two": ([("leased", "no"), ("photos", HALF)], RoundSubmitted("r", "Ida Ek", BOTH), "round_incomplete"),
    "no name": ([], RoundSubmitted("r", " ", BOTH), "name_missing"),
    "nobody else's signature": ([], RoundSubmitted("r", "Ida Ek", BOTH[:1]), "signatures_missing"),
    "a signature without a name": (
        [],
        RoundSubmitted("r", "Ida Ek", (BOTH[0], Signing("responsible", "  "))),
        "signatures_missing",
    ),
}


@pytest.mark.parametrize(("answers", "act", "code"), REFUSED.values(), ids=REFUSED)
def test_a_round_is_not_signed_with(answers: list[tuple[str, object]], act: RoundSubmitted, code: str) -> None:
    town = inspected(*answers)
    assert town.refuses(OFFICER, act) == code
    assert town.walked().signatures == ()


def test_everybody_who_signs_stands_in_the_round_with_role_name_time_and_picture() -> None:
    town, drawn = inspected(), PhotoRef("d" * 64)
    act = RoundSubmitted("r", "Ida Ek", (BOTH[0], replace(BOTH[1], image=drawn)), attended=("responsible",))
    assert town.refuses(OFFICER, act) == ""
    round_ = town.walked()
    assert [(s.as_, s.role, s.name, s.image) for s in round_.signatures] == [
        (PERFORMER, "officer", "Ida Ek", None),
        (SIGNER, "responsible", "Bo Alm", drawn),
    ]
    assert (round_.status, round_.attended) == (SUBMITTED, ("responsible",))


@pytest.mark.parametrize(("confidentiality", "code"), [("open", ""), ("limited", "not_for_temps")])
def test_a_temp_without_account_walks_only_open_rounds(confidentiality: str, code: str) -> None:
    town = inspected(checklist=replace(INSPECTION, confidentiality=confidentiality))
    assert town.refuses(OFFICER, RoundSubmitted("r", "Ida Ek", BOTH, walked_by="Vikarie Vik")) == code


def test_answers_to_points_that_ended_up_hidden_are_kept_but_not_submitted() -> None:
    town = inspected(("leased", "yes"), ("tenant", "Kiosken"), ("leased", "no"), ("photos", ["a" * 64, "b" * 64]))
    assert town.refuses(OFFICER, RoundSubmitted("r", "Ida Ek", BOTH)) == ""
    assert "tenant" not in town.walked().answers
    assert town.walked().left_out["tenant"].value == "Kiosken"


# --- after the lock ---


def test_before_the_lock_nothing_is_added_and_after_it_nothing_is_changed() -> None:
    town = inspected()
    assert town.refuses(OFFICER, RoundAddedTo("r", "Mer")) == "round_not_signed"
    town = signed()
    before = town.walked()
    assert town.refuses(OFFICER, PointAnswered("r", "leased", "yes")) == "round_locked"
    assert town.refuses(TEACHER, RoundAddedTo("r", " Dörren är lagad ", "leased")) == ""
    [added] = town.walked().additions
    assert (added.text, added.title, added.step) == ("Dörren är lagad", "Lärare", "leased")
    assert replace(town.walked(), additions=()) == before


def test_an_addition_says_something_and_has_no_photos_where_they_are_forbidden() -> None:
    assert signed().refuses(OFFICER, RoundAddedTo("r", "  ")) == "nothing_added"
    section = INSPECTION.sections[0]
    secret = replace(section, points=(replace(section.points[0], photo="forbidden"), *section.points[1:]))
    town = signed(replace(INSPECTION, sections=(secret,)))
    for about in ("leased", ""):
        assert town.refuses(OFFICER, RoundAddedTo("r", "Se bild", about, photos=PHOTOS)) == "photo_forbidden"
    assert town.refuses(OFFICER, RoundAddedTo("r", "Se bild", "photos", photos=PHOTOS)) == ""


@pytest.mark.parametrize(
    ("person", "as_"), [(MANAGER, REVIEWER), (HEAD, COUNTERSIGNER), (TEACHER, ""), (ELSEWHERE, ""), (OFFICER, "")]
)
def test_a_locked_round_awaits_those_whom_the_checklist_names(person: Person, as_: str) -> None:
    town = signed()
    assert awaits(town.walked(), INSPECTION, person, SCHOOL) == as_
    refused = town.refuses(person, RoundCountersigned("r", Signing("", "Namn"), "Läst"))
    assert refused == ("" if as_ else "not_yours_to_sign")
    if as_:
        [signature] = town.walked().signed_as(as_)
        assert (signature.role, signature.name, signature.text) == (person.roles[0], "Namn", "Läst")
        assert awaits(town.walked(), INSPECTION, person, SCHOOL) == "", "once each"


def test_nobody_reviews_what_they_walked_or_signed_themselves() -> None:
    round_ = signed().walked()
    officer = replace(OFFICER, roles=("officer", "manager"))
    assert awaits(round_, INSPECTION, officer, SCHOOL) == ""
    planned_for_another = replace(round_, performer="someone-else")
    assert awaits(planned_for_another, INSPECTION, officer, SCHOOL) == "", "they began it and signed it"


def test_a_review_has_a_name_under_it() -> None:
    assert signed().refuses(MANAGER, RoundCountersigned("r", Signing("", " "))) == "name_missing"


# --- forms with parts ---


def reported(form: Checklist = FORM) -> Town:
    town = Town(checklists=(INSPECTION, form))
    acts = [RoundStarted("r", "B01", "form", "2026:1"), PointAnswered("r", "what", "vandalism")]
    for act in (*acts, RoundSubmitted("r", "Ola")):
        assert town.refuses(TEACHER, act) == ""
    return town


def test_a_forms_parts_are_signed_in_their_order_each_by_its_role() -> None:
    town = reported()
    assert (town.walked().status, town.walked().parts_done) == (HANDED_ON, ("reporter",))
    assert town.refuses(TEACHER, PointAnswered("r", "what", "wear")) == "handed_on"
    assert town.refuses(MANAGER, RoundSubmitted("r", "Mia")) == "round_incomplete"
    assert town.refuses(MANAGER, PointAnswered("r", "measure", "none")) == ""
    assert town.refuses(MANAGER, RoundSubmitted("r", "Mia")) == ""
    round_ = town.walked()
    assert (round_.status, round_.parts_done) == (SUBMITTED, ("reporter", "manager"))
    assert [(s.part, s.name) for s in round_.signatures] == [("reporter", "Ola"), ("manager", "Mia")]
    assert round_.answers["what"].value == "vandalism", "what the first part said stays"


def test_a_task_asked_for_in_the_last_part_is_routed_by_what_the_first_part_told() -> None:
    town = reported()
    for act in (PointAnswered("r", "measure", "repair"), RoundSubmitted("r", "Mia")):
        assert town.refuses(MANAGER, act) == ""
    [finding] = town.every(Finding)
    assert (finding.component, finding.case) == ("BLD.WIN", {"cause": "vandalism"})


@pytest.mark.parametrize(("secrecy", "told"), [("open", True), ("limited", False), ("restricted_person", False)])
def test_those_who_are_to_know_are_told_in_neutral_words_unless_it_is_open(secrecy: str, told: bool) -> None:
    town = reported(replace(FORM, confidentiality=secrecy))
    notices = {notice.role: notice for notice in town.every(Notice)}
    assert set(notices) == {"insurer", "manager", "rep"}
    assert {role for role, notice in notices.items() if notice.deidentified} == {"rep"}
    for notice in notices.values():
        assert ("Skada" in notice.words.sv) is told
        assert (SCHOOL.name in notice.words.sv) is told


def test_a_notice_reaches_the_role_it_tells_in_that_building_and_nobody_else() -> None:
    notice = next(held for held in reported().every(Notice) if held.role == "manager")
    readers = [
        p.id for p in (MANAGER, ELSEWHERE, TEACHER) if may_see(keys_of(p, ["B01", "B02"]), audience_of(notice, SCHOOL))
    ]
    assert readers == ["manager-1"]
