"""``ops backup`` and ``ops restore``: whole or not at all, and for the owners of a key elsewhere."""

import hashlib
import io
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ops.backup import making, sealing
from ops.db import Database
from ops.migrations import schema
from tests.cli.conftest import Caretaker
from tests.support.backups import BackupKey

CANARY = "Zilpzalp"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupKey:
    made = BackupKey.new(tmp_path)
    monkeypatch.setenv("OPS_BACKUP_TO", str(made.recipients))
    return made


@pytest.fixture
def room(caretaker: Caretaker) -> Caretaker:
    """With somebody on the team."""
    assert caretaker.types("staff", "add", "--name", CANARY).code == 0
    return caretaker


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


def test_what_was_there_comes_back_with_another_history(room: Caretaker, key: BackupKey) -> None:
    before = epoch(room)
    file = backed_up(room)
    room.types("staff", "add", "--name", "Later")
    said = put_back(room, file, key)
    assert "The room as of" in said
    assert CANARY in team(room)
    assert "Later" not in team(room)
    assert epoch(room) != before
    assert '"kind": "backup_put_back"' in room.types("journal", "show").lines[-1]
    [aside] = room.folder.glob("room-before-restore-*.db")
    with closing(Database(f"sqlite:///{aside}")) as old, old.read() as session:
        assert "Later" in session.scalars(text("SELECT name FROM staff")).all()
    assert leftovers(room) == []


def test_only_the_owner_of_the_key_can_read_it(room: Caretaker, key: BackupKey) -> None:
    file = backed_up(room)
    assert file.stat().st_mode & 0o077 == 0
    assert CANARY.encode() not in file.read_bytes()
    inside = key.opens(file)
    assert CANARY.encode() in inside
    with tarfile.open(fileobj=io.BytesIO(inside)) as tar:
        assert tar.getnames() == ["manifest.json", "site.toml", "room.db"]
    for path in room.folder.glob("*.key"):
        secret = path.read_text().strip()
        assert secret.encode() not in inside
        assert bytes.fromhex(secret) not in inside


def test_asking_whether_it_is_whole_changes_nothing(room: Caretaker, key: BackupKey) -> None:
    file = backed_up(room)
    before = kept(room)
    assert "It is whole" in put_back(room, file, key, "--check")
    assert kept(room) == before
    assert leftovers(room) == []


def test_another_key_opens_nothing(room: Caretaker, key: BackupKey, tmp_path: Path) -> None:
    file = backed_up(room)
    assert "This key does not open" in refused(room, file, BackupKey.new(tmp_path, "another"))
    no_key = BackupKey(key.recipients, key.recipients)
    assert "does not hold a secret key" in refused(room, file, no_key)
    assert "cannot be read" in refused(room, file, BackupKey(tmp_path / "nothing", key.recipients))


@pytest.mark.parametrize("where", [0.0, 0.01, 0.3, 0.6, 0.999])
def test_one_bit_is_enough_to_refuse_it(room: Caretaker, key: BackupKey, where: float) -> None:
    file = backed_up(room)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 1
    file.write_bytes(content)
    assert "damaged" in refused(room, file, key)


def test_half_of_it_is_refused(room: Caretaker, key: BackupKey) -> None:
    file = backed_up(room)
    file.write_bytes(file.read_bytes()[: -64 * 1024])
    assert "damaged" in refused(room, file, key)
    assert "could not be read" in refused(room, file.with_name("nowhere.age"), key)


def test_what_somebody_else_sealed_is_no_backup(room: Caretaker, key: BackupKey, tmp_path: Path) -> None:
    """A public key is public: anybody can encrypt to it."""
    recipients = sealing.Recipients.in_file(key.recipients)
    for name, content in (("words", b"not an archive" * 99), ("nothing", b"")):
        recipients.seal([content], tmp_path / name)
        assert "no backup of a room" in refused(room, tmp_path / name, key)


