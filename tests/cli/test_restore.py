"""``ops restore``: whole or not at all, and for the owners of a key elsewhere."""

import io
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from ops.backup import making, sealing
from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from ops.models import MonthCard, MonthCount, Site
from ops.services import board, visits
from ops.services.retention import cards
from ops.services.transaction import Actor, Command
from tests.cli.conftest import SOMEBODY, Caretaker
from tests.cli.kept import backed_up, epoch, kept, leftovers, put_back, refused, team
from tests.cli.test_counters import counting_began
from tests.support.backups import BackupKey


def test_what_was_there_comes_back_with_another_history(room: Caretaker, backup_key: BackupKey) -> None:
    before = epoch(room)
    file = backed_up(room)
    room.types("staff", "add", "--name", "Later")
    said = put_back(room, file, backup_key)
    assert "The room as of" in said
    assert SOMEBODY in team(room)
    assert "Later" not in team(room)
    assert epoch(room) != before
    assert '"kind": "backup_put_back"' in room.types("journal", "show").lines[-1]
    [aside] = room.folder.glob("room-before-restore-*.db")
    with closing(Database(f"sqlite:///{aside}")) as old, old.read() as session:
        assert "Later" in session.scalars(text("SELECT name FROM staff")).all()
    assert leftovers(room) == []


def test_only_the_owner_of_the_key_can_read_it(room: Caretaker, backup_key: BackupKey) -> None:
    file = backed_up(room)
    assert file.stat().st_mode & 0o077 == 0
    assert SOMEBODY.encode() not in file.read_bytes()
    inside = backup_key.opens(file)
    assert SOMEBODY.encode() in inside
    with tarfile.open(fileobj=io.BytesIO(inside)) as tar:
        assert tar.getnames() == ["manifest.json", "site.toml", "room.db"]
    for path in room.folder.glob("*.key"):
        secret = path.read_text().strip()
        assert secret.encode() not in inside
        assert bytes.fromhex(secret) not in inside


def test_asking_whether_it_is_whole_changes_nothing(room: Caretaker, backup_key: BackupKey) -> None:
    file = backed_up(room)
    before = kept(room)
    assert "It is whole" in put_back(room, file, backup_key, "--check")
    assert kept(room) == before
    assert leftovers(room) == []


def test_another_key_opens_nothing(room: Caretaker, backup_key: BackupKey, tmp_path: Path) -> None:
    file = backed_up(room)
    assert "This key does not open" in refused(room, file, BackupKey.new(tmp_path, "another"))
    no_key = BackupKey(backup_key.recipients, backup_key.recipients)
    assert "does not hold a secret key" in refused(room, file, no_key)
    assert "cannot be read" in refused(room, file, BackupKey(tmp_path / "nothing", backup_key.recipients))


@pytest.mark.parametrize("where", [0.0, 0.01, 0.3, 0.6, 0.999])
def test_one_bit_is_enough_to_refuse_it(room: Caretaker, backup_key: BackupKey, where: float) -> None:
    file = backed_up(room)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 1
    file.write_bytes(content)
    assert "damaged" in refused(room, file, backup_key)


def test_half_of_it_is_refused(room: Caretaker, backup_key: BackupKey) -> None:
    file = backed_up(room)
    file.write_bytes(file.read_bytes()[: -64 * 1024])
    assert "damaged" in refused(room, file, backup_key)
    assert "could not be read" in refused(room, file.with_name("nowhere.age"), backup_key)


def test_what_somebody_else_sealed_is_no_backup(
    room: Caretaker, backup_key: BackupKey, tmp_path: Path
) -> None:
    """A public key is public: anybody can encrypt to it."""
    recipients = sealing.Recipients.in_file(backup_key.recipients)
    for name, content in (("words", b"not an archive" * 99), ("nothing", b"")):
        recipients.seal([content], tmp_path / name)
        assert "no backup of a room" in refused(room, tmp_path / name, backup_key)


def test_a_room_that_is_served_is_left_alone(room: Caretaker, backup_key: BackupKey) -> None:
    file = backed_up(room)
    with room.house.db.read() as session:
        session.execute(text("SELECT 1 FROM staff"))
        done = subprocess.run(
            [sys.executable, "-m", "ops.cli", "restore", str(file), "--identity", str(backup_key.identity)],
            capture_output=True,
            text=True,
        )
    assert (done.returncode, "End the server first" in done.stderr) == (2, True)
    assert SOMEBODY in team(room)


