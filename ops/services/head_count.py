"""The head count while everyone is out: begun with the state, ticked person by person, over
with *back in*."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts, head_count
from ops.domain.alarm_sources import HEAD_COUNT
from ops.domain.errors import Code, Refused
from ops.domain.shift import WAITS
from ops.domain.visit import Ask, Outcome
from ops.domain.words import IN_PLACE, HeadCount, RoomState, VisitAct, VisitState
from ops.models import Site, Visit
from ops.services import journal_lookup, pauses, stays, visits
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def tick(house: House, command: Command, visit: UUID, *, state: HeadCount) -> Reply:
    """Say of one person that they are out, need carrying, refused, or were not found.

    1. The same again is a repeat, from whichever tablet.
    2. A tick older than the person's newest, or from before a *back in*, is kept as a fact.
    3. While nobody is out there is nothing to tick. Someone the board has as gone is back
       when the room says otherwise.
    4. Somebody not found, or not out after all, is heard: the sound that was off is on again.
    """

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        row = stays.find(transaction.session, command.site_id, visit)
        out = transaction.site.room_state is RoomState.EVERYONE_OUT
        if out and row.state is not VisitState.ENDED and row.head_count is state:
            return answer(transaction, command.id, visit=row, outcome=Outcome.REPEAT)
        if _too_old(transaction, row, at):
            transaction.record(facts.LateActKept(at, row.id, "head_count"))
            return answer(transaction, command.id, visit=row, outcome=Outcome.LATE)
        if not out:
            raise Refused(Code.NOBODY_IS_OUT)
        if row.state is VisitState.ENDED:
            _here_after_all(transaction, row, at)
        if state is HeadCount.NOT_FOUND or row.head_count is HeadCount.OUT:
            pauses.end(transaction, HEAD_COUNT, at)
        after, happened = head_count.counted(stays.to_domain(row), state, at)
        stays.write(transaction, row, after)
        transaction.record(*happened)
        return answer(transaction, command.id, visit=row)

    return perform(house, command, work)


def begin(transaction: Transaction) -> None:
    """Nothing is known of anybody yet."""
    for row in _inside(transaction):
        if row.head_count is not None:
            transaction.remember(row)
            row.head_count, row.version = None, transaction.version
            transaction.touch_booth(row.booth_id)
            transaction.touch("waiting")


def over(transaction: Transaction, at: datetime) -> None:
    """Back in: the count is done with, and the seats are to be confirmed."""
    for row in _inside(transaction):
        before = stays.to_domain(row)
        after = head_count.back_in(before, at)
        if after != before:
            stays.write(transaction, row, after)


def excused(site: Site, row: Visit, at: datetime) -> bool:
    """Whether the running check fell due while everyone was out: nobody could look in time."""
    out_since = site.room_since if site.room_state is RoomState.EVERYONE_OUT else None
    if out_since is None or row.overdue_at is None:
        return False
    return at >= out_since and row.overdue_at >= out_since


def _inside(transaction: Transaction) -> Iterable[Visit]:
    return transaction.session.scalars(
        select(Visit).where(Visit.site_id == transaction.site.id, Visit.state.in_(IN_PLACE | WAITS))
    ).all()


def _too_old(transaction: Transaction, row: Visit, at: datetime) -> bool:
    if row.ended_at is not None and at <= max(row.ended_at, row.changed_at):
        return True
    newer, counted = journal_lookup.something_newer, (facts.HeadCounted.kind(),)
    over = newer(transaction, (facts.EveryoneBackIn.kind(),), at)
    return over or newer(transaction, counted, at, visit=row.id)


def _here_after_all(transaction: Transaction, row: Visit, at: datetime) -> None:
    """The board has them as gone. Raises ``Refused`` unless the room says otherwise."""
    if not transaction.command.room_says_otherwise:
        raise Refused(Code.VISIT_ENDED)
    transaction.record(facts.BoardWasWrong(at, Code.VISIT_ENDED.value, row.id, row.booth_id))
    visits.advanced(transaction, row, Ask(VisitAct.BACK, at, room_says_otherwise=True))
