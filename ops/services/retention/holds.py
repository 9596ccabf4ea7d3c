"""Legal holds: asked by one person, agreed by another; ended the same way. One at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.hold import Hold, NotNow, Said, Standing
from ops.models import LegalHold
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in.devices import set_up

LONGEST_REASON = 200


@dataclass(frozen=True)
class Who:
    """Whoever says it, from which device."""

    staff: int
    name: str
    actor: Actor


@dataclass(frozen=True)
class HoldShown:
    """One of them as people read it."""

    id: int
    standing: Standing
    reason: str
    said: tuple[tuple[Standing, str, datetime], ...]
    """Which step, by whom and when, in order."""

    @property
    def stands(self) -> bool:
        return self.standing not in (Standing.LIFTED, Standing.LAPSED)


def stands(session: Session, site_id: int, now: datetime) -> bool:
    """Whether nothing of that site may be deleted."""
    rows = session.scalars(
        select(LegalHold).where(LegalHold.site_id == site_id, LegalHold.lifted_at.is_(None))
    )
    return any(_said(row).stands(now) for row in rows)


def any_stands(house: House, site_id: int) -> bool:
    """The same, now."""
    with house.db.read() as session:
        return stands(session, site_id, house.now())


def listed(house: House, site_id: int) -> list[HoldShown]:
    """All that are on record, the newest first."""
    now = house.now()
    with house.db.read() as session:
        rows = session.scalars(
            select(LegalHold).where(LegalHold.site_id == site_id).order_by(LegalHold.id.desc())
        )
        return [_shown(row, now) for row in rows]


def ask(house: House, site_id: int, who: Who, reason: str) -> None:
    """From now on nothing is deleted, for as long as it waits for another who agrees. Raises ``NotNow``
    while one stands."""

    def work(transaction: Transaction) -> Made:
        now = transaction.now
        if stands(transaction.session, site_id, now):
            raise NotNow
        row = LegalHold(site_id=site_id, reason=reason, asked_at=now, asked_by=who.staff, asked_name=who.name)
        transaction.session.add(row)
        transaction.session.flush()
        transaction.record(facts.HoldAsked(now, row.id, who.staff))
        return Made({})

    set_up(house, site_id, who.actor, "hold.ask", work)


def agree(house: House, site_id: int, who: Who, hold_id: int) -> None:
    """It stands until two people lift it. Raises ``NotNow`` and ``OnePerson``."""

    def say(row: LegalHold, now: datetime) -> Fact:
        _said(row).may_agree(who.staff, now)
        row.agreed_at, row.agreed_by, row.agreed_name = now, who.staff, who.name
        return facts.HoldAgreed(now, row.id, who.staff)

    _go_on(house, site_id, who, hold_id, "hold.agree", say)


def ask_to_end(house: House, site_id: int, who: Who, hold_id: int) -> None:
    """It stands as before, until another says so, too. Raises ``NotNow``."""

    def say(row: LegalHold, now: datetime) -> Fact:
        _said(row).may_end(now)
        row.ending_at, row.ending_by, row.ending_name = now, who.staff, who.name
        return facts.HoldEndAsked(now, row.id, who.staff)

    _go_on(house, site_id, who, hold_id, "hold.ask_to_end", say)


def lift(house: House, site_id: int, who: Who, hold_id: int) -> None:
    """What is over goes with the next purge. Raises ``NotNow`` and ``OnePerson``."""

    def say(row: LegalHold, now: datetime) -> Fact:
        _said(row).may_lift(who.staff, now)
        row.lifted_at, row.lifted_by, row.lifted_name = now, who.staff, who.name
        return facts.HoldLifted(now, row.id, who.staff)

    _go_on(house, site_id, who, hold_id, "hold.lift", say)


def _go_on(
    house: House, site_id: int, who: Who, hold_id: int, name: str, say: Callable[[LegalHold, datetime], Fact]
) -> None:
    """One more thing said of one that is there, and on record."""

    def work(transaction: Transaction) -> Made:
        row = transaction.session.get(LegalHold, hold_id)
        if row is None or row.site_id != transaction.site.id:
            raise NotNow
        transaction.record(say(row, transaction.now))
        return Made({})

    set_up(house, site_id, who.actor, name, work)


def _said(row: LegalHold) -> Hold:
    return Hold(
        Said(row.asked_by, row.asked_at),
        _by(row.agreed_by, row.agreed_at),
        _by(row.ending_by, row.ending_at),
        _by(row.lifted_by, row.lifted_at),
    )


def _by(staff: int | None, at: datetime | None) -> Said | None:
    return None if staff is None or at is None else Said(staff, at)


def _shown(row: LegalHold, now: datetime) -> HoldShown:
    steps = (
        (Standing.ASKED, row.asked_name, row.asked_at),
        (Standing.AGREED, row.agreed_name, row.agreed_at),
        (Standing.ENDING, row.ending_name, row.ending_at),
        (Standing.LIFTED, row.lifted_name, row.lifted_at),
    )
    said = tuple((step, name, at) for step, name, at in steps if name is not None and at is not None)
    return HoldShown(row.id, _said(row).standing(now), row.reason, said)
