"""PINs: set, checked, slowed. For corrections, past shifts and set-up; never for care.

A check, for one person on one device:

1. while a wait runs, nothing is checked;
2. the try is counted, and its waits set, before the PIN is looked at: tries at the same
   moment cannot share one;
3. a right PIN clears what that person got wrong on that device, and opens the browser for a
   while. What was tried there in others' names still counts.

Somebody guessing on a tablet slows that tablet, and that person there; elsewhere that person
waits for seconds at most, and nobody else at all.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.guessing import DEVICE, PERSON, PERSON_ON_DEVICE, Brake
from ops.models import Device, PinTry, Staff
from ops.models.staff import Guessed
from ops.services.house import House
from ops.services.ways_in import guesses, hashing, sessions
from ops.services.ways_in.devices import DeviceRef

SHORTEST, LONGEST = 6, 12


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
    return hashing.hashed(house, pin)


def unlock(house: House, device: DeviceRef, staff_id: int, pin: str) -> PinAnswer:
    """Try a PIN on this browser; a right one opens it for a while."""
    now = house.now()
    with house.db.write() as session:
        counts = _counts(session, device, staff_id)
        if counts is None:
            return PinAnswer(right=False)
        waiting = _wait(counts, now)
        if waiting is not None:
            return PinAnswer(right=False, wait_until=waiting)
        for row, brake in counts.rows:
            guesses.count(row, brake, now)
        wait_until = _wait(counts, now)
        stored = counts.person.pin_hash or ""
    if not hashing.is_right(house, stored, pin):
        return PinAnswer(right=False, wait_until=wait_until)
    with house.db.write() as session:
        counts = _counts(session, device, staff_id)
        if counts is None:
            return PinAnswer(right=False)
        _forget_own(counts)
        sessions.keep_unlocked(session, device, staff_id, now)
    return PinAnswer(right=True)


@dataclass(frozen=True)
class _Counts:
    """The three rows that count for one person on one device, held for this commit."""

    device: Device
    person: Staff
    both: PinTry

    @property
    def rows(self) -> tuple[tuple[Guessed, Brake], ...]:
        return (self.device, DEVICE), (self.person, PERSON), (self.both, PERSON_ON_DEVICE)


def _counts(session: Session, device: DeviceRef, staff_id: int) -> _Counts | None:
    """The device first, so that two tries on it wait for each other; none for who has no PIN."""
    tried_on = session.scalar(select(Device).where(Device.id == device.id).with_for_update())
    person = _person(session, device, staff_id)
    if tried_on is None or person is None:
        return None
    both = session.get(PinTry, (device.id, staff_id))
    if both is None:
        both = PinTry(device_id=device.id, staff_id=staff_id, wrong=0)
        session.add(both)
    return _Counts(tried_on, person, both)


def _wait(counts: _Counts, now: datetime) -> datetime | None:
    """The longest that still runs."""
    waits = [row.wait_until for row, _ in counts.rows if row.wait_until is not None]
    return max((until for until in waits if until > now), default=None)


def _forget_own(counts: _Counts) -> None:
    """It was them: what they got wrong here is forgotten, with this very try."""
    own = counts.both.wrong
    for row, _ in counts.rows:
        row.wrong, row.wait_until = max(0, row.wrong - own), None


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


def _is_obvious(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})
