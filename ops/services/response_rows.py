"""Between rows and the domain: the record of a response read, and what changed written."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import response_data as data
from ops.domain.actions import ActionKind
from ops.models import Response, ResponseAction, ResponseAlias, ResponseLeft, ResponsePerson
from ops.services import response_undo
from ops.services.transaction import Transaction

_RESPONSE = tuple(item.name for item in fields(data.Response))
_ACTION = tuple(item.name for item in fields(data.Action))


def to_domain(row: Response) -> data.Response:
    """The row as the domain knows it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _RESPONSE}
    return data.Response(**values | {"marks": tuple(row.marks)})


def records(session: Session, rows: Sequence[Response]) -> dict[UUID, data.Record]:
    """The records of these responses, each with all that was written about it."""
    ids = [row.id for row in rows]
    actions: dict[UUID, list[data.Action]] = {key: [] for key in ids}
    people: dict[UUID, list[data.Person]] = {key: [] for key in ids}
    for action in session.scalars(select(ResponseAction).where(ResponseAction.response_id.in_(ids))):
        actions[action.response_id].append(_action(action))
    for person in session.scalars(select(ResponsePerson).where(ResponsePerson.response_id.in_(ids))):
        people[person.response_id].append(data.Person(person.who, person.state, person.since))
    left: dict[UUID, list[data.Left]] = {key: [] for key in ids}
    gone = select(ResponseLeft).where(ResponseLeft.response_id.in_(ids)).order_by(ResponseLeft.id)
    for one in session.scalars(gone):
        left[one.response_id].append(data.Left(one.who, one.since, one.until))
    return {
        row.id: data.Record(
            to_domain(row),
            tuple(sorted(actions[row.id], key=data.order)),
            tuple(people[row.id]),
            tuple(left[row.id]),
        )
        for row in rows
    }


def record(session: Session, row: Response) -> data.Record:
    """The record of one response."""
    return records(session, [row])[row.id]


def aliases(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The other names of these responses."""
    found: dict[UUID, list[UUID]] = {key: [] for key in ids}
    for alias in session.scalars(select(ResponseAlias).where(ResponseAlias.response_id.in_(list(found)))):
        found[alias.response_id].append(alias.id)
    return found


def new_row(transaction: Transaction, begun: data.Record) -> Response:
    """A new response; undoing it makes as if it had never been."""
    row = Response(site_id=transaction.site.id, version=transaction.version, wake_at=None)
    _copy(begun.response, row)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.remember(row, made=True)
    transaction.touch("room")  # which began lately
    return row


def write(transaction: Transaction, row: Response, before: data.Record, after: data.Record) -> None:
    """Write what differs: the response, new rows of its log, marks on old ones, people."""
    transaction.remember(row)
    response_undo.remember(transaction, before, after)
    _copy(after.response, row)
    row.version = transaction.version
    _write_actions(transaction, row.id, before, after)
    _write_people(transaction, row.id, before, after)
    transaction.session.flush()
    transaction.touch("responses")
    if _in_lists_of_the_room(before.response) != _in_lists_of_the_room(after.response):
        transaction.touch("room")
    transaction.touch_booth(before.response.booth_id, after.response.booth_id)


def _in_lists_of_the_room(response: data.Response) -> tuple[object, ...]:
    """What decides of a response whether and how the room tells that it began, or that its record
    is done with."""
    done = response.complete_at is not None
    where = response.booth_id, response.seat, response.place
    return response.state, response.kind, response.began_at, done, where


def _write_actions(
    transaction: Transaction, response_id: UUID, before: data.Record, after: data.Record
) -> None:
    known = {action.id: action for action in before.actions}
    for action in after.actions:
        if action == known.get(action.id):
            continue
        stored = transaction.session.get(ResponseAction, action.id)
        if stored is None:
            stored = ResponseAction(response_id=response_id)
            transaction.session.add(stored)
        for name in _ACTION:
            setattr(stored, name, getattr(action, name))
        stored.kind = action.kind.value
        stored.values = dict(action.values)
        stored.marks = list(action.marks)


def _write_people(
    transaction: Transaction, response_id: UUID, before: data.Record, after: data.Record
) -> None:
    listed = {person.who for person in after.people}
    for person in before.people:
        if person.who not in listed:
            gone = transaction.session.get_one(ResponsePerson, (response_id, person.who))
            transaction.session.delete(gone)
    for person in set(after.people) - set(before.people):
        transaction.session.merge(
            ResponsePerson(response_id=response_id, who=person.who, state=person.state, since=person.since)
        )
    for one in after.left[len(before.left) :]:
        transaction.session.add(
            ResponseLeft(response_id=response_id, who=one.who, since=one.since, until=one.until)
        )


def _copy(response: data.Response, row: Response) -> None:
    for name in _RESPONSE:
        setattr(row, name, getattr(response, name))
    row.marks = list(response.marks)


def _action(row: ResponseAction) -> data.Action:
    values: dict[str, Any] = {name: getattr(row, name) for name in _ACTION}
    return data.Action(**values | {"kind": ActionKind(row.kind), "marks": tuple(row.marks)})
