"""What letters say, in both languages. Those about something that is not open, or not the reader's, say nothing."""

from domain.language import Words

TITLES = {
    "new_task": Words("Nytt ärende {number}, {building}", "New task {number}, {building}"),
    "critical_task": Words("AKUT ärende {number}, {building}", "CRITICAL task {number}, {building}"),
    "laid_on": Words("Du har fått ärende {number}, {building}", "You have been given task {number}, {building}"),
    "opened_again": Words("Öppnat igen: ärende {number}, {building}", "Opened again: task {number}, {building}"),
    "asked": Words("Ditt svar behövs, ärende {number}, {building}", "Your answer is needed, task {number}, {building}"),
    "late": Words("Försenat ärende {number}, {building}", "Late task {number}, {building}"),
    "late_critical": Words(
        "AKUT och försenat: ärende {number}, {building}", "CRITICAL and late: task {number}, {building}"
    ),
    "dispute_answered": Words("Svar på ”inte vårt”, ärende {number}", "Answer to “not ours”, task {number}"),
    "fixed": Words("Åtgärdat: det du rapporterade, {building}", "Fixed: what you reported, {building}"),
    "notice": Words("Att känna till", "For your information"),
    "remind": Words("Ge tecken på liv. Öppna Rond.", "Give a sign of life. Open Rond."),
    "contact": Words("Tecken på liv saknas. Öppna Rond.", "A sign of life is missing. Open Rond."),
    "alarm": Words("Larm: tecken på liv saknas. Öppna Rond.", "Alarm: a sign of life is missing. Open Rond."),
    "calm": Words("Larmet är över. Öppna Rond.", "The alarm is over. Open Rond."),
}
NEUTRAL = Words("Något nytt för dig i Rond", "Something new for you in Rond")
NEUTRAL_URGENT = Words("BRÅDSKANDE: något väntar på dig i Rond", "URGENT: something is waiting for you in Rond")
NEUTRAL_MORE = Words(
    "Vad det gäller står bara i Rond, för dem som får läsa det.",
    "What it is about is told only in Rond, to those who may read it.",
)
LONE_WORK_MORE = Words(
    "Vem, var och vilket nummer som ska ringas står bara i Rond. Går Rond inte att öppna: följ er egen rutin, och ring "
    "112 om något tyder på fara.",
    "Who, where and which number to call is told only in Rond. If Rond cannot be opened: follow your own routine, and "
    "call 112 if anything points to danger.",
)
NEUTRAL_LATE = Words(
    "Något som ligger hos andra har inte gjorts i tid. Samordnaren vet mer.",
    "Something that lies with others has not been done in time. The coordinator knows more.",
)
SEVERAL = Words("{n} meddelanden från Rond", "{n} messages from Rond")
DUE = Words("{step}: {when}", "{step}: {when}")
PERCENT = Words("{percent} procent av tiden har gått.", "{percent} percent of the time has passed.")
NOBODY_YET = Words("Ingen har tagit emot ärendet.", "Nobody has taken on the task.")
CALL = Words(
    "Ring också: ett brev är aldrig enda vägen. Jour: {phone}",
    "Phone as well: a letter is never the only way. On duty: {phone}",
)
INSTEAD = Words("Du får det i stället för {title}, som är borta.", "You get it instead of {title}, who is away.")
FOOTER = Words(
    "Rond, {municipality}. Välj själv när du vill ha brev: {link}",
    "Rond, {municipality}. Choose when you want letters: {link}",
)
OPEN_IT = Words("Öppna i Rond", "Open in Rond")


def said(words: Words, language: str, **facts: object) -> str:
    """The words in a language with the facts filled in, on one line whatever the facts hold."""
    return " ".join(words.in_language(language).format(**facts).split())
