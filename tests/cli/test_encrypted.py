"""The embedded database with a key: never plain by mistake, and nothing in any file to be read."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from ops import embedded, encrypting, files
from ops.db import Database, DatabaseBusy
from ops.embedded import DatabaseRefused
from tests.cli.conftest import Caretaker

CANARY = "Zilpzalp"


@pytest.fixture
def key_file(bare: Caretaker, tmp_path: Path) -> Path:
    path = tmp_path / "db.key"
    assert bare.types("db", "key", str(path)).code == 0
    return path


@pytest.fixture
def with_key(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPS_DB_KEY_FILE", str(key_file))
    return key_file


@pytest.fixture
def encrypted(bare: Caretaker, with_key: Path) -> Caretaker:
    """A room that was made with a key, with something in it that must not be found."""
    assert bare.types("init").code == 0
    assert bare.types("staff", "add", "--name", CANARY).code == 0
    return bare


@pytest.fixture
def plain(caretaker: Caretaker) -> Caretaker:
    """The same without."""
    assert caretaker.types("staff", "add", "--name", CANARY).code == 0
    return caretaker


def room(caretaker: Caretaker) -> Path:
    return caretaker.folder / "room.db"


def kept(caretaker: Caretaker) -> str:
    return hashlib.sha256(room(caretaker).read_bytes()).hexdigest()


def files_with_the_canary(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    )


ALL = (("init",), ("serve",), ("staff", "list"))


def is_refused(caretaker: Caretaker, *said: str, commands: tuple[tuple[str, ...], ...] = ALL) -> None:
    """At each door, in words, and the file is as it was."""
    before = kept(caretaker)
    for words in commands:
        answer = caretaker.types(*words)
        assert answer.code == 2, words
        for word in said:
            assert word in answer.err
        assert CANARY not in answer.out
    assert kept(caretaker) == before
    assert not room(caretaker).with_name("room.db-wal").exists()


def test_what_is_written_with_a_key_is_in_no_file(encrypted: Caretaker) -> None:
    with encrypted.house.db.read() as session:
        session.execute(text("SELECT name FROM staff"))  # somebody reads, so the log stays beside it
        assert encrypted.types("staff", "add", "--name", f"{CANARY} the second").code == 0
        assert room(encrypted).with_name("room.db-wal").stat().st_size > 0
        assert files_with_the_canary(encrypted.folder) == []
    assert embedded.is_plain(room(encrypted)) is False
    assert f"{CANARY} the second" in encrypted.types("staff", "list").out


def test_without_a_key_the_canary_would_be_found(plain: Caretaker) -> None:
    assert files_with_the_canary(plain.folder) != []


def test_an_encrypted_database_is_not_opened_without_a_key(
    encrypted: Caretaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPS_DB_KEY_FILE")
    commands = (("init",), ("staff", "list"), ("backup",))  # `ops serve` serves it, sealed
    monkeypatch.setenv("OPS_BACKUP_TO", "somebody")
    is_refused(encrypted, "is encrypted", "OPS_DB_KEY_FILE", commands=commands)


def test_another_key_opens_nothing(encrypted: Caretaker, with_key: Path) -> None:
    with_key.write_text("ab" * 32)
    is_refused(encrypted, "does not open", "another database's key")


def test_a_plain_database_is_not_opened_with_a_key(plain: Caretaker, with_key: Path) -> None:
    is_refused(plain, "is not encrypted", "ops db encrypt")


@pytest.mark.parametrize("text", ["", "ab" * 31, "ab" * 33, "xy" * 32])
def test_half_a_key_is_no_key(bare: Caretaker, with_key: Path, text: str) -> None:
    with_key.write_text(text)
    assert "does not hold a key" in bare.types("init").err
    assert not room(bare).exists()


def test_a_key_that_is_gone_is_not_made_anew(encrypted: Caretaker, with_key: Path) -> None:
    with_key.unlink()
    assert "cannot be read" in encrypted.types("init").err
    assert not with_key.exists()


def test_a_key_that_everybody_can_read_is_refused(bare: Caretaker, with_key: Path) -> None:
    with_key.chmod(0o640)
    assert bare.types("init").code == 0
    with_key.chmod(0o644)
    assert "chmod o=" in bare.types("init").err


def test_the_service_managers_credential_is_found(
    bare: Caretaker, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(key_file.parent))
    key_file.rename(key_file.with_name("ops-db-key"))
    assert bare.types("init").code == 0
    assert embedded.is_plain(room(bare)) is False


def test_a_key_that_was_not_taken_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library would make a plain file, and say nothing."""
    monkeypatch.setattr(embedded, "give_key", lambda connection, key, path: None)
    database = Database(f"sqlite:///{tmp_path / 'room.db'}", bytes(32))
    with pytest.raises(DatabaseRefused, match="is not encrypted"), database.read() as session:
        session.execute(text("SELECT 1"))


