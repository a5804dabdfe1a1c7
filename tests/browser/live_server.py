"""A real server with the browser app, that can be stopped, started again on the same port, and given a new release."""

import shutil
import socket
import threading
import time
from pathlib import Path

import uvicorn
from starlette.types import Message, Receive, Scope, Send

from sync_server.phone_app import phone_app


class LiveServer:
    """Serves the folder `live`; `downloads` lists the paths whose content was sent, 304s not among them."""

    def __init__(self, live: Path) -> None:
        self.live = live
        self.downloads: list[str] = []
        self.requests: list[str] = []
        self.app = phone_app(live)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"

    def deploy(self, release: Path) -> None:
        """Hand out another release from now on."""
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(release, self.live)

    def start(self) -> None:
        """Return when it answers."""
        self.server = uvicorn.Server(
            # asgi3: uvicorn cannot see that for itself in a bound method
            uvicorn.Config(self.noting, port=self.port, log_level="warning", lifespan="off", interface="asgi3")
        )
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        """Return when nothing listens any more."""
        self.server.should_exit = True
        self.server.force_exit = True
        self.thread.join()

    async def noting(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The app, with a note of what was asked for and what was sent."""
        path = scope["path"]
        self.requests.append(path)

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                self.downloads.append(path)
            await send(message)

        await self.app(scope, receive, note)
