"""A site's years of before as its days' totals: only for days before it counted any itself, and only
before anything left the building."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain import window as windows
from ops.domain.history.reading import DayOfHistory, History
from ops.domain.sheet import SheetKind
from ops.domain.totals import ByHour
from ops.models import DayTotals, Release, ReleaseSite, Site
from ops.services.house import House
from ops.services.summaries.days import COLUMNS
from ops.services.summaries.reading import first_day
from ops.services.transaction import Command, Made, Transaction, perform
from ops.services.ways_in.devices import CARETAKER

OUTSIDE = (SheetKind.RELEASE, SheetKind.STATUTORY)


class NotTaken(Exception):
    """Why it cannot come in, in words."""


@dataclass(frozen=True)
class Place:
    """``before``: the site's first own day. ``days``: how many are there from an earlier import."""

    before: date
    days: int


def place(house: House, site_id: int) -> Place:
    """Where history may go. Raises ``NotTaken`` when it may go nowhere any more."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        before = _before(session, site, house)
        return Place(before, _there(session, site_id, before))


def take(house: House, site_id: int, history: History, *, replace: bool) -> None:
    """All of its days in one commit. ``replace``: in the place of all that came before by an import.

    Raises ``NotTaken``; nothing is changed then.
    """
    command = Command(id=uuid4(), site_id=site_id, actor=CARETAKER, name="history")

    def work(transaction: Transaction) -> Made:
        session, site = transaction.session, transaction.site
        before = _before(session, site, house)
        if history.days and history.days[-1].range.last >= before:
            raise NotTaken(f"This room counts itself from {before} on.")
        if _there(session, site.id, before) and not replace:
            raise NotTaken("There is history already. Import all of it anew, with --replace.")
        # Its own first day has no row before it, so whatever is there came by an import.
        session.execute(delete(DayTotals).where(DayTotals.site_id == site.id, DayTotals.day < before))
        session.add_all(_row(transaction, day) for day in history.days)
        transaction.record(facts.SiteConfigured(transaction.now, "history"))
        return Made({})

    perform(house, command, work, receipt=False)


def _before(session: Session, site: Site, house: House) -> date:
    released = exists().where(
        ReleaseSite.release_id == Release.id, ReleaseSite.site_id == site.id, Release.kind.in_(OUTSIDE)
    )
    if session.scalar(select(Release.id).where(released).limit(1)) is not None:
        raise NotTaken("A release or a report has been made of this site: its past stays as it was told.")
    return first_day(session, site, house.now())


def _there(session: Session, site_id: int, before: date) -> int:
    found = select(func.count()).where(DayTotals.site_id == site_id, DayTotals.day < before)
    return session.scalar(found) or 0


def _row(transaction: Transaction, told: DayOfHistory) -> DayTotals:
    """What the table did not say is empty, or not there."""
    zone, now = transaction.site.time_zone, transaction.now
    start = windows.day(told.range.first, zone, now).start
    until = windows.day(told.range.last + timedelta(days=1), zone, now).start
    hours = (
        {ByHour.VISITS.value: {str(hour): count for hour, count in told.hours.items()}} if told.hours else {}
    )
    numbers = {name: told.numbers.get(name) for name in COLUMNS}
    numbers["seconds"] = round((until - start).total_seconds())
    return DayTotals(
        site_id=transaction.site.id,
        day=told.range.first,
        start=start,
        until=until,
        time_zone=zone,
        counted_at=now,
        version=transaction.version,
        stays_gone=True,
        responses_gone=True,
        house_gone=True,
        by=told.by,
        lengths={},
        hours=hours,
        **numbers,
    )
