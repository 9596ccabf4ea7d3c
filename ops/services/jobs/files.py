"""What a job was given, or made: a file beside the database, sealed with a key that is only in its row."""

import os
from pathlib import Path
from uuid import UUID

from ops import files
from ops.db import DiskFull
from ops.domain.errors import Code, Refused
from ops.services.house import House

NONCE = 12
DRAFT = ".new"


def put(house: House, job: UUID, content: bytes) -> bytes:
    """What opens it. Raises ``DiskFull``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = AESGCM.generate_key(256), os.urandom(NONCE)
    path = _path(house, job)
    draft = path.with_name(path.name + DRAFT)
    try:
        _folder(house).mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(nonce + AESGCM(key).encrypt(nonce, content, job.bytes))
        draft.replace(path)
    except OSError as error:
        raise DiskFull from error
    return key


def opened(house: House, job: UUID, key: bytes | None) -> bytes:
    """Raises ``Refused`` where it is gone."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    path = _path(house, job)
    if key is None or not path.exists():
        raise Refused(Code.NOT_FOUND, "job")
    sealed = path.read_bytes()
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], job.bytes)


def wipe(house: House, job: UUID) -> None:
    """Of a job that needs it no more."""
    if _path(house, job).exists():
        files.wipe(_path(house, job))


def there(house: House) -> list[Path]:
    """All there are."""
    return list(_folder(house).iterdir()) if _folder(house).exists() else []


def wipe_all_but(found: list[Path], known: set[str]) -> None:
    """Of the files that were found: those of nobody, and of those whose time is over."""
    for path in found:
        if path.name.removesuffix(DRAFT) not in known and path.exists():
            files.wipe(path)


def _folder(house: House) -> Path:
    return house.keys.months.with_name("jobs")


def _path(house: House, job: UUID) -> Path:
    return _folder(house) / str(job)
