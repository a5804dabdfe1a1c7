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
