"""`rond serve` as people run it: a process of its own, with its own data, that can be stopped and started again."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from sync_server.content import DEMO


class RondServer:
    """A municipality, the demo's or that in `content`, on a free port. `codes` are the enrolment codes, by account."""

    def __init__(self, data: Path, content: Path = DEMO) -> None:
        self.data, self.content = data, content
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.codes: dict[str, str] = {}

    def start(self) -> None:
        """Return when it answers; AssertionError with what it printed where it does not start."""
        self.printed = self.data / "printed.txt"
        self.data.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "sync_server.command", "serve", "--port", str(self.port)]
        command += ["--data-dir", str(self.data), "--content", str(self.content)]
        with self.printed.open("w") as out:
            self.process = subprocess.Popen(
                [*command, "--data-dir", str(self.data), "--content", str(self.content)], stdout=out, stderr=out
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None, self.printed.read_text()
            assert time.monotonic() < deadline, self.printed.read_text()
            time.sleep(0.1)
        self.codes = dict(re.findall(r"(\S+)\s+http://\S+/enrol/(\S+)", self.printed.read_text()))

    def stop(self) -> None:
        """Ctrl-C, as a person stops it."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False
