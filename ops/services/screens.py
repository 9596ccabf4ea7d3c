"""Presence of screens: who said that they are here, who fell silent, who is back.

A plain sign of life only moves ``last_heard_at``, which no board shows. What the board
shows (sound, unsent acts, sleeping, silence) changes with a fact and a version.

Several processes write, each what it heard, and one that stood still comes late with it: what is
older than what is written already changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from ops.db import Unavailable
from ops.domain import facts
from ops.domain.protocol import SiteProtocol
from ops.domain.words import Role
from ops.models import Device, Site
from ops.services.clock_records import APART
from ops.services.each_site import Alone, EachSite, together
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, perform

SCREENS = (Role.DISPLAY, Role.FLOOR, Role.RESPONDER)
"""Roles whose silence the room must hear of."""
USE_NOTED_EVERY = timedelta(days=1)
NEVER = datetime.min.replace(tzinfo=UTC)
WATCHER = Actor(None, "watch")


@dataclass(frozen=True)
class Here:
    """A page of a device says that it is here, and how it is."""

    device_id: int
    at: datetime
    version: int
    sound: str | None
    unsent: int
    sleeping: bool


def heard(house: House, reports: Sequence[Here]) -> None:
    """Write down who is here: what is no news in one go, news as facts, one commit for each site.

    Raises ``SitesFailed`` when all others are done.
    """
    now = house.now()
    # One that was noted before the clock was set back is heard no later than now.
    newest = {here.device_id: replace(here, at=min(here.at, now)) for here in reports}
    news: dict[int, list[Here]] = defaultdict(list)
    plain: list[Here] = []
    with house.db.read() as session:
        for device in session.scalars(_present(newest)):
            here = newest[device.id]
            if not _is_older(here, device, now):
                (news[device.site_id] if _is_news(device, here) else plain).append(here)
    if plain:
        with house.db.write() as session:
            for device, here in _not_older(house, session, plain):
                device.last_heard_at = here.at
    each = EachSite(house)
    for site_id, told in sorted(news.items()):
        with each.alone(site_id):
            _commit(house, site_id, "screens", partial(_note, house=house, told=told))
    each.over()


def is_of_the_room(device: Device) -> bool:
    """A screen that is missed when it is silent. A browser of somebody's own never is, whatever their role."""
    return device.role in SCREENS and device.staff_id is None


def is_used_anew(device: Device, now: datetime) -> bool:
    """A program never says that it is here. The day its token was last good for something is kept,
    so that one nobody uses any more is found."""
    return device.role not in SCREENS and (device.last_heard_at or NEVER) <= now - USE_NOTED_EVERY


def note_use(house: House, device_id: int) -> None:
    """Never in the way of what was asked."""
    with suppress(Unavailable), house.db.write() as session:
        session.execute(update(Device).where(Device.id == device_id).values(last_heard_at=house.now()))


def mark_silent(house: House, now: datetime, *, since_start: datetime, alone: Alone = together) -> set[int]:
    """Make the silence of screens a fact, with the time it began to count; the sites it was on.

    Nobody is silent for longer than this process has been there to listen. A screen that
    said it goes to sleep, and one that was never heard, is not missed. ``alone``: what becomes
    of a site on which that fails.
    """
    with house.db.read() as session:
        sites = {device.site_id for device, _ in _silent(session, now, since_start)}
    for site_id in sorted(sites):
        with alone(site_id):
            _commit(house, site_id, "silence", partial(_miss, now=now, since_start=since_start))
    return sites


def _present(newest: Collection[int]) -> Select[Device]:
    """Those of them that are not revoked, always in one order: so nobody waits for one who waits for them."""
    return select(Device).where(Device.id.in_(newest), Device.revoked_at.is_(None)).order_by(Device.id)


def _not_older(house: House, session: Session, reports: Sequence[Here]) -> Iterator[tuple[Device, Here]]:
    """Each with its row, which is held until the commit: a colleague's plain sign of life does not wait for the
    site. Whoever waited for it, or stood still before it, looks at the clock anew."""
    newest = {here.device_id: here for here in reports}
    held = session.scalars(_present(newest).with_for_update()).all()
    now = house.now()
    for device in held:
        if not _is_older(newest[device.id], device, now):
            yield device, newest[device.id]


def _is_older(here: Here, device: Device, now: datetime) -> bool:
    """Than what is written of it. What lies further ahead of now than the clocks of two machines may differ
    was written by one that was wrong, and makes nothing old."""
    at = device.last_heard_at
    return at is not None and here.at < at <= now + APART


def _is_news(device: Device, here: Here) -> bool:
    return is_of_the_room(device) and (device.silent_since is not None or _says_new(device, here))


def _says_new(device: Device, here: Here) -> bool:
    """Something else than before, or its first word: it counts as a screen from then on."""
    said = (here.sound, here.unsent, here.sleeping)
    return device.said_at is None or said != (device.sound, device.unsent, device.sleeping)


def _note(transaction: Transaction, *, house: House, told: list[Here]) -> Made:
    for device, here in _not_older(house, transaction.session, told):
        if device.silent_since is not None:
            transaction.record(facts.ScreenBack(here.at, device.id))
        if _says_new(device, here):
            transaction.record(facts.ScreenSaid(here.at, device.id, here.sound, here.unsent, here.sleeping))
            device.said_at = here.at
        device.silent_since = None
        device.last_heard_at = here.at
        device.sound, device.unsent, device.sleeping = here.sound, here.unsent, here.sleeping
    transaction.touch("devices")
    return Made({})


def _miss(transaction: Transaction, *, now: datetime, since_start: datetime) -> Made:
    for device, at in _silent(transaction.session, now, since_start):
        if device.site_id == transaction.site.id:
            device.silent_since = device.last_heard_at
            transaction.record(facts.ScreenSilent(at, device.id))
    transaction.touch("devices")
    return Made({})


def _silent(session: Session, now: datetime, since_start: datetime) -> list[tuple[Device, datetime]]:
    """Screens that became silent, each with the moment it did."""
    rows = session.execute(
        select(Device, Site.protocol)
        .join(Site, Site.id == Device.site_id)
        .where(
            Device.role.in_(SCREENS),
            Device.staff_id.is_(None),
            Device.revoked_at.is_(None),
            Device.silent_since.is_(None),
            Device.sleeping.is_(False),
            Device.last_heard_at < now,
        )
    )
    found = []
    for device, protocol in rows:
        allowed = timedelta(seconds=SiteProtocol.from_json(protocol).silent_after)
        assert device.last_heard_at is not None
        at = max(device.last_heard_at, since_start) + allowed
        if at < now:
            found.append((device, at))
    return found


def _commit(house: House, site_id: int, name: str, work: Callable[[Transaction], Made]) -> None:
    command = Command(id=uuid4(), site_id=site_id, actor=WATCHER, name=name)
    perform(house, command, work, receipt=False)
