"""`/risk/{building}/hidden`: a number for whoever assesses a unit's risks and may not read its restricted reports."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, FastAPI, Path, Response
from sqlalchemy import Connection

from domain.people import Person
from domain.records import from_plain
from domain.risk.hidden import Hidden, counted
from domain.risk.risks import risk_form
from domain.rounds.round import Round
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office
from sync_server.problems import no
from sync_server.register.register import Register
from sync_server.statistics.settled import min_cell
from sync_server.storage import ledger
from sync_server.storage.writing import as_json


def add_risk(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    """`signed_in` is the dependency that says who asks."""

    @app.get("/risk/{building}/hidden", response_model=Hidden)
    def hidden(
        building: Annotated[str, Path(min_length=1, max_length=100)], who: Annotated[SignedIn, Depends(signed_in)]
    ) -> Response:
        """Of restricted reports in the last 24 months only how many, never fewer than a cell. For its assessor."""
        if not may_assess(office.register, who.person, building):
            raise no(
                403,
                "not_yours_to_assess",
                "Det här är bara för den som bedömer riskerna i verksamheten.",
                "This is only for whoever assesses the risks of the unit.",
                "Be verksamhetschefen.",
                "Ask the unit manager.",
            )
        with office.database.reading() as connection:
            said = hidden_here(connection, office.register, who.person, building, office.now())
        return Response(as_json(said), media_type="application/json", headers={"cache-control": "no-store"})


def may_assess(register: Register, person: Person, building: str) -> bool:
    assessing = (form for form in register.municipality.checklists.values() if risk_form(form))
    known = building in register.municipality.buildings and person.works_in(building)
    return known and any(person.has_one_of(form.performed_by) for form in assessing)


def hidden_here(connection: Connection, register: Register, person: Person, building: str, now: datetime) -> Hidden:
    policy = register.municipality.policy
    stored = ledger.load_all(connection, ["round"]).values()
    reports = (from_plain(Round, json.loads(row.body)) for row in stored)
    local = now.astimezone(ZoneInfo(policy.working_time.timezone))
    return counted(reports, building, person, min_cell(policy), local)
