"""A letter on paper: its items as an e-mail, in plain text and in simple HTML that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from domain.language import Words
from sync_server.post import words
from sync_server.post.contents import Item
from sync_server.post.mail_settings import MailSettings
from sync_server.post.words import said

CHOOSE = "/more/notifications"


@dataclass(frozen=True)
class Frame:
    """What stands around the items: the footer may name the `municipality` and the `link` to one's choices."""

    footer: Words
    opening: Words


TO_COLLEAGUES = Frame(words.FOOTER, words.OPEN_IT)
ASCII = SMTP.clone(cte_type="7bit")
"""Every mail server takes it."""


def on_paper(
    items: Sequence[Item],
    *,
    to: str,
    language: str,
    municipality: str,
    message_id: str,
    written: datetime,
    mail: MailSettings,
    frame: Frame = TO_COLLEAGUES,
    papers: Mapping[str, bytes] | None = None,
) -> EmailMessage:
    """The e-mail with these items, at least one; those of one title about one page are told as one.

    `papers` are PDF files that go with it, by their names.
    """
    items = merged(items)
    message = EmailMessage(policy=ASCII)
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = subject(items, language)
    message["Date"] = format_datetime(written)
    message["Message-ID"] = message_id
    # So that nobody's automatic reply answers it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    footer = said(frame.footer, language, municipality=municipality, link=f"{mail.public_url}{CHOOSE}")
    message.set_content(_plain(items, footer, mail.public_url), cte="quoted-printable")
    message.add_alternative(
        _html(items, footer, mail.public_url, language, frame), subtype="html", cte="quoted-printable"
    )
    for name, pdf in (papers or {}).items():
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    # Written last, because the headers of this kind move into the first part when there come to be two.
    message["Content-Language"] = language
    return message


def merged(items: Sequence[Item]) -> list[Item]:
    """A task of which several steps are late is one item with all their lines."""
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        same = found.get((item.title, item.path), item)
        found[item.title, item.path] = replace(item, lines=tuple(dict.fromkeys((*same.lines, *item.lines))))
    return list(found.values())


def subject(items: Sequence[Item], language: str) -> str:
    """What is urgent is named; of several ordinary ones only the number."""
    first = next((item for item in items if item.urgent), items[0])
    return first.title if first.urgent or len(items) == 1 else said(words.SEVERAL, language, n=len(items))


def _plain(items: Sequence[Item], footer: str, base: str) -> str:
    written = ["\n".join([item.title, *item.lines, *([_address(item, base)] if item.linked else [])]) for item in items]
    return "\n\n".join([*written, f"-- \n{footer}"]) + "\n"


def _address(item: Item, base: str) -> str:
    return f"{base}{item.path or '/'}"


def _html(items: Sequence[Item], footer: str, base: str, language: str, frame: Frame) -> str:
    opening = escape(said(frame.opening, language))
    body = []
    for item in items:
        lines = "".join(f"<p>{escape(line)}</p>" for line in item.lines)
        link = f'<p><a href="{escape(_address(item, base))}">{opening}</a></p>' if item.linked else ""
        body.append(f"<h2>{escape(item.title)}</h2>{lines}{link}")
    return (
        f'<!doctype html><html lang="{language}"><body style="font-family:sans-serif;max-width:40em">'
        f"{'<hr>'.join(body)}<hr><p><small>{escape(footer)}</small></p></body></html>\n"
    )
