"""Everything that a case may demand, in one table: the duties towards others, the support plan, and the learning.

Sources: `policy.yaml`, section `external_reports`; workflows, chapters 7 to 11. Where policy names no time, the aim is
ours: it reminds, and breaks no law.
"""

import re
from dataclasses import dataclass

from domain.clocks.special import STEPS as SITUATIONS
from domain.language import Words

SAME_DAY, NEXT_DAY = "same_day", "next_day"
"""By the municipality's calendar: until the end of that day."""

DUTY, SUPPORT, LEARNING = "duty", "support", "learning"
RECEIPT, POLICE_NUMBER, LEVEL = "receipt", "police_number", "level"

POLICE_NUMBER_FORM = re.compile(r"[0-9]{4}-K[0-9]{1,7}-[0-9]{2}")
POLICE_NUMBER_EXAMPLE = "5000-K123456-26"
"""As the police write it: unit or county code, K and a serial number, two-digit year."""


@dataclass(frozen=True)
class StepKind:
    """`aim` and `within` are SAME_DAY, NEXT_DAY or an ISO 8601 duration; days of the latter are working days where
    `working`. `reference` is what has to be given with it, `after` the step that has to be done before.
    """

    words: Words
    group: str
    aim: str = ""
    within: str = ""
    working: bool = False
    law: str = ""
    reference: str = ""
    may_waive: bool = False
    after: str = ""


STEPS: dict[str, StepKind] = {
    "contact": StepKind(
        Words("Prata med den som drabbats", "Talk with the affected person"),
        SUPPORT,
        within=SAME_DAY,
        law="AFS 2023:2",
    ),
    "support": StepKind(Words("Erbjud stöd", "Offer support"), SUPPORT, within=SAME_DAY, law="AFS 2023:2"),
    "repetition": StepKind(
        Words("Bedöm risken att det händer igen", "Assess the risk of repetition"),
        SUPPORT,
        within=SAME_DAY,
        reference=LEVEL,
    ),
    "work_environment": StepKind(
        Words("Anmäl till Arbetsmiljöverket", "Report to the Work Environment Authority"),
        DUTY,
        aim=SAME_DAY,
        within="PT24H",
        law="AML 3 kap. 3 a §",
        reference=RECEIPT,
        may_waive=True,
    ),
    "social_insurance": StepKind(
        Words("Anmäl arbetsskadan till Försäkringskassan", "Report the work injury to the Social Insurance Agency"),
        DUTY,
        aim=NEXT_DAY,
        law="SFB 42 kap. 10 §",
        may_waive=True,
    ),
    "police": StepKind(
        Words("Polisanmäl", "Report to the police"),
        DUTY,
        aim=NEXT_DAY,
        reference=POLICE_NUMBER,
        may_waive=True,
        after="contact",
    ),
    "fire_service": StepKind(Words("Meddela räddningstjänsten", "Tell the fire service"), DUTY, aim=SAME_DAY),
    "data_protection": StepKind(
        Words(
            "Anmäl personuppgiftsincidenten till Integritetsskyddsmyndigheten",
            "Report the data breach to the Authority for Privacy Protection",
        ),
        DUTY,
        within="PT72H",
        law="GDPR art. 33",
        may_waive=True,
    ),
    "insurer": StepKind(
        Words("Anmäl skadan till försäkringen", "Report the damage to the insurer"), DUTY, aim="P7D", may_waive=True
    ),
    "next_day": StepKind(Words("Hör av dig dagen efter", "Get in touch the day after"), SUPPORT, within=NEXT_DAY),
    "talk_1": StepKind(
        Words("Första uppföljningssamtalet", "First follow-up talk"), SUPPORT, within="P7D", law="AFS 2023:2"
    ),
    "safety_rep": StepKind(
        Words(
            "Informera skyddsombudet utan att röja mer än som behövs",
            "Inform the safety representative without disclosing more than needed",
        ),
        LEARNING,
        aim="P7D",
        law="AML 6 kap.",
    ),
    "cause": StepKind(
        Words("Utred orsak och åtgärder", "Find the cause and the measures"),
        LEARNING,
        within="P10D",
        working=True,
        law="AFS 2023:1",
    ),
    "talk_2": StepKind(
        Words("Andra uppföljningssamtalet", "Second follow-up talk"), SUPPORT, within="P42D", law="AFS 2023:2"
    ),
    **{
        do: StepKind(SITUATIONS[do], DUTY, within=within)
        for do, within in (("block_tag_or_card", "PT1H"), ("security_assessment", "P1D"), ("decide_rekey", "P3D"))
    },
}
PLAN = ("contact", "support", "repetition", "next_day", "talk_1", "talk_2", "safety_rep")
"""Everybody who was threatened or hurt gets it (workflows, chapter 9)."""
LOST_KEY = ("block_tag_or_card", "security_assessment", "decide_rekey")


def in_order(wanted: set[str]) -> list[str]:
    """As the table has them, which is the order in which they are due."""
    return [do for do in STEPS if do in wanted]
