"""How one screen sounds and looks: volume by day and night, theme, the part a wall shows."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Role, Theme
from ops.models import Booth, Device
from ops.services.devices import CARETAKER, own_command
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction, perform

SOFTEST = 20
"""Percent. An alarm nobody can hear is none, so no screen is ever softer."""


@dataclass(frozen=True)
class ScreenSettings:
    """Volumes in percent. ``shows``: ids of booths, for one wall of several; ``None``: all."""

    volume: int
    night_volume: int
    theme: Theme
    shows: tuple[int, ...] | None = None


def of(house: House, site_id: int, device_id: int) -> ScreenSettings:
    """The settings of a screen. Raises ``Refused`` for one that is not this site's."""
    with house.db.read() as session:
        device = session.get(Device, device_id)
        if device is None or device.site_id != site_id or device.revoked_at is not None:
            raise Refused(Code.NOT_FOUND, "device")
        shows = None if device.shows is None else tuple(device.shows)
        return ScreenSettings(device.volume, device.night_volume, device.theme, shows)


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

    perform(house, own_command(site_id, actor, "screen.set"), work, receipt=False)


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
        booths = session.scalars(
            select(Booth).where(Booth.site_id == site_id, Booth.retired.is_(False)).order_by(Booth.id)
        )
        return [booth.name for booth in booths if booth.id not in shown]


def _part(transaction: Transaction, wanted: Collection[int] | None) -> list[int] | None:
    if not wanted:
        return None
    known = set(transaction.session.scalars(select(Booth.id).where(Booth.site_id == transaction.site.id)))
    if not set(wanted) <= known:
        raise Refused(Code.NOT_FOUND, "booth")
    return None if set(wanted) == known else sorted(set(wanted))
