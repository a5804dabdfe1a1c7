"""The table of secrecy: how far each role reads each confidentiality class, and why, in words.

Sources: `policy.yaml`, section `confidentiality`; workflows, chapter 15. What is asked of a document, `access`
answers from this table.
"""

from functools import lru_cache

from domain.language import Words

OPEN, LIMITED, RESTRICTED, NOT_IN_APP = CLASSES = ("open", "limited", "restricted_person", "not_in_app")

EVERYWHERE = "everywhere"
"""All of the class, in the whole municipality."""
ORGANISATION = "organisation"
"""What is about buildings that their organisation owns or uses, and what lies with it."""
BUILDING = "building"
"""All of the class in the buildings where they have the role."""
ADMINISTRATION = "administration"
"""What their own administration's people have reported, in those buildings."""
DESK = "desk"
"""What lies with their organisation, and nothing else."""
ASSIGNED = "assigned"
"""What has been laid on them in person."""
DEIDENTIFIED = "deidentified"
"""Of their own administration's cases a version that does not say who; of the case itself nothing."""
OWN = "own"
"""What they have reported or walked themselves."""
NEVER = "never"
"""Nothing but what they report themselves, whatever other roles they have."""

READS = (EVERYWHERE, ORGANISATION, BUILDING, ADMINISTRATION, DESK, ASSIGNED)

MEMBER = (ORGANISATION, OWN, OWN)
"""Whoever works here: the row of every role that has none of its own in the table."""
# role: (open, limited, restricted_person). What must not be in the app at all is for nobody.
TABLE = {
    "any_employee": MEMBER,
    "elected_official": MEMBER,
    "fire_inspector_user": MEMBER,
    "fire_responsible": MEMBER,
    "caretaker": MEMBER,
    "duty_officer": MEMBER,
    "registrar": MEMBER,
    "unit_manager": (ORGANISATION, BUILDING, ADMINISTRATION),
    "hr_partner": (ORGANISATION, OWN, ADMINISTRATION),
    "safety_rep": (ORGANISATION, OWN, DEIDENTIFIED),
    "head_of_administration": (ORGANISATION, OWN, DEIDENTIFIED),
    "property_manager": (ORGANISATION, BUILDING, OWN),
    "key_manager": (ORGANISATION, BUILDING, OWN),
    "site_operator": (ORGANISATION, BUILDING, OWN),
    "alarm_keeper": (ORGANISATION, ASSIGNED, OWN),
    "insurance_officer": (ORGANISATION, ASSIGNED, OWN),
    "guard": (DESK, ASSIGNED, OWN),
    "contractor": (DESK, OWN, NEVER),
    "fire_officer": (EVERYWHERE, OWN, OWN),
    "safety_coordinator": (EVERYWHERE, EVERYWHERE, EVERYWHERE),
    "system_admin": (ORGANISATION, OWN, NEVER),
}


def reach(role: str, confidentiality: str, cannot: tuple[str, ...] = ()) -> str:
    """How far a role reads a class. `cannot` is what the municipality denies it, such as "read_restricted_person"."""
    if confidentiality not in (OPEN, LIMITED, RESTRICTED) or f"read_{confidentiality}" in cannot:
        return NEVER
    return TABLE.get(role, MEMBER)[CLASSES.index(confidentiality)]


def reaches(roles: tuple[str, ...], confidentiality: str, cannot: tuple[str, ...] = ()) -> dict[str, str]:
    """How far each of somebody's roles reads a class; none of them where one of them never may."""
    found = {role: reach(role, confidentiality, cannot) for role in roles}
    return {} if NEVER in found.values() else found


@lru_cache(maxsize=len(CLASSES))
def readers(confidentiality: str) -> tuple[tuple[str, str], ...]:
    """Every role that reads others' documents of a class, with how far."""
    found = ((role, reach(role, confidentiality)) for role in TABLE)
    return tuple((role, how_far) for role, how_far in found if how_far in READS)


def reads_all(confidentiality: str) -> tuple[str, ...]:
    return tuple(role for role, how_far in readers(confidentiality) if how_far == EVERYWHERE)


def why(role: str, confidentiality: str, cannot: tuple[str, ...] = ()) -> Words:
    """What the class holds and how far the role reads it, in two sentences."""
    about, how_far = ABOUT[confidentiality], IN_WORDS[reach(role, confidentiality, cannot)]
    if confidentiality == NOT_IN_APP:
        return about
    return Words(f"{about.sv} {how_far.sv}", f"{about.en} {how_far.en}")


ABOUT = {
    OPEN: Words(
        "Vanliga avvikelser, ronder och klotter är interna.",
        "Ordinary deviations, rounds and graffiti are internal.",
    ),
    LIMITED: Words(
        "Lås, larm och bevakning är säkerhetsuppgifter med begränsad insyn (OSL 18 kap. 8 §).",
        "Locks, alarms and guarding are security measures with limited access (OSL chapter 18, section 8).",
    ),
    RESTRICTED: Words(
        "Hot och våld är personskyddat (OSL 39 kap. 3 §): aldrig för fastighetsägaren, entreprenörer, andra "
        "förvaltningar eller systemförvaltaren.",
        "Threats and violence are restricted to protect the person (OSL chapter 39, section 3): never for the "
        "building's owner, contractors, other administrations or the system administrator.",
    ),
    NOT_IN_APP: Words(
        "Sådant får inte registreras i appen (säkerhetsskyddslagen 2018:585, OSL 15 kap.), och ingen läser det här: "
        "skriv bara ett referensnummer.",
        "It must not be registered in the app (Protective Security Act 2018:585, OSL chapter 15), and nobody reads it "
        "here: write a reference number only.",
    ),
}
IN_WORDS = {
    EVERYWHERE: Words("Rollen läser alla i hela kommunen.", "The role reads all of them in the whole municipality."),
    ORGANISATION: Words(
        "Rollen läser det som gäller byggnader som den egna organisationen äger eller använder, och det som ligger hos "
        "den.",
        "The role reads what is about buildings that its own organisation owns or uses, and what lies with it.",
    ),
    BUILDING: Words(
        "Rollen läser dem i de byggnader där den gäller.", "The role reads them in the buildings where it is held."
    ),
    ADMINISTRATION: Words(
        "Rollen läser det som den egna förvaltningens folk har anmält i de egna byggnaderna, för sekretess gäller "
        "mellan nämnder (OSL 8 kap. 1-2 §). Varje öppning loggas.",
        "The role reads what its own administration's people have reported in its own buildings, because secrecy "
        "applies between committees (OSL chapter 8, sections 1-2). Every opening is logged.",
    ),
    DESK: Words(
        "Rollen läser bara det som ligger hos den egna organisationen.",
        "The role reads only what lies with its own organisation.",
    ),
    ASSIGNED: Words("Rollen läser bara det som den själv har fått.", "The role reads only what has been laid on it."),
    DEIDENTIFIED: Words(
        "Rollen läser den egna förvaltningens ärenden utan uppgift om vem det gäller, aldrig själva ärendet.",
        "The role reads its own administration's cases without saying who, never the case itself.",
    ),
    OWN: Words(
        "Rollen läser bara det som den själv har anmält eller gått.",
        "The role reads only what it has reported or walked itself.",
    ),
    NEVER: Words(
        "Rollen läser aldrig andras, vilka andra roller personen än har.",
        "The role never reads those of others, whatever other roles the person has.",
    ),
}
