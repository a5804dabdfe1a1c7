"""Those outside who have no account: a contractor, an external landlord. An organisation answers as one actor.

It handles what is its own job and works on what is laid on it, and reads no further than a contractor may.
"""

from collections.abc import Mapping

from domain.people import EVERY_BUILDING, Organisation, Person
from domain.secrecy.table import RESTRICTED
from domain.tasks.task import Task
from sync_server.post.mail_settings import is_address

CONTRACTOR = "contractor"
PREFIX = "outside:"


def actor_id(org: str) -> str:
    """Under which the organisation stands in histories and in the queue of letters."""
    return f"{PREFIX}{org}"


def is_actor(person: str) -> bool:
    return person.startswith(PREFIX)


def actor(person: str, organisations: Mapping[str, Organisation]) -> Person | None:
    """The actor with this id, None where it is nobody outside, or no organisation of ours any longer."""
    org = organisations.get(person.removeprefix(PREFIX)) if is_actor(person) else None
    if org is None:
        return None
    return Person(
        person,
        title=org.name,
        org=org.id,
        roles=(CONTRACTOR,),
        buildings=(EVERY_BUILDING,),
        verbs=("handle_task_owner", "mark_done"),
        administration=org.id,
        email=org.email,
    )


def has_it(task: Task, organisations: Mapping[str, Organisation]) -> tuple[str, ...]:
    """Which organisations outside have the task and can be written to: whose job it is, where that one cannot sign in,
    and the contractor that it is laid on. What is restricted is for nobody outside, not even that it is there."""
    if task.confidentiality == RESTRICTED:
        return ()
    whose, laid_on = organisations.get(task.org), _laid_on(task, organisations)
    found = (whose if whose and not whose.can_login else None, laid_on)
    return tuple(dict.fromkeys(org.id for org in found if org and is_address(org.email)))


def _laid_on(task: Task, organisations: Mapping[str, Organisation]) -> Organisation | None:
    """A colleague with an account, also one of a contractor's, is told in the app."""
    held = task.assigned
    org = organisations.get(held.org) if held and not held.person else None
    return org if org and (org.kind == CONTRACTOR or not org.can_login) else None
