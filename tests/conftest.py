"""Servers that several tests share: started once, when first asked for. No test is judged by the time it takes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings

from sync_server.office import Office
from tests.real_servers import S3, fresh_database, postgres, remember, restore, s3
from tests.server_fixtures import office_at, serving

settings.register_profile("rond", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rond")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as address:
        yield address


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo municipality in it, to copy."""
    folder = tmp_path_factory.mktemp("prepared")
    office_at(folder).close()
    return folder / "rond.sqlite"


@pytest.fixture(scope="session")
def prepared_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the demo municipality in it, to be restored for each test."""
    url = fresh_database(postgres_server)
    office_at(tmp_path_factory.mktemp("prepared"), database_url=url).close()
    remember(url)
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with the demo municipality."""
    if request.param == "sqlite":
        copied = tmp_path / "rond.sqlite"
        shutil.copyfile(request.getfixturevalue("prepared_sqlite"), copied)
        return f"sqlite:///{copied}"
    url = request.getfixturevalue("prepared_postgres")
    restore(url)
    return url


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
