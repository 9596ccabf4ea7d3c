"""Encrypting to public keys, as ``age`` does: whoever makes a backup cannot open it.

What is sealed here is opened by any other ``age`` as well, and the other way round.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ops.backup import BackupRefused

OURS = "age1"


class Recipients:
    """Who can open what is made, and a key of this run's own with which it is read again."""

    def __init__(self, public: list[Any]) -> None:
        from pyrage import x25519

        self._public = public
        # Never written down: what it opens for the check it opens for nobody afterwards.
        self._own = x25519.Identity.generate()

    @classmethod
    def in_file(cls, path: Path) -> "Recipients":
        """A line each; what begins with # is words. Raises ``BackupRefused``."""
        from pyrage import RecipientError, x25519

        found = []
        for number, line in _lines(path, "public keys of backups"):
            try:
                found.append(x25519.Recipient.from_str(line))
            except RecipientError as error:
                raise BackupRefused(
                    f"{path}, line {number}: that is no public key of age. It begins with {OURS}."
                ) from error
        if not found:
            raise BackupRefused(f"{path} holds no public key. A line each, which begins with {OURS}.")
        return cls(found)

    def seal(self, plain: Iterable[bytes], into: Path) -> str:
        """Into a new file; the hash of what went in. Raises ``OSError``."""
        from pyrage import EncryptError, encrypt_io

        source = _Source(plain)
        with into.open("xb") as file:
            try:
                encrypt_io(io.BufferedReader(source), file, [*self._public, self._own.to_public()])
            except EncryptError as error:
                raise OSError(str(error)) from error
        return source.hash.hexdigest()

    def reads_as(self, file: Path) -> str:
        """The hash of what comes out of it again. Raises ``BackupRefused``."""
        drain = _Drain()
        unseal(file, drain, [self._own])
        return drain.hash.hexdigest()


def identities_in(path: Path) -> list[Any]:
    """Secret keys, a line each, as ``age-keygen`` writes them. Raises ``BackupRefused``."""
    from pyrage import IdentityError, x25519

    try:
        found = [x25519.Identity.from_str(line) for _, line in _lines(path, "the secret key of backups")]
    except IdentityError as error:
        raise BackupRefused(f"{path} does not hold a secret key of age (AGE-SECRET-KEY-1…).") from error
    if not found:
        raise BackupRefused(f"{path} holds no key.")
    return found


def unseal(file: Path, into: Any, identities: list[Any]) -> None:
    """Raises ``BackupRefused`` for another key's file, and for one that is damaged."""
    from pyrage import DecryptError, decrypt_io

    damaged = BackupRefused(f"{file} is damaged, or no backup.")
    try:
        with file.open("rb") as sealed:
            decrypt_io(sealed, into, identities)
    except DecryptError as error:
        if "matching keys" not in str(error):
            raise damaged from error
        raise BackupRefused(
            f"This key does not open {file}: it was made for another, or its beginning is damaged."
        ) from error
    except OSError as error:
        if error.errno is None:
            raise damaged from error
        raise BackupRefused(f"{file} could not be read or unpacked: {error.strerror}.") from error


def new_identity() -> tuple[str, str]:
    """A secret key and its public one."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def _lines(path: Path, what: str) -> list[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupRefused(f"{path}, which should hold {what}, cannot be read.") from error
    stripped = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


class _Source(io.RawIOBase):
    """Pieces as one stream, hashed as they pass."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.hash = hashlib.sha256()
        self._pieces: Iterator[bytes] = iter(pieces)
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self.hash.update(piece)
            self._piece = memoryview(piece)
        taken = min(len(buffer), len(self._piece))
        buffer[:taken] = self._piece[:taken]
        self._piece = self._piece[taken:]
        return taken


class _Drain(io.RawIOBase):
    """Takes everything and keeps only its hash."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.hash.update(piece)
        return len(piece)
