"""From the embedded database to PostgreSQL: everything, proven, or nothing at all."""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Table, func, inspect, select, text

from ops.clock import utc_now
from ops.db import Base, Database
from ops.domain.chain import Head, State
from ops.domain.checkpoint import Checkpoint
from ops.domain.words import Answer
from ops.migrations import moving, schema
from ops.migrations.moving import MoveRefused
from ops.models import Staff
from ops.services import checkins, checkpoints, proof, visits
from ops.services.house import House
from tests.cli.conftest import Caretaker
from tests.cli.test_encrypted import CANARY, encrypted, key_file, with_key
from tests.server.test_crash_commands import Begun, lived_in
from tests.services.room import Room
from tests.services.test_purge_whole import copied, evening
from tests.support.any_rows import AnyRows
from tests.support.server import RunningServer

__all__ = ["copied", "encrypted", "evening", "key_file", "lived_in", "with_key"]

pytestmark = pytest.mark.postgres
KILLS = 5


@pytest.fixture
def target(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """In a file, with our tables."""
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    schema.bring_up_to_date(database, utc_now())
    yield database
    database.close()


def tables_in(database: Database) -> list[str]:
    return inspect(database.engine).get_table_names()


def rows_of(database: Database) -> dict[str, list[str]]:
    """By the names of columns, so that their order is nothing; the epoch is drawn anew."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            wanted = [column for column in table.c if (table.name, column.name) != ("site", "epoch")]
            rows = session.execute(table.select().with_only_columns(*wanted)).all()
            found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found


def nulls(database: Database) -> dict[str, tuple[int, ...]]:
    """How often nothing stands in a column: a null of JSON is something."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            counts = ", ".join(f'COUNT("{column.name}")' for column in table.c)
            found[table.name] = tuple(session.execute(text(f'SELECT {counts} FROM "{table.name}"')).one())
    return found


def moves(room: Room, target: Database) -> dict[str, int]:
    with moving.moved(room.house.db, target) as done:
        return dict(done.tables)


def lives_in(database: Database, room: Room) -> Room:
    house = House(db=database, now=room.clock, ring=room.clock.rings.append, keys=room.house.keys)
    return Room(house, room.clock, room.furnished)


def test_all_that_was_there_is_there(copied: Room, target: Database) -> None:
    moved = moves(copied, target)
    before, after = rows_of(copied.house.db), rows_of(target)
    assert after == before
    assert nulls(target) == nulls(copied.house.db)
    assert moved == {name: len(rows) for name, rows in before.items()}
    lively = {"visit", "check_in", "response", "response_action", "journal", "chain", "receipt", "day_totals"}
    assert {name for name in lively if not moved[name]} <= {"day_totals"}


def test_history_begins_anew_for_screens_and_is_whole(copied: Room, target: Database) -> None:
    before = copied.board()
    moves(copied, target)
    there = lives_in(target, copied)
    assert there.board()["epoch"] != before["epoch"]
    assert there.board()["version"] == before["version"]
    assert proof.verify(there.house, there.site_id) == proof.verify(copied.house, copied.site_id)


def test_life_goes_on_there_and_an_act_that_is_sent_again_is_known(copied: Room, target: Database) -> None:
    visit = copied.seats("1", otherwise=True)
    look = copied.command("check_in", key=UUID(int=7), answer="ok")
    said = checkins.check_in(copied.house, look, visit, answer=Answer.OK, where=None)
    moves(copied, target)
    there = lives_in(target, copied)
    again = checkins.check_in(there.house, look, visit, answer=Answer.OK, where=None)
    assert (again.body, again.replayed) == (said.body, True)
    # What the database numbers itself goes on: a name chip, a fact, a place.
    assert there.staff("Noor") > 0
    assert there.seats("2", otherwise=True) != visit
    there.does(visits.end, visit)
    assert proof.verify(there.house, there.site_id).state is State.OK


@pytest.mark.parametrize("table", ["check_in", "journal", "site"])
def test_what_was_written_otherwise_is_noticed_and_nothing_is_left(
    copied: Room, target: Database, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    real = moving._read

    def one_less(of: Table, connection: Connection) -> Iterator[list[Any]]:
        """As if one row had not arrived."""
        arrived = connection.dialect.name == "postgresql" and of.name == table
        for rows in real(of, connection):
            yield rows[1:] if arrived else rows

    monkeypatch.setattr(moving, "_read", one_less)
    with pytest.raises(MoveRefused, match=table):
        moves(copied, target)
    assert tables_in(target) == []


def test_a_move_that_is_cut_off_leaves_nothing(copied: Room, target: Database) -> None:
    with pytest.raises(KeyboardInterrupt), moving.moved(copied.house.db, target):
        raise KeyboardInterrupt
    assert tables_in(target) == []
    moves(copied, target)
    assert "visit" in tables_in(target)


def test_only_an_empty_database_takes_it(copied: Room, target: Database) -> None:
    moves(copied, target)
    before = rows_of(target)
    with pytest.raises(MoveRefused, match="not empty"):
        moves(copied, target)
    assert rows_of(target) == before


def test_at_the_keyboard(caretaker: Caretaker, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = caretaker.types("migrate-to", postgres_url)
    assert said.code == 0, said.err
    assert "the journal ends there as here" in said.out
    monkeypatch.setenv("OPS_DATABASE_URL", postgres_url)
    checked = caretaker.types("journal", "verify")
    assert checked.code == 0, checked.err
    again = caretaker.types("migrate-to", postgres_url)
    assert again.code != 0
    assert "PostgreSQL already" in again.err


def changes(caretaker: Caretaker, statement: str) -> None:
    """Something that no program of ours does."""
    with (
        closing(Database(f"sqlite:///{caretaker.folder / 'room.db'}")) as database,
        database.write() as session,
    ):
        session.execute(text(statement))


def test_a_journal_that_ends_otherwise_there_is_noticed_and_nothing_is_left(
    room: Caretaker, target: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = checkpoints.of_now

    def another_end(house: House, site_id: int) -> Checkpoint:
        """As if the last fact had arrived with other words."""
        found = real(house, site_id)
        there = not isinstance(house.db, Database)
        return replace(found, head=Head(found.head.seq, bytes(32))) if there else found

    monkeypatch.setattr(checkpoints, "of_now", another_end)
    said = room.types("migrate-to", postgres_url)
    assert said.code == 2
    assert "The journal of riverside is not there what it is here.\nNothing was moved." in said.err
    assert tables_in(target) == []
    assert (room.folder / "room.db").exists()
    assert list(room.folder.glob("room-before-move-*.db")) == []


def test_the_file_goes_aside_and_a_start_that_was_not_told_makes_no_empty_room(
    room: Caretaker, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.types("migrate-to", postgres_url).code == 0
    [aside] = room.folder.glob("room-before-move-*.db")
    for words in ("init", "serve"):
        began = room.types(words)
        assert (began.code, "has moved to PostgreSQL" in began.err) == (2, True)
    assert not (room.folder / "room.db").exists()
    monkeypatch.setenv("OPS_DATABASE_URL", postgres_url)
    assert room.types("init").code == 0
    assert aside.exists()
    long_ago = aside.stat().st_mtime - schema.KEEP_COPIES.total_seconds()
    os.utime(aside, (long_ago, long_ago))
    assert room.types("init").code == 0
    assert not aside.exists()


def test_what_would_stay_behind_or_does_not_fit_is_said(room: Caretaker, postgres_url: str) -> None:
    changes(room, "UPDATE staff SET role = 'steward'")  # a word that was in use once
    for spoils, mends, words in (
        ("CREATE TABLE of_somebody (id INTEGER)", "DROP TABLE of_somebody", "of_somebody"),
        ("ALTER TABLE staff ADD COLUMN hobby TEXT", "ALTER TABLE staff DROP COLUMN hobby", "staff"),
        (f"UPDATE staff SET name = '{'a' * 4000}'", f"UPDATE staff SET name = '{CANARY}'", "too long"),
    ):
        changes(room, spoils)
        said = room.types("migrate-to", postgres_url)
        assert (said.code, words in said.err) == (2, True), said.err
        assert (room.folder / "room.db").exists()
        changes(room, mends)
    assert room.types("migrate-to", postgres_url).code == 0
    with closing(Database(postgres_url)) as there, there.read() as session:
        assert session.scalar(text("SELECT role FROM staff")) == "steward"


def test_every_table_and_every_kind_of_value(empty: Database, target: Database) -> None:
    with empty.write() as session:
        AnyRows(7).fill(session.connection(), 25)
    before, empties = rows_of(empty), nulls(empty)
    assert all(before.values())
    with moving.moved(empty, target):
        pass
    assert rows_of(target) == before
    assert nulls(target) == empties
    with target.write() as session:
        for table in Base.metadata.sorted_tables:
            if (column := table.autoincrement_column) is not None:
                next_one = text(f"SELECT nextval(pg_get_serial_sequence('{table.name}', '{column.name}'))")
                highest: int = session.scalar(select(func.max(column))) or 0
                assert session.scalar(next_one) == highest + 1, table.name


def test_an_encrypted_one_moves_too(encrypted: Caretaker, postgres_url: str) -> None:
    said = encrypted.types("migrate-to", postgres_url)
    assert said.code == 0, said.err
    there = Database(postgres_url)
    with there.read() as session:
        assert CANARY in session.scalars(select(Staff.name)).all()
    there.close()


def test_what_is_served_is_not_moved(tmp_path: Path, postgres_url: str, bare: Caretaker) -> None:
    assert bare.types("init").code == 0
    with RunningServer(tmp_path, environment={"OPS_DATA_DIR": str(bare.folder)}):
        said = bare.types("migrate-to", postgres_url)
    assert said.code != 0
    assert "in use" in said.err


@pytest.mark.parametrize(
    "url",
    ["sqlite:///elsewhere.db", "nonsense", "mysql://a/b", "postgresql+psycopg://u:secret@127.0.0.1:1/x"],
)
def test_a_wrong_address_is_said_in_words_and_without_its_password(caretaker: Caretaker, url: str) -> None:
    said = caretaker.types("migrate-to", url)
    assert said.code != 0
    assert "Traceback" not in said.err
    assert "secret" not in said.err


def empties(target: Database) -> None:
    """As the caretaker does with what is to be moved to once more."""
    with target.write() as session:
        session.execute(text("DROP SCHEMA public CASCADE"))
        session.execute(text("CREATE SCHEMA public"))


@pytest.mark.soak
def test_a_move_that_is_killed_leaves_all_or_nothing_there_and_all_here(
    lived_in: Path, tmp_path: Path, postgres_url: str, target: Database
) -> None:
    def another(name: str) -> Begun:
        return Begun(Path(shutil.copytree(lived_in, tmp_path / name)), {})

    def here(begun: Begun) -> dict[str, list[str]]:
        [file] = begun.instance.glob("room*.db")
        with closing(Database(f"sqlite:///{file}")) as database:
            return rows_of(database)

    before = here(another("before"))
    done = another("whole").does(0, "migrate-to", postgres_url)
    assert done.returncode == 0, done.stderr
    assert rows_of(target) == before
    empties(target)
    places = int(done.stderr.splitlines()[-1])
    for place in (*random.Random(6).sample(range(1, places + 1), KILLS), places):
        begun = another(f"killed at {place}")
        assert begun.does(place, "migrate-to", postgres_url).returncode == -signal.SIGKILL
        assert here(begun) == before, f"at {place} of {places}"
        if tables_in(target):
            assert rows_of(target) == before, f"at {place} of {places}"
            empties(target)
        else:
            assert begun.database.exists()
        if begun.database.exists():
            again = begun.does(0, "migrate-to", postgres_url)
            assert again.returncode == 0, f"after {place} of {places}: {again.stderr}"
            assert rows_of(target) == before
            empties(target)
