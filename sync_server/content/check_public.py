"""Whether the policy's section `public_reports` says something that the public's page can keep to."""

from domain.policy import Policy
from sync_server.content.known import expect, expect_all
from sync_server.content.validate import Source
from sync_server.public.kinds import KINDS

SECTION = "public_reports"


def check_public_reports(source: Source, policy: Policy) -> None:
    said = policy.rest.get(SECTION)
    if said is None:
        return
    if not isinstance(said, dict):
        source.problem((SECTION,), "is not a mapping", "kinds and hold_photos, each on a line of its own")
        return
    for key in said:
        expect(source, (SECTION, key), key, ("kinds", "hold_photos"), "setting of public_reports")
    kinds = said.get("kinds", [])
    if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
        expect_all(source, (SECTION, "kinds"), kinds, [kind.id for kind in KINDS], "kind of report")
    else:
        source.problem((SECTION, "kinds"), f"{kinds!r} is not a list of kinds", "such as [broken, graffiti]")
    if not isinstance(said.get("hold_photos", False), bool):
        source.problem((SECTION, "hold_photos"), f"{said['hold_photos']!r} is neither true nor false", "true or false")
