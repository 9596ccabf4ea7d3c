"""A response goes along when the person it runs for is brought to another seat."""

from sqlalchemy import select

from ops.domain import facts
from ops.domain.words import ResponseState
from ops.models import Response, Seat, Visit
from ops.services.transaction import Transaction


def goes_along(transaction: Transaction, visit: Visit, left: int | None) -> None:
    """Whatever runs for them at the booth they left runs where they are now.

    One somewhere else stays there, and so does one begun after they were moved, on a tablet
    that was heard late: whoever began it said where they stood.
    """
    if left is None or visit.booth_id is None or visit.seat_id is None:
        return
    at = visit.changed_at
    running = transaction.session.scalars(
        select(Response).where(
            Response.visit_id == visit.id,
            Response.state == ResponseState.RUNNING,
            Response.booth_id == left,
            Response.began_at <= at,
        )
    )
    mark = transaction.session.get_one(Seat, visit.seat_id).mark
    for response in running:
        transaction.remember(response)
        response.booth_id, response.seat = visit.booth_id, mark
        response.version = transaction.version
        transaction.record(facts.ResponseMoved(at, response.id, left, visit.booth_id, mark))
        transaction.touch("responses")
