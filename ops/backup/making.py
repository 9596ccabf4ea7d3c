"""One backup, while the room is served."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from ops.backup import BackupRefused, contents, folder
from ops.backup.contents import Manifest
from ops.backup.sealing import Recipients
from ops.db import Database
from ops.files import keep_names, wipe

WORK = ".backup-"
LOCK = ".backup.lock"


def make(
    database: Database,
    site_file: Path,
    recipients: Recipients,
    into: Path,
    now: datetime,
    keep: timedelta,
) -> tuple[Path, Manifest]:
    """Raises ``BackupRefused`` and ``OSError``; then nothing of it is left, and the older ones stay.

    1. Copy the database as it is committed, encrypted if it is. Nobody waits meanwhile. What is kept for
       minutes only is taken out of the copy, which is kept for days.
    2. Look through the copy: its own check, its foreign keys, every table.
    3. Seal it, with manifest and site file, into a file under another name.
    4. Open that file again and compare what comes out; only then give it its name.
    5. Take away backups that have had their time.
    """
    assert database.file is not None
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with work_folder(database.file.parent) as work:
        _refuse_small_disk(database.file, work, into)
        copy = work / contents.DATABASE
        database.copy_to(copy)
        contents.forget_images(copy, database.key)
        manifest = contents.describe(copy, database.key, now)
        path = folder.path_for(into, now)
        draft = path.with_suffix(".part")
        try:
            went_in = recipients.seal(contents.pack(manifest, site_file, copy), draft)
            if recipients.reads_as(draft) != went_in:
                raise BackupRefused(f"What was written to {into} reads differently. Is its disk in order?")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        keep_names(into)
    folder.forget_old(into, now, keep)
    return path, manifest


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """For our own eyes, and overwritten afterwards, also what a power cut left of an earlier one.

    Raises ``BackupRefused`` while another one is at work.
    """
    with (beside / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BackupRefused("A backup is being made or put back already.") from error
        _clear(beside)
        work = beside / f"{WORK}{secrets.token_hex(8)}"
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            _clear(beside)


def _clear(beside: Path) -> None:
    for work in beside.glob(f"{WORK}*"):
        if work.is_dir():
            for file in work.iterdir():
                wipe(file)
            work.rmdir()


def _refuse_small_disk(database: Path, work: Path, into: Path) -> None:
    size = database.stat().st_size
    same = work.stat().st_dev == into.stat().st_dev
    for where, wanted in ((work, 2 * size if same else size), (into, size)):
        if shutil.disk_usage(where).free < wanted + contents.CHUNK:
            raise BackupRefused(f"There is not enough room on the disk of {where}.")
