"""What is in a backup: a manifest, the site file, the database as a file. Keys never are.

A database that is encrypted is so in here as well, so putting it back needs its key, too.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ops import embedded
from ops.backup import BackupRefused

FORM = 1
MANIFEST, SITE_FILE, DATABASE = "manifest.json", "site.toml", "room.db"
CHUNK = 1024 * 1024
LONGEST_MANIFEST = CHUNK


@dataclass(frozen=True)
class Manifest:
    """``rows``: how many each table has; ``versions``: of each site, by its short name."""

    form: int
    made_at: str
    revision: str
    encrypted: bool
    database: str
    """Its hash."""
    rows: Mapping[str, int]
    versions: Mapping[str, int]

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at).astimezone(UTC)


def describe(database: Path, key: bytes | None, now: datetime) -> Manifest:
    """A look through the whole of a copy that nobody has open. Raises ``BackupRefused``."""
    with closing(embedded.connect(database, key)) as connection:
        _fold(connection)
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise BackupRefused("The database is damaged: its own check finds faults in it.")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupRefused("The database is damaged: rows speak of others that are not there.")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        rows = {name: _count(connection, name) for (name,) in tables.fetchall()}
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        versions = dict(connection.execute("SELECT slug, version FROM site ORDER BY slug").fetchall())
    return Manifest(
        FORM, now.isoformat(), revision, key is not None, hash_of(database), rows=rows, versions=versions
    )


def forget_images(database: Path, key: bytes | None) -> None:
    """What undo needs goes from a copy, bytes and all: among it is what somebody said of themselves on
    arriving, beside their stay. The room itself forgets it within minutes."""
    with closing(embedded.connect(database, key)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("DELETE FROM undo_image")
        _fold(connection)


def pack(manifest: Manifest, site_file: Path, database: Path) -> Iterator[bytes]:
    """As one archive, piece by piece."""
    yield from _file(MANIFEST, json.dumps(asdict(manifest)).encode())
    if site_file.exists():
        yield from _file(SITE_FILE, site_file.read_bytes())
    yield _header(DATABASE, database.stat().st_size)
    with database.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
    yield _padding(database.stat().st_size)
    yield bytes(2 * tarfile.BLOCKSIZE)


def unpack(archive: Path, into: Path) -> Manifest:
    """The three files of it, and no others. Raises ``BackupRefused``."""
    try:
        with tarfile.open(archive, "r:") as tar:
            said = tar.extractfile(MANIFEST)
            assert said is not None
            manifest = Manifest(**json.loads(said.read(LONGEST_MANIFEST)))
            if manifest.form != FORM:
                raise BackupRefused(
                    "This backup was made by a newer version of this program. Install that one."
                )
            for name in {SITE_FILE, DATABASE} & set(tar.getnames()):
                _take_out(tar, name, into / name)
    except (tarfile.TarError, KeyError, TypeError, ValueError, AssertionError) as error:
        raise BackupRefused("What is in it is no backup of a room.") from error
    return manifest


def compare(manifest: Manifest, database: Path, key: bytes | None) -> None:
    """Whether what came out is what went in, whole and sound. Raises ``BackupRefused``."""
    if not database.exists() or hash_of(database) != manifest.database:
        raise BackupRefused("The database in this backup is not the one that was put in.")
    if manifest.encrypted and key is None:
        raise BackupRefused(
            "The database in this backup is encrypted. Say where its key is: OPS_DB_KEY_FILE=…"
        )
    if not manifest.encrypted and key is not None:
        raise BackupRefused(
            "The database in this backup is plain: it was made before the key. Put it back without "
            "OPS_DB_KEY_FILE, then run: ops db encrypt"
        )
    try:
        found = describe(database, key, manifest.made)
    except embedded.DatabaseRefused as error:
        raise BackupRefused(
            "The key of the database (OPS_DB_KEY_FILE) is not the one of this backup."
        ) from error
    if (found.rows, found.versions) != (manifest.rows, manifest.versions):
        raise BackupRefused("The rows in this backup are not those that were put in.")


def fold(database: Path, key: bytes | None) -> None:
    """All of it into the one file."""
    with closing(embedded.connect(database, key)) as connection:
        _fold(connection)


def _fold(connection: Any) -> None:
    [mode] = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    if mode != "delete":
        raise BackupRefused("A copy of the database is in use by somebody else.")


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 a table's own name


def _take_out(tar: tarfile.TarFile, name: str, into: Path) -> None:
    source = tar.extractfile(name)
    assert source is not None
    with source, into.open("xb") as target:
        while piece := source.read(CHUNK):
            target.write(piece)


def _file(name: str, content: bytes) -> Iterator[bytes]:
    yield _header(name, len(content))
    yield content
    yield _padding(len(content))


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf()


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)
