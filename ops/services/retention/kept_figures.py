"""Figures that were kept of shifts and days, as they are asked for when rows are gone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.figures import OfHouse, OfResponses, OfStays
from ops.domain.window import Window, WindowKind
from ops.models import Figures


@dataclass(frozen=True)
class KeptParts:
    """``None``: its rows are there, count them."""

    stays: OfStays | None = None
    responses: OfResponses | None = None
    house: OfHouse | None = None


NOTHING = KeptParts()


def of(session: Session, site_id: int, window: Window) -> KeptParts:
    """What is kept of a window."""
    row = session.get(Figures, (site_id, window.kind.value, window.id))
    return NOTHING if row is None else _parts(row)


def of_each(session: Session, site_id: int, kind: WindowKind, keys: Iterable[str]) -> dict[str, KeptParts]:
    """What is kept of these, by key."""
    rows = session.scalars(
        select(Figures).where(
            Figures.site_id == site_id, Figures.kind == kind.value, Figures.key.in_(list(keys))
        )
    )
    return {row.key: _parts(row) for row in rows}


def as_kept(session: Session, site_id: int, window: Window) -> Window:
    """From when to when it was counted, and by which clock: the site's may be another by now."""
    row = session.get(Figures, (site_id, window.kind.value, window.id))
    if row is None:
        return window
    return replace(window, start=row.start, end=row.until, time_zone=row.time_zone)


def _parts(row: Figures) -> KeptParts:
    return KeptParts(
        stays=None if row.stays is None else OfStays.from_json(row.stays),
        responses=None if row.responses is None else OfResponses.from_json(row.responses),
        house=None if row.house is None else OfHouse.from_json(row.house),
    )
