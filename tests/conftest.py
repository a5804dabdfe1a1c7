"""Servers that several tests share: started once, when first asked for."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sync_server.office import Office
from tests.real_servers import S3, fresh_database, postgres, s3
from tests.server_fixtures import office_at, serving


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as address:
        yield address


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rond.sqlite'}"
    return fresh_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """The demo municipality on each kind of database."""
    office = office_at(tmp_path, database_url=database_url)
    yield office
    office.close()


@pytest.fixture
def http(office: Office) -> Iterator[httpx.Client]:
    """Speaks HTTP with the office's server."""
    with serving(office) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client
