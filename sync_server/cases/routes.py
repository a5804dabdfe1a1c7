"""Cases over HTTP: the packs for the police and the insurer. Everything else of a case goes by sync."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Path, Response

from sync_server.cases import pack_desk
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office

Name = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f/]*$")]
Kind = Literal["police.json", "police.txt", "police.zip", "insurance.pdf", "insurance.zip"]
Language = Literal["sv", "en"]


def add_cases(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    """`signed_in` is the dependency that says who asks."""

    @app.post("/cases/{case_id}/packs/{kind}")
    def ask_for_pack(
        case_id: Name, kind: Kind, who: Annotated[SignedIn, Depends(signed_in)], language: Language = "sv"
    ) -> dict[str, str]:
        """A link that opens the text for the police, or the insurer's package, for ten minutes."""
        return {"link": pack_desk.link_to(office, who.person, case_id, kind, language)}

    @app.get("/packs/{case_id}/{kind}/{person}/{language}/{until}/{seal}", response_class=Response)
    def get_pack(case_id: Name, kind: Kind, person: Name, language: Language, until: int, seal: Name) -> Response:
        """The file behind such a link."""
        file = pack_desk.open_link(office, case_id, kind, person, language, until, seal)
        shown = "inline" if file.media_type.startswith(("text", "application/pdf")) else "attachment"
        headers = {
            "cache-control": "private, no-store",
            "x-content-type-options": "nosniff",
            "content-disposition": f'{shown}; filename="{kind}"',
        }
        return Response(file.content, media_type=file.media_type, headers=headers)
