"""How the house itself is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.exc import SQLAlchemyError

from ops.db import DatabaseAway as DatabaseAway
from ops.db import Unavailable
from ops.models import Checkpoint, Heartbeat, PurgeRun, Site
from ops.services import board
from ops.services.house import House


@contextmanager
def _asked() -> Iterator[None]:
    """Whatever is the matter with the database, it did not answer."""
    try:
        yield
    except (SQLAlchemyError, Unavailable):
        raise DatabaseAway from None


def sites(house: House) -> list[str]:
    """The short names of all sites. Raises ``DatabaseAway``."""
    with _asked():
        return [site.slug for site in board.sites(house)]


def sweep_age(house: House) -> float | None:
    """Seconds since any process last noted that it sweeps. Raises ``DatabaseAway``."""
    return _age(house, select(func.max(Heartbeat.at)))


def checkpoint_age(house: House) -> float | None:
    """Seconds since the chain was last signed, at the site where that is longest ago; none where it
    never was. Raises ``DatabaseAway``."""
    newest = select(func.max(Checkpoint.made_at).label("at")).join(Site, Site.id == Checkpoint.site_id)
    each = newest.where(Site.drill_of.is_(None)).group_by(Site.id).subquery()
    return _age(house, select(func.min(each.c.at)))


def purge_age(house: House) -> float | None:
    """Seconds since what is over was last begun to be deleted, at the site where that is longest ago; none
    where it never was. Raises ``DatabaseAway``."""
    return _age(house, select(func.min(PurgeRun.began_at)))


def _age(house: House, instant: Select[datetime]) -> float | None:
    with _asked(), house.db.read() as session:
        found = session.scalar(instant)
    return None if found is None else max(0.0, (house.now() - found).total_seconds())
