"""Types of questions in XLSForm and types of answers here, and what is said of those that have no counterpart."""

import re
from typing import Any

SELECT = re.compile(
    r"(?P<many>select_one|select one|select1|select_multiple|select multiple|select all that apply|select one from|"
    r"select_one_external|select_one_from_file|select_multiple_from_file)(?: from)? (?P<list>\S+)"
    r"(?P<other> or_other| or specify other)?"
)
ALIASES = {"int": "integer", "string": "text", "photo": "image", "gps": "geopoint", "location": "geopoint"}

PLAIN: dict[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "integer": {"type": "number", "decimals": 0},
    "decimal": {"type": "number"},
    "range": {"type": "number"},
    "date": {"type": "date"},
    "datetime": {"type": "datetime"},
    "time": {"type": "text", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "example": "07:30"},
    "note": {"type": "info"},
    "image": {"type": "photo"},
    "geopoint": {"type": "location"},
    "barcode": {"type": "object_ref"},
    "acknowledge": {"type": "choice", "choices": [{"id": "OK", "sv": "Klart", "en": "Done"}]},
    "trigger": {"type": "choice", "choices": [{"id": "OK", "sv": "Klart", "en": "Done"}]},
}
WITH_APPEARANCE = {("text", "multiline"): "long_text", ("image", "signature"): "signature"}
"""What a question becomes by the first word of its appearance."""

TAKEN_AS = {
    "time": ("is asked for as a text with the pattern 07:30", "or ask for date and time (dateTime)"),
    "barcode": ("is asked for as an object of the register, by scan or search", "or use text for other codes"),
    "acknowledge": ("is asked as a choice with the one answer OK", "or write a note, which nobody confirms"),
    "trigger": ("is asked as a choice with the one answer OK", "or write a note, which nobody confirms"),
    "geopoint": ("is asked for as a place, and coordinates only with consent", "nothing to do if that will do"),
}
"""What is carried over with a difference that its owner should know."""

REFUSED = {
    "audio": ("there is no answer of sound", "ask for a text (text, appearance multiline)"),
    "video": ("there is no answer of film", "ask for an image"),
    "file": ("there is no answer that is a file", "ask for an image"),
    "background-audio": ("Rond records no sound", "take the row away"),
    "rank": ("answers cannot be put in order", "ask a select_one for each place"),
    "geotrace": ("there is no answer that is a line on a map", "ask for a geopoint"),
    "geoshape": ("there is no answer that is an area on a map", "ask for a geopoint"),
    "osm": ("there is no map to tag", "ask for a geopoint"),
    "select_one_external": ("choices come from another sheet", "write the choices in the sheet choices"),
    "select_one_from_file": ("choices come from a file", "write the choices in the sheet choices"),
    "select_multiple_from_file": ("choices come from a file", "write the choices in the sheet choices"),
    "csv-external": ("Rond reads no other files", "write the choices in the sheet choices"),
    "xml-external": ("Rond reads no other files", "write the choices in the sheet choices"),
}
METADATA = (
    *("start", "end", "today", "deviceid", "username", "email", "phonenumber", "simserial", "subscriberid", "audit"),
    *("start-geopoint", "background-geopoint", "imei", "start time", "end time", "device id", "phone number"),
)

EXPORTED = {
    **{"ok_dev_na": "select_one ok_dev_na", "yes_no": "select_one yes_no", "number": "decimal", "money": "decimal"},
    **{"text": "text", "long_text": "text", "duration": "text", "role_ref": "text", "police_number": "text"},
    **{"date": "date", "datetime": "dateTime", "photo": "image", "signature": "image", "location": "geopoint"},
    **{"object_ref": "barcode", "info": "note"},
}
APPEARANCES = {"long_text": "multiline", "signature": "signature"}


def exported_type(point: dict[str, Any]) -> str:
    """An answer type that is not known here is asked for as a text; its own name travels beside it."""
    match point:
        case {"type": "choice", "id": name}:
            return f"select_one {name}"
        case {"type": "multi_choice", "id": name}:
            return f"select_multiple {name}"
        case {"type": "number", "decimals": 0}:
            return "integer"
    return EXPORTED.get(point["type"], "text")
