"""Keys that lie beside the database, never in it."""

import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from ops.config import ConfigError, Settings
from ops.files import read_by_others

DATABASE_KEY = 32
"""Bytes."""


class KeyWrong(Exception):
    """That is no key of a database."""


@dataclass(frozen=True)
class Secrets:
    """Losing them signs everybody out, and nobody can check the signatures of before any more."""

    secret_key: bytes
    receipt_key: bytes
    pepper: bytes
    signing_key: bytes
    months: Path
    """The folder where each month's key lies (``ops.month_keys``)."""


def ensure_secrets(settings: Settings) -> Secrets:
    """Read the keys from the data directory, making on the first start what is not there."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Secrets(
        secret_key=key_in(settings.data_dir / "secret.key"),
        receipt_key=key_in(settings.data_dir / "receipt.key"),
        pepper=key_in(settings.data_dir / "pepper.key"),
        signing_key=key_in(settings.data_dir / "signing.key"),
        months=settings.data_dir / "months",
    )


def database_key(settings: Settings) -> bytes | None:
    """Of the encrypted database, where it is one. Never made by the way: a new key for an old
    database would be a lost one. Its group may read it, so that root can own it."""
    path = settings.db_key_file
    if path is None:
        return None
    try:
        open_to_others = read_by_others(path)
        said = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The key of the database cannot be read from {path}.") from error
    if open_to_others:
        raise ConfigError(f"{path} can be read by others on this machine. Run: chmod o= {path}")
    try:
        return read_database_key(said)
    except KeyWrong as error:
        raise ConfigError(
            f"{path} does not hold a key of a database: {2 * DATABASE_KEY} digits from 0 to f."
        ) from error


def read_database_key(said: str) -> bytes:
    """As it is written down. Raises ``KeyWrong``."""
    try:
        key = bytes.fromhex(said)
    except ValueError:
        key = b""
    if len(key) != DATABASE_KEY:
        raise KeyWrong
    return key


def key_in(path: Path) -> bytes:
    """1. Make it if it is not there, for the owner only. 2. Refuse one that others can read."""
    if not path.exists():
        make_key(path)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise ConfigError(f"{path} can be read by others on this machine. Run: chmod 600 {path}")
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) < 32:
        raise ConfigError(f"{path} does not hold a key. Bring it back from a backup.")
    return key


def make_key(path: Path) -> None:
    """A new one, unless one is there. Written whole under another name first: another process
    never reads half a key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # Another process was faster; its key is the key.
    finally:
        draft.unlink()
