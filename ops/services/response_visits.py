"""What a response does to the stay of the person: their timer, aftercare, how they left."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts
from ops.domain import response as rules
from ops.domain.actions import ActionKind
from ops.domain.response_data import Mark, Record
from ops.domain.visit import Ask
from ops.domain.words import Answer, ResponseState, VisitAct, VisitState
from ops.models import Response, Seat, Visit
from ops.services import response_leaving, response_rows, stays
from ops.services.transaction import Transaction

_ON_THE_LIST = (VisitState.WAITING, VisitState.CALLED)


def follow(
    transaction: Transaction, before: Record | None, after: Record, at: datetime, *, ends: bool = True
) -> Visit | None:
    """Bring the stays in line with a response as it is now.

    1. Someone else was meant: the first person's timer runs on, nobody looked.
    2. It runs and the person is known: their timer pauses.
    3. The outcome says they left: the stay ends, unless they were seen since or another
       response runs for them (``ends`` false).
    4. It has come to its end: the timer resumes once no other response runs for them, in
       aftercare unless nothing was needed.
    5. Nothing runs for them any more (1 or 4): an end that waited for that follows, unless
       they were seen since.
    6. A dose in the log stays with them.
    """
    old = before.response if before is not None else None
    new = after.response
    if old is not None and old.visit_id not in (None, new.visit_id):
        first = transaction.session.get_one(Visit, old.visit_id)
        if first.response_id == new.id:
            _free(transaction, first, new.id, None, at)
            _end_that_waited(transaction, first)
        _naloxone(transaction, first)
    if new.visit_id is None:
        return None
    visit = transaction.session.get_one(Visit, new.visit_id)
    other_person = old is None or old.visit_id != new.visit_id
    if new.running:
        _pause(transaction, visit, new.id, at)
    elif ends and response_leaving.now_said(before, after):
        _end(transaction, visit, after)
    elif other_person or (old is not None and old.state is not new.state):
        _come_to_an_end(transaction, visit, old is not None and old.running, after, at)
        _end_that_waited(transaction, visit)
    _naloxone(transaction, visit)
    return visit


def named_before(transaction: Transaction, visit: Visit, at: datetime) -> None:
    """Whoever sits down at ``at`` in the seat of a response that was begun after that, for somebody
    the board did not know: their seating had been refused, and is taken now."""
    if visit.seat_id is None:
        return
    waiting = select(Response).where(
        Response.site_id == transaction.site.id,
        Response.state == ResponseState.RUNNING,
        Response.visit_id.is_(None),
        Response.booth_id == visit.booth_id,
        Response.seat == transaction.session.get_one(Seat, visit.seat_id).mark,
        Response.began_at >= at,
    )
    rows = transaction.session.scalars(waiting.order_by(Response.began_at))
    row = next((row for row in rows if Mark.UNKNOWN_VISIT in row.marks), None)
    if row is None:
        return
    before = response_rows.record(transaction.session, row)
    after = replace(before, response=replace(before.response, visit_id=visit.id))
    response_rows.write(transaction, row, before, after)
    transaction.record(facts.ResponseAmended(row.began_at, row.id, {"visit_id": visit.id}))
    transaction.touch("responses")
    follow(transaction, before, after, row.began_at)


def _pause(transaction: Transaction, visit: Visit, response_id: UUID, at: datetime) -> None:
    """Unless a running response holds the timer already."""
    holder = visit.response_id and transaction.session.get(Response, visit.response_id)
    if holder and holder.state is ResponseState.RUNNING:
        return
    ask = Ask(VisitAct.PAUSE, max(at, visit.arrived_at), response=response_id)
    stays.advance(transaction, visit, ask)


def _come_to_an_end(transaction: Transaction, visit: Visit, ran: bool, record: Record, at: datetime) -> None:
    response = record.response
    ended_at = response.over_at or at
    if visit.state is VisitState.ENDED or visit.response_id not in (None, response.id):
        return
    if ran:
        _free(transaction, visit, response.id, rules.answer_after(record), ended_at, record)
    elif response.state is ResponseState.OVER:
        # A record written or put right afterwards: it says nothing about whoever came later,
        # and nothing against what was seen since.
        if visit.seated_at is not None and visit.seated_at <= ended_at:
            _free(transaction, visit, response.id, rules.answer_after(record), ended_at, record)


def _free(
    transaction: Transaction,
    visit: Visit,
    response_id: UUID,
    answer: Answer | None,
    at: datetime,
    record: Record | None = None,
) -> None:
    """The timer runs again, or goes over to another response that runs for the same person."""
    other = transaction.session.scalar(
        select(Response.id)
        .where(
            Response.visit_id == visit.id,
            Response.state == ResponseState.RUNNING,
            Response.id != response_id,
        )
        .order_by(Response.began_at.desc())
        .limit(1)
    )
    at = max(at, visit.arrived_at)
    if other is not None:
        stays.advance(transaction, visit, Ask(VisitAct.PAUSE, at, response=other))
        return
    since = rules.hard_to_rouse_since(record) if record and answer is Answer.HARD_TO_ROUSE else None
    resumed = Ask(VisitAct.RESUME, at, answer=answer, since=since, response=response_id)
    stays.advance(transaction, visit, resumed)


def _end(transaction: Transaction, visit: Visit, record: Record) -> None:
    how = rules.ending(record)
    if how is None or visit.state is VisitState.ENDED:
        return
    kind, when = how
    act = VisitAct.LEAVE_WAITING if visit.state in _ON_THE_LIST else VisitAct.END
    known = [moment for moment in (when, visit.last_seen_at, visit.changed_at) if moment]
    stays.advance(transaction, visit, Ask(act, max(known), end_kind=kind))


def _end_that_waited(transaction: Transaction, visit: Visit) -> None:
    """Of a response that was over and said they left while another one ran for them."""
    if visit.state is VisitState.ENDED or visit.response_id is not None:
        return
    over = select(Response).where(Response.visit_id == visit.id, Response.state == ResponseState.OVER)
    for row in transaction.session.scalars(over):
        if Mark.OTHER_RESPONSE_RUNS in row.marks:
            record = response_rows.record(transaction.session, row)
            if response_leaving.doubt(transaction, None, record) is None:
                _end(transaction, visit, record)


def _naloxone(transaction: Transaction, visit: Visit) -> None:
    """Whether a dose stands in any log of this person, so that "back" brings observation back."""
    rows = transaction.session.scalars(select(Response).where(Response.visit_id == visit.id)).all()
    records = response_rows.records(transaction.session, rows).values()
    dosed = any(row.kind is ActionKind.NALOXONE for record in records for row in record.standing())
    if visit.naloxone != dosed:
        stays.write(transaction, visit, replace(stays.to_domain(visit), naloxone=dosed))
