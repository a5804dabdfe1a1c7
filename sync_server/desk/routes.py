"""`/triage`: what is stuck, for the coordinator. `/tasks/table`: the tasks that somebody looks at, as a workbook."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Response
from pydantic import BaseModel, ConfigDict, Field

from domain.tasks.triage import ServerTriage, may_triage
from sync_server.desk.triage import triage
from sync_server.desk.workbook import as_workbook, rows_for
from sync_server.entrance.signin import SignedIn
from sync_server.lists.routes import WORKBOOK
from sync_server.office import Office
from sync_server.problems import no
from sync_server.storage.writing import as_json

TASKS_AT_MOST = 5_000
TITLES = {"sv": "Ärenden", "en": "Tasks"}


class Wanted(BaseModel):
    """The ids of the tasks, in the order in which they are to stand."""

    model_config = ConfigDict(strict=True, extra="forbid")
    tasks: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=TASKS_AT_MOST)]
    language: Literal["sv", "en"] = "sv"


def add_desk(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    """`signed_in` is the dependency that says who asks."""

    @app.get("/triage", response_model=ServerTriage)
    def stuck(who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """Refused events of the last month, and phones whose work has not all come. For the coordinator."""
        if not may_triage(who.person):
            raise no(
                403,
                "not_yours_to_triage",
                "Det här ser bara samordnaren.",
                "Only the coordinator sees this.",
                "Det som är nekat från din egen telefon står under Kräver uppmärksamhet.",
                "What was refused from your own phone is under Needs attention.",
            )
        with office.database.reading() as connection:
            said = triage(connection, office.register, office.now())
        return Response(as_json(said), media_type="application/json", headers={"cache-control": "no-store"})

    @app.post("/tasks/table", response_class=Response)
    def table(wanted: Wanted, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """An XLSX of those of the tasks that you may see."""
        with office.database.reading() as connection:
            rows = rows_for(connection, office.register, who.person, wanted.tasks, wanted.language, office.now())
        headers = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
        return Response(as_workbook(rows, TITLES[wanted.language]), media_type=WORKBOOK, headers=headers)
