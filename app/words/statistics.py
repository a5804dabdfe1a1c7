"""Statistics of a year."""

TEXTS: dict[str, tuple[str, str]] = {
    "statistics.title": ("Statistik", "Statistics"),
    "statistics.asking": ("Hämtar …", "Fetching …"),
    "statistics.again": ("Hämta igen", "Fetch again"),
    "statistics.as_of": ("Som det var {when}.", "As it was {when}."),
    "statistics.kept": (
        "Servern nås inte nu. Det här är som det såg ut {when}.",
        "The server is out of reach. This is as it was {when}.",
    ),
    "statistics.own": ("Ärenden som du får läsa", "Cases that you may read"),
    "statistics.own_none": ("Inga {year}", "None in {year}"),
    "statistics.published": ("Hela kommunen", "The whole municipality"),
    "statistics.not_yet": (
        "Publiceras en gång, när året är slut.",
        "Published once, when the year is over.",
    ),
    "statistics.not_at_all": ("Inget är publicerat för {year}.", "Nothing is published for {year}."),
    "statistics.rule": (
        "Antal anmälda händelser i steg om {n}, så att ingen siffra kan peka ut någon. Det som inte står här är färre "
        "än {n}, eller inga.",
        "Numbers of reported events in steps of {n}, so that no figure can point at a person. What is not shown is "
        "fewer than {n}, or none.",
    ),
    "statistics.few": ("Överallt färre än {n}, eller inga", "Fewer than {n} everywhere, or none"),
    "statistics.others": ("Övriga", "Others"),
    "statistics.number": ("{name}: {number}", "{name}: {number}"),
    "statistics.file": ("statistik", "statistics"),
    "statistics.take_home": ("Ta hem som tabell", "Take home as a table"),
    "statistics.quarters": ("Kvartal 1–4: {numbers}", "Quarters 1–4: {numbers}"),
}
