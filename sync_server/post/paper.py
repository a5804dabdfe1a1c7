"""A letter on paper: its items as an e-mail, in plain text and in simple HTML that says the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from sync_server.post import words
from sync_server.post.contents import Item
from sync_server.post.mail_settings import MailSettings
from sync_server.post.words import said

CHOOSE = "/more/notifications"
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
) -> EmailMessage:
    """The e-mail with these items, at least one; those of one title about one page are told as one."""
    items = merged(items)
    message = EmailMessage(policy=ASCII)
    message["From"] = mail.sender
    message["To"] = to
    message["Subject"] = subject(items, language)
    message["Date"] = format_datetime(written)
    message["Message-ID"] = message_id
    # So that nobody's automatic reply answers it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    footer = said(words.FOOTER, language, municipality=municipality, link=f"{mail.public_url}{CHOOSE}")
    message.set_content(_plain(items, footer, mail.public_url), cte="quoted-printable")
    message.add_alternative(_html(items, footer, mail.public_url, language), subtype="html", cte="quoted-printable")
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
    written = ["\n".join([item.title, *item.lines, f"{base}{item.path or '/'}"]) for item in items]
    return "\n\n".join([*written, f"-- \n{footer}"]) + "\n"


def _html(items: Sequence[Item], footer: str, base: str, language: str) -> str:
    opening = escape(said(words.OPEN_IT, language))
    body = []
    for item in items:
        lines = "".join(f"<p>{escape(line)}</p>" for line in item.lines)
        link = f'<p><a href="{escape(base + (item.path or "/"))}">{opening}</a></p>'
        body.append(f"<h2>{escape(item.title)}</h2>{lines}{link}")
    return (
        f'<!doctype html><html lang="{language}"><body style="font-family:sans-serif;max-width:40em">'
        f"{'<hr>'.join(body)}<hr><p><small>{escape(footer)}</small></p></body></html>\n"
    )
