"""How the house itself is."""

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from ops.models import Heartbeat
from ops.services.house import House


class DatabaseAway(Exception):
    """It did not answer."""


def sweep_age(house: House) -> float | None:
    """Seconds since any process last noted that it sweeps. Raises ``DatabaseAway``."""
    try:
        with house.db.read() as session:
            newest = session.scalar(select(func.max(Heartbeat.at)))
    except SQLAlchemyError:
        raise DatabaseAway from None
    return None if newest is None else max(0.0, (house.now() - newest).total_seconds())
