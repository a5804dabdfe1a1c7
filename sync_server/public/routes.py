"""`/r`: the page behind a poster, what it sends, and the pages of a follow-up code. Needs no account and makes none."""

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from domain.records import to_plain
from sync_server.entrance.signin import SignedIn
from sync_server.office import Office
from sync_server.photos.upload import BYTES_AT_MOST
from sync_server.problems import No
from sync_server.public import following, limits, refusals, reports
from sync_server.public.codes import spoken
from sync_server.public.desk_routes import add_desk
from sync_server.public.follow_page import code_page, follow_page
from sync_server.public.forms import file_in, form_of, network_of, text_in
from sync_server.public.frame import HEADERS, voice_of
from sync_server.public.places import Place, place_at
from sync_server.public.report_page import refused_page, report_page, thanks_page
from sync_server.storage import ledger

WEB = Path(__file__).with_name("web")
FILES = {
    "queue.js": "text/javascript",
    "report.js": "text/javascript",
    "sw.js": "text/javascript",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
SENT_BYTES = BYTES_AT_MOST + 100_000
REPLY_BYTES = 20_000


def add_public_reports(app: FastAPI, office: Office, signed_in: Callable[..., SignedIn]) -> None:
    add_desk(app, office, signed_in)
    for name in FILES:
        app.add_api_route(f"/r/{name}", _file(name), include_in_schema=False)
    _add_following(app, office)
    _add_reporting(app, office)


def _file(name: str):
    async def file() -> Response:
        headers = {**HEADERS, "cache-control": "no-cache"}
        return FileResponse(WEB / name, media_type=FILES[name], headers=headers)

    return file


def _add_reporting(app: FastAPI, office: Office) -> None:
    @app.get("/r/{code}", include_in_schema=False)
    def form(code: str, request: Request) -> Response:
        try:
            place = _place(office, code)
        except No as refused:
            return refused_page(voice_of(request), refused.refusal, refused.status)
        return report_page(voice_of(request), place, office.register)

    @app.post("/r/{code}", include_in_schema=False)
    async def report(code: str, request: Request) -> Response:
        """A filled in form. Answers with a page, or with JSON where that is asked for: `{"code": "K7-4F2-9QX"}`."""
        wants_json = "application/json" in request.headers.get("accept", "")
        try:
            place = await run_in_threadpool(_place, office, code)
            await run_in_threadpool(_count, office, request)
            said = await _said(await form_of(request, SENT_BYTES))
            follow_up = await run_in_threadpool(reports.take, office, place, said)
        except No as refused:
            if wants_json:
                return JSONResponse(to_plain(refused.refusal), refused.status, HEADERS)
            return refused_page(voice_of(request), refused.refusal, refused.status, f"/r/{code}")
        if wants_json:
            return JSONResponse({"code": spoken(follow_up)}, 201, HEADERS)
        return thanks_page(voice_of(request), place, follow_up)


def _add_following(app: FastAPI, office: Office) -> None:
    @app.get("/r", include_in_schema=False)
    def without_code() -> Response:
        return RedirectResponse("/r/follow", 303, HEADERS)

    @app.get("/r/follow", include_in_schema=False)
    def type_code(request: Request, code: str = "") -> Response:
        voice = voice_of(request)
        if not code:
            return code_page(voice)
        typed = "".join(letter for letter in code if letter.isalnum())[:20]
        return RedirectResponse(f"/r/follow/{typed or '-'}{voice.query}", 303, HEADERS)

    @app.get("/r/follow/{code}", include_in_schema=False)
    def follow(code: str, request: Request) -> Response:
        try:
            report = following.find(office, code, network_of(request))
        except No as refused:
            return refused_page(voice_of(request), refused.refusal, refused.status, "/r/follow")
        return follow_page(voice_of(request), report, office.register)

    @app.post("/r/follow/{code}", include_in_schema=False)
    async def answer(code: str, request: Request) -> Response:
        """What the reporter answers; then the page of the report again."""
        voice = voice_of(request)
        try:
            report = await run_in_threadpool(following.find, office, code, network_of(request))
            form = await form_of(request, REPLY_BYTES)
        except No as refused:
            return refused_page(voice, refused.refusal, refused.status, f"/r/follow/{code}")
        text, not_fixed, sure = text_in(form, "text"), text_in(form, "act") == "not_fixed", bool(text_in(form, "sure"))
        try:
            await run_in_threadpool(following.answer, office, report, text, not_fixed, sure)
        except No as refused:
            return follow_page(voice, report, office.register, text, refused)
        return RedirectResponse(f"/r/follow/{spoken(report.code)}{voice.query}", 303, HEADERS)


def _place(office: Office, code: str) -> Place:
    """Raises No 404."""
    register = office.follow_register()
    with office.database.reading() as connection:
        place = place_at(connection, register, code)
    if place is None:
        raise refusals.no_such_place()
    return place


def _count(office: Office, request: Request) -> None:
    """Before anything that was sent is looked at. Raises No 429."""

    def count(connection: Connection) -> None:
        key = ledger.read_counters(connection).ledger
        limits.note(connection, key, limits.FROM_ADDRESS, network_of(request), office.now())

    office.database.write(count)


async def _said(form: FormData) -> reports.Said:
    return reports.Said(
        sending=text_in(form, "sending"),
        kind=text_in(form, "kind"),
        text=text_in(form, "text"),
        where=text_in(form, "where"),
        where_words=text_in(form, "where_words"),
        contact=text_in(form, "contact"),
        photo=await file_in(form, "photo"),
        sure=bool(text_in(form, "sure")),
        trap=text_in(form, "website"),
    )
