"""Follow-up of the rounds."""

TEXTS: dict[str, tuple[str, str]] = {
    "followup.title": ("Uppföljning", "Follow-up"),
    "followup.months": ("Senaste {n} månaderna", "Last {n} months"),
    "followup.rule": (
        "Genomförda av planerade ronder. Inställda ronder räknas inte.",
        "Rounds done of those planned. Suspended rounds do not count.",
    ),
    "followup.done": ("{done} av {planned} genomförda", "{done} of {planned} done"),
    "followup.percent": ("{percent} % genomförda", "{percent}% done"),
    "followup.late": ("{n} gjordes sent, inom respiten", "{n} were done late, within the grace time"),
    "followup.late.one": ("En gjordes sent, inom respiten", "One was done late, within the grace time"),
    "followup.missed": ("Missade: {days}", "Missed: {days}"),
    "followup.and_more": (" och {n} till", " and {n} more"),
    "followup.none": ("Inget att följa upp än", "Nothing to follow up yet"),
    "followup.none_more": (
        "När en rond har gåtts eller missats syns det här, byggnad för byggnad.",
        "When a round has been walked or missed it shows here, building by building.",
    ),
}
