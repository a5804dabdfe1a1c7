"""Speaking with a mail server: letting ourselves in, and handing over one message so that we know how far it came."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sync_server.post.mail_settings import PLAIN, TLS, MailSettings

ANSWERS_WITHIN_SECONDS = 20.0
"""For each of the server's some six answers to a message."""
TAKEN = (250, 251)


class NoMailServer(Exception):
    """The server cannot be reached or does not let us in. Nothing has been handed over."""


class NotTaken(Exception):
    """The server said no to one message, which it does not have. `for_good` says that asking again is of no use."""

    def __init__(self, said: str, *, for_good: bool):
        super().__init__(said)
        self.for_good = for_good


class Unknown(Exception):
    """The line broke while the message was handed over: the server may have it or not."""


@contextmanager
def mail_server(mail: MailSettings) -> Iterator[smtplib.SMTP]:
    """A server that takes messages from us. Raises NoMailServer, in words without any password."""
    where = f"{mail.host}:{mail.port}"
    try:
        server = _connect(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise NoMailServer(f"{where} does not answer ({_words(error)})") from error
    try:
        try:
            _enter(server, mail)
        except (OSError, smtplib.SMTPException) as error:
            raise NoMailServer(f"{where} does not let us in ({_words(error)})") from error
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def hand_over(server: smtplib.SMTP, sender: str, to: str, message: bytes, last_word: Callable[[], bool]) -> bool:
    """True once the server has the message. `last_word` is asked right before; if it says no, so do we (False).

    Raises NotTaken, Unknown, or NoMailServer where the line broke before the message was on its way.
    """
    try:
        _agreed(server.mail(sender), of_sender=True)
        _agreed(server.rcpt(to))
    except NotTaken:
        with suppress(OSError, smtplib.SMTPException):
            server.rset()
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise NoMailServer(_words(error)) from error
    if not last_word():
        with suppress(OSError, smtplib.SMTPException):
            server.rset()
        return False
    try:
        _agreed(server.data(message))
    except smtplib.SMTPDataError as error:
        _agreed((error.smtp_code, error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        raise Unknown(_words(error)) from error
    return True


def _connect(mail: MailSettings) -> smtplib.SMTP:
    if mail.security == TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=ANSWERS_WITHIN_SECONDS, context=context)
    return smtplib.SMTP(mail.host, mail.port, timeout=ANSWERS_WITHIN_SECONDS)


def _enter(server: smtplib.SMTP, mail: MailSettings) -> None:
    server.ehlo_or_helo_if_needed()
    if mail.needs_starttls or (mail.security not in (TLS, PLAIN) and server.has_extn("starttls")):
        server.starttls(context=ssl.create_default_context())
    if mail.user:
        server.login(mail.user, mail.password)


def _agreed(answer: tuple[int, bytes | str], *, of_sender: bool = False) -> None:
    """Raises NotTaken unless the server agreed. That it does not like the sender can be set right by who runs Rond."""
    code, said = answer
    if code not in TAKEN:
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise NotTaken(f"{code} {' '.join(words.split())}", for_good=code >= 500 and not of_sender)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(error) or type(error).__name__
