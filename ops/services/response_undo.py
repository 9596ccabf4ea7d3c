"""Undoing an act in a response: its row is voided, the row it stood for stands again, who was
listed before is listed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from ops.domain import timers
from ops.domain.facts import plain
from ops.domain.response_data import Action, Record
from ops.domain.words import IN_PLACE, ResponseState
from ops.models import Response as ResponseRow
from ops.models import ResponseAction, ResponseLeft, ResponsePerson, UndoImage, Visit
from ops.services import stays
from ops.services.transaction import Transaction

ACTION, PEOPLE = "response_action", "response_person"
UNDONE = "undone"


def remember(transaction: Transaction, before: Record, after: Record) -> None:
    """Keep what an undo needs: rows as they were, the whole list of people, who had left."""
    known = {action.id: action for action in before.actions}
    for action in after.actions:
        old = known.get(action.id)
        if action != old:
            transaction.keep_image(ACTION, str(action.id), None if old is None else _state(old))
    if before.people != after.people:
        people = [[person.who, person.state, plain(person.since)] for person in before.people]
        left = [[one.who, plain(one.since), plain(one.until)] for one in before.left]
        transaction.keep_image(PEOPLE, str(after.response.id), {"people": people, "left": left})


def bring_back(transaction: Transaction, image: UndoImage, at: datetime) -> None:
    """Make of one image what was before."""
    row_id = UUID(image.row_id)
    if image.table == PEOPLE:
        _people(transaction, row_id, image.before or {})
        return
    action = transaction.session.get_one(ResponseAction, row_id)
    if image.before is None:
        action.voided_at, action.void_reason, action.same_as = at, UNDONE, None
        return
    superseded_by, voided_at = image.before["superseded_by"], image.before["voided_at"]
    action.superseded_by = UUID(superseded_by) if superseded_by else None
    action.voided_at = datetime.fromisoformat(voided_at) if voided_at else None
    action.void_reason = image.before["void_reason"]
    same_as = image.before["same_as"]
    action.same_as = UUID(same_as) if same_as else None


def hold_no_timer(transaction: Transaction, visit: Visit) -> None:
    """A stay that comes back is paused only by a response that still runs."""
    if visit.response_id is None:
        return
    holder = transaction.session.get_one(ResponseRow, visit.response_id)
    if holder.state is ResponseState.RUNNING:
        return
    visit.response_id = None
    if visit.state in IN_PLACE:
        told = stays.told(transaction.session, visit)
        visit.wake_at = timers.next_wake(visit.overdue_at, visit.urgent_at, told)


def _state(action: Action) -> dict[str, Any]:
    return {
        "superseded_by": plain(action.superseded_by),
        "voided_at": plain(action.voided_at),
        "void_reason": action.void_reason,
        "same_as": plain(action.same_as),
    }


def _people(transaction: Transaction, response_id: UUID, before: dict[str, Any]) -> None:
    transaction.session.execute(delete(ResponsePerson).where(ResponsePerson.response_id == response_id))
    for who, state, since in before.get("people", []):
        transaction.session.add(
            ResponsePerson(response_id=response_id, who=who, state=state, since=datetime.fromisoformat(since))
        )
    transaction.session.execute(delete(ResponseLeft).where(ResponseLeft.response_id == response_id))
    for who, *moments in before.get("left", []):
        since, until = (datetime.fromisoformat(moment) for moment in moments)
        transaction.session.add(ResponseLeft(response_id=response_id, who=who, since=since, until=until))
