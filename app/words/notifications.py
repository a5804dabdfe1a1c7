"""Choosing what to be told by e-mail."""

TEXTS: dict[str, tuple[str, str]] = {
    "letters.title": ("Meddelanden", "Messages"),
    "letters.loading": ("Hämtar dina val …", "Fetching your choices …"),
    "letters.again": ("Försök igen", "Try again"),
    "letters.to": ("Brev går till {address}.", "Letters go to {address}."),
    "letters.no_address": ("Ingen e-postadress", "No e-mail address"),
    "letters.no_address_more": (
        "Du får meddelanden bara i appen. Den som sköter kontona kan lägga in din adress.",
        "You are told only in the app. Whoever looks after the accounts can add your address.",
    ),
    "letters.pace": ("När vill du ha brev?", "When do you want letters?"),
    "letters.at_once": ("Genast", "At once"),
    "letters.daily": ("En gång om dagen, klockan 7", "Once a day, at 7 o'clock"),
    "letters.only_critical": ("Bara det som är akut", "Only what is critical"),
    "letters.always": (
        "Akuta ärenden kommer alltid genast, också under tysta timmar.",
        "Critical tasks always come at once, also in quiet hours.",
    ),
    "letters.quiet": ("Tysta timmar", "Quiet hours"),
    "letters.quiet_help": (
        "Som 21:00 till 06:30. Tomt betyder inga.",
        "Such as 21:00 to 06:30. Empty for none.",
    ),
    "letters.from": ("Från", "From"),
    "letters.until": ("Till", "To"),
    "letters.away": ("Borta", "Away"),
    "letters.away_until": ("Till och med (ÅÅÅÅ-MM-DD)", "Up to and including (YYYY-MM-DD)"),
    "letters.away_help": (
        "Så länge får den du väljer dina brev, om den får läsa det de handlar om.",
        "For so long whom you choose gets your letters, if they may read what these are about.",
    ),
    "letters.nobody": ("Ingen, jag läser själv", "Nobody, I read them myself"),
    "letters.language": ("Språk i breven", "Language of the letters"),
    "letters.save": ("Spara", "Save"),
    "letters.saving": ("Sparar …", "Saving …"),
    "letters.saved": ("Sparat på servern", "Saved on the server"),
}
