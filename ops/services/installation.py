"""What an installation has and has not: asked by the caretaker, answered from the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ops.domain.words import Role
from ops.models import Device, Heartbeat, Site, Staff
from ops.services import clock_records
from ops.services.house import House
from ops.services.screens import SCREENS


@dataclass(frozen=True)
class Installation:
    """One site as it is equipped. Instants are aware UTC, ``None`` where there is none."""

    devices: Mapping[Role, int]
    staff: int
    file_hash: str | None
    watched_at: datetime | None
    """When a serving process last wrote that it watches."""
    newest_record_at: datetime | None
    silent: Sequence[str]
    """Screens of the room that were not heard of since the instant that was asked for, by name."""
    unused: Sequence[str]
    """Programs whose token nobody used since the other one."""


def look(house: House, site_id: int, *, silent_since: datetime, unused_since: datetime) -> Installation:
    """The site as it is now."""
    with house.db.read() as session:
        devices = session.execute(
            select(Device.role, func.count(Device.id))
            .where(Device.site_id == site_id, Device.revoked_at.is_(None))
            .group_by(Device.role)
        )
        staff = select(func.count(Staff.id)).where(Staff.site_id == site_id, Staff.active.is_(True))
        return Installation(
            devices={row[0]: row[1] for row in devices},
            staff=session.scalar(staff) or 0,
            file_hash=session.scalar(select(Site.file_hash).where(Site.id == site_id)),
            watched_at=session.scalar(select(func.max(Heartbeat.at))),
            newest_record_at=clock_records.newest_record(session, site_id),
            silent=_not_heard(session, site_id, Device.role.in_(SCREENS), silent_since),
            unused=_not_heard(session, site_id, Device.role == Role.INTEGRATION, unused_since),
        )


def _not_heard(session: Session, site_id: int, kind: ColumnElement[bool], since: datetime) -> Sequence[str]:
    """What was never heard counts from when it was enrolled."""
    heard = func.coalesce(Device.last_heard_at, Device.enrolled_at)
    named = select(Device.name).where(Device.site_id == site_id, Device.revoked_at.is_(None), kind)
    return session.scalars(named.where(heard < since).order_by(Device.name)).all()
