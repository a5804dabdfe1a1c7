"""For those who work here: posters, how to reach somebody who reported without an account, and photos that wait."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from sync_server.office import Office
from sync_server.problems import No, no
from sync_server.public import contact, held_photos
from sync_server.public.posters import posters_of
from sync_server.signin import SignedIn

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
Name = Annotated[str, Path(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f/]*$")]
PUTS_UP_POSTERS = ("edit_objects", "triage", "report_yearly")


class Decision(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    show: bool


def add_desk(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.get("/posters/{building}", response_class=Response)
    def posters(building: Name, request: Request, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """The posters of a building's entrances as PDF."""
        known = office.follow_register().building(building)
        if known is None or not who.person.works_in(building) or not who.person.may(*PUTS_UP_POSTERS):
            raise _no_posters()
        pdf = posters_of(office, [known], office.mail.public_url or str(request.base_url))
        if pdf is None:
            raise _no_posters()
        headers = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
        return Response(pdf, media_type="application/pdf", headers=headers)

    @app.get("/public-reports/{task}/contact")
    def reach(task: Name, who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """How the reporter can be reached, for those who handle the task."""
        return {"contact": contact.contact_of(office, who.person, task)}

    @app.get("/public-photos")
    def waiting(who: Annotated[SignedIn, Depends(signed_in)]) -> list[dict]:
        """Photos that wait for your decision."""
        return [asdict(photo) for photo in held_photos.waiting_for(office, who.person)]

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
        held_photos.decide(office, who.person, sha256, said.show)
        return {"status": "shown" if said.show else "removed"}


def _no_posters() -> No:
    return no(
        404,
        "no_posters",
        "Det finns inga skyltar för den byggnaden, eller så får du inte skriva ut dem.",
        "There are no posters for that building, or you may not print them.",
        "Förvaltaren och samordnaren skriver ut dem. Skyddade byggnader har inga.",
        "The property manager and the coordinator print them. Protected buildings have none.",
    )
