"""What a report can be refused for, in words for somebody who has never seen the page before."""

from sync_server.problems import No, no


def no_such_place() -> No:
    return no(
        404,
        "no_such_place",
        "Den här skylten gäller inte längre.",
        "This poster is no longer valid.",
        "Fråga i receptionen, eller ring kommunens växel. Vid fara: ring 112.",
        "Ask at the reception, or phone the municipality. In danger: phone 112.",
    )


def no_such_code() -> No:
    return no(
        404,
        "no_such_code",
        "Det finns ingen anmälan med den koden.",
        "There is no report with that code.",
        "Kontrollera koden, den har åtta tecken: K7-4F2-9QX.",
        "Check the code, it has eight characters: K7-4F2-9QX.",
    )


def not_from_the_page() -> No:
    return no(
        422,
        "not_from_the_page",
        "Anmälan är inte ifylld som på sidan.",
        "The report was not filled in as on the page.",
        "Ladda om sidan, fyll i bara de fält som syns och skicka igen.",
        "Reload the page, fill in only the fields that are shown, and send again.",
    )


def not_here() -> No:
    return no(
        422,
        "not_here",
        "Hot, nycklar, larm och bevakning anmäls inte här.",
        "Threats, keys, alarms and guarding are not reported here.",
        "Hot eller våld: ring 112, eller 114 14 om det är över, och tala med personalen. Nycklar och larm: tala med "
        "personalen i huset.",
        "Threat or violence: phone 112, or 114 14 if it is over, and talk to the staff. Keys and alarms: talk to the "
        "staff of the building.",
    )


def why_removed() -> No:
    return no(
        422,
        "why_removed",
        "Det framgår inte varför bilden ska bort.",
        "It does not say why the picture is to go.",
        "Skriv varför, med några ord. Bilden finns kvar så länge.",
        "Say why in a few words. The picture stays until then.",
    )


def why_off() -> No:
    return no(
        422,
        "why_off",
        "Det framgår inte varför koden stängs av.",
        "It does not say why the code is switched off.",
        "Skriv varför, med några ord. Koden gäller så länge.",
        "Say why in a few words. The code holds until then.",
    )


def no_posters() -> No:
    return no(
        404,
        "no_posters",
        "Det finns inga skyltar för den byggnaden, eller så får du inte skriva ut dem.",
        "There are no posters for that building, or you may not print them.",
        "Förvaltaren, verksamhetens chef och samordnaren skriver ut dem.",
        "The property manager, the manager of the unit and the coordinator print them.",
    )


def protected() -> No:
    return no(
        409,
        "protected_building",
        "Byggnaden är skyddad: här anmäler ingen utan konto, och det finns inga skyltar.",
        "The building is protected: nobody reports here without an account, and there are no posters.",
        "Den som arbetar i byggnaden rapporterar i Rond, eller ringer.",
        "Those who work in the building report in Rond, or phone.",
    )


def link_over() -> No:
    return no(
        404,
        "link_over",
        "Länken till skylten har gått ut, eller så gäller den inte.",
        "The link to the poster has expired, or it is not valid.",
        "Öppna Affischer i Rond och be om skylten igen.",
        "Open Posters in Rond and ask for the poster again.",
    )


def what_is_it() -> No:
    return no(
        422,
        "what_is_it",
        "Det framgår inte vad det gäller.",
        "It does not say what it is about.",
        "Välj ett av alternativen.",
        "Choose one of the alternatives.",
    )


def nothing_said() -> No:
    return no(
        422,
        "nothing_said",
        "Skriv en mening eller ta med en bild.",
        "Write a sentence or add a picture.",
        "Det räcker med en av dem.",
        "One of them is enough.",
    )


def too_long() -> No:
    return no(
        422,
        "too_long",
        "Texten är för lång.",
        "The text is too long.",
        "Skriv kortare: högst 1 000 tecken om vad, 200 om var och 200 i kontakt.",
        "Write less: at most 1,000 characters on what, 200 on where and 200 in contact.",
    )


def about_a_person() -> No:
    return no(
        422,
        "about_a_person",
        "Texten ser ut att innehålla ett personnummer, ett telefonnummer eller en e-postadress.",
        "The text seems to hold an identity number, a telephone number or an e-mail address.",
        "Ta bort det, eller kryssa för att det inte är det. Egna kontaktuppgifter skrivs i fältet för kontakt.",
        "Remove it, or tick that it is not so. Your own contact details go into the field for contact.",
    )
