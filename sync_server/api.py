"""The routes: each is a few lines and calls one function."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Header, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from domain.people import Person
from domain.records import to_plain
from domain.wire import SyncAnswer
from sync_server.api_page import OPENAPI_SYNC, api_page, with_sync_schemas
from sync_server.cases.routes import add_cases
from sync_server.desk.routes import add_desk
from sync_server.entrance import accounts, signin
from sync_server.entrance.phone_routes import add_phones
from sync_server.entrance.signin import SignedIn, Welcome
from sync_server.lists.routes import add_lists
from sync_server.office import Office
from sync_server.outside.routes import add_outside
from sync_server.photos import upload as photo_upload
from sync_server.post.routes import add_notifications
from sync_server.problems import No, no
from sync_server.protocol import desk as protocol_desk
from sync_server.public.routes import add_public_reports
from sync_server.risk.routes import add_risk
from sync_server.statistics.routes import add_statistics
from sync_server.sync import intake
from sync_server.sync.border import no_sense, sync_request
from sync_server.sync.compression import body_of, packed_answer
from sync_server.sync.delivery import as_answer, deliver

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the photo's bytes, in hexadecimal")]
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Name = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f/]*$")]
Language = Literal["sv", "en"]
STRICT = ConfigDict(strict=True, extra="forbid")


class SignIn(BaseModel):
    model_config = STRICT
    account: Text
    password: Text
    device_name: Text = "?"


class Enrolment(BaseModel):
    model_config = STRICT
    code: Text
    device_name: Text = "?"


class SignedInAnswer(BaseModel):
    """`device` is 8 hexadecimal digits, this sign-in's own; the token is shown once."""

    token: str
    device: str
    person: dict[str, Any]


class Refused(BaseModel):
    """`why` says what happened and `do` what to do next, each in Swedish (`sv`) and English (`en`)."""

    code: str
    why: dict[str, str]
    do: dict[str, str]


SAYS_NO: dict[int | str, dict[str, Any]] = {"4XX": {"model": Refused}}


def api(office: Office) -> FastAPI:
    """The server's API as an ASGI app. The phone app is mounted on it by who starts the server."""
    app = FastAPI(
        title="Rond", version="1", description=__doc__ or "", docs_url=None, redoc_url=None, responses=SAYS_NO
    )
    signed_in = _signed_in(office)
    _add_health(app, office)
    _add_sign_in(app, office, signed_in)
    add_phones(app, office, signed_in)
    _add_sync(app, office, signed_in)
    _add_photos(app, office, signed_in)
    _add_protocols(app, office, signed_in)
    add_notifications(app, office, signed_in)
    add_lists(app, office, signed_in)
    add_desk(app, office, signed_in)
    add_public_reports(app, office, signed_in)
    add_cases(app, office, signed_in)
    add_statistics(app, office, signed_in)
    add_risk(app, office, signed_in)
    add_outside(app, office)
    _add_page(app)
    app.add_exception_handler(No, _say_no)
    app.add_exception_handler(RequestValidationError, _say_what_is_wrong)
    app.add_exception_handler(HTTPException, _say_status)
    return app


def _signed_in(office: Office) -> Callable[..., SignedIn]:
    def signed_in(authorization: Annotated[str, Header(description="Bearer TOKEN")] = "") -> SignedIn:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise signin.signed_out()
        return signin.who_is(office.database, office.follow_register(), token, office.now())

    return signed_in


def _add_health(app: FastAPI, office: Office) -> None:
    @app.get("/health")
    def health() -> dict[str, str]:
        """Whether the database and the photo store answer."""
        try:
            with office.database.reading() as connection:
                accounts.account_names(connection)
            office.photos.store.check()
        except Exception as error:
            raise no(
                503,
                "not_well",
                f"Databasen eller bildlagret svarar inte ({type(error).__name__}).",
                f"The database or the photo store does not answer ({type(error).__name__}).",
                "Se serverns logg.",
                "See the server's log.",
            ) from error
        return {"status": "ok", "time": office.now().isoformat(timespec="seconds")}


