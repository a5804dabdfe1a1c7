"""`/statistics`: a year in numbers, as JSON and as a table to take home, and the yearly follow-up."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Query, Response

from domain.records import to_plain
from domain.statistics.answer import Statistics
from domain.statistics.yearly import Yearly
from sync_server.desk.workbook import as_workbook
from sync_server.entrance.signin import SignedIn
from sync_server.lists.routes import WORKBOOK
from sync_server.office import Office
from sync_server.statistics import desk
from sync_server.statistics.tables import as_csv, rows
from sync_server.storage.writing import as_json, short

Year = Annotated[int, Query(ge=2000, le=2200)]
PRIVATE = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
TITLES = {"sv": "Statistik", "en": "Statistics"}


def add_statistics(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    """`signed_in` is the dependency that says who asks."""

    @app.get("/statistics", response_model=Statistics)
    def statistics(year: Year, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """Exact numbers of the cases that you may read, and what was published of all when the year was over."""
        said = desk.statistics(office, who.person, year)
        return Response(as_json(said), media_type="application/json", headers=PRIVATE)

    @app.get("/statistics/table", response_class=Response)
    def table(
        year: Year,
        who: Annotated[SignedIn, Depends(signed_in)],
        form: Literal["xlsx", "csv"] = "xlsx",
        language: Literal["sv", "en"] = "sv",
    ) -> Response:
        """The same as a table."""
        table = rows(desk.statistics(office, who.person, year), language)
        headers = {**PRIVATE, "content-disposition": f'attachment; filename="{TITLES[language]}-{year}.{form}"'}
        if form == "csv":
            return Response(as_csv(table), media_type="text/csv; charset=utf-8", headers=headers)
        return Response(as_workbook(table, f"{TITLES[language]} {year}"), media_type=WORKBOOK, headers=headers)

    @app.get("/statistics/yearly", response_model=list[Yearly])
    def yearly(year: Year, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """How the ordinary safety work went, for the whole municipality and each department. For the coordinator."""
        said = desk.follow_up(office, who.person, year)
        return Response(short(to_plain(said)), media_type="application/json", headers=PRIVATE)
