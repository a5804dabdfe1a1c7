"""The columns of the demarcation list as people say them, and what stands in them."""

from domain.language import Words
from domain.terms import answer_words

COLUMNS = {
    "row_id": Words("Beteckning", "Row"),
    "category": Words("Kategori", "Category"),
    "component_code": Words("Kod", "Code"),
    "component_sv": Words("Namn på svenska", "Name in Swedish"),
    "component_en": Words("Namn på engelska", "Name in English"),
    "cond_placement": Words("Villkor: placering", "Condition: placement"),
    "cond_cause": Words("Villkor: orsak", "Condition: cause"),
    "cond_installed_by": Words("Villkor: installerat av", "Condition: installed by"),
    "cond_attachment": Words("Villkor: fast eller löst", "Condition: fixed or loose"),
    "cond_space_type": Words("Villkor: sorts utrymme", "Condition: kind of space"),
    "cond_occupancy": Words("Villkor: vem som använde lokalen", "Condition: who used the premises"),
    "repair_responsible": Words("Åtgärdar", "Repairs"),
    "inspection_responsible": Words("Kontrollerar", "Inspects"),
    "cost_responsible": Words("Betalar", "Pays"),
    "cost_recovery": Words("Återkrävs av", "Recovered from"),
    "self_check_interval": Words("Egen kontroll", "Self-check"),
    "service_interval": Words("Service", "Service"),
    "service_by": Words("Service av", "Service by"),
    "default_severity": Words("Allvar", "Severity"),
    "police_report": Words("Polisanmälan", "Police report"),
    "rule_kind": Words("Sorts regel", "Kind of rule"),
    "priority": Words("Företräde", "Priority"),
    "typical_placement": Words("Brukar sitta", "Usually placed"),
    "typical_attachment": Words("Brukar vara fast eller löst", "Usually fixed or loose"),
    "typical_space_type": Words("Brukar finnas i", "Usually found in"),
    "reference": Words("Källa", "Reference"),
    "note_sv": Words("Anmärkning på svenska", "Note in Swedish"),
    "note_en": Words("Anmärkning på engelska", "Note in English"),
}
NOTHING = Words("inget", "nothing")
ANYTHING = Words("inget villkor", "no condition")
OF_PEOPLE = ("repair_responsible", "inspection_responsible", "cost_responsible")


def cell_words(column: str, text: str) -> Words:
    """What stands in a column, said as people say it where there are such words."""
    if not text:
        return NOTHING
    if column.startswith("cond_") and text == "any":
        return ANYTHING
    return answer_words(text) if column.startswith("cond_") or column in OF_PEOPLE else Words(text, text)
