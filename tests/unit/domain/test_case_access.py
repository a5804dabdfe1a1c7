"""Who may see a case and its log: every role, in every class, by the table of secrecy."""

from dataclasses import replace

import pytest

from domain.cases.case_file import CaseFile, CaseStep
from domain.cases.opened import CaseLog
from domain.people import Person
from domain.places import Building
from domain.secrecy import table as secrecy
from domain.secrecy.access import audience_of, keys_of, may_see
from domain.secrecy.table import RESTRICTED

SCHOOL = Building("B01", "Skolan", "TF", "BUN")
CASE = CaseFile("c", "B01", "form", "1", secrecy.OPEN, "reporter", "2026-11-23T09:00:00+00:00", "BUN")
CLAIM = replace(CASE, steps=(CaseStep("insurer"),))
LOG = CaseLog("c", "B01", "reporter", RESTRICTED)
DENIED = {"system_admin": ("read_restricted_person",)}


def somebody(role: str, org: str = "BUN", person: str = "somebody") -> frozenset[str]:
    verbs = DENIED.get(role, ())
    return keys_of(Person(person, role, org, (role,), ("B01",), administration=org, denied=verbs), ["B01", "B02"])


@pytest.mark.parametrize("confidentiality", secrecy.CLASSES)
@pytest.mark.parametrize("role", secrecy.TABLE)
def test_a_role_sees_a_case_as_far_as_the_table_says(role: str, confidentiality: str) -> None:
    audience = audience_of(replace(CASE, confidentiality=confidentiality), SCHOOL)
    far = secrecy.reach(role, confidentiality, DENIED.get(role, ()))
    inside = (secrecy.EVERYWHERE, secrecy.ORGANISATION, secrecy.BUILDING, secrecy.ADMINISTRATION)
    assert may_see(somebody(role), audience) is (far in inside)
    assert may_see(somebody(role, org="KFF"), audience) is (far in (secrecy.EVERYWHERE, secrecy.BUILDING))


@pytest.mark.parametrize("confidentiality", secrecy.CLASSES)
def test_the_insurance_officer_sees_claims_unless_they_protect_a_person(confidentiality: str) -> None:
    officer = somebody("insurance_officer", org="KLK")
    assert may_see(officer, audience_of(replace(CLAIM, confidentiality=confidentiality), SCHOOL)) is (
        confidentiality == secrecy.LIMITED
    )
    assert not may_see(officer, audience_of(replace(CASE, confidentiality=confidentiality), SCHOOL))


@pytest.mark.parametrize("role", secrecy.TABLE)
def test_the_log_is_for_the_coordinator_and_whoever_reported_and_nobody_else(role: str) -> None:
    assert may_see(somebody(role), audience_of(LOG, SCHOOL)) is (role == "safety_coordinator")
    assert may_see(somebody(role, person="reporter"), audience_of(LOG, SCHOOL))
