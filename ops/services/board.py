"""The board: one picture for each audience, and what changed since a version.

Pictures and changes are made by the same functions from one reading of the database, so that
picture + deltas == fresh picture; the rows are read once for all audiences.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, lazyload

from ops.domain import board as shapes
from ops.domain.facts import plain
from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Visit as Stay
from ops.domain.words import IN_PLACE, Audience, VisitState
from ops.models import Booth, Seat, Site, Visit
from ops.services import board_lists, board_supplies, response_shapes, stays
from ops.services.board_moment import Moment
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


class SiteGone(Exception):
    """A drill that is over: its site is no longer there."""


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
    """The site of that name, if there is one. A drill is found by nobody who looks for a site."""
    with house.db.ask() as session:
        site = session.scalar(select(Site).where(Site.slug == slug, Site.drill_of.is_(None)))
        return None if site is None else _ref(site)


def site_by_id(house: House, site_id: int) -> SiteRef | None:
    """The site, or the drill, with that number, while it is there."""
    return sites_by_id(house, (site_id,)).get(site_id)


def sites_by_id(house: House, site_ids: Collection[int]) -> dict[int, SiteRef]:
    """The same of several, in one reading."""
    with house.db.ask() as session:
        return {site.id: _ref(site) for site in session.scalars(select(Site).where(Site.id.in_(site_ids)))}


def _ref(site: Site) -> SiteRef:
    return SiteRef(site.id, site.slug, site.name, site.time_zone)


def sites(house: House) -> list[SiteRef]:
    """All sites, in the order they were made; no drills."""
    with house.db.ask() as session:
        found = session.scalars(select(Site).where(Site.drill_of.is_(None)).order_by(Site.id))
        return [_ref(site) for site in found]


_HEADS = select(Site.id, Site.epoch, Site.version).where(Site.id.in_(bindparam("sites", expanding=True)))
"""Asked each second by each process, and before each picture; made once."""


def heads(house: House, site_ids: Collection[int]) -> dict[int, Head]:
    """How far each of these is, in one reading; a drill that is over is left out."""
    with house.db.ask() as session:
        rows = session.execute(_HEADS, {"sites": list(site_ids)})
        return {row.id: Head(row.epoch, row.version) for row in rows}


@contextmanager
def moment(house: House, site_id: int) -> Iterator[Moment]:
    """One moment of the site, for ``picture`` and ``changes`` of any number of audiences.

    Raises ``SiteGone``.
    """
    with house.db.read() as session:
        site = session.get(Site, site_id)
        if site is None:
            raise SiteGone
        yield Moment(session, site)


def head_at(now: Moment) -> Head:
    """How far the site is in that moment."""
    return Head(now.site.epoch, now.site.version)


def snapshot(house: House, site_id: int, audience: Audience) -> Picture:
    """The whole board, shaped for that audience."""
    with moment(house, site_id) as now:
        return picture(now, audience)


def picture(now: Moment, audience: Audience) -> Picture:
    """The whole board; within a transaction, as it is in this commit so far."""
    site = now.site
    body: dict[str, Any] = {
        "protocol": shapes.PROTOCOL,
        "epoch": site.epoch,
        "version": site.version,
    }
    lists = (name for name, _ in _lists(audience))
    return Picture(site.epoch, site.version, plain(body) | parts(now, audience, lists))


def parts(now: Moment, audience: Audience, lists: Iterable[str]) -> dict[str, Any]:
    """The tiles and these lists of a picture: for whoever asks only this of it."""
    make = dict(_lists(audience))
    body: dict[str, Any] = {"booths": tiles(now, audience)}
    body |= {name: make[name](now, audience) for name in lists}
    return cast(dict[str, Any], plain(body))


def changes(now: Moment, version: int, audience: Audience) -> Changes:
    """What an audience that is at ``version`` has to be told; ``changed`` may be empty."""
    site = now.site
    changed = now.once(_changed, version)
    new_tiles = {tile["id"]: tile for tile in tiles(now, audience, changed)}
    body: dict[str, Any] = {
        "site": site.slug,
        "epoch": site.epoch,
        "base": version,
        "version": site.version,
        "changed": {}
        if audience is Audience.WAITING
        else {str(booth_id): new_tiles.get(booth_id) for booth_id in sorted(changed)},
    }
    for name, make in _lists(audience):
        if getattr(site, f"{name}_version") > version:
            body[name] = make(now, audience)
    return Changes(site.epoch, version, site.version, plain(body))


def tiles(now: Moment, audience: Audience, only: frozenset[int] | None = None) -> list[dict[str, Any]]:
    """Tiles in the room's order; ``only`` these booths, or all. A retired booth has none."""
    if audience is Audience.WAITING or (only is not None and not only):
        return []
    protocol = SiteProtocol.from_json(now.site.protocol)
    return [shapes.tile(booth, audience, protocol) for booth in now.once(_booths, only)]


