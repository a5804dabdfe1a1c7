"""The words on the public's pages and on the poster, in both languages."""

from domain.language import Words

WORDS = {
    "title": Words("Anmäl något som är fel", "Report something that is wrong"),
    "safe": Words("Är du säker?", "Are you safe?"),
    "call": Words("Ring 112", "Phone 112"),
    "call_when": Words("Fara för liv, pågående brott eller brand", "Danger to life, a crime going on, or fire"),
    "police": Words("Brott som är över", "A crime that is over"),
    "duty": Words("Bråttom, men ingen i fara", "Urgent, but nobody in danger"),
    "you_are_at": Words("Du är vid", "You are at"),
    "begin": Words("Jag är säker. Anmäl något", "I am safe. Report something"),
    "not_here": Words("Hot, våld, nycklar eller larm?", "Threats, violence, keys or alarms?"),
    "not_here_do": Words(
        "Skriv inte om det här. Hot eller våld: ring 112, eller 114 14 om det är över, och tala med personalen. En "
        "tappad eller upphittad nyckel, eller ett larm: tala med personalen i huset.",
        "Do not write about it here. Threat or violence: phone 112, or 114 14 if it is over, and talk to the staff. A "
        "lost or found key, or an alarm: talk to the staff of the building.",
    ),
    "what": Words("Vad gäller det?", "What is it about?"),
    "where": Words("Var?", "Where?"),
    "here": Words("Här, vid skylten", "Here, at the poster"),
    "elsewhere": Words("Beskriv platsen, om den inte finns i listan", "Describe the place, if it is not in the list"),
    "text": Words("Beskriv med en mening", "Describe it in a sentence"),
    "text_more": Words(
        "Skriv inga namn, personnummer eller telefonnummer. En bild räcker också.",
        "Write no names, identity numbers or telephone numbers. A picture is enough, too.",
    ),
    "photo": Words("Bild (om du vill)", "Picture (if you like)"),
    "photo_more": Words(
        "Fotografera saken, inte människor. Uppgifter om plats och kamera tas bort.",
        "Photograph the thing, not people. Data on place and camera are removed.",
    ),
    "contact": Words("Hur vi når dig (om du vill)", "How to reach you (if you like)"),
    "contact_more": Words(
        "Bara de som handlägger ser det, och det tas bort när ärendet är slut. Med koden kan du följa ärendet ändå.",
        "Only those who handle the case see it, and it is removed when the case has ended. With the code you can "
        "follow the case anyway.",
    ),
    "trap": Words("Lämna det här fältet tomt", "Leave this field empty"),
    "sure": Words("Det är inga uppgifter om en person. Skicka ändå.", "It is nothing about a person. Send anyway."),
    "send": Words("Skicka", "Send"),
    "public_record": Words(
        "Anmälan blir en allmän handling hos kommunen.", "The report becomes a public record of the municipality."
    ),
    "thanks": Words("Tack. Vi har fått din anmälan.", "Thank you. We have your report."),
    "code": Words("Din kod", "Your code"),
    "code_more": Words(
        "Spara koden: med den ser du vad som händer, svarar på frågor och säger till om det inte blev bra.",
        "Keep the code: with it you see what happens, answer questions, and tell us if it was not put right.",
    ),
    "follow": Words("Följ en anmälan", "Follow a report"),
    "follow_this": Words("Följ anmälan", "Follow the report"),
    "type_code": Words("Koden, till exempel K7-4F2-9QX", "The code, such as K7-4F2-9QX"),
    "show": Words("Visa", "Show"),
    "reported": Words("Anmält", "Reported"),
    "asked": Words("Vi har en fråga till dig.", "We have a question for you."),
    "you": Words("Du", "You"),
    "we": Words("Kommunen", "The municipality"),
    "reply": Words("Svara eller lägg till något", "Answer or add something"),
    "not_fixed": Words("Det är inte åtgärdat", "It has not been put right"),
    "another": Words("Anmäl något mer", "Report something else"),
    "back": Words("Tillbaka", "Back"),
    "gone": Words("Sidan finns inte", "There is no such page"),
    "try_again": Words("Gå tillbaka och rätta", "Go back and correct it"),
    "mine": Words("Anmält från den här telefonen", "Reported from this phone"),
    "waits": Words(
        "Sparad på telefonen. Den skickas när det finns nät.", "Kept on the phone. It is sent when there is a network."
    ),
    "forget": Words("Ta bort från telefonen", "Remove from the phone"),
    "refused": Words("Kunde inte tas emot", "Could not be accepted"),
    "not_kept": Words(
        "Anmälan kunde inte sparas på telefonen. Ta bort bilden eller försök igen när du har nät.",
        "The report could not be kept on the phone. Remove the picture, or try again when you have a network.",
    ),
    "nothing_said": Words("Skriv en mening eller ta med en bild.", "Write a sentence or add a picture."),
    "poster_title": Words("Något trasigt, klottrat eller farligt?", "Something broken, graffitied or dangerous?"),
    "poster_do": Words(
        "Skanna koden och berätta. Inget konto, ingen app.", "Scan the code and tell us. No account, no app."
    ),
    "poster_danger": Words("Fara för liv? Ring 112 först.", "Danger to life? Phone 112 first."),
    "poster_typed": Words("Eller skriv adressen", "Or type the address"),
}