def test_a_room_that_is_served_is_left_alone(room: Caretaker, key: BackupKey) -> None:
    file = backed_up(room)
    with room.house.db.read() as session:
        session.execute(text("SELECT 1 FROM staff"))
        done = subprocess.run(
            [sys.executable, "-m", "ops.cli", "restore", str(file), "--identity", str(key.identity)],
            capture_output=True,
            text=True,
        )
    assert (done.returncode, "End the server first" in done.stderr) == (2, True)
    assert CANARY in team(room)


def test_a_damaged_database_is_kept_aside_as_it_was(room: Caretaker, key: BackupKey) -> None:
    file = backed_up(room)
    (room.folder / "room.db").write_bytes(b"SQLite format 3\0" + b"rubble" * 999)
    (room.folder / "room.db-wal").write_bytes(b"its log")
    put_back(room, file, key)
    assert CANARY in team(room)
    [aside] = room.folder.glob("room-before-restore-*.db")
    assert aside.read_bytes().endswith(b"rubble")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"its log"


def test_a_new_machine_gets_the_site_file_too(room: Caretaker, key: BackupKey) -> None:
    room.changes('hold_for = "5 min"', 'hold_for = "6 min"')
    file = backed_up(room)
    for path in room.folder.iterdir():
        if path.is_file():
            path.unlink()
    put_back(room, file, key)
    assert 'hold_for = "6 min"' in room.site_file.read_text()
    assert CANARY in team(room)


def test_older_tables_are_brought_up_to_date(room: Caretaker, key: BackupKey, tmp_path: Path) -> None:
    older = schema.revisions()[-2]
    database = Database(f"sqlite:///{room.folder / 'room.db'}")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        schema.downgrade(connection, older)
    recipients = sealing.Recipients.in_file(key.recipients)
    now = datetime.now(UTC)
    file, manifest = making.make(
        database, None, room.site_file, recipients, tmp_path / "to", now, timedelta(days=7)
    )
    database.close()
    assert manifest.revision == older
    put_back(room, file, key)
    assert CANARY in team(room)


