"""How one screen sounds and looks: volume by day and night, theme, the part a wall shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Role, Theme
from ops.models import Booth, Device
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in.devices import CARETAKER, set_up

SOFTEST = 20
"""Percent. An alarm nobody can hear is none, so no screen is ever softer."""


@dataclass(frozen=True)
class ScreenSettings:
    """Volumes in percent. ``shows``: ids of booths, for one wall of several; ``None``: all."""

    volume: int
    night_volume: int
    theme: Theme
    shows: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ScreenShown:
    """A screen with its settings, and the booths it could show by id and name, in the room's order."""

    id: int
    name: str
    role: Role
    settings: ScreenSettings
    booths: Sequence[tuple[int, str]]


def of(house: House, site_id: int, device_id: int) -> ScreenShown:
    """One screen. Raises ``Refused`` for one that is not this site's."""
    with house.db.read() as session:
        device = session.get(Device, device_id)
        if device is None or device.site_id != site_id or device.revoked_at is not None:
            raise Refused(Code.NOT_FOUND, "device")
        shows = None if device.shows is None else tuple(device.shows)
        return ScreenShown(
            device.id,
            device.name,
            device.role,
            ScreenSettings(device.volume, device.night_volume, device.theme, shows),
            [(booth.id, booth.name) for booth in _booths(session, site_id)],
        )


def change(
    house: House, site_id: int, device_id: int, wanted: ScreenSettings, *, actor: Actor = CARETAKER
) -> None:
    """Raises ``Refused``: a screen or booth that is not this site's, a volume out of range."""

    def work(transaction: Transaction) -> Made:
        device = transaction.session.get(Device, device_id)
        if device is None or device.site_id != site_id or device.revoked_at is not None:
            raise Refused(Code.NOT_FOUND, "device")
        for name in ("volume", "night_volume"):
            if not SOFTEST <= getattr(wanted, name) <= 100:
                raise Refused(Code.BAD_VALUE, name)
        device.volume, device.night_volume = wanted.volume, wanted.night_volume
        device.theme = wanted.theme
        device.shows = _part(transaction, wanted.shows) if device.role is Role.DISPLAY else None
        transaction.record(facts.SiteConfigured(transaction.now, f"screen {device.id} set"))
        transaction.touch("devices")
        return Made({"id": device.id})

    set_up(house, site_id, actor, "screen.set", work)


def shown_on_no_wall(house: House, site_id: int) -> list[str]:
    """Names of booths that no wall shows, where walls show parts: nobody would look at them."""
    with house.db.read() as session:
        walls = session.scalars(
            select(Device).where(
                Device.site_id == site_id, Device.role == Role.DISPLAY, Device.revoked_at.is_(None)
            )
        ).all()
        if not walls or any(wall.shows is None for wall in walls):
            return []
        shown = {booth for wall in walls for booth in wall.shows or ()}
        return [booth.name for booth in _booths(session, site_id) if booth.id not in shown]


def _part(transaction: Transaction, wanted: Collection[int] | None) -> list[int] | None:
    if not wanted:
        return None
    known = {booth.id for booth in _booths(transaction.session, transaction.site.id)}
    if not set(wanted) <= known:
        raise Refused(Code.NOT_FOUND, "booth")
    return None if set(wanted) == known else sorted(set(wanted))


def _booths(session: Session, site_id: int) -> Sequence[Booth]:
    return session.scalars(
        select(Booth)
        .where(Booth.site_id == site_id, Booth.retired.is_(False))
        .order_by(Booth.row, Booth.column, Booth.id)
    ).all()
