"""`/devices`: one's own phones, everybody's for who manages accounts, and signing one out from here."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query

from domain.records import to_plain
from sync_server.entrance import phone_register
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office

Device = Annotated[str, Path(pattern="^[0-9a-f]{8}$")]
Words = Annotated[str, Query(max_length=200, description="Of whose phone: parts of a title, an account, a name")]


def add_phones(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.get("/devices")
    def devices(who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict[str, str]]:
        """All that you have ever signed in with, latest first."""
        with office.database.reading() as connection:
            return [_told(phone) for phone in phone_register.phones_of(connection, office.register, who.person.id)]

    @app.get("/devices/all")
    def everybodys(who: Annotated[SignedIn, Depends(signed_in)], words: Words = "", revoked: bool = False) -> dict:
        """Everybody's, for who manages accounts: those signed in, latest seen first; with `revoked` also the others."""
        found = phone_register.everybodys(office.database, office.register, who.person, words, revoked=revoked)
        return {"phones": [_told(phone) for phone in found.phones], "more": found.more}

    @app.post("/devices/{device}/revoke")
    def revoke(device: Device, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """A lost phone is signed out from here: your own, or anybody's for who manages accounts."""
        phone_register.revoke_phone(office.database, office.register, who.person, device, office.now())
        return {"status": "revoked"}


def _told(phone) -> dict[str, str]:
    return {"revoked_at": "", **to_plain(phone)}
