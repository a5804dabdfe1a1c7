"""The words of letters, papers and pages for those outside, in both languages."""

from domain.language import Words

LETTER_TITLES = {
    "outside_new": Words("Ärende {number} till er, {building}", "Task {number} for you, {building}"),
    "outside_again": Words("Öppnat igen: ärende {number}, {building}", "Opened again: task {number}, {building}"),
    "outside_answer": Words("Svar på ”inte vårt”, ärende {number}", "Answer to “not ours”, task {number}"),
    "outside_late": Words("Påminnelse: ärende {number}, {building}", "Reminder: task {number}, {building}"),
}
URGENT = Words("AKUT: {title}", "CRITICAL: {title}")
NEUTRAL = Words("Något nytt för er från {municipality}", "Something new for you from {municipality}")
NEUTRAL_MORE = Words(
    "Vad det gäller får inte stå i ett brev. Länken säger vem ni ringer.",
    "What it is about may not be written in a letter. The link says whom to phone.",
)
SEE_PAPER = Words(
    "Allt om ärendet står i den bifogade PDF-filen. Svara med länken: inget konto behövs.",
    "All about the task is in the attached PDF. Answer by the link: no account is needed.",
)
SETTLED_MOVED = Words(
    "Någon annan har tagit över ärendet. Ni behöver inte göra något mer.",
    "Somebody else has taken the task over. You need not do anything more.",
)
STILL_YOURS = Words("Ärendet ligger kvar hos er.", "The task is still yours.")
WITH_GROUP = Words(
    "Tolkningsgruppen avgör. Tills dess ligger ärendet kvar hos er och tiden går.",
    "The interpretation group decides. Until then the task is yours and the clock runs.",
)
ANSWER_HERE = Words("Svara här", "Answer here")
FOOTER = Words(
    "{municipality}. Länken är er egen och gäller i 30 dagar: skicka den bara till den som ska svara för er.",
    "{municipality}. The link is yours and holds for 30 days: pass it only to whoever is to answer for you.",
)

WORDS = {
    "task": Words("Ärende", "Task"),
    "where": Words("Var", "Where"),
    "severity": Words("Allvar", "Severity"),
    "due": Words("Senast", "By when"),
    "planned": Words("Planerat till", "Planned for"),
    "why": Words("Varför ert", "Why yours"),
    "contact": Words("Kontakt", "Contact"),
    "danger": Words("Fara för liv: ring 112. Bråttom: {phone}", "Danger to life: phone 112. Urgent: {phone}"),
    "call": Words("Frågor? Ring den på kommunen som ni brukar tala med, eller {phone}.",
                  "Questions? Phone whom you usually talk to at the municipality, or {phone}."),
    "answer": Words("Svara utan konto", "Answer without an account"),
    "photo_of": Words("Bild {number} av felet", "Picture {number} of the fault"),
    "acknowledge": Words("Vi har tagit emot det", "We have received it"),
    "done": Words("Det är klart", "It is done"),
    "done_words": Words("Vad gjorde ni?", "What did you do?"),
    "safe": Words("Faran är undanröjd", "It has been made safe"),
    "safe_words": Words("Vad gjorde ni, och vad återstår?", "What did you do, and what remains?"),
    "comment": Words("Skriv något", "Write something"),
    "comment_words": Words("Till dem som handlägger", "To those who handle the task"),
    "not_ours": Words("Det är inte vårt", "It is not ours"),
    "not_ours_words": Words("Varför är det inte ert?", "Why is it not yours?"),
    "not_ours_more": Words(
        "Ärendet ligger kvar hos er och tiden går tills någon annan har tagit över det.",
        "The task stays with you and the clock runs until somebody else has taken it over.",
    ),
    "photo": Words("Bild", "Picture"),
    "photo_after": Words("Bild efteråt, från samma plats", "Picture afterwards, from the same place"),
    "no_photo": Words("Ingen bild? Skriv varför", "No picture? Say why"),
    "send": Words("Skicka", "Send"),
    "said": Words("Sagt i ärendet", "Said about the task"),
    "you": Words("Ni", "You"),
    "we": Words("Kommunen", "The municipality"),
    "not_told": Words("Vad det gäller berättas inte här", "What it is about is not told here"),
    "not_told_more": Words(
        "Det är en uppgift med begränsad insyn (OSL 18 kap. 8 §). Ring, så får ni veta vad som ska göras; den som "
        "svarar skriver in ert besked.",
        "It is a matter with limited access (OSL chapter 18, section 8). Phone to be told what to do; whoever answers "
        "writes down what you say.",
    ),
}  # fmt: skip
RECEIVED = "Mottaget."
"""Written in the history of a task that somebody here has already acknowledged for them."""

REASONS = {
    "wrong_component": Words("Det är något annat än vad som står", "It is something else than it says"),
    "wrong_cause": Words("Orsaken är en annan", "The cause is another"),
    "wrong_place": Words("Platsen är inte vår", "The place is not ours"),
    "override_missing": Words("Vi har avtalat något annat", "We have agreed otherwise"),
    "list_unclear": Words("Listan är oklar", "The list is unclear"),
}
STANDS = {
    "new": Words("Väntar på svar", "Waits for an answer"),
    "routed": Words("Väntar på ert svar", "Waits for your answer"),
    "acknowledged": Words("Mottaget", "Received"),
    "in_progress": Words("Arbetet pågår", "Work is going on"),
    "made_safe": Words("Gjort säkert, åtgärden återstår", "Made safe, the repair remains"),
    "paused": Words("Pausat", "Paused"),
    "deferred_planned": Words("Planerat underhåll", "Planned maintenance"),
    "disputed": Words("”Inte vårt” prövas. Ärendet ligger kvar tills dess", "“Not ours” is being looked at. The task "
                      "stays until then"),
    "reopened": Words("Öppnat igen", "Opened again"),
    "done": Words("Klart", "Done"),
    "verified": Words("Klart och kontrollerat", "Done and checked"),
    "closed": Words("Avslutat", "Ended"),
    "duplicate": Words("Hopslaget med ett annat ärende", "Joined with another task"),
    "passed_on": Words("Lämnat vidare", "Passed on"),
}  # fmt: skip
SAID = {
    "acknowledged": Words("Tog emot", "Received"),
    "commented": Words("Skrev", "Wrote"),
    "made_safe": Words("Gjorde säkert", "Made safe"),
    "done": Words("Sa klart", "Said done"),
    "handed_back": Words("Sa att det inte är ert", "Said that it is not yours"),
    "returned": Words("Lämnade tillbaka", "Gave back"),
    "rejected": Words("Inte godkänt", "Not approved"),
    "not_fixed": Words("Inte åtgärdat", "Not fixed"),
    "reopened": Words("Öppnade igen", "Opened again"),
    "dispute_refused": Words("Svar på ”inte vårt”: nej", "Answer to “not ours”: no"),
    "dispute_decided": Words("Beslut om ”inte vårt”", "Decision on “not ours”"),
}
"""What an organisation gets to read of a task's history: its own lines, and these of others."""
TO_THEM = ("rejected", "not_fixed", "reopened", "dispute_refused", "dispute_decided")
