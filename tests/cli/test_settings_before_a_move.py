"""What PostgreSQL does not go with is said before a room moves, and nothing is moved."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from ops.config import ConfigError, Settings
from ops.db import Database
from tests.cli.conftest import Caretaker
from tests.cli.test_encrypted import encrypted, key_file, with_key

__all__ = ["encrypted", "key_file", "with_key"]

pytestmark = pytest.mark.postgres
OF_TLS = {
    "OPS_TLS_CERT": "fullchain.pem",
    "OPS_TLS_KEY": "privkey.pem",
    "OPS_ORIGINS": "https://room.example.org:8443",
}
OF_BACKUPS = {"OPS_BACKUP_TO": "backup.public"}


def is_empty(url: str) -> bool:
    database = Database(url)
    names = inspect(database.engine).get_table_names()
    database.close()
    return names == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (OF_BACKUPS, {"OPS_BACKUP_TO"}),
        (OF_TLS, {"OPS_TLS_CERT"}),
        ({**OF_BACKUPS, **OF_TLS}, {"OPS_BACKUP_TO", "OPS_TLS_CERT"}),
    ],
)
def test_all_of_them_are_named_and_nothing_is_moved(
    room: Caretaker,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    named: set[str],
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    said = room.types("migrate-to", postgres_url)
    assert said.code == 2
    assert {line.split()[1] for line in said.err.splitlines() if line.startswith("- ")} == named
    assert said.err.endswith("Nothing was moved.\n")
    assert (room.folder / "room.db").exists()
    assert is_empty(postgres_url)
    for name in given:
        monkeypatch.delenv(name)
    assert room.types("migrate-to", postgres_url).code == 0


def test_a_certificate_goes_with_threads(
    room: Caretaker, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**OF_TLS, "OPS_ASYNC_MODE": "threading"}.items():
        monkeypatch.setenv(name, value)
    assert room.types("migrate-to", postgres_url).code == 0
    monkeypatch.setenv("OPS_DATABASE_URL", postgres_url)
    Settings.from_environment()


def test_the_key_opens_what_is_moved_and_is_left_out_from_then_on(
    encrypted: Caretaker, with_key: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = encrypted.types("migrate-to", postgres_url)
    assert said.code == 0
    assert "For this move, and no longer: OPS_DB_KEY_FILE" in said.err
    assert "and without OPS_DB_KEY_FILE" in said.out
    monkeypatch.setenv("OPS_DATABASE_URL", postgres_url)
    with pytest.raises(ConfigError, match="OPS_DB_KEY_FILE"):
        Settings.from_environment()
    monkeypatch.delenv("OPS_DB_KEY_FILE")
    Settings.from_environment()


def test_without_them_nothing_is_said_of_them(room: Caretaker, postgres_url: str) -> None:
    said = room.types("migrate-to", postgres_url)
    assert (said.code, said.err) == (0, "")
    assert "OPS_DB_KEY_FILE" not in said.out
