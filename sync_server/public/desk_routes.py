"""For those who work here: posters, how to reach somebody who reported without an account, and photos that wait."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from domain.records import to_plain
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office
from sync_server.public import contact, held_photos, poster_desk

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Name = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f/]*$")]
Why = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
STRICT = ConfigDict(strict=True, extra="forbid")
PDF = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}


class Decision(BaseModel):
    """Whether the photo is shown; else `why` it goes."""

    model_config = STRICT
    show: bool
    why: Why = ""


class Place(BaseModel):
    """A space's id, "" for the building as a whole; where its code is switched off, `why`."""

    model_config = STRICT
    space: Annotated[str, Field(max_length=100)] = ""
    why: Why = ""


def add_desk(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    _add_posters(app, office, signed_in)
    _add_reporters(app, office, signed_in)


def _add_posters(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.get("/posters/{building}")
    def posters(building: Name, who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict]:
        """The places of a building where a poster hangs or could hang, and how the code of each stands."""
        return [to_plain(each) for each in poster_desk.posters_at(office, who.person, building)]

    @app.post("/posters/{building}/link/{which}")
    def link(building: Name, which: Name, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """A link that opens posters as PDF for ten minutes: of a space, of the building ("-"), or of all ("*")."""
        return {"link": poster_desk.link_to(office, who.person, building, which)}

    @app.get("/posters/{building}/{which}/{person}/{until}/{seal}", response_class=Response)
    def pdf(building: Name, which: Name, person: Name, until: int, seal: Name, request: Request) -> Response:
        """The PDF behind such a link."""
        here = str(request.base_url)
        made = poster_desk.open_link(office, building, which, person, until, seal, here)
        return Response(made, media_type="application/pdf", headers=PDF)

    @app.post("/posters/{building}/off")
    def switch_off(building: Name, at: Place, who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict]:
        """The code on the poster opens nothing any more."""
        return [to_plain(each) for each in poster_desk.switch_off(office, who.person, building, at.space, at.why)]

    @app.post("/posters/{building}/new")
    def make_new(building: Name, at: Place, who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict]:
        """A new code, where there is none that holds."""
        return [to_plain(each) for each in poster_desk.make_new(office, who.person, building, at.space)]


def _add_reporters(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.get("/public-reports/{task}/contact")
    def reach(task: Name, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """How the reporter can be reached, for those who handle the task."""
        return {"contact": contact.contact_of(office, who.person, task)}

    @app.get("/public-photos")
    def waiting(who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict]:
        """Photos that wait for your decision."""
        return [to_plain(photo) for photo in held_photos.waiting_for(office, who.person)]

    @app.get("/public-photos/{sha256}", response_class=Response)
    def look(sha256: Sha256, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        headers = {
            "cache-control": "private, no-store",
            "content-security-policy": "sandbox; default-src 'none'",
            "x-content-type-options": "nosniff",
        }
        return Response(held_photos.look_at(office, who.person, sha256), media_type="image/jpeg", headers=headers)

    @app.post("/public-photos/{sha256}")
    def decide(sha256: Sha256, said: Decision, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """Show it with the task, or throw it away."""
        held_photos.decide(office, who.person, sha256, said.show, said.why)
        return {"status": "shown" if said.show else "removed"}
