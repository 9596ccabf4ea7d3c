"""``ops backup``: sound, readable again, and gone when its time is over; or none."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from ops.backup import sealing
from ops.clock import utc_now
from ops.domain.asked import Asked
from ops.models import Site, UndoImage
from ops.services import board, visits
from ops.services.transaction import Actor, Command
from tests.cli.conftest import SOMEBODY, Caretaker
from tests.cli.kept import backed_up, leftovers, put_back
from tests.support.backups import BackupKey


class TestMaking:
    """What goes wrong leaves the older ones, and nothing of itself."""

    def fails(self, caretaker: Caretaker) -> str:
        answer = caretaker.types("backup")
        assert answer.code == 2
        assert leftovers(caretaker) == []
        return answer.err

    def test_a_damaged_database(self, room: Caretaker, backup_key: BackupKey) -> None:
        first = backed_up(room)
        with closing(sqlite3.connect(room.folder / "room.db")) as connection:
            connection.execute("DELETE FROM site")
            connection.commit()
        assert "The database is damaged" in self.fails(room)
        assert [*first.parent.iterdir()] == [first]

    def test_a_disk_that_keeps_something_else(
        self, room: Caretaker, backup_key: BackupKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seal = sealing.Recipients.seal

        def badly(self: sealing.Recipients, plain: object, into: Path) -> str:
            return seal(self, [b"another"], into) and "what went in"

        monkeypatch.setattr(sealing.Recipients, "seal", badly)
        assert "reads differently" in self.fails(room)
        assert [*(room.folder / "backups").iterdir()] == []

    def test_for_nobody(
        self, room: Caretaker, backup_key: BackupKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backup_key.recipients.write_text("# nobody yet\n")
        assert "holds no public key" in self.fails(room)
        backup_key.recipients.write_text("age1nonsense\n")
        assert "line 1: that is no public key" in self.fails(room)
        monkeypatch.delenv("OPS_BACKUP_TO")
        assert "OPS_BACKUP_TO" in self.fails(room)

    def test_what_a_power_cut_left_is_taken_away(self, room: Caretaker, backup_key: BackupKey) -> None:
        left = room.folder / ".backup-1234"
        left.mkdir()
        (left / "room.db").write_text(SOMEBODY)
        backed_up(room)
        assert leftovers(room) == []


def test_backups_go_after_their_days(room: Caretaker, backup_key: BackupKey) -> None:
    folder = room.folder / "backups"
    folder.mkdir()
    now = utc_now()
    names = {days: f"ops-{now - timedelta(days=days):%Y%m%dT%H%M%SZ}.age" for days in (6, 8, 30)}
    for name in (*names.values(), "ops-notes.age", "mine.txt"):
        (folder / name).touch()
    made = backed_up(room)
    assert {path.name for path in folder.iterdir()} == {names[6], made.name, "ops-notes.age", "mine.txt"}


def test_the_newest_stays_however_old(room: Caretaker, backup_key: BackupKey) -> None:
    """One that failed takes none away."""
    folder = room.folder / "backups"
    folder.mkdir()
    old = folder / "ops-20200101T000000Z.age"
    old.touch()
    backup_key.recipients.write_text("")
    assert room.types("backup").code == 2
    assert old.exists()


def test_daily_is_once_a_day(room: Caretaker, backup_key: BackupKey, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(by: int) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "nice", forbidden)
    assert len(room.types("backup", "--daily").lines) == 1
    assert room.types("backup", "--daily").lines == []
    [made] = (room.folder / "backups").iterdir()
    made.rename(made.with_name(f"ops-{utc_now() - timedelta(hours=25):%Y%m%dT%H%M%SZ}.age"))
    assert len(room.types("backup", "--daily").lines) == 1


def test_what_is_kept_for_minutes_is_in_none(room: Caretaker, backup_key: BackupKey) -> None:
    """Undo needs what somebody said of themselves, beside whose stay it was."""
    [site] = board.sites(room.house)
    with room.house.db.write() as session:
        session.get_one(Site, site.id).asked = Asked(on=True).as_json()
    arrives = Command(id=uuid4(), site_id=site.id, actor=Actor(None, "tablet"), name="arrive")
    visits.arrive(room.house, arrives, gender="female", age="20_29")
    said = b'"age": "20_29"'
    inside = backup_key.opens(backed_up(room))
    assert said not in inside
    assert b"month_tally" in inside
    with room.house.db.read() as session:
        assert session.query(UndoImage).count() > 0, "here it can still be undone"


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


def test_a_journal_that_was_changed_is_said(room: Caretaker, backup_key: BackupKey) -> None:
    """The backup is made all the same: it is what there is."""
    with closing(sqlite3.connect(room.folder / "room.db")) as connection:
        connection.execute("UPDATE journal SET kind = 'another' WHERE id = 1")
        connection.commit()
    answer = room.types("backup")
    assert (answer.code, "is not what it was" in answer.err) == (3, True)
    assert "is not what it was" in put_back(room, Path(answer.lines[-1]), backup_key, "--check")
