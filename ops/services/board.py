"""The board: one picture for each audience, and what changed since a version.

Snapshot and changes are made by the same functions from one read of the database, so that
snapshot + deltas == fresh snapshot.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import board as shapes
from ops.domain.facts import plain
from ops.domain.protocol import SiteProtocol
from ops.domain.words import IN_PLACE, Audience, VisitState
from ops.models import Booth, Site, Visit
from ops.services import board_lists, response_shapes, stays
from ops.services.house import House


@dataclass(frozen=True)
class SiteRef:
    """A site as the doors know it."""

    id: int
    slug: str
    name: str
    time_zone: str


@dataclass(frozen=True)
class Head:
    """How far a site is."""

    epoch: str
    version: int


@dataclass(frozen=True)
class Picture:
    """The whole board at a version, ready for the wire but for ``server_now``."""

    epoch: str
    version: int
    body: dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """What changed between ``base`` and ``version``, as a delta message."""

    epoch: str
    base: int
    version: int
    body: dict[str, Any]


def site_by_slug(house: House, slug: str) -> SiteRef | None:
    """The site of that name, if there is one."""
    with house.db.read() as session:
        site = session.scalar(select(Site).where(Site.slug == slug))
        return None if site is None else SiteRef(site.id, site.slug, site.name, site.time_zone)


def sites(house: House) -> list[SiteRef]:
    """All sites, in the order they were made."""
    with house.db.read() as session:
        found = session.scalars(select(Site).order_by(Site.id))
        return [SiteRef(site.id, site.slug, site.name, site.time_zone) for site in found]


def head(house: House, site_id: int) -> Head:
    """The site's epoch and newest version."""
    with house.db.read() as session:
        epoch, version = session.execute(select(Site.epoch, Site.version).where(Site.id == site_id)).one()
        return Head(epoch, version)


def snapshot(house: House, site_id: int, audience: Audience) -> Picture:
    """The whole board, shaped for that audience."""
    with house.db.read() as session:
        return picture(session, session.get_one(Site, site_id), audience)


def picture(session: Session, site: Site, audience: Audience) -> Picture:
    """``snapshot`` inside an open session: as it is in this commit so far."""
    body: dict[str, Any] = {
        "protocol": shapes.PROTOCOL,
        "epoch": site.epoch,
        "version": site.version,
        "booths": tiles(session, site.id, audience, None),
    }
    for name, make in _LISTS.items():
        body[name] = make(session, site, audience)
    return Picture(site.epoch, site.version, plain(body))


def changes_since(house: House, site_id: int, version: int, audience: Audience) -> Changes:
    """What an audience that is at ``version`` has to be told; ``changed`` may be empty."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        changed = set(
            session.scalars(select(Booth.id).where(Booth.site_id == site_id, Booth.version > version))
        )
        new_tiles = {tile["id"]: tile for tile in tiles(session, site_id, audience, changed)}
        body: dict[str, Any] = {
            "site": site.slug,
            "epoch": site.epoch,
            "base": version,
            "version": site.version,
            "changed": {}
            if audience is Audience.WAITING
            else {str(booth_id): new_tiles.get(booth_id) for booth_id in sorted(changed)},
        }
        for name, make in _LISTS.items():
            if getattr(site, f"{name}_version") > version:
                body[name] = make(session, site, audience)
        return Changes(site.epoch, version, site.version, plain(body))


def tiles(
    session: Session, site_id: int, audience: Audience, only: Collection[int] | None
) -> list[dict[str, Any]]:
    """Tiles in the room's order; ``only`` these booths, or all. A retired booth has none."""
    if audience is Audience.WAITING or (only is not None and not only):
        return []
    wanted = select(Booth).where(Booth.site_id == site_id, Booth.retired.is_(False))
    people = select(Visit).where(Visit.site_id == site_id, Visit.state.in_(IN_PLACE))
    if only is not None:
        wanted = wanted.where(Booth.id.in_(only))
        people = people.where(Visit.booth_id.in_(only))
    in_seat = {visit.seat_id: stays.to_domain(visit) for visit in session.scalars(people)}
    # The site's row is in hand in every transaction that asks, so this is no further query.
    protocol = SiteProtocol.from_json(session.get_one(Site, site_id).protocol)
    booths = session.scalars(wanted.order_by(Booth.row, Booth.column, Booth.id))
    return [shapes.tile(_booth(booth, in_seat), audience, protocol) for booth in booths]


def visit_shape(row: Visit, audience: Audience, protocol: SiteProtocol) -> dict[str, Any]:
    """A stay as a write answers it."""
    return shapes.anywhere(stays.to_domain(row), audience, protocol)


def _booth(booth: Booth, in_seat: dict[int | None, Any]) -> shapes.BoothPicture:
    return shapes.BoothPicture(
        id=booth.id,
        name=booth.name,
        kind=booth.kind,
        row=booth.row,
        column=booth.column,
        width=booth.width,
        height=booth.height,
        closed=booth.closed,
        closed_reason=booth.closed_reason,
        cleaning_since=booth.cleaning_since,
        seats=[shapes.SeatPicture(seat.mark, seat.extra, in_seat.get(seat.id)) for seat in booth.seats],
        wiped=booth.wiped,
    )


def _waiting(session: Session, site: Site, audience: Audience) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Visit)
        .where(Visit.site_id == site.id, Visit.state.in_((VisitState.WAITING, VisitState.CALLED)))
        .order_by(Visit.arrived_at, Visit.id)
    )
    return [shapes.waiting(stays.to_domain(row), audience, position) for position, row in enumerate(rows, 1)]


def _responses(session: Session, site: Site, audience: Audience) -> list[dict[str, Any]]:
    if audience is Audience.WAITING:
        return []
    return response_shapes.load_shapes(session, site.id, audience)


_LISTS: dict[str, Callable[[Session, Site, Audience], Any]] = {
    "room": board_lists.room,
    "waiting": _waiting,
    "responses": _responses,
    "staff": board_lists.staff,
    "devices": board_lists.devices,
    "notices": board_lists.notices,
}
