"""Whether the matrix of `policy.yaml` can be drawn and read: every step and band, in both languages."""

from collections.abc import Mapping

from domain.policy import Policy
from domain.risk.matrix import LEVELS, STEPS, words_of
from sync_server.content.known import expect
from sync_server.content.validate import Path, Source

COLOURS = ("green", "yellow", "orange", "red")
GUIDES = {"probability": ("guide",), "consequence": ("person", "operation")}
AT = ("risk_matrix",)


def check_matrix(source: Source, policy: Policy) -> None:
    """A policy without a matrix has none to check: then no band is shown."""
    plain = policy.rest.get("risk_matrix")
    if plain is None:
        return
    if not isinstance(plain, Mapping):
        source.problem(AT, "is not a matrix", "a mapping with probability, consequence and bands")
        return
    for scale, guides in GUIDES.items():
        _check_scale(source, (*AT, scale), plain.get(scale), guides)
    _check_bands(source, (*AT, "bands"), plain.get("bands"))


def _check_scale(source: Source, at: Path, scale: object, guides: tuple[str, ...]) -> None:
    if not isinstance(scale, Mapping) or set(map(str, scale)) != set(map(str, STEPS)):
        source.problem(at, "does not have the steps 1 to 5", "one entry for each of 1, 2, 3, 4, 5")
        return
    for step, said in scale.items():
        here = (*at, str(step))
        if not isinstance(said, Mapping) or not (said.get("sv") and said.get("en")):
            source.problem(here, "lacks its name", "sv: and en:")
            continue
        for guide in guides:
            _expect_both(source, here, guide, said.get(guide))


def _check_bands(source: Source, at: Path, bands: object) -> None:
    if not isinstance(bands, list) or not all(isinstance(band, Mapping) for band in bands):
        source.problem(at, "is not a list of bands", "such as {from: 1, to: 4, level: low, colour: green}")
        return
    wanted = 1
    for number, band in enumerate(bands):
        here = (*at, number)
        least, most = band.get("from"), band.get("to")
        if not isinstance(least, int) or not isinstance(most, int) or least != wanted or most < least:
            source.problem(here, f"does not go on at {wanted}", f"from: {wanted} and a to: that is no less")
            return
        expect(source, (*here, "level"), band.get("level", ""), LEVELS, "level")
        expect(source, (*here, "colour"), band.get("colour", ""), COLOURS, "colour")
        _expect_both(source, here, "act", band.get("act"))
        wanted = most + 1
    if wanted != STEPS[-1] ** 2 + 1:
        source.problem(at, f"ends at {wanted - 1}", "bands up to 25")


def _expect_both(source: Source, at: Path, name: str, said: object) -> None:
    """A text in one language still works, and is read by everybody."""
    words = words_of(said)
    if not words:
        source.problem((*at, name), "is missing", f"{name}: {{sv: ..., en: ...}}")
    elif not isinstance(said, Mapping) or not (words.sv and words.en):
        source.warning((*at, name), "is in one language only", f"{name}: {{sv: ..., en: ...}}")
