"""All sites as an authority sees them, in a handful of statements however many there are.

Only sites that let something be seen are counted, and each only as far as it says.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ops.domain.region import Counted, People, Seen, Shown, seen
from ops.domain.words import IN_PLACE, BoothKind, ResponseState, RoomState, VisitState
from ops.models import Booth, Device, Heartbeat, Response, Seat, Site, Visit
from ops.services.house import House
from ops.services.screens import SCREENS

PROCESS_GONE_AFTER = timedelta(minutes=10)
"""One that ended is not listed for longer."""


@dataclass(frozen=True)
class SiteSeen:
    """A site, and what it lets be seen."""

    slug: str
    name: str
    seen: Seen


@dataclass(frozen=True)
class ProcessSeen:
    """A process that serves. ``version``: ``None`` from one that did not say it yet."""

    name: str
    version: str | None
    age: float


@dataclass(frozen=True)
class Region:
    """One moment. ``sweep_age``: seconds since any process last swept."""

    at: datetime
    sweep_age: float | None
    sites: Sequence[SiteSeen]
    processes: Sequence[ProcessSeen]

    def total(self, of: str) -> int | None:
        """The sum over those that say; ``None`` when nobody does."""
        said = [value for site in self.sites if (value := getattr(site.seen, of)) is not None]
        return sum(said) if said else None

    def saying(self, of: str) -> int:
        """At how many sites it is said."""
        return sum(getattr(site.seen, of) is not None for site in self.sites)

    @property
    def versions(self) -> list[str]:
        """Those that run, the newest word of each process."""
        return sorted({one.version for one in self.processes if one.version is not None})


@dataclass(frozen=True)
class _Named:
    id: int
    slug: str
    name: str
    state: RoomState
    shown: Shown


def look(house: House) -> Region:
    """Now."""
    now = house.now()
    with house.db.read() as session:
        sites = _sites(session)
        counted = _counted(session, sites)
        beats = session.execute(
            select(Heartbeat.process, Heartbeat.version, Heartbeat.at)
            .where(Heartbeat.at > now - PROCESS_GONE_AFTER)
            .order_by(Heartbeat.process)
        ).all()
    processes = [
        ProcessSeen(name, version, max(0.0, (now - at).total_seconds())) for name, version, at in beats
    ]
    return Region(
        at=now,
        sweep_age=min((one.age for one in processes), default=None),
        sites=[SiteSeen(site.slug, site.name, seen(counted[site.id], site.shown)) for site in sites],
        processes=processes,
    )


def _sites(session: Session) -> list[_Named]:
    rows = session.execute(
        select(Site.id, Site.slug, Site.name, Site.room_state, Site.region)
        .where(Site.drill_of.is_(None))
        .order_by(Site.id)
    )
    found = [_Named(id_, slug, name, state, Shown.from_json(said)) for id_, slug, name, state, said in rows]
    return sorted(found, key=lambda site: _as_people_sort(site.name))


def _as_people_sort(name: str) -> list[tuple[int, str]]:
    """North 2 comes before North 10."""
    return [
        (int(part), "") if part.isdecimal() else (0, part)
        for part in re.split(r"(\d+)", name.casefold())
        if part
    ]


def _counted(session: Session, sites: Sequence[_Named]) -> Mapping[int, Counted]:
    people = [site.id for site in sites if site.shown.people is not People.NOTHING]
    places = _by_site(session, _places, people)
    in_places = _by_site(session, _in_places, people)
    waiting = _by_site(session, _waiting, people)
    responses = _by_site(session, _responses, [site.id for site in sites if site.shown.responses])
    silent = _by_site(session, _silent, [site.id for site in sites if site.shown.screens])
    return {
        site.id: Counted(
            state=site.state,
            places=places.get(site.id, 0),
            in_places=in_places.get(site.id, 0),
            waiting=waiting.get(site.id, 0),
            responses=responses.get(site.id, 0),
            silent=silent.get(site.id, 0),
        )
        for site in sites
    }


def _by_site(
    session: Session, counting: Callable[[Sequence[int]], Select[int, int]], sites: Sequence[int]
) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(counting(sites))} if sites else {}


def _places(sites: Sequence[int]) -> Select[int, int]:
    """Seats people may be given: not in aftercare, as the wall counts them."""
    return (
        select(Booth.site_id, func.count(Seat.id))
        .join(Seat, Seat.booth_id == Booth.id)
        .where(
            Booth.site_id.in_(sites),
            Booth.kind != BoothKind.AFTERCARE,
            Booth.retired.is_(False),
            Booth.closed.is_(False),
            Seat.extra.is_(False),
        )
        .group_by(Booth.site_id)
    )


def _in_places(sites: Sequence[int]) -> Select[int, int]:
    return (
        select(Visit.site_id, func.count(Visit.id))
        .join(Booth, Booth.id == Visit.booth_id)
        .where(Visit.site_id.in_(sites), Visit.state.in_(IN_PLACE), Booth.kind != BoothKind.AFTERCARE)
        .group_by(Visit.site_id)
    )


def _waiting(sites: Sequence[int]) -> Select[int, int]:
    return (
        select(Visit.site_id, func.count(Visit.id))
        .where(Visit.site_id.in_(sites), Visit.state == VisitState.WAITING)
        .group_by(Visit.site_id)
    )


def _responses(sites: Sequence[int]) -> Select[int, int]:
    return (
        select(Response.site_id, func.count(Response.id))
        .where(Response.site_id.in_(sites), Response.state == ResponseState.RUNNING)
        .group_by(Response.site_id)
    )


def _silent(sites: Sequence[int]) -> Select[int, int]:
    return (
        select(Device.site_id, func.count(Device.id))
        .where(
            Device.site_id.in_(sites),
            Device.role.in_(SCREENS),
            Device.staff_id.is_(None),
            Device.revoked_at.is_(None),
            Device.silent_since.is_not(None),
        )
        .group_by(Device.site_id)
    )
