"""`/o`: the page behind a link that went with a letter, the pictures on it, and what is answered there. No account."""

import re

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync_server.office import Office
from sync_server.outside import answering
from sync_server.outside.answering import Said
from sync_server.outside.pages import HEADERS, refused_page, task_page
from sync_server.photos.upload import BYTES_AT_MOST, photo_key
from sync_server.problems import No
from sync_server.public.forms import file_in, form_of, network_of, text_in
from sync_server.public.frame import voice_of

TOKEN = re.compile(r"[\w-]{1,100}", re.ASCII)
SENT_BYTES = BYTES_AT_MOST + 100_000


def add_outside(app: FastAPI, office: Office) -> None:
    @app.get("/o/{token}", include_in_schema=False)
    def task(token: str, request: Request) -> Response:
        voice = voice_of(request)
        try:
            opened = answering.open_link(office, token, network_of(request))
        except No as refused:
            return refused_page(voice, _sound(token), refused.refusal, refused.status)
        return task_page(voice, token, opened, office.register)

    @app.get("/o/{token}/{number}", include_in_schema=False)
    def picture(token: str, number: int, request: Request) -> Response:
        """One of the pictures of the fault, counted from 1."""
        try:
            sheet = answering.open_link(office, token, network_of(request)).sheet
        except No as refused:
            return Response(status_code=refused.status, headers=HEADERS)
        photos = sheet.photos if sheet else ()
        content = office.photos.store.get(photo_key(photos[number - 1])) if 0 < number <= len(photos) else None
        if content is None:
            return Response(status_code=404, headers=HEADERS)
        kind = "image/png" if content.startswith(b"\x89") else "image/jpeg"
        return Response(content, media_type=kind, headers=HEADERS)

    @app.post("/o/{token}", include_in_schema=False)
    async def answer(token: str, request: Request) -> Response:
        """A filled in form; then the page of the task again."""
        voice = voice_of(request)
        try:
            opened = await run_in_threadpool(answering.open_link, office, token, network_of(request))
            said = await _said(request)
        except No as refused:
            return refused_page(voice, _sound(token), refused.refusal, refused.status)
        try:
            await run_in_threadpool(answering.answer, office, opened, said)
        except No as refused:
            return task_page(voice, token, opened, office.register, said, refused)
        return RedirectResponse(f"/o/{token}{voice.query}", 303, HEADERS)


async def _said(request: Request) -> Said:
    form = await form_of(request, SENT_BYTES)
    return Said(
        answer=text_in(form, "answer"),
        text=text_in(form, "text"),
        reason=text_in(form, "reason"),
        no_photo=text_in(form, "no_photo"),
        photo=await file_in(form, "photo"),
    )


def _sound(token: str) -> str:
    """For the link to the other language; what cannot be one of ours is not repeated."""
    return token if TOKEN.fullmatch(token) else "-"
