"""The demarcation list: who answers for what, its versions, and the agreements of a building."""

TEXTS: dict[str, tuple[str, str]] = {
    "lookup.title": ("Vem ansvarar?", "Who answers for this?"),
    "lookup.more": (
        "Svaret finns på telefonen, också utan täckning.",
        "The answer is on the phone, also without coverage.",
    ),
    "lookup.choose": ("Välj byggnad och vad det gäller.", "Choose a building and what it is about."),
    "lookup.anywhere": ("Tryck för att välja rum, om det spelar roll", "Tap to choose a room, if it matters"),
    "lookup.other_building": ("En annan byggnad", "Another building"),
    "lookup.repair": ("Åtgärdar", "Repairs"),
    "lookup.inspection": ("Kontrollerar", "Inspects"),
    "lookup.cost": ("Betalar", "Pays"),
    "lookup.owner": ("Som ägare", "As the owner"),
    "lookup.user": ("Som verksamhet", "As the user"),
    "lookup.nobody": ("Inte avgjort", "Not decided"),
    "lookup.gap": ("Listan säger inte allt här", "The list does not say everything here"),
    "lookup.gap_more": ("Rapportera ändå: förvaltaren avgör.", "Report it anyway: the property manager decides."),
    "lookup.depends": (
        "Svaret kan bero på mer. Svara på det du vet.",
        "The answer may depend on more. Answer what you know.",
    ),
    "lookup.report": ("Rapportera något om det här", "Report something about this"),
}
