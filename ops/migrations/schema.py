"""Which tables a database has, and how it gets the ones this program needs.

A database carries the number of its newest revision; the files in ``versions/`` are named
by theirs. So whether anything is to be done is one small read, and alembic is imported
only when something is.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from ops import networked
from ops.db import Database, DatabaseAway
from ops.embedded import DatabaseRefused

HERE = Path(__file__).parent
KEEP_COPIES = timedelta(days=7)
"""A copy holds what a purge takes from the database, so it may not outlive the purge."""
LOCK = 0x0B5
"""PostgreSQL's advisory lock: one process migrates, the others find nothing left to do."""
LOCK_NOT_AVAILABLE = "55P03"
LONGEST_WAIT = 200
"""Milliseconds for a table that others use: whoever wants it after us waits for as long."""
TRIES, PAUSE = 60, 0.5
"""So often, with so many seconds between, in which the room is served as ever."""


class SchemaRefused(DatabaseRefused):
    """This program cannot work on this database. The text is for the caretaker."""


@dataclass(frozen=True)
class Migrated:
    """``before`` empty: the database was new. ``copy``: the database as it was before."""

    before: str | None
    after: str
    copy: Path | None


def revisions() -> list[str]:
    """Every revision this program knows, oldest first."""
    return sorted(path.name.split("_")[1] for path in (HERE / "versions").glob("revision_*.py"))


def current(database: Database) -> str | None:
    """The revision the database is at; ``None`` for an empty one. Never makes a file."""
    path = database.file
    if path is not None and not path.exists():
        _refuse_moved(path)
        return None
    try:
        with database.read() as session:
            return _revision(session.connection())
    except OperationalError as error:
        raise SchemaRefused(f"The database cannot be opened: {error.orig}") from error
    except DatabaseAway as away:
        raise SchemaRefused(f"The database cannot be reached: {away.__cause__ or away}") from away


def is_current(database: Database) -> bool:
    """Whether there is nothing to do. Tables of a newer version on which this one may still work are as good
    as its own. Raises ``SchemaRefused`` for any other newer schema."""
    found = current(database)
    if found is None:
        return False
    with database.read() as session:
        return _leave_as_it_is(session.connection(), found)


def bring_up_to_date(database: Database, now: datetime, *, copy_first: bool = True) -> Migrated | None:
    """Run what is missing; ``None`` when nothing was. Raises ``SchemaRefused``.

    1. Nothing to do, or a newer schema: say so at once.
    2. Take the write lock, look again: another process may have been faster.
    3. An embedded database is copied beside itself first, unless it is a copy.
    4. Run the revisions. Other processes may be serving meanwhile: PostgreSQL waits for a table for a moment
       only, as everybody who comes after waits as well; then all of it is given up, and begun again.
    5. If the code of before cannot go on working, draw a new epoch for every site, so that no screen takes
       an old picture for live. Where all was only added, the database says from which code on it works, and
       no screen notices anything.
    6. Commit all of it, or nothing.
    """
    _forget_old_copies(database, now)
    if is_current(database):
        return None
    for _ in range(TRIES):
        try:
            return _bring(database, now, copy_first=copy_first)
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            sleep(PAUSE)
    raise SchemaRefused(
        "Somebody has held the tables for too long, so they could not be changed. The room goes on as it was. "
        "Try again at a quieter time."
    )


def _bring(database: Database, now: datetime, *, copy_first: bool) -> Migrated | None:
    with changing(database) as connection:
        before = _revision(connection)
        wanted = revisions()[-1]
        if before is not None and _leave_as_it_is(connection, before):
            return None
        copy = _copy_beside(database, wanted, now) if copy_first and before is not None else None
        if before is not None and not database.is_sqlite:
            connection.execute(text(f"SET LOCAL lock_timeout = {LONGEST_WAIT}"))
        works_from = None if before is None else _works_from(connection)
        upgrade(connection)
        broken = _newest_that_breaks(before)
        _say_works_from(connection, broken or works_from or before or wanted)
        if before is not None and broken is not None:
            draw_epochs_within(connection)
        _refuse_broken_keys(connection)
    return Migrated(before, wanted, copy)


def _newest_that_breaks(before: str | None) -> str | None:
    """Of the revisions after that one: code that does not know it cannot go on."""
    run = [revision for revision in revisions() if before is None or revision > before]
    return next((revision for revision in reversed(run) if not is_additive(revision)), None)


def is_additive(revision: str) -> bool:
    """It says so itself: whatever it makes, the code of before can go on as if it were not there."""
    [path] = (HERE / "versions").glob(f"revision_{revision}_*.py")
    return "\nadditive = True\n" in path.read_text(encoding="utf-8")


def _works_from(connection: Connection) -> str | None:
    """``None``: tables from before it was said."""
    if not inspect(connection).has_table("works_from"):
        return None
    found = connection.scalar(text("SELECT revision FROM works_from"))
    return None if found is None else str(found)


