"""A real mail server for tests (aiosmtpd): it keeps what it takes, and says no or hangs up when it is told to."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "rond", "s3cret/"
HANGS_UP, TAKES_IT_AND_HANGS_UP = "hangs up", "takes it and hangs up"


@dataclass
class Mailbox:
    """What the server has taken. `says` are its next answers to "RCPT" and "DATA", where they are not yes."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    says: dict[str, list[str]] = field(default_factory=lambda: {"RCPT": [], "DATA": []})
    signed_in: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        said = self.says["RCPT"].pop(0) if self.says["RCPT"] else "250 OK"
        if said == "250 OK":
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        said = self.says["DATA"].pop(0) if self.says["DATA"] else "250 OK"
        if said in ("250 OK", TAKES_IT_AND_HANGS_UP):
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            assert envelope.rcpt_tos == [message["To"]]
            self.taken.append(message)
        if said in (HANGS_UP, TAKES_IT_AND_HANGS_UP):
            server.transport.abort()
        return said if said[0].isdigit() else "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.signed_in += right
        return AuthResult(success=right, handled=right)

    # --- what has come -----------------------------------------------------------------------------------------------

    def to(self, person: str) -> list[EmailMessage]:
        return [message for message in self.taken if message["To"].partition("@")[0] == person]

    def readers(self) -> list[str]:
        return sorted(message["To"].partition("@")[0] for message in self.taken)


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return part.get_content()


def everything(message: EmailMessage) -> str:
    """All that can be read in it: its headers and every part, decoded."""
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    texts = [part if isinstance(part, str) else part.decode("latin-1") for part in parts]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *texts])


@contextmanager
def mailbox(*, tls: ssl.SSLContext | None = None, implicit: bool = False, login: bool = False) -> Iterator[Mailbox]:
    """A server on this machine; with `tls` it offers STARTTLS, or speaks TLS from the first word (`implicit`)."""
    box = Mailbox(_free_port())
    how: dict[str, Any] = {"auth_required": login, "auth_require_tls": False} if login else {}
    if login:
        how["authenticator"] = box.authenticate
    if tls:
        how |= {"ssl_context": tls} if implicit else {"tls_context": tls, "require_starttls": True}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **how)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