class TestMaking:
    """What goes wrong leaves the older ones, and nothing of itself."""

    def fails(self, caretaker: Caretaker) -> str:
        answer = caretaker.types("backup")
        assert answer.code == 2
        assert leftovers(caretaker) == []
        return answer.err

    def test_a_damaged_database(self, room: Caretaker, key: BackupKey) -> None:
        first = backed_up(room)
        with closing(sqlite3.connect(room.folder / "room.db")) as connection:
            connection.execute("DELETE FROM site")
            connection.commit()
        assert "The database is damaged" in self.fails(room)
        assert [*first.parent.iterdir()] == [first]

    def test_a_disk_that_keeps_something_else(
        self, room: Caretaker, key: BackupKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seal = sealing.Recipients.seal

        def badly(self: sealing.Recipients, plain: object, into: Path) -> str:
            return seal(self, [b"another"], into) and "what went in"

        monkeypatch.setattr(sealing.Recipients, "seal", badly)
        assert "reads differently" in self.fails(room)
        assert [*(room.folder / "backups").iterdir()] == []

    def test_for_nobody(self, room: Caretaker, key: BackupKey, monkeypatch: pytest.MonkeyPatch) -> None:
        key.recipients.write_text("# nobody yet\n")
        assert "holds no public key" in self.fails(room)
        key.recipients.write_text("age1nonsense\n")
        assert "line 1: that is no public key" in self.fails(room)
        monkeypatch.delenv("OPS_BACKUP_TO")
        assert "OPS_BACKUP_TO" in self.fails(room)

    def test_what_a_power_cut_left_is_taken_away(self, room: Caretaker, key: BackupKey) -> None:
        left = room.folder / ".backup-1234"
        left.mkdir()
        (left / "room.db").write_text(CANARY)
        backed_up(room)
        assert leftovers(room) == []


def test_backups_go_after_their_days(room: Caretaker, key: BackupKey) -> None:
    folder = room.folder / "backups"
    folder.mkdir()
    now = datetime.now(UTC)
    names = {days: f"ops-{now - timedelta(days=days):%Y%m%dT%H%M%SZ}.age" for days in (6, 8, 30)}
    for name in (*names.values(), "ops-notes.age", "mine.txt"):
        (folder / name).touch()
    made = backed_up(room)
    assert {path.name for path in folder.iterdir()} == {names[6], made.name, "ops-notes.age", "mine.txt"}


def test_the_newest_stays_however_old(room: Caretaker, key: BackupKey) -> None:
    """One that failed takes none away."""
    folder = room.folder / "backups"
    folder.mkdir()
    old = folder / "ops-20200101T000000Z.age"
    old.touch()
    key.recipients.write_text("")
    assert room.types("backup").code == 2
    assert old.exists()


def test_daily_is_once_a_day(room: Caretaker, key: BackupKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "nice", lambda by: by)
    assert len(room.types("backup", "--daily").lines) == 1
    assert room.types("backup", "--daily").lines == []
    [made] = (room.folder / "backups").iterdir()
    made.rename(made.with_name(f"ops-{datetime.now(UTC) - timedelta(hours=25):%Y%m%dT%H%M%SZ}.age"))
    assert len(room.types("backup", "--daily").lines) == 1


def test_a_key_is_made_where_there_is_none(
    room: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, public = tmp_path / "secret", tmp_path / "public"
    answer = room.types("backup", "key", str(secret))
    public.write_text(answer.lines[-1])
    monkeypatch.setenv("OPS_BACKUP_TO", str(public))
    assert secret.stat().st_mode & 0o077 == 0
    put_back(room, backed_up(room), BackupKey(secret, public), "--check")
    assert room.types("backup", "key", str(secret)).code == 2


def test_check_says_how_old_the_newest_is(
    room: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No backups are made" in room.types("check").out
    monkeypatch.setenv("OPS_BACKUP_TO", str(BackupKey.new(tmp_path).recipients))
    assert "There is no backup in" in room.types("check").out
    made = backed_up(room)
    assert "backup" not in room.types("check").out
    made.rename(made.with_name("ops-20260101T000000Z.age"))
    assert "The newest backup is from 2026-01-01 00:00 UTC" in room.types("check").out


class TestEncrypted:
    """A database with a key is not plain in its backup, either."""

    @pytest.fixture
    def bare(self, bare: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Caretaker:
        bare.types("db", "key", str(tmp_path / "db.key"))
        monkeypatch.setenv("OPS_DB_KEY_FILE", str(tmp_path / "db.key"))
        return bare

    def test_it_comes_back_with_its_key(self, room: Caretaker, key: BackupKey) -> None:
        file = backed_up(room)
        assert CANARY.encode() not in key.opens(file)
        room.types("staff", "add", "--name", "Later")
        put_back(room, file, key)
        assert CANARY in team(room)
        assert "Later" not in team(room)

    def test_not_without_it_nor_with_another(
        self, room: Caretaker, key: BackupKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = backed_up(room)
        (tmp_path / "db.key").write_text("ab" * 32)
        assert "is not the one of this backup" in refused(room, file, key)
        monkeypatch.delenv("OPS_DB_KEY_FILE")
        assert "OPS_DB_KEY_FILE=" in refused(room, file, key)


def test_a_plain_one_does_not_take_an_encrypted_ones_place(
    room: Caretaker, key: BackupKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backed_up(room)
    room.types("db", "key", str(tmp_path / "db.key"))
    monkeypatch.setenv("OPS_DB_KEY_FILE", str(tmp_path / "db.key"))
    assert room.types("db", "encrypt").code == 0
    assert "made before the key" in refused(room, file, key)


def test_what_other_tools_put_back_is_another_history(room: Caretaker) -> None:
    before = epoch(room)
    assert room.types("db", "restored").code == 0
    assert epoch(room) != before
    assert '"kind": "backup_put_back"' in room.types("journal", "show").lines[-1]
    assert CANARY in team(room)
