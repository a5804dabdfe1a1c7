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
    # --- the guidance ------------------------------------------------------------------------------------------------
    "care.title": ("Det som inte ska in här", "What does not belong here"),
    "care.link": ("Det här ska aldrig in i appen", "What must never go into the app"),
    "care.lead": (
        "Det som skrivs här läses av flera och kan begäras ut. En del får därför aldrig skrivas eller fotograferas.",
        "What is written here is read by several people and can be requested by anybody. Some things must therefore "
        "never be written or photographed.",
    ),
    "care.never": ("Aldrig här", "Never here"),
    "care.security": ("Säkerhetsskydd", "Protective security"),
    "care.security_what": (
        "Säkerhetsskyddsklassificerade uppgifter, skyddsplaner, och hur skyddet av vatten eller el kan brytas.",
        "Security-classified information, protection plans, and how the protection of water or power can be overcome.",
    ),
    "care.security_do": (
        "Säg det till säkerhetsskyddschefen, öga mot öga. Inte i telefon, mejl eller chatt.",
        "Tell the security protection manager, face to face. Not by phone, e-mail or chat.",
    ),
    "care.identity": ("Vem någon är", "Who somebody is"),
    "care.identity_what": (
        "Personnummer, privata telefonnummer, skyddade adresser, och namn på elever och besökare.",
        "Identity numbers, private telephone numbers, protected addresses, and names of pupils and visitors.",
    ),
    "care.identity_do": (
        "Skriv rollen: en elev, en besökare. Den ansvariga chefen har uppgifterna i sitt eget system.",
        "Write the role: a pupil, a visitor. The responsible manager has the details in their own system.",
    ),
    "care.health": ("Någons hälsa", "Somebody's health"),
    "care.health_what": (
        "Skador i detalj, sjukdomar, diagnoser och medicin.",
        "Injuries in detail, illnesses, diagnoses and medicine.",
    ),
    "care.health_do": (
        "Berätta för den ansvariga chefen eller HR. Här räcker det att någon behövde vård.",
        "Tell the responsible manager or HR. Here it is enough that somebody needed care.",
    ),
    "care.suspects": ("Vem som misstänks", "Who is suspected"),
    "care.suspects_what": (
        "Namn på den man tror gjorde det, registreringsnummer, konton i sociala medier.",
        "The name of whoever is thought to have done it, number plates, accounts in social media.",
    ),
    "care.suspects_do": (
        "Ring polisen på {police}. Pågår det: {emergency}. Skriv här vad som hände, inte vem.",
        "Phone the police on {police}. If it is going on: {emergency}. Write here what happened, not who.",
    ),
    "care.pictures": ("Ansikten och skyltar på bild", "Faces and plates in pictures"),
    "care.pictures_what": (
        "Människor som går att känna igen, registreringsskyltar, skärmar, namnlistor, nycklar och koder.",
        "People who can be recognised, number plates, screens, lists of names, keys and codes.",
    ),
    "care.pictures_do": (
        "Ta om bilden utan dem, eller tryck Sudda på bilden innan den skickas.",
        "Take the picture again without them, or tap Blur on the picture before it is sent.",
    ),
    "care.instead": ("I stället", "Instead"),
    "care.already": ("Om det redan är skrivet", "If it has been written already"),
    "care.already_draft": (
        "I ett utkast: ta bort orden eller bilden nu. Inget har lämnat telefonen.",
        "In a draft: take the words or the picture away now. Nothing has left the phone.",
    ),
    "care.already_sent": (
        "Skickat: ring samordnaren, som ser till att det tas bort på rätt sätt. Ändra inget själv, skriv inte om det "
        "i appen och skicka det inte vidare.",
        "Sent: phone the coordinator, who sees to it that it is removed in the right way. Change nothing yourself, "
        "do not write about it in the app and do not pass it on.",
    ),
    "care.already_security": (
        "Säkerhetsskydd, skickat eller inte: rör ingenting, behåll telefonen och hämta säkerhetsskyddschefen direkt.",
        "Protective security, sent or not: touch nothing, keep the phone with you and fetch the security protection "
        "manager at once.",
    ),
    "care.call_police": ("Ring polisen {phone}", "Phone the police {phone}"),
    "care.call_duty": ("Ring jouren {phone}", "Phone the duty officer {phone}"),
    "care.close": ("Stäng", "Close"),
    # --- a protected site --------------------------------------------------------------------------------------------
    "protected.no_photos": (
        "Platsen är skyddad. Här sparas inga bilder, för en bild kan visa hur skyddet ser ut. Beskriv i ord.",
        "The site is protected. No pictures are kept here, for a picture may show its protection. Describe in words.",
    ),
    "protected.no_position": (
        "Platsen är skyddad. Ingen position sparas härifrån, skriv platsen med ord.",
        "The site is protected. No position is kept from here, write the place in words.",
    ),
    # --- a picture ---------------------------------------------------------------------------------------------------
    "photo.avoid": ("Undvik ansikten och registreringsskyltar.", "Avoid faces and number plates."),
    "look.title": ("Ska bilden användas?", "Use this picture?"),
    "look.more": (
        "Den är inte sparad än. Syns någon som går att känna igen, sudda eller ta om.",
        "It is not saved yet. If somebody can be recognised, blur it or take it again.",
    ),
    "look.use": ("Använd", "Use it"),
    "look.blur": ("Sudda ansikten och skyltar", "Blur faces and plates"),
    "look.again": ("Ta om", "Take it again"),
    "look.waiting": ("{n} bilder till att titta på", "{n} more pictures to look at"),
    "look.waiting.one": ("1 bild till att titta på", "1 more picture to look at"),
    "look.preparing": ("Förbereder bilden …", "Preparing the picture …"),
    "blur.this": ("Sudda", "Blur"),
    "blur.title": ("Sudda ansikten och skyltar", "Blur faces and plates"),
    "blur.help": (
        "Dra en ruta över det som inte ska synas, eller tryck på det. Det går inte att få tillbaka.",
        "Drag a box over what must not be seen, or tap it. It cannot be brought back.",
    ),
    "blur.picture": ("Bilden. Rutor täcker det som suddas.", "The picture. Boxes cover what is blurred."),
    "blur.none": ("Inga rutor än", "No boxes yet"),
    "blur.boxes": ("{n} rutor", "{n} boxes"),
    "blur.boxes.one": ("1 ruta", "1 box"),
    "blur.add": ("Ny ruta", "New box"),
    "blur.undo": ("Ångra", "Undo"),
    "blur.left": ("Flytta rutan åt vänster", "Move the box left"),
    "blur.right": ("Flytta rutan åt höger", "Move the box right"),
    "blur.up": ("Flytta rutan uppåt", "Move the box up"),
    "blur.down": ("Flytta rutan nedåt", "Move the box down"),
    "blur.larger": ("Större ruta", "Larger box"),
    "blur.smaller": ("Mindre ruta", "Smaller box"),
    "blur.apply": ("Sudda", "Blur"),
    "blur.cancel": ("Avbryt", "Cancel"),
    "blur.working": ("Suddar …", "Blurring …"),
    "blur.done": ("Suddad. Den skarpa bilden är borta.", "Blurred. The sharp picture is gone."),
}
