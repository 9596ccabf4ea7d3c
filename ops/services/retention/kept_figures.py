"""Figures that were kept of shifts and days, as they are asked for when rows are gone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.figures import PARTS, OfHouse, OfResponses, OfStays
from ops.domain.retention import Speaks
from ops.domain.window import Window, WindowKind
from ops.models import Figures


@dataclass(frozen=True)
class KeptParts:
    """``None``: its rows are there, count them."""

    stays: OfStays | None = None
    responses: OfResponses | None = None
    house: OfHouse | None = None

    @property
    def which(self) -> frozenset[Speaks]:
        """By the class of rows that may be gone."""
        return frozenset(of for of, name in PARTS.items() if getattr(self, name) is not None)


NOTHING = KeptParts()


def row_of(session: Session, site_id: int, window: Window) -> Figures | None:
    """What is kept of a window, as it lies there."""
    return session.get(Figures, (site_id, window.kind.value, window.id))


def of_each(session: Session, site_id: int, kind: WindowKind, keys: Iterable[str]) -> dict[str, KeptParts]:
    """What is kept of these, by key."""
    rows = session.scalars(
        select(Figures).where(
            Figures.site_id == site_id, Figures.kind == kind.value, Figures.key.in_(list(keys))
        )
    )
    return {row.key: parts(row) for row in rows}


def as_kept(row: Figures | None, window: Window) -> Window:
    """From when to when it was counted, and by which clock: the site's may be another by now."""
    if row is None:
        return window
    return replace(window, start=row.start, end=row.until, time_zone=row.time_zone)


def parts(row: Figures | None) -> KeptParts:
    """What a row holds."""
    if row is None:
        return NOTHING
    return KeptParts(
        stays=None if row.stays is None else OfStays.from_json(row.stays),
        responses=None if row.responses is None else OfResponses.from_json(row.responses),
        house=None if row.house is None else OfHouse.from_json(row.house),
    )
