"""A private PostgreSQL for tests, started when the first test asks; a fresh database for each asker.

`OPS_TEST_POSTGRES_URL` names a server to use instead: a database in it whose user may create databases.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.support.fault_proxy import FaultProxy
from tests.support.processes import free_port, private_folder, serving, unprivileged, wait_until

# Losing the cluster with the machine is no loss, so it never waits for the disk.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "autovacuum": "off",
    "timezone": "UTC",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
INITDB = "--username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync"
NUMBERS = count(1)

DatabaseMaker = Callable[[], str]


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`; Debian keeps them off the PATH, the newest version last."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return versions[-1].parent if versions else None


def installed() -> Path:
    """The same; where there is none, whoever asks for a server is skipped."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    return found


@contextmanager
def cluster(
    programs: Path, *, durable: bool = False, more: Mapping[str, str] | None = None
) -> Generator[str]:
    """A server with an empty cluster; its URL names the maintenance database. ``durable``: what it has
    acknowledged survives a power cut, as in a house that is served. ``more``: settings of its own."""
    owner = unprivileged("postgres")
    with private_folder(owner) as folder:
        data, port = begun(programs, folder, owner), free_port()
        url = f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        settings = (DURABLE if durable else {}) | dict(more or {})
        with serving(serves(programs, data, port, settings), port, folder, owner):
            wait_until(lambda: takes_in(url), "PostgreSQL is ready")
            yield url


def begun(programs: Path, folder: Path, owner: str | None) -> Path:
    """The data of an empty cluster, in that folder."""
    data = folder / "data"
    command = [str(programs / "initdb"), str(data), *INITDB.split()]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, user=owner)
    return data


def serves(programs: Path, data: Path, port: int, more: Mapping[str, str] | None = None) -> list[str]:
    """The command that serves a cluster; ``more``: settings beside and before those of every test."""
    settings = SETTINGS | dict(more or {})
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(programs / "postgres"), "-D", str(data), "-p", str(port), *options]


def made(server: str, name: str) -> str:
    """A fresh, empty database of that name in a server; its URL."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def port_of(url: str) -> int:
    port = make_url(url).port
    assert port is not None
    return port


def at_port(url: str, port: int) -> str:
    """The same database by another port: through a line that breaks, or on another server."""
    return make_url(url).set(port=port).render_as_string(hide_password=False)


def takes_in(url: str) -> bool:
    """Whether it is past its own start: it listens before."""
    engine = create_engine(url)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


@pytest.fixture(scope="session")
def postgres_server() -> Generator[str]:
    """The server, as the URL of its maintenance database."""
    given = os.environ.get("OPS_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    found = installed()
    with cluster(found) as url:
        yield url


@pytest.fixture(scope="session")
def make_postgres_database(postgres_server: str) -> Generator[DatabaseMaker]:
    """Each call makes a fresh, empty database and gives its URL; all are dropped at the end."""
    names: list[str] = []

    def make() -> str:
        names.append(f"ops_test_{os.getpid()}_{next(NUMBERS)}")
        return made(postgres_server, names[-1])

    yield make
    engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture
def postgres_url(make_postgres_database: DatabaseMaker) -> str:
    """A fresh, empty database for this test."""
    return make_postgres_database()


@pytest.fixture
def database_line(postgres_url: str) -> Generator[FaultProxy]:
    """Between a house and that database, and the ways it breaks."""
    with FaultProxy(port_of(postgres_url)) as line:
        yield line
