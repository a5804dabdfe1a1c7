"""What anybody may report without an account, and which component each is: then the list decides whose it is.

Keys, alarms, guard rounds and threats are not among them: of those nothing may lie behind an open door.
"""

from dataclasses import dataclass

from domain.language import Words
from domain.places import OUTDOOR, Space


@dataclass(frozen=True)
class Kind:
    """`indoors` and `outdoors` are component codes, "" where somebody at the desk has to say what it is.

    Where the place is not known, it is taken to be `outdoors`.
    """

    id: str
    words: Words
    severity: str
    indoors: str = ""
    outdoors: str = ""
    attributes: tuple[str, ...] = ()

    def component(self, space: Space | None) -> str:
        return self.indoors if space and space.placement != OUTDOOR else self.outdoors


KINDS = (
    Kind("broken", Words("Något är trasigt", "Something is broken"), "medium"),
    Kind("glass", Words("Krossat fönster eller glas", "Broken window or glass"), "high", "BLD.GLS.EXT", "BLD.GLS.EXT"),
    Kind("door", Words("Dörr som inte går att stänga", "A door that does not close"), "medium",
         "BLD.DOR.EXT", "BLD.DOR.EXT"),
    Kind("graffiti", Words("Klotter", "Graffiti"), "medium", "GRF.IND", "GRF.FAC", ("ordinary",)),
    Kind(
        "offensive_graffiti",
        Words("Hotfullt, rasistiskt eller kränkande klotter", "Threatening, racist or abusive graffiti"),
        "high", "GRF.IND", "GRF.FAC", ("offensive",),
    ),
    Kind("light", Words("Belysning som inte lyser", "A light that is out"), "medium", "ELE.LGT", "OUT.LGT"),
    Kind("water", Words("Vatten som läcker", "A water leak"), "high", "BLD.WTR", "BLD.WTR"),
    Kind(
        "fire_risk",
        Words("Brandrisk: skräp eller container vid vägg", "Fire risk: rubbish or a container at the wall"),
        "high", "FIR.SRC.WST", "FIR.SRC.WST",
    ),
    Kind(
        "blocked_exit",
        Words("Blockerad utrymningsväg eller nödutgång", "A blocked escape route or emergency exit"),
        "high", "FIR.EGR.CLR", "FIR.EGR.PTH",
    ),
    Kind("playground", Words("Lekplats eller lekredskap", "Playground equipment"), "high", "OUT.PLY", "OUT.PLY"),
    Kind("litter", Words("Skräp och nedskräpning", "Litter"), "medium", "OUT.BIN", "OUT.BIN"),
    Kind("other", Words("Något annat", "Something else"), "medium"),
)  # fmt: skip
NOT_HERE = ("threat", "keys", "alarm", "guard")
"""Asked for by name, these are answered with where to turn instead."""


def kind_of(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.id == name), None)
