"""What the municipality has settled about the public's reports, in `policy.yaml`, section `public_reports`.

public_reports:
  kinds: [broken, graffiti, fire_risk]   # of `sync_server.public.kinds`; all of them where it is left out
  hold_photos: true                      # a photo waits until somebody who triages has looked at it
"""

from dataclasses import dataclass

from domain.policy import Policy
from sync_server.public.kinds import KINDS, Kind


@dataclass(frozen=True)
class Settled:
    kinds: tuple[Kind, ...] = KINDS
    hold_photos: bool = False


def settled(policy: Policy) -> Settled:
    """Where the section is left out: all kinds, and photos go with the report."""
    said = policy.rest.get("public_reports") or {}
    wanted = said.get("kinds")
    kinds = KINDS if wanted is None else tuple(kind for kind in KINDS if kind.id in wanted)
    return Settled(kinds, said.get("hold_photos") is True)
