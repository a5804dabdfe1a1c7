"""The pictures that an act refers to: their bytes travel beside it, by their hashes."""

from domain.events import Act, RoundCountersigned, RoundSubmitted
from domain.photos import PhotoRef


def pictures_of(act: Act) -> list[PhotoRef]:
    """Photos, and drawn signatures."""
    match act:
        case RoundSubmitted(signatures=signatures):
            signed = signatures
        case RoundCountersigned(signing=signing):
            signed = (signing,)
        case _:
            signed = ()
    return [*getattr(act, "photos", ()), *(signing.image for signing in signed if signing.image)]
