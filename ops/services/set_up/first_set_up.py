"""The first set-up of a site, step by step: what somebody has been through, and whether it is over.

It changes nothing by itself: each step is a page that keeps what is said there at once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select

from ops.domain import facts
from ops.domain.words import Role
from ops.models import Device, Site, Staff
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in.devices import set_up


class Missing(StrEnum):
    """What a room is hardly run without."""

    TIME_ZONE = "time_zone"
    TOLD_NEXT = "told_next"
    TEAM = "team"
    WALL = "wall"
    TABLET = "tablet"
    AGREED = "agreed"


@dataclass(frozen=True)
class FirstSetUp:
    """``right``: the steps somebody said are right. ``over_at``: done, or put away. ``agreed_on``: when the
    house's numbers were agreed with the people who use the room."""

    right: frozenset[str]
    over_at: datetime | None
    agreed_on: date | None


def of(house: House, site_id: int) -> FirstSetUp:
    """Where it is."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        return FirstSetUp(frozenset(site.steps_right), site.set_up_at, site.agreed_on)


def missing(house: House, site_id: int) -> list[Missing]:
    """What is still open, whatever anybody said."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        screens = set(
            session.scalars(select(Device.role).where(Device.site_id == site_id, Device.revoked_at.is_(None)))
        )
        team = session.scalar(select(func.count(Staff.id)).where(Staff.site_id == site_id, Staff.active))
        open_now = {
            Missing.TIME_ZONE: site.time_zone == "UTC",
            Missing.TOLD_NEXT: not site.told_next,
            Missing.TEAM: (team or 0) < 2,
            Missing.WALL: Role.DISPLAY not in screens,
            Missing.TABLET: not screens & {Role.FLOOR, Role.RESPONDER},
            Missing.AGREED: site.agreed_on is None,
        }
        return [what for what, is_open in open_now.items() if is_open]


def say_right(house: House, site_id: int, step: str, actor: Actor) -> None:
    """Somebody has been through that step."""

    def work(transaction: Transaction) -> Made:
        site = transaction.site
        site.steps_right = sorted({*site.steps_right, step})
        return Made({})

    set_up(house, site_id, actor, "first_set_up.step", work)


def end(house: House, site_id: int, actor: Actor) -> None:
    """Done, or put away: nobody is asked any more."""

    def work(transaction: Transaction) -> Made:
        transaction.site.set_up_at = transaction.now
        transaction.record(facts.SiteConfigured(transaction.now, "the first set-up is over"))
        return Made({})

    set_up(house, site_id, actor, "first_set_up.end", work)


def take_up(house: House, site_id: int, actor: Actor, *, anew: bool = False) -> None:
    """It is gone on with, or through all of it once more."""

    def work(transaction: Transaction) -> Made:
        transaction.site.set_up_at = None
        if anew:
            transaction.site.steps_right = []
        transaction.record(facts.SiteConfigured(transaction.now, "the first set-up is taken up again"))
        return Made({})

    set_up(house, site_id, actor, "first_set_up.take_up", work)


def agree(house: House, site_id: int, day: date | None, actor: Actor) -> None:
    """When it was agreed with the people who use the room; ``None``: not yet."""

    def work(transaction: Transaction) -> Made:
        if transaction.site.agreed_on != day:
            transaction.site.agreed_on = day
            said = f"agreed with participants on {day}" if day else "not agreed with participants yet"
            transaction.record(facts.SiteConfigured(transaction.now, said))
        return Made({})

    set_up(house, site_id, actor, "first_set_up.agree", work)
