"""Which places of a room cannot be taken off its plan now."""

from sqlalchemy import select

from ops.models import Booth
from ops.services.house import House
from ops.services.set_up.setup_places import in_use


def taken(house: House, site_id: int) -> frozenset[int]:
    """The numbers of those that somebody is in, or where a response runs."""
    wanted = select(Booth).where(Booth.site_id == site_id, Booth.retired.is_(False))
    with house.db.read() as session:
        return frozenset(row.id for row in session.scalars(wanted) if in_use(session, row))
