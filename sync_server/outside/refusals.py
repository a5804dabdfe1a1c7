"""What a link, or an answer by it, can be refused for: what happened, and what to do now."""

from domain.language import Words
from domain.refusals import Refusal
from domain.tasks.task import Task
from sync_server.content.municipality import Municipality
from sync_server.outside.words import STANDS, WORDS
from sync_server.problems import No, no

GONE = 410


def unknown_link(municipality: Municipality) -> No:
    why = Words("Det finns ingen sådan länk.", "There is no such link.")
    do = Words(
        "Öppna den ur brevet i sin helhet, eller ta det senaste brevet.",
        "Open the whole of it from the letter, or take the latest letter.",
    )
    return _no(404, "unknown_link", why, do, municipality)


def expired(municipality: Municipality) -> No:
    why = Words("Länken har gått ut: den gäller i 30 dagar.", "The link has expired: it holds for 30 days.")
    do = Words(
        "Ärendet ligger kvar hos er. Ta länken i det senaste brevet om ärendet.",
        "The task is still yours. Take the link in the latest letter about it.",
    )
    return _no(GONE, "expired", why, do, municipality)


def revoked(municipality: Municipality) -> No:
    why = Words("Kommunen har spärrat länken.", "The municipality has revoked the link.")
    do = Words("Inget som ni har svarat är borta.", "Nothing that you have answered is lost.")
    return _no(GONE, "revoked", why, do, municipality)


def moved(municipality: Municipality) -> No:
    why = Words("Ärendet ligger inte längre hos er.", "The task is no longer yours.")
    do = Words(
        "Ni behöver inte göra något mer. Har ni redan börjat eller gjort något: berätta det, så att de som har ärendet "
        "nu vet.",
        "You need not do anything more. If you have begun or done something already: tell us, so that those who have "
        "the task now know.",
    )
    return _no(GONE, "moved", why, do, municipality)


def newer(municipality: Municipality) -> No:
    why = Words("Ärendet har kommit till er igen.", "The task has come to you again.")
    do = Words("Ta länken i det senaste brevet om det.", "Take the link in the latest letter about it.")
    return _no(GONE, "newer", why, do, municipality)


def ended(municipality: Municipality, task: Task, *, by_them: bool) -> No:
    """Whoever said themselves that it is done is thanked, and nothing has gone wrong."""
    stands, thanks = STANDS[task.status], Words("Tack. ", "Thank you. ") if by_them else Words()
    why = Words(
        f"{thanks.sv}Ärende {task.number}: {stands.sv.lower()}.",
        f"{thanks.en}Task {task.number}: {stands.en.lower()}.",
    )
    do = Words(
        "Ni behöver inte göra något mer. Öppnas ärendet igen får ni ett nytt brev.",
        "You need not do anything more. If the task is opened again you get a new letter.",
    )
    return _no(200 if by_them else GONE, "ended", why, do, municipality)


def not_from_the_page() -> No:
    return no(
        422,
        "not_from_the_page",
        "Svaret är inte ifyllt som på sidan.",
        "The answer was not filled in as on the page.",
        "Ladda om sidan och svara igen.",
        "Reload the page and answer again.",
    )


def nothing_said() -> No:
    return no(
        422,
        "nothing_said",
        "Det finns varken ord eller bild.",
        "There are neither words nor a picture.",
        "Skriv en mening eller ta med en bild.",
        "Write a sentence or add a picture.",
    )


def too_long(letters: int) -> No:
    return no(
        422,
        "too_long",
        "Texten är för lång.",
        "The text is too long.",
        f"Skriv högst {letters} tecken.",
        f"Write at most {letters} characters.",
    )


def not_possible_now() -> No:
    return no(
        422,
        "not_possible_now",
        "Det svaret går inte att ge längre.",
        "That answer can no longer be given.",
        "Läs hur ärendet står nu. Ni kan skriva något i stället.",
        "Read how the task stands now. You can write something instead.",
    )


def too_often() -> No:
    return no(
        429,
        "too_often",
        "Det har kommit många försök på kort tid.",
        "There have been many attempts in a short time.",
        "Vänta en stund och försök igen. Är det bråttom: ring i stället.",
        "Wait a while and try again. If it is urgent: phone instead.",
    )


def _no(status: int, code: str, why: Words, do: Words, municipality: Municipality) -> No:
    call = WORDS["call"]
    phone = municipality.duty_phone or municipality.emergency
    more = Words(f"{do.sv} {call.sv.format(phone=phone)}", f"{do.en} {call.en.format(phone=phone)}")
    return No(status, Refusal(code, why, more))
