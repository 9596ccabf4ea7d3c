"""Disks that are full: a database whose next page is refused, and a small real disk for a server."""

import os
import resource
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from ops.db import Database

NO_LIMIT = 1_073_741_823
REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION no_room();
"""
ALLOW = "DROP TRIGGER no_room ON journal; DROP FUNCTION no_room();"


@contextmanager
def no_room(database: Database) -> Generator[None]:
    """Inside the block the database gets no page more.

    SQLite is told how many it may have, so acts succeed while they fit into those it has.
    PostgreSQL says it with the error code it has for a full disk, at every fact.
    """
    if not database.is_sqlite:
        _run(database, REFUSE)
        try:
            yield
        finally:
            _run(database, ALLOW)
        return
    most = _page_count(database)

    def limit(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")

    event.listen(database.engine, "checkout", limit)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", limit)
        most = NO_LIMIT
        database.engine.dispose()


def _page_count(database: Database) -> int:
    with database.read() as session:
        return int(session.scalar(text("PRAGMA page_count")) or 0)


def _run(database: Database, statements: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statements)


class SmallDisk:
    """A folder on a disk of a few megabytes that can be filled, and given room again.

    Root mounts one. Anybody else limits how long the files of the server may become, which
    the system refuses as another error of the same disk.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(folder)]
        self.mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0

    def fill(self, *processes: int) -> None:
        """Not one more byte."""
        if not self.mounted:
            for process in processes:
                _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
                resource.prlimit(process, resource.RLIMIT_FSIZE, (1, most))
            return
        filler = os.open(self.folder / "filler", os.O_WRONLY | os.O_CREAT)
        try:
            for size in (4096, 1):
                while _fits(filler, size):
                    pass
        finally:
            os.close(filler)

    def make_room(self, *processes: int) -> None:
        (self.folder / "filler").unlink(missing_ok=True)
        if not self.mounted:
            for process in processes:
                _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
                resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))

    def close(self) -> None:
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


def _fits(filler: int, size: int) -> bool:
    try:
        os.write(filler, b"x" * size)
    except OSError:
        return False
    return True
