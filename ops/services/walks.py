"""Walks from seat to seat: the board held against the room, one tap for each seat.

A walk is begun by whoever comes first; a second tablet joins it. What is found takes effect
at once and is kept beside what the board had there.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Found, WalkKind
from ops.models import Walk, WalkFound
from ops.services import places, walk_finding, walk_rows
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform
from ops.services.walk_finding import Finding

FORGOTTEN_AFTER = timedelta(minutes=30)
"""A walk in which nobody found anything for so long was left without saying "done" [m]."""
NOBODY = "empty"


def begin(house: House, command: Command, *, kind: WalkKind | None = None) -> Reply:
    """Begin a walk, or join the one that is under way: its id is answered."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        row = walk_rows.running(transaction)
        if row is not None and at - _last_found(transaction, row) > FORGOTTEN_AFTER:
            walk_rows.end(transaction, row, at)
            row = None
        if row is not None:
            return answer(transaction, row.id, outcome=Outcome.REPEAT, walk=row.id)
        row = walk_rows.begin(transaction, command.id, at, kind)
        return answer(transaction, row.id, status=201, walk=row.id)

    return perform(house, command, work)


def found(
    house: House,
    command: Command,
    walk_id: UUID,
    *,
    booth: int,
    seat: str,
    found: Found,
    visit: UUID | None = None,
) -> Reply:
    """What was found in one seat; ``visit``: whom the tablet had there.

    1. A walk the server does not know is the one under way, or begins with this.
    2. The seat is unknown, or the person is another site's: refused.
    3. Older than what the board knows of that seat or person by now: kept, and changes
       nothing. Someone seen is seen, though, wherever the board has them by now.
    4. The board gives way: a look, someone looked for, someone who came. Where it had been
       otherwise, that is one error of the board.
    """
    otherwise = replace(command, room_says_otherwise=True)

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        place = places.find_seat(transaction, booth, seat)
        row = _meant(transaction, walk_id, at)
        what = walk_finding.read(transaction, place, found, visit, at)
        _keep(transaction, row, what, at)
        person, outcome = walk_finding.take_effect(transaction, what, at)
        return answer(transaction, command.id, visit=person, outcome=outcome, walk=row.id)

    return perform(house, otherwise, work)


def end(house: House, command: Command, walk_id: UUID) -> Reply:
    """Done. Seats nobody looked into are told as such."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        row = walk_rows.named(transaction, walk_id) or walk_rows.running(transaction)
        if row is None:
            raise Refused(Code.NOT_FOUND, "walk")
        if row.ended_at is not None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT, walk=row.id)
        walk_rows.end(transaction, row, at)
        return answer(transaction, command.id, walk=row.id)

    return perform(house, command, work)


def _meant(transaction: Transaction, walk_id: UUID, at: datetime) -> Walk:
    row = walk_rows.named(transaction, walk_id) or walk_rows.running(transaction)
    return row or walk_rows.begin(transaction, walk_id, at, None)


def _last_found(transaction: Transaction, row: Walk) -> datetime:
    newest = transaction.session.scalar(
        select(func.max(WalkFound.happened_at)).where(WalkFound.walk_id == row.id)
    )
    return max(row.began_at, newest or row.began_at)


def _keep(transaction: Transaction, row: Walk, what: Finding, at: datetime) -> None:
    """What was found, beside what the board had; before it takes effect, so that a walk which
    ends with this seat has seen it."""
    had = what.person.state.value if what.person is not None else NOBODY
    about = what.person.id if what.person is not None else None
    transaction.session.add(
        WalkFound(
            id=transaction.command.id,
            site_id=transaction.site.id,
            walk_id=row.id,
            booth_id=what.booth.id,
            seat=what.seat.mark,
            visit_id=about,
            shown=had,
            found=what.found,
            differs=what.differs,
            happened_at=at,
        )
    )
    row.version = transaction.version
    transaction.record(
        facts.SeatFound(at, row.id, what.booth.id, what.seat.mark, about, had, what.found.value, what.differs)
    )
    if what.differs:
        transaction.record(facts.BoardWasWrong(at, had, about, what.booth.id))
    transaction.touch("room")
    transaction.session.flush()