def _add_sign_in(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.post("/sign-in", response_model=SignedInAnswer)
    def sign_in(said: SignIn, request: Request) -> JSONResponse:
        """Account and password for a token."""
        address = request.client.host if request.client else ""
        return _welcome(
            signin.sign_in(
                office.database,
                office.register,
                said.account,
                said.password,
                said.device_name,
                address,
                office.now(),
            )
        )

    @app.post("/sign-in/enrol", response_model=SignedInAnswer)
    def enrol(said: Enrolment, request: Request) -> JSONResponse:
        """An enrolment code for a token."""
        address = request.client.host if request.client else ""
        return _welcome(
            signin.enrol(office.database, office.register, said.code, said.device_name, address, office.now())
        )

    @app.post("/sign-out")
    def sign_out(who: Annotated[SignedIn, Depends(signed_in)]) -> dict[str, str]:
        """The token stops working at once."""
        signin.sign_out(office.database, who.device.device, office.now())
        return {"status": "signed_out"}


def _add_sync(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.post("/sync", response_model=SyncAnswer, openapi_extra=OPENAPI_SYNC)
    async def sync(request: Request, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """Events up, receipts and documents down. A JSON `SyncRequest`, gzipped if you like (Content-Encoding)."""
        answer = await run_in_threadpool(exchange, office, who.person, await body_of(request))
        return await run_in_threadpool(packed_answer, request, answer)


def exchange(office: Office, person: Person, body: bytes) -> bytes:
    """One round trip: what the phone sent is on disk before anything is answered."""
    try:
        request, sent = sync_request(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise no_sense(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    received = office.now().isoformat(timespec="milliseconds")
    receipts = (
        office.database.write(
            lambda connection: intake.take_in(
                connection,
                office.register,
                person,
                [device.device for device in accounts.devices_of(connection, person.id)],
                sent,
                received,
            )
        )
        if sent
        else []
    )
    with office.database.reading() as connection:
        delivery = deliver(connection, office.register, person, request.cursor, request.access)
    return as_answer(receipts, delivery, received)


def _add_photos(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    desk = office.photos

    @app.put("/photos/{sha256}", status_code=201)
    async def put_photo(
        sha256: Sha256,
        request: Request,
        who: Annotated[SignedIn, Depends(signed_in)],
        content_range: Annotated[str, Header()] = "",
    ) -> JSONResponse:
        """The whole photo, or a part of it with Content-Range. 202 says how far it has come, 201 that it is safe."""
        part = photo_upload.part_from(content_range, await body_of(request, photo_upload.BYTES_AT_MOST))
        received = await run_in_threadpool(photo_upload.receive, desk, who.person, sha256, part, office.now())
        if received is not None:
            return JSONResponse({"received": received}, 202)
        return JSONResponse({"sha256": sha256}, 201)

    @app.head("/photos/{sha256}")
    def look_for_photo(sha256: Sha256, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """200 if the photo has arrived, else 404 with the bytes that have come in Upload-Offset."""
        received = photo_upload.received_so_far(desk, who.person, sha256)
        return Response() if received is None else Response(status_code=404, headers={"upload-offset": str(received)})

    @app.get("/photos/{sha256}")
    def get_photo(sha256: Sha256, who: Annotated[SignedIn, Depends(signed_in)]) -> Response:
        """The photo, for who sent it and who may see a record that refers to it."""
        content, media_type = photo_upload.fetch(desk, office.register, who.person, sha256)
        headers = {
            "cache-control": "private, max-age=31536000, immutable",
            "content-security-policy": "sandbox; default-src 'none'",
            "x-content-type-options": "nosniff",
        }
        return Response(content, media_type=media_type, headers=headers)


def _add_protocols(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    @app.post("/rounds/{round_id}/protocol")
    def ask_for_protocol(
        round_id: Name, who: Annotated[SignedIn, Depends(signed_in)], language: Language = "sv"
    ) -> dict[str, str]:
        """A link that opens the signed round's protocol as PDF for ten minutes."""
        return {"link": protocol_desk.link_to(office, who.person, round_id, language)}

    @app.get("/protocols/{round_id}/{person}/{language}/{until}/{seal}", response_class=Response)
    def get_protocol(round_id: Name, person: Name, language: Language, until: int, seal: Name) -> Response:
        """The PDF behind such a link."""
        pdf = protocol_desk.open_link(office, round_id, person, language, until, seal)
        headers = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
        return Response(pdf, media_type="application/pdf", headers=headers)


def _add_page(app: FastAPI) -> None:
    described = app.openapi
    app.openapi = lambda: with_sync_schemas(described())  # type: ignore[method-assign]

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        page, policy = api_page(app.openapi())
        return HTMLResponse(page, headers={"content-security-policy": policy})


def _welcome(welcome: Welcome) -> JSONResponse:
    body = {"token": welcome.token, "device": welcome.device, "person": to_plain(welcome.person)}
    return JSONResponse(body, headers={"cache-control": "no-store"})


def _say_no(_request: Request, refused: Exception) -> JSONResponse:
    assert isinstance(refused, No)
    return JSONResponse({**to_plain(refused.refusal), **refused.extra}, refused.status, refused.headers)


def _say_what_is_wrong(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, RequestValidationError)
    first = wrong.errors()[0]
    return _say_no(request, no_sense(f"{'.'.join(map(str, first['loc']))}: {first['msg']}"))


def _say_status(request: Request, wrong: Exception) -> JSONResponse:
    assert isinstance(wrong, HTTPException)
    said = no(
        wrong.status_code,
        "no_such_page" if wrong.status_code == 404 else "not_possible",
        f"Det går inte ({wrong.detail}).",
        f"That is not possible ({wrong.detail}).",
        "Adresserna finns på /docs.",
        "The addresses are at /docs.",
    )
    said.headers = dict(wrong.headers or {})
    return _say_no(request, said)