def visit_shape(row: Visit, audience: Audience, protocol: SiteProtocol) -> dict[str, Any]:
    """A stay as a write answers it."""
    return shapes.anywhere(stays.to_domain(row), audience, protocol)


def _changed(session: Session, site: Site, version: int) -> frozenset[int]:
    return frozenset(
        session.scalars(select(Booth.id).where(Booth.site_id == site.id, Booth.version > version))
    )


_ALL_BOOTHS = (
    select(Booth, Seat, Visit)
    .outerjoin(Seat, Seat.booth_id == Booth.id)
    .outerjoin(Visit, (Visit.seat_id == Seat.id) & Visit.state.in_(IN_PLACE))
    .where(Booth.site_id == bindparam("site"), Booth.retired.is_(False))
    .order_by(Booth.row, Booth.column, Booth.id, Seat.position)
    .options(lazyload(Booth.seats))
)
"""Booths, seats and people in one question, made once: it is asked within each act."""
_SOME_BOOTHS = _ALL_BOOTHS.where(Booth.id.in_(bindparam("booths", expanding=True)))


def _booths(session: Session, site: Site, only: frozenset[int] | None) -> list[shapes.BoothPicture]:
    if only is None:
        found = session.execute(_ALL_BOOTHS, {"site": site.id})
    else:
        found = session.execute(_SOME_BOOTHS, {"site": site.id, "booths": only})
    seats: dict[Booth, list[shapes.SeatPicture]] = {}
    for booth, seat, visit in found:
        own = seats.setdefault(booth, [])
        if seat is not None:
            person = None if visit is None else stays.to_domain(visit)
            own.append(shapes.SeatPicture(seat.mark, seat.extra, person))
    return [_booth(booth, own) for booth, own in seats.items()]


def _booth(booth: Booth, seats: list[shapes.SeatPicture]) -> shapes.BoothPicture:
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
        seats=seats,
        wiped=booth.wiped,
    )


def _waiting(now: Moment, audience: Audience) -> list[dict[str, Any]]:
    return [shapes.waiting(visit, audience, position) for position, visit in enumerate(now.once(_in_line), 1)]


def _in_line(session: Session, site: Site) -> list[Stay]:
    rows = session.scalars(
        select(Visit)
        .where(Visit.site_id == site.id, Visit.state.in_((VisitState.WAITING, VisitState.CALLED)))
        .order_by(Visit.arrived_at, Visit.id)
    )
    return [stays.to_domain(row) for row in rows]


def _lists(audience: Audience) -> Iterator[tuple[str, Callable[[Moment, Audience], Any]]]:
    """The parts beside the tiles. Of the shelf nobody but tablets is told at all."""
    yield from _LISTS.items()
    if audience is Audience.FLOOR:
        yield "supplies", board_supplies.supplies


_LISTS: dict[str, Callable[[Moment, Audience], Any]] = {
    "room": board_lists.room,
    "waiting": _waiting,
    "responses": response_shapes.of_board,
    "staff": board_lists.staff,
    "devices": board_lists.devices,
    "notices": board_lists.notices,
}