def test_a_damaged_database_is_kept_aside_as_it_was(room: Caretaker, backup_key: BackupKey) -> None:
    file = backed_up(room)
    (room.folder / "room.db").write_bytes(b"SQLite format 3\0" + b"rubble" * 999)
    (room.folder / "room.db-wal").write_bytes(b"its log")
    put_back(room, file, backup_key)
    assert SOMEBODY in team(room)
    [aside] = room.folder.glob("room-before-restore-*.db")
    assert aside.read_bytes().endswith(b"rubble")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"its log"


def test_a_new_machine_gets_the_site_file_too(room: Caretaker, backup_key: BackupKey) -> None:
    room.changes('hold_for = "5 min"', 'hold_for = "6 min"')
    file = backed_up(room)
    for path in room.folder.iterdir():
        if path.is_file():
            path.unlink()
    put_back(room, file, backup_key)
    assert 'hold_for = "6 min"' in room.site_file.read_text()
    assert SOMEBODY in team(room)


def test_older_tables_are_brought_up_to_date(room: Caretaker, backup_key: BackupKey, tmp_path: Path) -> None:
    older = schema.revisions()[-2]
    database = Database(f"sqlite:///{room.folder / 'room.db'}")
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        schema.downgrade(connection, older)
        connection.commit()
    recipients = sealing.Recipients.in_file(backup_key.recipients)
    now = utc_now()
    file, manifest = making.make(
        database, room.site_file, recipients, tmp_path / "to", now, timedelta(days=7)
    )
    database.close()
    assert manifest.revision == older
    put_back(room, file, backup_key)
    assert SOMEBODY in team(room)


class TestEncrypted:
    """A database with a key is not plain in its backup, either."""

    @pytest.fixture
    def bare(self, bare: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Caretaker:
        bare.types("db", "key", str(tmp_path / "db.key"))
        monkeypatch.setenv("OPS_DB_KEY_FILE", str(tmp_path / "db.key"))
        return bare

    def test_it_comes_back_with_its_key(self, room: Caretaker, backup_key: BackupKey) -> None:
        file = backed_up(room)
        assert SOMEBODY.encode() not in backup_key.opens(file)
        room.types("staff", "add", "--name", "Later")
        put_back(room, file, backup_key)
        assert SOMEBODY in team(room)
        assert "Later" not in team(room)

    def test_not_without_it_nor_with_another(
        self, room: Caretaker, backup_key: BackupKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = backed_up(room)
        (tmp_path / "db.key").write_text("ab" * 32)
        assert "is not the one of this backup" in refused(room, file, backup_key)
        monkeypatch.delenv("OPS_DB_KEY_FILE")
        assert "OPS_DB_KEY_FILE=" in refused(room, file, backup_key)


def test_a_plain_one_does_not_take_an_encrypted_ones_place(
    room: Caretaker, backup_key: BackupKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backed_up(room)
    room.types("db", "key", str(tmp_path / "db.key"))
    monkeypatch.setenv("OPS_DB_KEY_FILE", str(tmp_path / "db.key"))
    assert room.types("db", "encrypt").code == 0
    assert "made before the key" in refused(room, file, backup_key)


def test_what_other_tools_put_back_is_another_history(room: Caretaker) -> None:
    before = epoch(room)
    assert room.types("db", "restored").code == 0
    assert epoch(room) != before
    assert '"kind": "backup_put_back"' in room.types("journal", "show").lines[-1]
    assert SOMEBODY in team(room)


def test_a_month_that_was_destroyed_stays_so(room: Caretaker, backup_key: BackupKey) -> None:
    """Its marks are in the backup; its key is in none, and gone."""
    house = room.house
    [site] = board.sites(house)
    card = cards.new(1)[0]
    now = utc_now()
    with house.db.write() as session:
        session.get_one(Site, site.id).cards = True
    arrives = Command(id=uuid4(), site_id=site.id, actor=Actor(None, "tablet"), name="arrive")
    visits.arrive(house, arrives, card=card)
    file = backed_up(room)
    later = now + timedelta(days=45)
    cards.end_months(house, later)
    room.leaves()
    put_back(room, file, backup_key)
    with house.db.read() as session:
        assert len(session.scalars(select(MonthCard)).all()) == 1
    cards.end_months(house, later)
    with house.db.read() as session:
        assert session.scalars(select(MonthCard)).all() == []
        assert [found.people for found in session.scalars(select(MonthCount))] == [None]
    assert [path.suffix for path in (room.folder / "months").iterdir()] == [".gone"]


def test_a_month_that_could_be_shown_since_is_not_shown_otherwise(
    room: Caretaker, backup_key: BackupKey
) -> None:
    counting_began(room, days_ago=80)
    file = backed_up(room)
    assert "is not closed" in room.types("check").out
    room.leaves()
    put_back(room, file, backup_key)
    assert "is not closed" not in room.types("check").out
    assert room.types("disclosure", "close").lines == []
