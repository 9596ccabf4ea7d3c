"""A site's years of before as its days' totals: only for days before it counted any itself, and only
before anything left the building."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain import window as windows
from ops.domain.history.reading import DayOfHistory, History, completed
from ops.domain.ranges import ONE_DAY
from ops.domain.totals import ByHour
from ops.models import DayTotals, Receipt, Site
from ops.services import releases
from ops.services.house import House
from ops.services.retention import holds
from ops.services.summaries.days import COLUMNS
from ops.services.summaries.reading import first_day
from ops.services.transaction import Actor, Command, Made, Transaction, perform
from ops.services.ways_in.devices import CARETAKER


@dataclass(frozen=True)
class By:
    """Whose act it is."""

    act: UUID
    actor: Actor
    staff: int | None = None


class NotTaken(Exception):
    """Why it cannot come in, in words."""


class ThereAlready(NotTaken):
    """Other history, which it would have to replace."""


def first_own_day(house: House, site_id: int, *, replace: bool) -> date:
    """Only what was before it may come in. ``replace``: as for ``take``. Raises ``NotTaken``."""
    with house.db.read() as session:
        return _first_own_day(session, session.get_one(Site, site_id), house.now(), replace=replace)


def has_come(house: House, act: UUID) -> bool:
    """Whether that act is done already."""
    with house.db.read() as session:
        return session.get(Receipt, act) is not None


def take(house: House, site_id: int, history: History, *, replace: bool, by: By | None = None) -> None:
    """All of its days in one commit; of the same act once. ``replace``: in the place of all that came before by an
    import. ``by``: without anybody, the caretaker.

    Raises ``NotTaken``; nothing is changed then.
    """
    who = by or By(uuid4(), CARETAKER)
    command = Command(who.act, site_id, who.actor, "history", by=who.staff)

    def work(transaction: Transaction) -> Made:
        session, site = transaction.session, transaction.site
        before = _first_own_day(session, site, transaction.now, replace=replace)
        if history.days and history.days[-1].range.last >= before:
            raise NotTaken(f"This room counts itself from {before} on.")
        session.execute(delete(DayTotals).where(*_from_an_import(site.id, before)))
        session.add_all(_row(transaction, day) for day in history.days)
        transaction.record(facts.SiteConfigured(transaction.now, "history"))
        return Made({})

    perform(house, command, work, receipt=by is not None)


def _first_own_day(session: Session, site: Site, now: datetime, *, replace: bool) -> date:
    if releases.any_of(session, site.id):
        raise NotTaken("A release or a report has been made of this site: its past stays as it was told.")
    before = first_day(session, site, now)
    there = select(func.count()).where(*_from_an_import(site.id, before))
    if session.scalar(there):
        if not replace:
            raise ThereAlready("There is history already: all of it has to come anew.")
        if holds.stands(session, site.id, now):
            raise NotTaken("A legal hold stands: nothing of this site is replaced.")
    return before


def _from_an_import(site_id: int, before: date) -> tuple[ColumnElement[bool], ...]:
    """Before its first own day a site has made no totals itself."""
    return DayTotals.site_id == site_id, DayTotals.day < before


def _row(transaction: Transaction, told: DayOfHistory) -> DayTotals:
    """What the table did not say is empty, or not there."""
    zone, now = transaction.site.time_zone, transaction.now
    start = windows.day(told.range.first, zone, now).start
    until = windows.day(told.range.last + ONE_DAY, zone, now).start
    hours = (
        {ByHour.VISITS.value: {str(hour): count for hour, count in told.hours.items()}} if told.hours else {}
    )
    known = completed(told.numbers)
    numbers = {name: known.get(name) for name in COLUMNS}
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
