"""The desk's side of reports without an account: a stranger's photos, how to reach them, and the posters they scan.

All of it is the server's and takes a network; what was said between the desk and the reporter lies in the task.
"""

import json
from collections.abc import Callable, Iterable
from urllib.parse import quote

from app.device.net import Transport
from app.state.asking import ask
from app.state.documents import PhoneDocuments
from domain.people import Person
from domain.posters import Poster
from domain.records import from_plain
from domain.refusals import Refusal
from domain.tasks.task import Task
from domain.tasks.to_reporter import PUBLIC, HeldPhoto, handles_report, photos_waiting

ALL, WHOLE = "*", "-"
"""Which posters a link opens: all of the building's, and the building's own. Anything else is a space's id."""


class PublicDesk:
    """`token` gives that of the person who is signed in, `server` the address that their links begin with."""

    def __init__(self, transport: Transport, token: Callable[[], str], server: Callable[[], str]):
        self._transport, self._token, self._server = transport, token, server

    # --- what a stranger sent ----------------------------------------------------------------------------------------

    async def photos(self, task: str) -> tuple[HeldPhoto, ...] | Refusal:
        """Those of the task that wait, without their pictures."""

        def read(body: bytes) -> tuple[HeldPhoto, ...]:
            held = [from_plain(HeldPhoto, each) for each in json.loads(body)]
            return tuple(photo for photo in held if photo.task == task)

        return await ask(self._transport, self._token(), "GET", "/public-photos", read)

    async def picture(self, sha256: str) -> bytes | Refusal:
        """The JPEG. It is shown and not kept on the phone."""
        return await ask(self._transport, self._token(), "GET", f"/public-photos/{sha256}", bytes)

    async def decide(self, sha256: str, show: bool, why: str = "") -> Refusal | None:
        """Show it to all who read the task, or have it removed, which takes a reason."""
        said = {"show": show, "why": why.strip()}
        return _done(
            await ask(self._transport, self._token(), "POST", f"/public-photos/{sha256}", lambda body: True, said)
        )

    async def contact(self, task: str) -> str | Refusal:
        """How the reporter can be reached, as they wrote it; "" where they did not."""
        path = f"/public-reports/{quote(task, safe='')}/contact"
        return await ask(self._transport, self._token(), "GET", path, lambda body: str(json.loads(body)["contact"]))

    # --- posters -----------------------------------------------------------------------------------------------------

    async def posters(self, building: str) -> tuple[Poster, ...] | Refusal:
        return await ask(self._transport, self._token(), "GET", f"/posters/{building}", _posters)

    async def poster_link(self, building: str, which: str) -> str | Refusal:
        """The address of the PDF, which any browser opens for ten minutes."""
        path = f"/posters/{building}/link/{quote(which, safe='')}"
        return await ask(
            self._transport,
            self._token(),
            "POST",
            path,
            lambda body: f"{self._server()}{json.loads(body)['link']}",
        )

    async def switch_off(self, building: str, space: str, why: str) -> tuple[Poster, ...] | Refusal:
        """The code on the wall opens nothing any more; `space` is "" for the building's own."""
        said = {"space": space, "why": why.strip()}
        return await ask(self._transport, self._token(), "POST", f"/posters/{building}/off", _posters, said)

    async def make_new(self, building: str, space: str) -> tuple[Poster, ...] | Refusal:
        said = {"space": space}
        return await ask(self._transport, self._token(), "POST", f"/posters/{building}/new", _posters, said)


def with_photos_to_judge(documents: PhoneDocuments, person: Person | None) -> list[Task]:
    """The tasks of which a stranger's photo waits for a decision that this person may take, the oldest first."""
    if person is None:
        return []
    tasks: Iterable[Task] = documents.all(Task)
    waiting = [each for each in tasks if photos_waiting(each) > 0 and handles_report(person, each)]
    return sorted(waiting, key=lambda task: task.found_at)


def handles_public(task: Task, person: Person | None) -> bool:
    """Whether the task came from a stranger, and this person answers them."""
    return task.reporter == PUBLIC and person is not None and handles_report(person, task)


def _posters(body: bytes) -> tuple[Poster, ...]:
    return tuple(from_plain(Poster, each) for each in json.loads(body))


def _done(answer: bool | Refusal) -> Refusal | None:
    return answer if isinstance(answer, Refusal) else None
