"""Why a picture cannot be kept, and what to do instead."""

from domain.language import Words

NO_ROOM = Words(
    "Bilden fick inte plats i telefonen. Det du har skrivit är sparat. Frigör utrymme och ta bilden igen.",
    "There was no room for the picture on this phone. What you wrote is saved. Free some space and take it again.",
)
_REASONS = {
    "not_an_image": Words(
        "Filen är inte en bild. Välj en annan eller ta en ny med kameran.",
        "The file is not a picture. Choose another one or take a new one with the camera.",
    ),
    "damaged": Words(
        "Bilden är skadad och går inte att läsa. Ta en ny.",
        "The picture is damaged and cannot be read. Take a new one.",
    ),
    "too_large": Words(
        "Bilden är för stor. Ta en ny med appens kamera.",
        "The picture is too large. Take a new one with the app's camera.",
    ),
    "unknown_format": Words(
        "Bildens format går inte att läsa här. Ta bilden med appens kamera, eller spara den som JPEG.",
        "The picture's format cannot be read here. Take it with the app's camera, or save it as JPEG.",
    ),
}


def why_not(reason: str) -> Words:
    """In words, for a reason of `app.device.photos.NotAPhoto`."""
    return _REASONS[reason]
