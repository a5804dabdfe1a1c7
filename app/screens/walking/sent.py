"""A form that has been sent on: whoever may not fill in its next part reads it, and adds to it, and no more."""

from app.state.phone import Phone
from app.state.rounds.walk import Walk
from domain.rounds.round import HANDED_ON, may_perform


def lies_with_others(walk: Walk, phone: Phone) -> bool:
    """Nothing of it is this person's to answer: no point, no progress and no signature is asked of them."""
    who = phone.signed_in
    return walk.round.status == HANDED_ON and not (who and may_perform(who, walk.checklist, walk.round))
