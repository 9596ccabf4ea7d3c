"""Whether an outcome that says the person left may end their stay. Not when the room has seen
them since, nor while another response runs for them: one alarm too many rather than one missed.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts
from ops.domain import response as rules
from ops.domain.response_data import Mark, Record
from ops.domain.words import VisitState
from ops.models import JournalEntry, Visit
from ops.services.journal_time import JournalTime
from ops.services.transaction import Transaction


def now_said(before: Record | None, after: Record) -> bool:
    """Whether this act made it known that the person left. Said again it ends nothing."""
    how = rules.ending(after)
    if how is None:
        return False
    same_person = before is not None and before.response.visit_id == after.response.visit_id
    known = rules.ending(before) if before is not None and same_person else None
    return known is None or known[0] is not how[0]


def doubt(transaction: Transaction, before: Record | None, after: Record) -> Mark | None:
    """Why the stay goes on, when this act says that the person left and the room knows better:
    they were seated or came back since, were seen after it was said, or another response runs
    for them. ``before`` empty: as if it were said now.

    The end of the response itself counts as a look, but not as one against its own outcome.
    """
    response = after.response
    if response.visit_id is None or not now_said(before, after):
        return None
    visit = transaction.session.get_one(Visit, response.visit_id)
    if visit.state is VisitState.ENDED:
        return None
    if _seen_since(transaction, visit, after):
        return Mark.PERSON_SEEN_SINCE
    return None if visit.response_id in (None, response.id) else Mark.OTHER_RESPONSE_RUNS


def _seen_since(transaction: Transaction, visit: Visit, record: Record) -> bool:
    how, response = rules.ending(record), record.response
    assert how is not None
    left_at = how[1]
    said_at = _said_at(transaction, record) or left_at
    if visit.seated_at is not None and visit.seated_at > left_at:
        return True
    moments = (visit.last_seen_at, visit.changed_at)
    if any(moment is not None and moment > said_at and moment != response.over_at for moment in moments):
        return True
    return _came_back(transaction, visit.id, min(said_at, left_at))


def _said_at(transaction: Transaction, record: Record) -> datetime | None:
    """Since when the outcome has said so, by the time of the tap."""
    since: datetime | None = None
    times = JournalTime.of(transaction.session, transaction.site.id)
    for entry in transaction.session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.site_id == transaction.site.id,
            JournalEntry.kind == facts.OutcomeRecorded.kind(),
            JournalEntry.data["response"].as_string() == str(record.response.id),
        )
        .order_by(JournalEntry.id)
    ):
        if entry.data.get("place") != record.response.outcome_place:
            since = None
        elif since is None:
            since = times.now(entry.id, entry.happened_at)
    return since


def _came_back(transaction: Transaction, visit: UUID, since: datetime) -> bool:
    """Whether the stay had ended already and was taken up again."""
    times = JournalTime.of(transaction.session, transaction.site.id)
    came = transaction.session.scalars(
        select(JournalEntry.data).where(
            JournalEntry.site_id == transaction.site.id,
            JournalEntry.kind == facts.CameBack.kind(),
            times.where(lambda ahead: JournalEntry.happened_at >= since + ahead),
            JournalEntry.data["visit"].as_string() == str(visit),
        )
    )
    return any(data.get("reopened") for data in came)
