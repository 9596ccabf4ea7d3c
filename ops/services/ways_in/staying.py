"""Who came in and may still listen: asked again and again while they do, in one question for all."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from ops.db import UtcDateTime
from ops.models import Device, DeviceSession
from ops.services.house import House
from ops.services.ways_in import devices
from ops.services.ways_in.devices import DeviceRef


@dataclass(frozen=True)
class Staying:
    """Of those who came in: who may not stay, and who may but is something else by now."""

    revoked: frozenset[DeviceRef]
    changed: frozenset[DeviceRef]


_THERE = select(Device.id, Device.role).where(
    Device.id.in_(bindparam("devices", expanding=True)), Device.revoked_at.is_(None)
)
_GOING_ON = select(DeviceSession.id).where(
    DeviceSession.id.in_(bindparam("sessions", expanding=True)),
    devices.going_on(bindparam("now", type_=UtcDateTime)),
)
"""Asked twice a second by each process; made once."""


def look(house: House, known: Collection[DeviceRef]) -> Staying:
    """Who was revoked, signed out, or ran out, and whose role is another."""
    if not known:
        return Staying(frozenset(), frozenset())
    sessions = {device.session_id for device in known if device.session_id is not None}
    with house.db.ask() as session:
        there = session.execute(_THERE, {"devices": [device.id for device in known]})
        roles = {row.id: row.role for row in there}
        asked = {"sessions": list(sessions), "now": house.now()}
        live = set(session.scalars(_GOING_ON, asked)) if sessions else set()
    revoked = frozenset(
        device
        for device in known
        if device.id not in roles or (device.session_id is not None and device.session_id not in live)
    )
    changed = frozenset(device for device in known if roles.get(device.id, device.role) is not device.role)
    return Staying(revoked, changed - revoked)
