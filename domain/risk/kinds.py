"""What has happened, sorted into kinds that an assessment speaks of, each with its area and the risk it suggests."""

from dataclasses import dataclass

from domain.findings import Finding
from domain.language import Words
from domain.rounds.round import Round


@dataclass(frozen=True)
class Kind:
    """`area` is an answer to the assessment's question of that name; `event` is what might happen (again)."""

    id: str
    area: str
    what: Words
    event: Words


KINDS = {
    kind.id: kind
    for kind in (
        Kind(
            "threat",
            "threat",
            Words("hot och våld", "threats and violence"),
            Words("Hot eller våld mot medarbetare.", "Threats or violence against staff."),
        ),
        Kind(
            "burglary",
            "burglary",
            Words("inbrott och stöld", "burglary and theft"),
            Words("Inbrott eller stöld i lokalerna.", "Burglary or theft on the premises."),
        ),
        Kind(
            "key",
            "burglary",
            Words("förlorad nyckel", "lost key"),
            Words(
                "Någon tar sig in med en förlorad nyckel eller tagg.",
                "Somebody gets in with a lost key or tag.",
            ),
        ),
        Kind(
            "fire",
            "fire",
            Words("brand och tillbud", "fire and near miss"),
            Words("Brand i lokalerna.", "Fire on the premises."),
        ),
        Kind("graffiti", "damage", Words("klotter", "graffiti"), Words("Klotter på byggnaden.", "Graffiti.")),
        Kind(
            "damage",
            "damage",
            Words("skadegörelse", "damage"),
            Words("Skadegörelse på byggnaden eller gården.", "Damage to the building or its yard."),
        ),
        Kind(
            "fire_safety",
            "fire",
            Words("brister i brandskyddet", "fire safety deficiencies"),
            Words(
                "Brand som sprids eller försvårar utrymning för att brandskyddet brister.",
                "A fire that spreads or hinders evacuation because fire protection is deficient.",
            ),
        ),
        Kind(
            "locks",
            "burglary",
            Words("brister i lås och larm", "deficient locks and alarms"),
            Words(
                "Någon obehörig tar sig in för att lås eller larm brister.",
                "Somebody unauthorised gets in because locks or alarms are deficient.",
            ),
        ),
        Kind(
            "supply",
            "supply",
            Words("fel på el och vatten", "faults in power and water"),
            Words("Avbrott i el eller vatten.", "Loss of power or water."),
        ),
        Kind(
            "personal",
            "lone",
            Words("brister i personsäkerheten", "deficient personal safety"),
            Words(
                "Någon som arbetar ensam får inte hjälp i tid.",
                "Somebody who works alone does not get help in time.",
            ),
        ),
        Kind(
            "building",
            "other",
            Words("fel på byggnad och gård", "faults in building and yard"),
            Words("Någon skadas av ett fel på byggnaden eller gården.", "Somebody is hurt by a fault in the building."),
        ),
    )
}
BY_FORM = {
    "incident-threat-violence": "threat",
    "incident-burglary-theft": "burglary",
    "incident-lost-key": "key",
    "incident-fire-nearmiss": "fire",
    "incident-damage-graffiti": "damage",
}
BY_COMPONENT = {
    "GRF": "graffiti",
    "FIR": "fire_safety",
    "LCK": "locks",
    "ALM": "locks",
    "SEC": "locks",
    "ELE": "supply",
    "WAT": "supply",
    "PER": "personal",
}
GRAFFITI = ("graffiti", "poster")
AREA_OF_MISSED = {
    "fire": "fire",
    "alarms": "burglary",
    "locks": "burglary",
    "high_value": "burglary",
    "graffiti": "damage",
    "personal_safety": "lone",
}
OTHER = "other"


def kind_of_report(report: Round) -> Kind | None:
    """None of what is not one of our forms: a form of one's own suggests nothing."""
    kind = BY_FORM.get(report.checklist, "")
    if kind == "damage" and any(str(given.value).startswith(GRAFFITI) for given in report.answers.values()):
        kind = "graffiti"
    return KINDS.get(kind)


def kind_of_finding(finding: Finding) -> Kind:
    return KINDS[BY_COMPONENT.get(finding.component.partition(".")[0], "building")]


def missed_kind(checklist: str, title: Words, domain: str) -> Kind:
    """Rounds that were not walked: each checklist is a kind of its own."""
    return Kind(
        f"missed-{checklist}",
        AREA_OF_MISSED.get(domain, OTHER),
        Words(f"uteblivna ronder: {title.sv}", f"missed rounds: {title.en or title.sv}"),
        Words(
            f"Brister upptäcks inte i tid när ronden uteblir: {title.sv}.",
            f"Deficiencies are not discovered in time when the round is missed: {title.en or title.sv}.",
        ),
    )
