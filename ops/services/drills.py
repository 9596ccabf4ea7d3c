"""Drills: begun and ended on any tablet, in a site of their own beside the real one.

The real site keeps one fact, that a drill was held from when to when, and the team's times until
they are deleted: by a tap, with the end of the shift, or after a day.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.drill import FORGOTTEN_AFTER, KEPT_FOR
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.domain.visit import Outcome
from ops.models import Drill, JournalEntry, Site
from ops.services import drill_room
from ops.services.answers import answer
from ops.services.drill_shape import shape
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform
from ops.services.ways_in.devices import DeviceRef


def begin(house: House, command: Command) -> Reply:
    """A drill for whoever comes to it; while one runs, that one."""

    def work(transaction: Transaction) -> Made:
        running = _running(transaction.session, transaction.site.id)
        if running is not None:
            return answer(transaction, running.id, outcome=Outcome.REPEAT, drill=shape(running))
        row = Drill(
            id=command.id,
            site_id=transaction.site.id,
            began_at=transaction.at(),
            begun_on=command.actor.device_name,
            times=[],
        )
        transaction.session.add(row)
        drill_room.make(transaction, row.id)
        transaction.touch("room")
        return answer(transaction, row.id, status=201, drill=shape(row))

    return perform(house, command, work)


def end(house: House, command: Command, drill: UUID) -> Reply:
    """It is over for everyone: its room is gone, its times are left."""

    def work(transaction: Transaction) -> Made:
        row = _find(transaction, drill)
        if row is None:
            raise Refused(Code.NOT_FOUND, "drill")
        if row.ended_at is not None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT, drill=shape(row))
        _end(transaction, row, transaction.at())
        return answer(transaction, command.id, drill=shape(row))

    return perform(house, command, work)


def delete(house: House, command: Command, drill: UUID) -> Reply:
    """Nothing of it is left but that it was held. One that is gone already is a repeat."""

    def work(transaction: Transaction) -> Made:
        row = _find(transaction, drill)
        if row is None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if row.ended_at is None:
            _end(transaction, row, transaction.at())
        _delete(transaction, row)
        return answer(transaction, command.id)

    return perform(house, command, work)


def entered(house: House, device: DeviceRef, slug: str) -> DeviceRef | None:
    """The device as the running drill of its own site knows it, when that is what ``slug`` names."""
    with house.db.read() as session:
        wanted = select(Site.id).where(Site.drill_of == device.site_id, Site.slug == slug)
        site_id = session.scalar(wanted)
    return None if site_id is None else replace(device, site_id=site_id, site_slug=slug, in_drill=True)


def forget(transaction: Transaction) -> None:
    """The shift is over, and with it what was kept of its drills."""
    for row in transaction.session.scalars(_of(transaction.site).where(Drill.ended_at.is_not(None))).all():
        _delete(transaction, row)


def forgotten(session: Session, now: datetime) -> dict[int, datetime]:
    """Sites with a drill in which nobody has done anything for so long; since when it is forgotten."""
    begun = select(Drill).where(Drill.ended_at.is_(None), Drill.began_at <= now - FORGOTTEN_AFTER)
    since = {row.site_id: _forgotten_from(session, row) for row in session.scalars(begun)}
    return {site_id: at for site_id, at in since.items() if at <= now}


def tidy(transaction: Transaction, now: datetime) -> None:
    """The sweep ends what was forgotten and deletes what was kept for long enough."""
    for row in transaction.session.scalars(_of(transaction.site)).all():
        if row.ended_at is None:
            since = _forgotten_from(transaction.session, row)
            if since <= now:
                _end(transaction, row, since)
        elif row.ended_at <= now - KEPT_FOR:
            _delete(transaction, row)


def _of(site: Site) -> Select[Drill]:
    return select(Drill).where(Drill.site_id == site.id)


def _running(session: Session, site_id: int) -> Drill | None:
    return session.scalar(select(Drill).where(Drill.site_id == site_id, Drill.ended_at.is_(None)))


def _find(transaction: Transaction, drill: UUID) -> Drill | None:
    """A drill of this site. Another site's is as unknown as none."""
    row = transaction.session.get(Drill, drill)
    if row is not None and row.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "drill")
    return row


def _end(transaction: Transaction, row: Drill, at: datetime) -> None:
    session = transaction.session
    row.ended_at, row.begun_on = max(at, row.began_at), None
    room = drill_room.of(session, transaction.site.id)
    if room is not None:
        row.times = plain(drill_room.times(session, room, row.began_at, transaction.now))
        drill_room.clear(session, room)
    transaction.record(facts.DrillHeld(row.ended_at, row.began_at))
    transaction.touch("room")


def _delete(transaction: Transaction, row: Drill) -> None:
    transaction.session.delete(row)
    transaction.touch("room")


def _forgotten_from(session: Session, row: Drill) -> datetime:
    return _touched(session, row) + FORGOTTEN_AFTER


def _touched(session: Session, row: Drill) -> datetime:
    """When anybody last did anything in it: what the sweep records there is nobody's act."""
    room = drill_room.of(session, row.site_id)
    if room is None:
        return row.began_at
    by_hand = JournalEntry.device_id.is_not(None)
    newest = select(func.max(JournalEntry.recorded_at)).where(JournalEntry.site_id == room.id, by_hand)
    return max(row.began_at, session.scalar(newest) or row.began_at)
