"""A room with somebody on its team, a key for its backups, and what they hold."""

import hashlib
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from ops.db import Database
from tests.cli.conftest import Caretaker
from tests.support.backups import BackupKey


def backed_up(caretaker: Caretaker) -> Path:
    answer = caretaker.types("backup")
    assert answer.code == 0, answer.err
    return Path(answer.lines[-1])


def put_back(caretaker: Caretaker, file: Path, key: BackupKey, *more: str) -> str:
    answer = caretaker.types("restore", str(file), "--identity", str(key.identity), *more)
    assert answer.code == 0, answer.err
    return answer.out


def refused(caretaker: Caretaker, file: Path, key: BackupKey) -> str:
    """The words, and nothing was changed."""
    before = kept(caretaker)
    answer = caretaker.types("restore", str(file), "--identity", str(key.identity))
    assert answer.code == 2
    assert kept(caretaker) == before
    assert leftovers(caretaker) == []
    return answer.err


def kept(caretaker: Caretaker) -> str:
    return hashlib.sha256((caretaker.folder / "room.db").read_bytes()).hexdigest()


def leftovers(caretaker: Caretaker) -> list[Path]:
    return [*caretaker.folder.glob(".backup-*"), *caretaker.folder.rglob("*.part")]


def team(caretaker: Caretaker) -> str:
    return caretaker.types("staff", "list").out


def epoch(caretaker: Caretaker) -> str:
    with (
        closing(Database(f"sqlite:///{caretaker.folder / 'room.db'}")) as database,
        database.read() as session,
    ):
        return str(session.scalar(text("SELECT epoch FROM site")))
