"""Whether the policy's section `statistics` says how small a number may be told."""

from domain.policy import Policy
from sync_server.content.known import expect
from sync_server.content.validate import Source
from sync_server.statistics.settled import SECTION

LEAST, MOST = 3, 1_000
"""Below three, one person knows the other; see `domain.statistics.small_cells`."""


def check_statistics(source: Source, policy: Policy) -> None:
    said = policy.rest.get(SECTION)
    if said is None:
        return
    if not isinstance(said, dict):
        source.problem((SECTION,), "is not a mapping", "min_cell: 5, on a line of its own")
        return
    for key in said:
        expect(source, (SECTION, key), key, ("min_cell", "local"), "setting of statistics")
    number = said.get("min_cell", LEAST)
    if isinstance(number, bool) or not isinstance(number, int) or not LEAST <= number <= MOST:
        wrong = f"{number!r} is not a whole number from {LEAST} to {MOST}"
        source.problem((SECTION, "min_cell"), wrong, "the smallest number that may be told, such as 5")
