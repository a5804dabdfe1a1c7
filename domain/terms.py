"""The routing inputs and their answers as people say them (`checklists/policy.yaml` names them in code)."""

from domain.language import Words

INPUTS = {
    "placement": Words("Var sitter det?", "Where is it?"),
    "cause": Words("Vad är orsaken?", "What is the cause?"),
    "installed_by": Words("Vem har installerat det?", "Who installed it?"),
    "attachment": Words("Sitter det fast?", "Is it fixed?"),
    "space_type": Words("Vilken sorts utrymme?", "What kind of space?"),
    "occupancy": Words("Vem använde lokalen?", "Who was using the premises?"),
}

ANSWERS = {
    "indoor": Words("Inomhus i egen lokal", "Indoors in own premises"),
    "outdoor": Words("Utomhus", "Outdoors"),
    "common": Words("Gemensamt utrymme", "Shared area"),
    "unknown": Words("Vet inte", "Don't know"),
    "wear": Words("Slitage", "Wear"),
    "technical_fault": Words("Tekniskt fel", "Technical fault"),
    "user_operation": Words("Verksamhetens egen användning", "The user's own use of it"),
    "vandalism": Words("Skadegörelse", "Vandalism"),
    "burglary": Words("Inbrott", "Burglary"),
    "theft": Words("Stöld", "Theft"),
    "lost_key": Words("Förlorad nyckel", "Lost key"),
    "changed_need": Words("Ändrat behov", "Changed need"),
    "authority_building": Words("Myndighetskrav på byggnaden", "Authority demand on the building"),
    "authority_activity": Words("Myndighetskrav på verksamheten", "Authority demand on the user"),
    "owner_contractor": Words("Ägarens entreprenör", "The owner's contractor"),
    "user_contractor": Words("Verksamhetens entreprenör", "The user's contractor"),
    "warranty": Words("Fel under garanti", "Defect under warranty"),
    "fire": Words("Brand", "Fire"),
    "water": Words("Vatten", "Water"),
    "storm": Words("Storm", "Storm"),
    "owner": Words("Fastighetsägaren", "The property owner"),
    "user": Words("Verksamheten", "The user"),
    "fixed": Words("Fast", "Fixed"),
    "loose": Words("Löst", "Loose"),
    "own_activity": Words("Den egna verksamheten", "The user organisation itself"),
    "third_party_hire": Words("Förening eller privatperson som hyrde", "A hiring association or person"),
}


def input_words(name: str) -> Words:
    return INPUTS.get(name, Words(name, name))


def answer_words(value: str) -> Words:
    return ANSWERS.get(value, Words(value, value))
