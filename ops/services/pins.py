"""PINs: set, checked, slowed. For corrections, past shifts and set-up; never for care.

A check, for one person on one device:

1. while a wait runs, nothing is checked;
2. the try is counted, and its wait set, before the PIN is looked at: tries at the same
   moment cannot share one;
3. a right PIN clears the count and opens the browser for a while.

Somebody guessing on a tablet slows that person on that tablet and nowhere else.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.models import PinTry, Staff
from ops.services import sessions
from ops.services.devices import DeviceRef
from ops.services.house import House

SHORTEST, LONGEST = 6, 12
FREE_TRIES = 3
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)

# Argon2id with the least memory that is still recommended: the house may be a small machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@dataclass(frozen=True)
class PinAnswer:
    """``wait_until``: the next try is not looked at before."""

    right: bool
    wait_until: datetime | None = None


class WeakPin(Exception):
    """Too short, not digits, or the first that anyone would guess."""


def hashed(house: House, pin: str) -> str:
    """What is stored. Raises ``WeakPin``."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST) or _is_obvious(pin):
        raise WeakPin
    return _hasher.hash(_peppered(house, pin))


def unlock(house: House, device: DeviceRef, staff_id: int, pin: str) -> PinAnswer:
    """Try a PIN on this browser; a right one opens it for a while."""
    now = house.now()
    with house.db.write() as session:
        person = _person(session, device, staff_id)
        if person is None:
            return PinAnswer(right=False)
        row = session.get(PinTry, (device.id, staff_id))
        if row is None:
            row = PinTry(device_id=device.id, staff_id=staff_id, wrong=0)
            session.add(row)
        if row.wait_until is not None and row.wait_until > now:
            return PinAnswer(right=False, wait_until=row.wait_until)
        row.wrong += 1
        wait_until = row.wait_until = _wait_after(row.wrong, now)
        stored = person.pin_hash or ""
    if not _is_right(house, stored, pin):
        return PinAnswer(right=False, wait_until=wait_until)
    with house.db.write() as session:
        row = session.get_one(PinTry, (device.id, staff_id))
        row.wrong, row.wait_until = 0, None
        sessions.keep_unlocked(session, device, staff_id, now)
    return PinAnswer(right=True)


def _person(session: Session, device: DeviceRef, staff_id: int) -> Staff | None:
    return session.scalar(
        select(Staff)
        .where(
            Staff.id == staff_id,
            Staff.site_id == device.site_id,
            Staff.active.is_(True),
            Staff.pin_hash.is_not(None),
        )
        .with_for_update()
    )


def _wait_after(wrong: int, now: datetime) -> datetime | None:
    """None at first; then twice as long each time."""
    if wrong < FREE_TRIES:
        return None
    wait: timedelta = FIRST_WAIT * 2 ** min(wrong - FREE_TRIES, 12)
    return now + min(LONGEST_WAIT, wait)


def _is_right(house: House, stored: str, pin: str) -> bool:
    try:
        return _hasher.verify(stored, _peppered(house, pin))
    except (VerificationError, InvalidHashError):
        return False


def _peppered(house: House, pin: str) -> bytes:
    """A table of hashes alone is no use for guessing: the pepper lies outside the database."""
    return hmac.new(house.keys.pepper, pin.encode(errors="replace"), hashlib.sha256).digest()


def _is_obvious(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})
