"""`rond serve`: start everything, say where it is and whom to try it as, and stop cleanly."""

import asyncio
import contextlib
import gc
import os
import shutil
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from sync_server import demo
from sync_server.api import api
from sync_server.content import DEMO, ContentError, load_municipality
from sync_server.demo import Trial
from sync_server.lone_work.watching import watch_lone_work
from sync_server.office import Office, open_office
from sync_server.phone_app import phone_app
from sync_server.post.mail_settings import WrongMailSettings
from sync_server.post.postman import carry_post
from sync_server.preview.routes import add_previews, add_uploads
from sync_server.preview.shelf import Shelf
from sync_server.settings import settings_from
from sync_server.terminal import qr_code
from sync_server.webapp.build import CannotBuild, build

PORT = 8000
SECONDS_BETWEEN_DAYS = 3600
STOPS_WITHIN_SECONDS = 1
ROOT = Path(__file__).parents[1]
WEB_APP = ROOT / "build/web"


def run(
    *,
    port: int | None = None,
    host: str = "127.0.0.1",
    data: Path = Path("data"),
    reset: bool = False,
    content: Path = DEMO,
    quiet: bool = False,
) -> int:
    """Serve until Ctrl-C. `port` defaults to PORT in the environment, else 8000. Returns the exit code."""
    port = port if port is not None else int(os.environ.get("PORT", PORT))
    listening = listen(host, port)
    if isinstance(listening, str):
        print(listening, file=sys.stderr)
        return 1
    with listening:
        if reset:
            shutil.rmtree(data, ignore_errors=True)
        try:
            office = open_office(settings_from(data=data), load_municipality(content))
        except ContentError as wrong:
            print(f"The municipality's files are not in order:\n{wrong}", file=sys.stderr)
            return 1
        except WrongMailSettings as wrong:
            print(f"Rond cannot send letters: {wrong}.", file=sys.stderr)
            return 1
        trials = _prepare(office)
        if not (WEB_APP / "index.html").is_file():
            build_web_app()
        if not quiet:
            print(_greeting(f"http://{_shown(host)}:{listening.getsockname()[1]}", trials), flush=True)
        try:
            asyncio.run(_serve(web_app(office, content=content, previews=data / "previews"), office, listening))
        except KeyboardInterrupt:
            pass
        finally:
            office.close()
    if not quiet:
        print("Rond has stopped. Everything that was acknowledged is on disk.")
    return 0


def web_app(office: Office, directory: Path = WEB_APP, *, content: Path = DEMO, previews: Path) -> FastAPI:
    """The API, previews of checklists (kept in the folder `previews`), and the phone app for everything else."""
    app, shelf = api(office), Shelf(previews)
    add_uploads(app, shelf, content)
    add_previews(app, shelf, lambda: office.register.municipality, directory)
    app.mount("/", phone_app(directory))
    return app


def build_web_app() -> None:
    """The phone app, the first time. Without it there is still the API."""
    print("Building the phone app, once ...", flush=True)
    try:
        build(ROOT, WEB_APP, ROOT / "build/cache")
    except CannotBuild as problem:
        print(f"The phone app was not built. {problem} The API works without it.", file=sys.stderr)


def listen(host: str, port: int) -> socket.socket | str:
    """The open socket, or in a sentence why there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only on sockets that say they are TCP; else every answer may wait 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        return f"Rond cannot listen on {host}:{port} ({error.strerror}): choose another port with --port."
    listening.listen(1024)
    return listening


def _prepare(office: Office) -> list[Trial]:
    """Today's rounds; in a demo also the accounts, the cases and codes to sign in with."""
    office.begin_the_day()
    register, database = office.register, office.database
    if not register.municipality.demo_cases:
        return []
    database.write(lambda connection: demo.add_accounts(connection, register))
    database.write(lambda connection: demo.add_cases(connection, register))
    return database.write(lambda connection: demo.trials(connection, register, office.now()))


async def _serve(app: FastAPI, office: Office, listening: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=STOPS_WITHIN_SECONDS,
        server_header=False,
    )
    # What is here now stays: no need for the garbage collector to look through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    loops = [asyncio.create_task(loop(office)) for loop in (_every_day, carry_post, watch_lone_work)]
    try:
        await uvicorn.Server(config).serve(sockets=[listening])
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)


async def _every_day(office: Office) -> None:
    """Asked every hour, because a machine that sleeps misses midnight; what is there already is not planned again."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_DAYS)
        await asyncio.to_thread(office.begin_the_day)


def _greeting(address: str, trials: list[Trial]) -> str:
    lines = [f"Rond is at {address}", f"The API is described at {address}/docs", ""]
    if trials:
        lines.append(f"Demo: every account has the password {demo.PASSWORD}. Or follow a link to be signed in as:")
        width = max(len(trial.person.title) for trial in trials)
        for trial in trials:
            lines.append(f"  {trial.person.title:<{width}}  {trial.person.id:<24}  {address}/enrol/{trial.code}")
        lines += ["", f"On a phone that reaches {address}: scan, and you are {trials[0].person.title}."]
        lines += [qr_code(f"{address}/enrol/{trials[0].code}"), ""]
    lines.append("Ctrl-C stops it.")
    return "\n".join(lines)


def _shown(host: str) -> str:
    """An address that a phone can reach, where the server listens on all of this machine's."""
    if host not in ("0.0.0.0", "::"):
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking, contextlib.suppress(OSError):
        # No packet is sent: the system only says which of its addresses it would use.
        asking.connect(("192.0.2.1", 9))
        return asking.getsockname()[0]
    return socket.gethostname()
