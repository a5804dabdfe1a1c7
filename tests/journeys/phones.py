"""Phones as they are, over a bad network, against a server as it is: for journeys of several people."""

from dataclasses import dataclass, field
from pathlib import Path

import httpx

from app.device.net import Answer, NoNetwork
from app.device.photo_files import open_photo_files
from app.device.store import open_store
from app.state.clock import Clock
from app.state.opening import INDEXES
from app.state.phone import Phone
from sync_server.office import Office
from tests.journeys.bad_network import BadNetwork
from tests.server_fixtures import enrolment_code


@dataclass
class InProcess:
    """Fulfils `app.device.net.Transport`: the server without sockets."""

    http: httpx.AsyncClient

    async def send(
        self, method: str, path: str, *, headers: dict[str, str], body: bytes | None, timeout: float
    ) -> Answer:
        try:
            response = await self.http.request(method, path, headers=headers, content=body)
        except httpx.HTTPError as none:
            raise NoNetwork("unreachable") from none
        return Answer(response.status_code, dict(response.headers), response.content)

    async def close(self) -> None: ...


@dataclass
class Pocket:
    """One person's phone, which can be switched off and on; its data lie in `folder`."""

    office: Office
    http: httpx.AsyncClient
    person: str
    folder: Path
    clock: Clock = field(default_factory=Clock)
    network: BadNetwork = field(init=False)
    phone: Phone = field(init=False)

    async def sign_in(self) -> "Pocket":
        self.network = BadNetwork(InProcess(self.http))
        await self.switch_on()
        assert await self.phone.enrol(enrolment_code(self.office, self.person)) is None
        await self.phone.send_now()
        return self

    async def switch_on(self) -> None:
        db = open_store(self.folder / "rond.journal", INDEXES)
        self.phone = Phone(db, await open_photo_files(self.folder / "photos"), self.network, self.clock)

    async def switch_off_and_on(self) -> None:
        self.phone.db.close()
        await self.switch_on()

    def received(self) -> dict[tuple[str, str], object]:
        """The documents that this phone shows."""
        return {key: self.phone.documents.get(*key) for key in self.phone.documents.shown()}
