"""PostgreSQL and Redis on another machine: who answers there is looked at, and nothing is said in the clear."""

import shutil
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from ops.db import Database, DatabaseAway
from ops.realtime.bells import Bells
from tests.support.postgres import cluster, installed
from tests.support.processes import free_port, private_folder, serving, unprivileged, wait_until
from tests.support.tls import Pair, write_pair

NAMES = ("127.0.0.1",)


class Elsewhere(NamedTuple):
    """A server that speaks TLS: its address, and the certificate that it shows."""

    url: str
    pair: Pair


def owned(folder: Path, owner: str | None) -> Pair:
    pair = write_pair(folder, NAMES)
    for file in pair:
        file.chmod(0o600)
        if owner is not None:
            shutil.chown(file, owner)
    return pair


@pytest.fixture(scope="module")
def database() -> Generator[Elsewhere]:
    programs, owner = installed(), unprivileged("postgres")
    with private_folder(owner) as folder:
        pair = owned(folder, owner)
        more = {"ssl": "on", "ssl_cert_file": str(pair.certificate), "ssl_key_file": str(pair.key)}
        with cluster(programs, more=more) as url:
            yield Elsewhere(url, pair)


@pytest.fixture(scope="module")
def redis() -> Generator[Elsewhere]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed")
    port = free_port()
    with private_folder(None) as folder:
        pair = owned(folder, None)
        files = ["--tls-cert-file", str(pair.certificate), "--tls-key-file", str(pair.key)]
        command = [
            program,
            "--port",
            "0",
            "--tls-port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            *files,
        ]
        with serving([*command, "--tls-auth-clients", "no"], port, folder, None):
            yield Elsewhere(f"rediss://127.0.0.1:{port}/0", pair)


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """The certificate of somebody else."""
    return write_pair(tmp_path, NAMES, stem="stranger").certificate


def trusting(url: str, certificate: Path) -> str:
    return f"{url}?sslmode=verify-full&sslrootcert={certificate}"


@pytest.mark.postgres
def test_the_database_is_asked_by_tls(database: Elsewhere) -> None:
    with (
        closing(Database(trusting(database.url, database.pair.certificate))) as house,
        house.read() as session,
    ):
        assert session.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) is True


@pytest.mark.postgres
def test_a_database_that_nobody_trusted_vouches_for_is_not_asked(database: Elsewhere, stranger: Path) -> None:
    assert "certificate verify failed" in refusal(trusting(database.url, stranger))


@pytest.mark.postgres
def test_a_database_that_speaks_no_tls_is_not_asked(postgres_url: str, stranger: Path) -> None:
    assert "does not support SSL" in refusal(trusting(postgres_url, stranger))


def refusal(url: str) -> str:
    """Why the database there is away for a house."""
    with closing(Database(url)) as house, pytest.raises(DatabaseAway) as refused, house.read() as session:
        session.scalar(text("SELECT 1"))
    return str(refused.value.__cause__)


def ringer(url: str) -> tuple[Callable[[], bool], Bells]:
    """Whether a bell from one process is heard in another, and the one that rings."""
    here, there, heard = Bells(url), Bells(url), list[int]()
    there.answer(heard.append)
    here.start()
    there.start()

    def rung_through() -> bool:
        here.ring(3)
        return 3 in heard

    return rung_through, here


def test_bells_go_by_tls(redis: Elsewhere) -> None:
    rung_through, _ = ringer(f"{redis.url}?ssl_ca_certs={redis.pair.certificate}")
    wait_until(rung_through, "the bell in the other process")


def test_a_redis_that_nobody_trusted_vouches_for_hears_no_bell(redis: Elsewhere, stranger: Path) -> None:
    rung_through, bells = ringer(f"{redis.url}?ssl_ca_certs={stranger}")
    wait_until(lambda: bells._without == {"_send", "_listen"}, "it is away for both")
    assert not rung_through()