def test_a_busy_database_is_told_from_a_broken_one(
    encrypted: Caretaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "PRAGMAS", (*embedded.PRAGMAS, "busy_timeout=1"))
    key = bytes.fromhex((encrypted.folder.parent / "db.key").read_text())
    with closing(embedded.connect(room(encrypted), key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy), encrypted.house.db.write() as session:
            session.execute(text("DELETE FROM staff"))


class TestEncrypting:
    """``ops db encrypt``: what was plain."""

    def test_everything_is_there_and_nothing_can_be_read(self, plain: Caretaker, with_key: Path) -> None:
        before = plain.folder / "room-before-9001-20260101T000000Z.db"
        before.write_bytes(room(plain).read_bytes())
        answer = plain.types("db", "encrypt")
        assert (answer.code, answer.err) == (0, "")
        assert files_with_the_canary(plain.folder) == []
        assert sorted(path.name for path in plain.folder.glob("room*")) == ["room.db"]
        assert room(plain).stat().st_mode & 0o077 == 0
        assert CANARY in plain.types("staff", "list").out
        assert "encrypted already" in plain.types("db", "encrypt").out

    def test_not_while_somebody_has_it_open(self, plain: Caretaker, key_file: Path) -> None:
        """Also after that process has opened it a second time, and given that back."""
        database = plain.house.db
        with database.read() as session, database.read() as another:
            for each in (session, another):
                each.execute(text("SELECT name FROM staff"))
        with Database(database.url).read() as session:
            session.execute(text("SELECT name FROM staff"))
        done = subprocess.run(
            [sys.executable, "-m", "ops.cli", "db", "encrypt"],
            env=os.environ | {"OPS_DB_KEY_FILE": str(key_file)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, "End the server first" in done.stderr) == (2, True)
        assert CANARY in plain.types("staff", "list").out

    def test_what_was_interrupted_is_ended(self, plain: Caretaker, with_key: Path) -> None:
        old = room(plain).read_bytes()
        (plain.folder / "room-encrypted.db").write_text("half of it")
        assert plain.types("db", "encrypt").code == 0
        (plain.folder / "room-plain.db").write_bytes(old)
        answer = plain.types("db", "encrypt")
        assert answer.code == 0
        assert files_with_the_canary(plain.folder) == []
        assert CANARY in plain.types("staff", "list").out

    def test_what_does_not_compare_stays_as_it_was(
        self, plain: Caretaker, with_key: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ops.encrypting._same", lambda one, other, question: "staff" not in question)
        answer = plain.types("db", "encrypt")
        assert (answer.code, "is not what is in the database" in answer.err) == (2, True)
        monkeypatch.delenv("OPS_DB_KEY_FILE")
        assert CANARY in plain.types("staff", "list").out

    def test_it_wants_a_key_and_a_database(
        self, bare: Caretaker, key_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "ops db key" in bare.types("db", "encrypt").err
        assert "is there already" in bare.types("db", "key", str(key_file)).err
        monkeypatch.setenv("OPS_DB_KEY_FILE", str(key_file))
        assert "no database yet" in bare.types("db", "encrypt").err


class Cut(BaseException):
    """The power went."""


STEPS = (
    (encrypting, "_write"),
    (encrypting, "_compare"),
    (Path, "hardlink_to"),
    (Path, "replace"),
    (files, "keep_names"),
    (files, "wipe"),
)


def cut_after(step: Callable[..., object]) -> Callable[..., None]:
    def cut(*said: object) -> None:
        step(*said)
        raise Cut

    return cut


def names_with(path: Path, key: bytes) -> list[str] | None:
    """Who is on the team as that key opens it; ``None``: it opens nothing."""
    try:
        with closing(embedded.connect(path, key)) as opened:
            return [name for (name,) in opened.execute("SELECT name FROM staff")]
    except DatabaseRefused:
        return None


class TestRekeying:
    """``ops db rekey``: another key in place of the one in use."""

    def test_the_new_key_opens_it_and_the_old_one_nothing(
        self, encrypted: Caretaker, with_key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy = encrypted.folder / "room-before-9001-20260101T000000Z.db"
        copy.write_bytes(room(encrypted).read_bytes())
        new = tmp_path / "new.key"
        answer = encrypted.types("db", "rekey", str(new))
        assert (answer.code, answer.err) == (0, "")
        assert f"OPS_DB_KEY_FILE={new}" in answer.out
        assert sorted(path.name for path in encrypted.folder.glob("room*")) == ["room.db"]
        is_refused(encrypted, "does not open")
        monkeypatch.setenv("OPS_DB_KEY_FILE", str(new))
        assert CANARY in encrypted.types("staff", "list").out
        assert "had that key already" in encrypted.types("db", "rekey", str(new)).out
        assert new.stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize(("owner", "step"), STEPS)
    def test_a_power_cut_after_a_step_loses_nothing_and_the_same_again_ends_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
    ) -> None:
        path, old, new = tmp_path / "room.db", bytes(32), bytes(range(32))
        with closing(embedded.connect(path, old)) as made:
            made.execute("CREATE TABLE staff (name)")
            made.execute("INSERT INTO staff VALUES (?)", (CANARY,))
        with monkeypatch.context() as dark:
            dark.setattr(owner, step, cut_after(getattr(owner, step)))
            with pytest.raises(Cut):
                encrypting.rekey(path, old, new)
        assert [names_with(path, key) for key in (old, new)].count([CANARY]) == 1
        encrypting.rekey(path, old, new)
        assert (names_with(path, old), names_with(path, new)) == (None, [CANARY])
        assert [file.name for file in tmp_path.glob("room*")] == ["room.db"]

    def test_not_while_somebody_has_it_open(self, encrypted: Caretaker, tmp_path: Path) -> None:
        with encrypted.house.db.read() as session:
            session.execute(text("SELECT name FROM staff"))
            done = subprocess.run(
                [sys.executable, "-m", "ops.cli", "db", "rekey", str(tmp_path / "new.key")],
                capture_output=True,
                text=True,
            )
        assert (done.returncode, "End the server first" in done.stderr) == (2, True)
        assert CANARY in encrypted.types("staff", "list").out

    def test_it_wants_the_key_of_now_and_an_encrypted_database(
        self, encrypted: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = tmp_path / "other.key"
        encrypted.types("db", "key", str(other))
        with monkeypatch.context() as wrong:
            wrong.setenv("OPS_DB_KEY_FILE", str(other))
            assert "does not open" in encrypted.types("db", "rekey", str(tmp_path / "third.key")).err
        with monkeypatch.context() as without:
            without.delenv("OPS_DB_KEY_FILE")
            assert "key of now" in encrypted.types("db", "rekey", str(other)).err

    def test_what_is_plain_is_encrypted_first(self, plain: Caretaker, with_key: Path, tmp_path: Path) -> None:
        assert "is not encrypted" in plain.types("db", "rekey", str(tmp_path / "new.key")).err


def test_check_says_how_it_is_kept(plain: Caretaker, with_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.delenv("OPS_DB_KEY_FILE")
        assert "The database is plain" in plain.types("check").out
    assert plain.types("db", "encrypt").code == 0
    said = plain.types("check").out
    assert "The database is encrypted." in said
    assert "lies in" not in said
    beside = with_key.rename(plain.folder / "db.key")
    monkeypatch.setenv("OPS_DB_KEY_FILE", str(beside))
    assert "whoever takes the one has the other" in plain.types("check").out