def _say_works_from(connection: Connection, revision: str) -> None:
    connection.execute(text("DELETE FROM works_from"))
    connection.execute(text("INSERT INTO works_from (revision) VALUES (:revision)"), {"revision": revision})


def _leave_as_it_is(connection: Connection, found: str) -> bool:
    """Whether this code works on tables of that revision without changing them. Raises ``SchemaRefused``."""
    known = revisions()
    if found in known:
        return found == known[-1]
    if _works_from(connection) in known:
        return True
    raise SchemaRefused(
        f"The database was made by a newer version of this program (its tables are at revision "
        f"{found}, this program knows up to {known[-1]}). Install the newer version, or bring "
        "back the copy of the database that was kept beside it. Nothing was changed."
    )


def draw_epochs(database: Database) -> None:
    """History is another from now on: no screen takes its old picture for live, tablets send again."""
    with changing(database) as connection:
        draw_epochs_within(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Up to ``revision``, inside the caller's transaction."""
    from alembic import command

    command.upgrade(_configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Down to ``revision``, inside the caller's transaction. For tests: people go forward."""
    from alembic import command

    command.downgrade(_configuration(connection), revision)


def _configuration(connection: Connection) -> Any:
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(HERE).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration


def _revision(connection: Connection) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if found is not None:
            return str(found)
    if "site" in tables:
        raise SchemaRefused(
            "The database has tables but does not say of which version. It was not made by this "
            "program's own start, so nothing is changed in it."
        )
    return None


def put_aside(path: Path, now: datetime) -> Path:
    """Where the embedded database lies from now on whose room has moved to PostgreSQL, as long as any copy."""
    aside = path.with_name(f"{path.stem}-before-move-{now:%Y%m%dT%H%M%SZ}{path.suffix}")
    os.utime(path, (now.timestamp(), now.timestamp()))
    for beside in ("-wal", "-shm", ""):
        file = path.with_name(path.name + beside)
        if file.exists():
            file.rename(aside.with_name(aside.name + beside))
    return aside


def _refuse_moved(path: Path) -> None:
    """A start that was not told of the move would make a new, empty room here."""
    for aside in sorted(path.parent.glob(f"{path.stem}-before-move-*{path.suffix}")):
        raise SchemaRefused(
            f"The room that was in {path} has moved to PostgreSQL. Say where: OPS_DATABASE_URL=postgresql+psycopg:"
            f"//… As it was before it lies in {aside}; to begin again from that, give it its old name."
        )


def forget_moved(folder: Path, now: datetime) -> None:
    """What rooms left in files as they moved, once it is older than any copy may be."""
    _forget_older(folder.glob("*-before-move-*"), now)


@contextmanager
def changing(database: Database) -> Iterator[Connection]:
    """One transaction that holds the write lock from its first statement.

    SQLite rebuilds a table to change it; foreign keys are off meanwhile and looked at as a
    whole before the commit.
    """
    with database.engine.connect() as connection:
        if database.is_sqlite:
            raw = cast(sqlite3.Connection, connection.connection.driver_connection)
            raw.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
            finally:
                raw.execute("PRAGMA foreign_keys=ON")
        else:
            try:
                with connection.begin():
                    networked.be_patient(connection)
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                    yield connection
            finally:
                networked.be_as_before(connection)


def draw_epochs_within(connection: Connection) -> None:
    """The same as part of another change."""
    for site_id in connection.scalars(text("SELECT id FROM site")).all():
        connection.execute(
            text("UPDATE site SET epoch = :epoch WHERE id = :id"), {"epoch": str(uuid4()), "id": site_id}
        )


def _refuse_broken_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise SchemaRefused("The new tables would lose connections between rows. Nothing was changed.")


def _copy_beside(database: Database, wanted: str, now: datetime) -> Path | None:
    """The database as it is committed, in a file of its own that only the owner can read."""
    path = database.file
    if path is None:
        return None
    room = shutil.disk_usage(path.parent).free
    if room < 2 * path.stat().st_size:
        raise SchemaRefused(f"There is not enough room on the disk for a copy of {path}.")
    copy = path.with_name(f"{path.stem}-before-{wanted}-{now:%Y%m%dT%H%M%SZ}{path.suffix}")
    database.copy_to(copy)
    return copy


def _forget_old_copies(database: Database, now: datetime) -> None:
    path = database.file
    if path is None or not path.parent.is_dir():
        return
    # A database that was damaged when a backup took its place lies here with its log.
    _forget_older(path.parent.glob(f"{path.stem}-before-*{path.suffix}*"), now)


def _forget_older(copies: Iterable[Path], now: datetime) -> None:
    for copy in copies:
        if now.timestamp() - copy.stat().st_mtime > KEEP_COPIES.total_seconds():
            copy.unlink()
