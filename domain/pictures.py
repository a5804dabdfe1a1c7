"""The pictures that an act refers to: their bytes travel beside it, by their hashes."""

from domain.events import Act, RoundCountersigned, RoundSubmitted
from domain.photos import PhotoRef


def pictures_of(act: Act) -> list[PhotoRef]:
    """Photos, invoices among them, and drawn signatures."""
    match act:
        case RoundSubmitted(signatures=signatures):
            signed = signatures
        case RoundCountersigned(signing=signing):
            signed = (signing,)
        case _:
            signed = ()
    taken = (*getattr(act, "photos", ()), *getattr(act, "invoices", ()))
    return [*taken, *(signing.image for signing in signed if signing.image)]
