"""The demarcation list over HTTP: look at a file, adopt it, read the log, take the list home as a table."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from domain.demarcation.preview import ListHistory, ListPreview
from domain.demarcation.versions import may_adopt, may_look
from domain.language import Words
from domain.refusals import Refusal
from sync_server.entrance.signin import SignedIn
from sync_server.lists import desk
from sync_server.lists.desk import Sender, Upload
from sync_server.lists.reading import BYTES_AT_MOST
from sync_server.lists.written import as_csv, as_workbook
from sync_server.office import Office
from sync_server.problems import No
from sync_server.storage.writing import as_json
from sync_server.sync.compression import body_of

FileName = Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f/\\]*$", description="Its name")]
Day = Annotated[str, Query(alias="from", max_length=10, description="The first day, such as 2027-01-01")]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_lists(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    """`signed_in` is the dependency that says who asks."""

    @app.post("/demarcation/preview", response_model=ListPreview)
    async def preview(
        request: Request, who: Annotated[SignedIn, Depends(signed_in)], name: FileName, first_day: Day
    ) -> Response:
        """What the list in the body, CSV or XLSX, would change. 422 names every mistake in `mistakes`."""
        _let_in(may_look(who.person))
        upload = Upload(name, await body_of(request, BYTES_AT_MOST), first_day)
        sees = desk.eyes_of(office.register, who.person)
        return _json(await run_in_threadpool(desk.preview, office, upload, sees))

    @app.post("/demarcation/adopt")
    async def adopt(
        request: Request,
        who: Annotated[SignedIn, Depends(signed_in)],
        name: FileName,
        first_day: Day,
        why: Annotated[str, Query(max_length=2000, description="Stands in the change log")],
        against: Annotated[str, Query(max_length=100, description="The version that the preview compared with")],
    ) -> dict[str, str]:
        """Make it the list from its first day on. What has been routed keeps its version."""
        _let_in(may_adopt(who.person))
        upload = Upload(name, await body_of(request, BYTES_AT_MOST), first_day)
        sender = Sender(who.person.id, who.person.title)
        adopted = await run_in_threadpool(desk.adopt, office, upload, sender, why, against)
        return {"version": adopted.listing.version, "from": adopted.listing.valid_from}

    @app.get("/demarcation/versions", response_model=ListHistory)
    def versions(who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """All versions and the change log: who adopted which, when and why."""
        _let_in(may_look(who.person))
        return _json(desk.history(office))

    @app.get("/demarcation/table", response_class=Response)
    def table(
        who: Annotated[SignedIn, Depends(signed_in)],
        version: Annotated[str, Query(max_length=100, description="Without one, that in force")] = "",
        kind: Literal["csv", "xlsx"] = "xlsx",
    ) -> Response:
        """A version as the table that can be edited and sent back."""
        _let_in(may_look(who.person))
        listing = desk.version_of(office, version)
        if kind == "csv":
            return Response(as_csv(listing), media_type="text/csv; charset=utf-8")
        return Response(as_workbook(listing, desk.enums_of(office.register)), media_type=WORKBOOK)


def _json(said: ListPreview | ListHistory) -> Response:
    return Response(as_json(said), media_type="application/json", headers={"cache-control": "no-store"})


def _let_in(may: bool) -> None:
    if not may:
        raise No(403, NOT_YOURS)


NOT_YOURS = Refusal(
    "not_yours_to_edit",
    Words("Gränsdragningslistan ändras av samordnaren.", "The demarcation list is edited by the coordinator."),
    Words("Lämna förslaget till samordnaren eller förvaltaren.", "Give it to the coordinator or property manager."),
)
