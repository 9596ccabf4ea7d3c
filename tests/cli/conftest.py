"""A caretaker at the keyboard: a data directory of their own, commands, what they answered."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ops.cli import main
from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.keys import database_key, ensure_secrets
from ops.services.house import House
from tests.support.backups import BackupKey
from tests.support.processes import free_port

SOMEBODY = "Zilpzalp"


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Caretaker:
    """Types commands in one data directory."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.site_file = folder / "site.toml"
        self._capsys = capsys
        self._house: House | None = None

    def types(self, *words: str) -> Answer:
        self._capsys.readouterr()
        code = main(words)
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)

    def changes(self, old: str, new: str) -> None:
        """An edit of the site file."""
        text = self.site_file.read_text()
        assert old in text
        self.site_file.write_text(text.replace(old, new, 1))

    @property
    def house(self) -> House:
        """The house that the commands work on, for looking into."""
        if self._house is None:
            settings = Settings.from_environment()
            keys = ensure_secrets(settings)
            database = Database(settings.database_url, database_key(settings))
            self._house = House(database, utc_now, lambda site_id: None, keys)
        return self._house

    def leaves(self) -> None:
        if self._house is not None:
            self._house.db.close()


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Caretaker]:
    """Nothing has been started here yet."""
    for name in list(os.environ):
        if name.startswith("OPS_") and not name.startswith("OPS_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPS_DATA_DIR", str(tmp_path / "instance"))
    monkeypatch.setenv("OPS_PORT", str(free_port()))
    mask = os.umask(0o022)
    caretaker = Caretaker(tmp_path / "instance", capsys)
    yield caretaker
    caretaker.leaves()
    os.umask(mask)


@pytest.fixture
def caretaker(bare: Caretaker) -> Caretaker:
    """The room has been made."""
    assert bare.types("init").code == 0
    return bare


@pytest.fixture
def backup_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupKey:
    made = BackupKey.new(tmp_path)
    monkeypatch.setenv("OPS_BACKUP_TO", str(made.recipients))
    return made


@pytest.fixture
def room(caretaker: Caretaker) -> Caretaker:
    """A room with somebody on the team, who must be found again."""
    assert caretaker.types("staff", "add", "--name", SOMEBODY).code == 0
    return caretaker
