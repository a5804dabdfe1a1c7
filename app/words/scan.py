"""Finding an object by the label on it: scanning and typing."""

TEXTS: dict[str, tuple[str, str]] = {
    "scan.aim": ("Rikta kameran mot koden på etiketten.", "Point the camera at the code on the label."),
    "scan.view": ("Kamerans bild", "What the camera sees"),
    "scan.starting": ("Startar kameran …", "Starting the camera …"),
    "scan.looking": ("Letar efter en kod …", "Looking for a code …"),
    "scan.found": ("Läst: {tag}", "Read: {tag}"),
    "scan.light": ("Tänd lampan", "Turn the light on"),
    "scan.dark": ("Släck lampan", "Turn the light off"),
    "scan.no_light": (
        "Kameran har ingen lampa som går att tända härifrån.",
        "The camera has no light that can be turned on from here.",
    ),
    "scan.type": ("Skriv taggen i stället", "Type the tag instead"),
    "scan.camera": ("Skanna med kameran", "Scan with the camera"),
    "scan.tag": ("Tagg på etiketten", "Tag on the label"),
    "scan.go": ("Gå till taggen", "Go to the tag"),
    "scan.close": ("Avbryt skanningen", "Stop scanning"),
    "scan.no_camera": ("Kameran gick inte att öppna", "The camera could not be opened"),
    "scan.no_camera_more": (
        "Skriv taggen här. Vill du skanna nästa gång: tillåt kameran i telefonens inställningar.",
        "Type the tag here. If you want to scan next time: allow the camera in the phone's settings.",
    ),
    "scan.no_reader": ("Telefonen kan inte läsa koder just nu", "This phone cannot read codes just now"),
    "scan.no_reader_more": (
        "Skriv taggen som står på etiketten i stället. Det går lika bra.",
        "Type the tag that stands on the label instead. It works just as well.",
    ),
}
