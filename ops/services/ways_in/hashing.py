"""What people know by heart, kept so that a table taken away is no use for guessing it."""

import hashlib
import hmac
from functools import cache
from typing import TYPE_CHECKING

from ops.services.house import House

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def hashed(house: House, said: str) -> str:
    """What is stored."""
    peppered = _peppered(house, said)
    return house.aside(lambda: _hasher().hash(peppered))


def is_right(house: House, stored: str, said: str) -> bool:
    """Whether it is the same; nothing stored is never right, and takes as long."""
    from argon2.exceptions import InvalidHashError, VerificationError

    peppered = _peppered(house, said)
    try:
        return house.aside(lambda: _hasher().verify(stored, peppered))
    except (VerificationError, InvalidHashError):
        return False


def keyed(house: House, what: str, said: str) -> str:
    """A digest of something random, of one kind; under the pepper, which lies outside the database."""
    return hmac.new(house.keys.pepper, f"{what} {said}".encode(errors="replace"), hashlib.sha256).hexdigest()


@cache
def _hasher() -> "PasswordHasher":
    """Argon2id with the least memory that is still recommended: the house may be a small machine. A
    start without anybody's PIN does without it."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def _peppered(house: House, said: str) -> bytes:
    return hmac.new(house.keys.pepper, said.encode(errors="replace"), hashlib.sha256).digest()
