"""What each person has chosen to be told, as it is kept; and who reads somebody's letters while they are away."""

import json
from datetime import datetime, tzinfo

from sqlalchemy import Connection, delete, insert, select

from domain.records import from_plain
from sync_server.post.pace import Choice
from sync_server.storage.schema import letter_choices
from sync_server.storage.writing import as_json

NOTHING_CHOSEN = Choice()


def choice_of(connection: Connection, person: str) -> Choice:
    held = connection.execute(select(letter_choices.c.choice).where(letter_choices.c.person == person)).scalar()
    return from_plain(Choice, json.loads(held)) if held else NOTHING_CHOSEN


def all_choices(connection: Connection) -> dict[str, Choice]:
    """Of those who have chosen anything."""
    rows = connection.execute(select(letter_choices.c.person, letter_choices.c.choice))
    return {person: from_plain(Choice, json.loads(held)) for person, held in rows}


def keep_choice(connection: Connection, person: str, choice: Choice) -> None:
    """Inside `Database.write`."""
    connection.execute(delete(letter_choices).where(letter_choices.c.person == person))
    connection.execute(insert(letter_choices).values(person=person, choice=as_json(choice)))


def stand_ins(choices: dict[str, Choice], person: str, now: datetime, zone: tzinfo) -> list[str]:
    """Who is to be told instead of `person`, the first who can be; last the person, who is told if nobody else can.

    A stand-in may be away as well and have one of their own. People who stand in for each other are told themselves.
    """
    line = [person]
    while (choice := choices.get(line[-1])) and choice.is_away(now, zone) and choice.stand_in:
        if choice.stand_in in line:
            break
        line.append(choice.stand_in)
    return line[::-1]
