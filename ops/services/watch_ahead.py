"""When the sweep will next have something to do: for whoever lives through days without waiting for them."""

from datetime import datetime

from sqlalchemy import func, select

from ops.models import Pause, Response, Visit
from ops.services.house import House


def next_work(house: House) -> datetime | None:
    """The first limit, on any site, that passes if nobody does anything before it."""
    with house.db.read() as session:
        firsts = (
            session.scalar(select(func.min(column)))
            for column in (Visit.wake_at, Response.wake_at, Pause.until)
        )
        return min((first for first in firsts if first is not None), default=None)
