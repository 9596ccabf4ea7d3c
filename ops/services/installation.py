"""What an installation has and has not: asked by the caretaker, answered from the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ops.domain.words import Role
from ops.models import Device, Heartbeat, Site, Staff
from ops.services import clock_records
from ops.services.house import House


@dataclass(frozen=True)
class Installation:
    """One site as it is equipped. Instants are aware UTC, ``None`` where there is none."""

    devices: Mapping[Role, int]
    staff: int
    file_hash: str | None
    watched_at: datetime | None
    """When a serving process last wrote that it watches."""
    newest_record_at: datetime | None


def look(house: House, site_id: int) -> Installation:
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
        )
