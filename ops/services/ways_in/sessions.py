"""Browsers on devices: signed in, unlocked for a while by a PIN, signed out. Rows, not promises."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ops.domain.words import Role
from ops.models import DeviceSession, Staff
from ops.services.house import House
from ops.services.ways_in.devices import DeviceRef, digest, new_token

UNLOCKED_FOR = timedelta(minutes=15)
PERSON_STAYS = timedelta(days=30)
PERSON_IDLES = timedelta(days=7)
"""A person's own browser is nobody's after that, or when no page was opened in it for so long;
screens stay until revoked."""
LOOKS_ON_FOR = timedelta(hours=12)
"""A page of all sites that somebody opened with a proof goes on for a long shift, and no longer."""
NOTED_AGAIN_AFTER = timedelta(hours=1)
LOCKED: dict[str, None] = {"unlocked_until": None, "proved_until": None, "looks_on_until": None}
"""Whatever a PIN or a proof opened in a browser."""


@dataclass(frozen=True)
class Unlocked:
    """Whose PIN opened this browser, and until when. ``proved``: and more than a PIN said so, of late."""

    staff_id: int
    person_id: int
    name: str
    role: Role
    until: datetime
    proved: bool


def begin(
    session: Session,
    device_id: int,
    now: datetime,
    *,
    staff_id: int | None,
    ends_at: datetime | None,
    proved_for: timedelta | None = None,
) -> str:
    """A new browser on a device, in the caller's commit; answers its cookie. ``proved_for``: it is open
    at once."""
    cookie = new_token()
    session.add(
        DeviceSession(
            id=secrets.token_hex(16),
            device_id=device_id,
            token_hash=digest(cookie),
            began_at=now,
            ends_at=ends_at,
            idle_until=None if ends_at is None else now + PERSON_IDLES,
            staff_id=staff_id,
            unlocked_until=now + UNLOCKED_FOR if proved_for else None,
            proved_until=now + proved_for if proved_for else None,
        )
    )
    return cookie


def open_session(house: House, device_id: int, *, ends_at: datetime | None = None) -> str:
    """A browser on an enrolled device; answers its cookie."""
    with house.db.write() as session:
        return begin(session, device_id, house.now(), staff_id=None, ends_at=ends_at)


def sign_out(house: House, device: DeviceRef) -> None:
    """This browser is nobody's from now on; its sockets end within a second."""
    with house.db.write() as session:
        session.execute(
            update(DeviceSession)
            .where(DeviceSession.id == device.session_id, DeviceSession.revoked_at.is_(None))
            .values(revoked_at=house.now())
        )
    house.ring(device.site_id)


def used(house: House, device: DeviceRef) -> None:
    """A page was opened in this browser: it is not idle. Written down once an hour at most."""
    now = house.now()
    stale = (DeviceSession.id == device.session_id) & (
        DeviceSession.idle_until < now + PERSON_IDLES - NOTED_AGAIN_AFTER
    )
    with house.db.read() as session:
        if session.scalar(select(DeviceSession.id).where(stale)) is None:
            return
    with house.db.write() as session:
        session.execute(update(DeviceSession).where(stale).values(idle_until=now + PERSON_IDLES))


def unlocked(house: House, device: DeviceRef) -> Unlocked | None:
    """Whose PIN opens this browser now, if anyone's does. Tokens are never unlocked."""
    if device.session_id is None:
        return None
    with house.db.read() as session:
        found = session.execute(
            select(DeviceSession.unlocked_until, DeviceSession.proved_until, Staff)
            .join(Staff, Staff.id == DeviceSession.staff_id)
            .where(
                DeviceSession.id == device.session_id,
                DeviceSession.unlocked_until > house.now(),
                Staff.active.is_(True),
            )
        ).one_or_none()
        if found is None:
            return None
        until, proved_until, person = found
        proved = proved_until is not None and proved_until > house.now()
        return (
            Unlocked(person.id, person.person_id, person.name, person.role, until, proved) if until else None
        )


def keep_unlocked(
    session: Session, device: DeviceRef, staff_id: int, now: datetime, *, proved_for: timedelta | None = None
) -> None:
    """This person opened this browser, in the caller's commit. What somebody else proved is over; a
    token is never unlocked."""
    if device.session_id is None:
        return
    row = session.get_one(DeviceSession, device.session_id)
    if row.staff_id != staff_id:
        row.proved_until = None
    if proved_for is not None:
        row.proved_until = now + proved_for
    row.staff_id, row.unlocked_until = staff_id, now + UNLOCKED_FOR


def lock(house: House, device: DeviceRef) -> None:
    """Closed again before its time."""
    with house.db.write() as session:
        session.execute(update(DeviceSession).where(DeviceSession.id == device.session_id).values(LOCKED))


def lock_all_of(session: Session, staff_id: int) -> None:
    """Whatever that person opened is closed, in the caller's commit."""
    session.execute(update(DeviceSession).where(DeviceSession.staff_id == staff_id).values(LOCKED))


def look_on(house: House, device: DeviceRef) -> None:
    """Whoever opened this browser with a proof may leave a page of all sites open."""
    with house.db.write() as session:
        session.execute(
            update(DeviceSession)
            .where(DeviceSession.id == device.session_id)
            .values(looks_on_until=house.now() + LOOKS_ON_FOR)
        )


def looks_on(house: House, device: DeviceRef) -> bool:
    """Whether they still may. Locking, signing out and another role end it at once."""
    going_on = (DeviceSession.id == device.session_id) & (DeviceSession.looks_on_until > house.now())
    with house.db.read() as session:
        return session.scalar(select(DeviceSession.id).where(going_on)) is not None


def asks_pin(house: House, device: DeviceRef) -> bool:
    """Whether a PIN was ever used in this browser, and somebody of the team has one still: its
    lock then asks for one."""
    with house.db.read() as session:
        anyone = select(Staff.id).where(
            Staff.site_id == device.site_id, Staff.active.is_(True), Staff.pin_hash.is_not(None)
        )
        used = select(DeviceSession.id).where(
            DeviceSession.id == device.session_id, DeviceSession.staff_id.is_not(None), anyone.exists()
        )
        return session.scalar(used) is not None


def last_person(house: House, device: DeviceRef) -> int:
    """Who opened this browser last, to be offered first; 0 when nobody did."""
    with house.db.read() as session:
        wanted = select(DeviceSession.staff_id).where(DeviceSession.id == device.session_id)
        return session.scalar(wanted) or 0
