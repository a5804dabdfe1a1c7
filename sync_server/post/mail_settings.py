"""How letters leave: which mail server, in whose name, and where their links lead. Without a server none leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

SMTP_URL, SENDER, PUBLIC_URL = "ROND_SMTP_URL", "ROND_MAIL_FROM", "ROND_PUBLIC_URL"
STARTTLS, TLS, PLAIN = "smtp", "smtps", "smtp+plain"
PORTS = {STARTTLS: 587, TLS: 465, PLAIN: 25}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
EXAMPLES = {
    SMTP_URL: "smtp://user:password@smtp.example.se:587",
    SENDER: "Rond <rond@example.se>",
    PUBLIC_URL: "https://rond.example.se",
}


class WrongMailSettings(ValueError):
    """What is wrong with which setting, and what would be right."""


@dataclass(frozen=True)
class MailSettings:
    """`security` is one of STARTTLS, TLS and PLAIN. `public_url` ends without a slash. No `host` means no post."""

    host: str = ""
    port: int = 0
    security: str = STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    public_url: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.host)

    @property
    def needs_starttls(self) -> bool:
        """Nothing is said in the clear to another machine unless the address asks for it with `smtp+plain`."""
        return self.security == STARTTLS and self.host not in THIS_MACHINE

    @property
    def sender_address(self) -> str:
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        return self.sender_address.rpartition("@")[2]


NO_MAIL = MailSettings()


def is_address(text: str) -> bool:
    """Whether a letter can be sent to it. Mail servers need not take other letters than those of ASCII (RFC 5321)."""
    name, at, domain = text.rpartition("@")
    return bool(name and at and domain) and text.isascii() and text.isprintable() and not set(text) & set(' <>,;:"()')


def mail_settings(environment: Mapping[str, str]) -> MailSettings:
    """From ROND_SMTP_URL, ROND_MAIL_FROM and ROND_PUBLIC_URL. Raises WrongMailSettings.

    `smtp` demands STARTTLS except on this machine, `smtps` speaks TLS from the first word, `smtp+plain` never does.
    """
    url = environment.get(SMTP_URL, "").strip()
    if not url:
        return NO_MAIL
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or not port:
        # The address may hold a password, so it is not repeated.
        raise WrongMailSettings(f"{SMTP_URL} is not an address such as {EXAMPLES[SMTP_URL]}")
    if not unquote(url).isascii():
        raise WrongMailSettings(f"{SMTP_URL} has letters outside ASCII, with which nobody can log in to a mail server")
    sender, public = (environment.get(name, "").strip() for name in (SENDER, PUBLIC_URL))
    if "@" not in parseaddr(sender)[1]:
        raise WrongMailSettings(f"{SENDER} is {sender!r}; with {SMTP_URL} it has to be such as {EXAMPLES[SENDER]}")
    if urlsplit(public).scheme not in ("http", "https") or not urlsplit(public).hostname:
        raise WrongMailSettings(f"{PUBLIC_URL} is {public!r}; letters link to it, such as {EXAMPLES[PUBLIC_URL]}")
    return MailSettings(
        host=parts.hostname,
        port=port,
        security=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        public_url=public.rstrip("/"),
    )
