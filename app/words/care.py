"""Texts about what must not be written or shown: warnings under fields, blurring, protected places, guidance."""

TEXTS: dict[str, tuple[str, str]] = {
    # --- under a field -----------------------------------------------------------------------------------------------
    "care.identity_number": (
        "Det ser ut som ett personnummer. Skriv hellre vem det gäller utan namn: en elev, en besökare.",
        "This looks like an identity number. Rather say whom it concerns without a name: a pupil, a visitor.",
    ),
    "care.phone_number": (
        "Det ser ut som ett telefonnummer. Skriv hellre vilken roll som kan nås: rektorn, jouren.",
        "This looks like a telephone number. Rather say which role to reach: the head teacher, the duty officer.",
    ),
    "care.email": (
        "Det ser ut som en e-postadress. Skriv hellre vilken roll som kan nås: rektorn, jouren.",
        "This looks like an e-mail address. Rather say which role to reach: the head teacher, the duty officer.",
    ),
    "care.number_plate": (
        "Det ser ut som ett registreringsnummer. Skriv hellre färg och typ, och lämna numret till polisen.",
        "This looks like a number plate. Rather write colour and type, and give the number to the police.",
    ),
    "care.suspect": (
        "Det ser ut som att någon pekas ut med namn. Skriv hellre vad som hände, och lämna namnet till polisen.",
        "This seems to point somebody out by name. Rather write what happened, and give the name to the police.",
    ),
    "care.what_not": ("Vad ska inte skrivas här?", "What must not be written here?"),
}
