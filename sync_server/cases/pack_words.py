"""The words of the police's text and the insurer's package, in both languages."""

from domain.language import Words

WORDS = {
    "police_title": Words("Underlag för polisanmälan", "For the report to the police"),
    "claim_title": Words("Skadeanmälan till försäkringen", "Claim to the insurer"),
    "reporter": Words("Anmälare", "Reported by"),
    "where": Words("Plats", "Place"),
    "what": Words("Vad", "What"),
    "when": Words("Upptäckt eller inträffat", "Found or happened"),
    "intact": Words("Senast helt eller i behåll", "Last seen intact"),
    "surface": Words("Yta", "Surface"),
    "placement": Words("Placering", "Placement"),
    "fixed": Words("Sitter fast i byggnaden eller marken", "Fixed to the building or ground"),
    "area": Words("Skadad yta eller antal", "Damaged area or count"),
    "tag": Words("Tagg eller avsändare", "Tag text or sender"),
    "abusive": Words("Hotfullt, rasistiskt eller kränkande", "Threatening, racist or abusive"),
    "way_in": Words("Väg in", "Way in"),
    "text": Words("Beskrivning", "Description"),
    "witness": Words("Vittne, film eller misstänkt finns", "There is a witness, footage or a suspect"),
    "cause": Words("Orsak", "Cause"),
    "limited": Words("Gjort för att begränsa skadan", "Done to limit the damage"),
    "inventory": Words("Förteckning", "Inventory"),
    "cost": Words("Kostnad", "Cost"),
    "police_number": Words("Polisens diarienummer", "Police reference number"),
    "estimated": Words("Beräknad kostnad", "Estimated cost"),
    "final": Words("Slutlig kostnad", "Final cost"),
    "recovery": Words("Krav riktas mot", "Claimed back from"),
    "photos": Words("Bilder", "Photos"),
    "scaled": Words("med måttstock eller hand som skala", "with a ruler or a hand for scale"),
    "invoices": Words("Fakturor", "Invoices"),
    "invoice": Words("Faktura", "Invoice"),
    "no_photos": Words("Inga bilder", "No photos"),
    "case": Words("Vårt ärende", "Our case"),
    "admit_nothing": Words(
        "Någon utomstående kan vara inblandad: medge inte ansvar. Be dem framställa kravet skriftligt och lämna det "
        "vidare till försäkringshandläggaren.",
        "Somebody outside may be involved: do not admit liability. Ask them to claim in writing, and pass it on to the "
        "insurance officer.",
    ),
    "no_names": Words(
        "Misstänkta och vittnen berättar du om för polisen, de står inte i appen.",
        "Tell the police about suspects and witnesses; they are not in the app.",
    ),
}
RECOVERY = {
    "offender": Words("skadevållaren", "the offender"),
    "insurer": Words("försäkringen", "the insurer"),
    "contractor": Words("entreprenören", "the contractor"),
    "hirer": Words("hyrestagaren", "the hirer"),
}
