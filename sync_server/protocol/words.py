"""The words on a printed protocol, in both languages."""

from domain.language import Words

WORDS = {
    "deviations": Words("Avvikelser och anmärkningar", "Deviations and remarks"),
    "answers": Words("Svar", "Answers"),
    "missing": Words("Föremål som saknades", "Objects that were missing"),
    "signatures": Words("Underskrifter", "Signatures"),
    "additions": Words("Tillägg efter signering", "Added after signing"),
    "begun": Words("Påbörjad", "Begun"),
    "signed": Words("Signerad", "Signed"),
    "version": Words("Checklista och version", "Checklist and version"),
    "walked_by": Words("Gått av", "Walked by"),
    "attended": Words("Deltog", "Took part"),
    "disposal": Words("Gallras tidigast", "May be destroyed from"),
    "kept": Words("Bevaras", "Kept for ever"),
    "task": Words("Ärende", "Task"),
    "due": Words("klart senast", "due"),
    "fixed": Words("Åtgärdat på plats", "Fixed on the spot"),
    "performer": Words("utförare", "performer"),
    "signer": Words("undertecknare", "signatory"),
    "reviewer": Words("granskare", "reviewer"),
    "countersigner": Words("kontrasignerare", "countersignatory"),
}
