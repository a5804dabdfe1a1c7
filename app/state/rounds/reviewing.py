"""By when a signed round is to be read by somebody else."""

from datetime import UTC, datetime

from app.state.documents import PhoneDocuments
from domain.clocks.working_time import working_day_after
from domain.policy import Policy, working_time
from domain.rounds.round import Round

WORKING_DAYS = 10
"""Source: workflows, chapter 2, the reviewer's ten working days."""


def review_by(documents: PhoneDocuments, round_: Round) -> str:
    """The last day, an ISO date; "" while the municipality's working days are not on this phone."""
    policy = next(iter(documents.all(Policy)), None)
    if policy is None or not round_.submitted_at:
        return ""
    # Whole days are counted, so that the zone of the hours does not matter.
    working = working_time(policy.working_time, UTC, policy.is_free)
    signed = datetime.fromisoformat(round_.submitted_at).astimezone().date()
    return working_day_after(working, signed, WORKING_DAYS).isoformat()
