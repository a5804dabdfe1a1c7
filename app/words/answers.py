"""Answering a point, whatever its type, and drawing a signature."""

TEXTS: dict[str, tuple[str, str]] = {
    "pad.label": (
        "Yta att rita namnteckningen på med ett finger eller en mus. Det går lika bra att skriva namnet.",
        "Area to draw the signature on with a finger or a mouse. Typing the name is just as good.",
    ),
    "pad.help": ("Skriv din namnteckning på linjen med fingret.", "Write your signature on the line with your finger."),
    "pad.or_type": (
        "Du kan hoppa över det: det räcker att skriva namnet.",
        "You can skip it: typing the name is enough.",
    ),
    "pad.clear": ("Rensa", "Clear"),
    "pad.done": ("Klar", "Done"),
    "pad.saving": ("Sparar namnteckningen …", "Saving the signature …"),
    "pad.kept": ("Namnteckningen är sparad", "The signature is saved"),
    "pad.again": ("Rita om", "Draw again"),
}
