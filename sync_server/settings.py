"""Where the server keeps things and how it is reached: from the environment, with defaults that need nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sync_server.post.mail_settings import NO_MAIL, MailSettings, mail_settings


@dataclass(frozen=True)
class Settings:
    """`database_url` as SQLAlchemy wants it; `photos_url` a folder, or `s3://bucket` (keys and endpoint as AWS_*)."""

    database_url: str
    photos_url: str
    mail: MailSettings = NO_MAIL


def settings_from(environment: Mapping[str, str] = os.environ, data: Path = Path("data")) -> Settings:
    """DATABASE_URL and PHOTOS_URL where they are set, else SQLite and a folder under `data`; and how letters leave.

    Raises WrongMailSettings.
    """
    return Settings(
        database_url=_with_driver(environment.get("DATABASE_URL") or f"sqlite:///{data / 'rond.sqlite'}"),
        photos_url=environment.get("PHOTOS_URL") or str(data / "photos"),
        mail=mail_settings(environment),
    )


def _with_driver(url: str) -> str:
    """The common forms of a PostgreSQL address, with the driver that is installed."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if separator and scheme in ("postgres", "postgresql") else url
