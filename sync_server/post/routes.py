"""`/me/notifications`: what the person who asks has chosen to be told by e-mail, and choosing it."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field

from domain.people import Person
from domain.records import from_plain
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office
from sync_server.post.choices import choice_of, keep_choice
from sync_server.post.mail_settings import is_address
from sync_server.post.pace import Choice
from sync_server.problems import No, no
from sync_server.register.register import Register

Clock = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$", description='"HH:MM", or "" for none')]


class Chosen(BaseModel):
    """`away_until` is an ISO date or ""; `stand_in` a colleague's id or ""; `language` that of the letters."""

    model_config = ConfigDict(strict=True, extra="forbid")
    pace: Literal["at_once", "daily", "only_critical"] = "at_once"
    quiet_from: Clock = ""
    quiet_to: Clock = ""
    away_until: Annotated[str, Field(max_length=10)] = ""
    stand_in: Annotated[str, Field(max_length=100)] = ""
    language: Literal["sv", "en"] = "sv"


class ChosenAnswer(Chosen):
    """Also the `address` that letters go to ("" for none), and who may stand in, as `id` and `title`."""

    address: str
    stand_ins: list[dict[str, str]]


def add_notifications(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.get("/me/notifications", response_model=ChosenAnswer)
    def chosen(who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, Any]:
        """What you have chosen to be told by e-mail."""
        with office.database.reading() as connection:
            return _answer(office.register, who.person, choice_of(connection, who.person.id))

    @app.put("/me/notifications", response_model=ChosenAnswer)
    def choose(said: Chosen, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, Any]:
        """Choose it. What is critical is always told, at once."""
        choice = from_plain(Choice, said.model_dump())
        _check(choice, office.register, who.person)
        office.database.write(lambda connection: keep_choice(connection, who.person.id, choice))
        return _answer(office.register, who.person, choice)


def colleagues(register: Register, person: Person) -> list[Person]:
    """Who may stand in: those of the same organisation who can be told, and work in one of the same buildings."""
    found = (
        other
        for other in register.municipality.persons.values()
        if other.org == person.org and other.id != person.id and is_address(other.email)
    )
    shared = (other for other in found if any(other.works_in(building) for building in _buildings(register, person)))
    return sorted(shared, key=lambda other: other.title)


def _buildings(register: Register, person: Person) -> list[str]:
    return [building for building in register.municipality.buildings if person.works_in(building)]


def _answer(register: Register, person: Person, choice: Choice) -> dict[str, Any]:
    others = [{"id": other.id, "title": other.title} for other in colleagues(register, person)]
    address = person.email if is_address(person.email) else ""
    return {**vars(choice), "address": address, "stand_ins": others}


def _check(choice: Choice, register: Register, person: Person) -> None:
    """Raises No 422."""
    if bool(choice.quiet_from) != bool(choice.quiet_to):
        raise _not_so(
            "quiet_hours",
            "Tysta timmar behöver både en början och ett slut.",
            "Quiet hours need both a beginning and an end.",
            "Skriv båda, som 21:00 och 06:30, eller ingen av dem.",
            "Write both, such as 21:00 and 06:30, or none of them.",
        )
    if choice.away_until and not _is_date(choice.away_until):
        raise _not_so(
            "away_until",
            "Dagen då du är tillbaka går inte att läsa.",
            "The last day that you are away cannot be read.",
            "Skriv den som 2027-01-07.",
            "Write it as 2027-01-07.",
        )
    if choice.stand_in and choice.stand_in not in {other.id for other in colleagues(register, person)}:
        raise _not_so(
            "stand_in",
            "Den du valde kan inte läsa dina meddelanden i stället för dig.",
            "Whom you chose cannot read your messages instead of you.",
            "Välj någon ur listan: den har kollegorna i dina byggnader.",
            "Choose somebody from the list: it has your colleagues in your buildings.",
        )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _not_so(code: str, sv: str, en: str, do_sv: str, do_en: str) -> No:
    return no(422, f"wrong_{code}", sv, en, f"{do_sv} Inget är ändrat.", f"{do_en} Nothing has been changed.")
