"""The one way an act in a response is done: find or begin it, ask the rules, write, answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from ops.domain import facts
from ops.domain import response as rules
from ops.domain.errors import Code, Refused
from ops.domain.response_data import Ask, Mark, Record
from ops.domain.response_log import unique
from ops.domain.words import ResponseAct, ResponsePlace
from ops.models import Receipt, Response, ResponseAlias, Visit
from ops.services import (
    ladder,
    lateness,
    receipts,
    response_leaving,
    response_rows,
    response_shapes,
    response_staff,
    response_visits,
    supply_follow,
)
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

Saying = Callable[[Transaction, Record], dict[str, Any]]
"""What an act says beside who and when, read with the record at hand."""


def act(
    house: House,
    command: Command,
    response: UUID,
    kind: ResponseAct,
    say: Saying | None = None,
    marks: Sequence[str] = (),
) -> Reply:
    """One act in the response of that id, by any of its names.

    One that the server does not know begins it under that id. Refused only when the id
    belongs to another site, or to a response that was deleted: nobody is called to that.
    """

    def work(transaction: Transaction) -> Made:
        row = find(transaction, response)
        if row is None:
            _refuse_the_deleted(transaction, response)
            row = _begun_by_act(transaction, response)
        before = response_rows.record(transaction.session, row)
        said = say(transaction, before) if say else {}
        asked = ask(transaction, kind, marks=(*marks, *said.pop("marks", ())), **said)
        return done(transaction, row, before, rules.advance(before, asked, transaction.protocol), asked)

    return perform(house, command, work)


def find(transaction: Transaction, response_id: UUID) -> Response | None:
    """The response of that id or other name. Another site's is refused as unknown."""
    alias = transaction.session.get(ResponseAlias, response_id)
    row = transaction.session.get(Response, alias.response_id if alias else response_id)
    if row is not None and row.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "response")
    return row


def ask(transaction: Transaction, act: ResponseAct, *, marks: Sequence[str] = (), **said: Any) -> Ask:
    """The act with who, when and with which device. A clock ahead is marked, never refused."""
    at, about_clock = transaction.at_accepting()
    command = transaction.command
    nobody = command.by is not None and transaction.by is None
    odd = [Mark.UNKNOWN_STAFF] if nobody else []
    odd += [Mark.FROM_PAPER] if command.from_paper else []
    plain = Ask(
        act=act,
        id=command.id,
        at=at,
        now=transaction.now,
        who=transaction.who,
        device_name=command.actor.device_name,
        device_id=command.actor.device_id,
        team=frozenset() if transaction.by else response_staff.names(transaction),
        marks=unique([*marks, *about_clock, *odd]),
    )
    return replace(plain, **said)


def begin(transaction: Transaction, asked: Ask) -> tuple[Response, Record]:
    """A new response, running from now on."""
    decision = rules.begin(asked)
    row = response_rows.new_row(transaction, decision.record)
    transaction.record(*decision.facts)
    ladder.begin(transaction, decision.record)
    transaction.touch("responses")
    lateness.judge_again(transaction, asked.at)
    return row, decision.record


def _refuse_the_deleted(transaction: Transaction, response_id: UUID) -> None:
    """Its start was here once, or is too long ago to be on its way."""
    happened = transaction.command.happened_at
    started = transaction.session.get(Receipt, response_id)
    if started is not None or receipts.too_old(response_id, happened, transaction.now):
        raise Refused(Code.RESPONSE_GONE, "response")


def _begun_by_act(transaction: Transaction, response_id: UUID) -> Response:
    begun = ask(
        transaction,
        ResponseAct.START,
        id=response_id,
        place=ResponsePlace.OTHER,
        marks=(Mark.BEGUN_BY_ACT,),
    )
    return begin(transaction, begun)[0]


def done(
    transaction: Transaction,
    row: Response,
    before: Record,
    decision: rules.Decision,
    asked: Ask,
    **more: Any,
) -> Made:
    """Write what was decided, let the person's stay follow, and answer."""
    after = decision.record
    transaction.record(*decision.facts)
    doubt = response_leaving.doubt(transaction, before, after)
    if doubt is not None:
        after = _marked(transaction, after, asked, doubt)
    if after != before:
        hands = response_staff.there(transaction)
        response_rows.write(transaction, row, before, after)
        supply_follow.response(transaction, after)
        _wake(row, before, after)
        ladder.follow(transaction, after)
        response_staff.follow(transaction, hands, asked.at)
        if asked.act is ResponseAct.LEAVE:
            response_staff.back_on_floor(transaction, asked.who, asked.at)
        lateness.judge_again(transaction, asked.at)
    visit = response_visits.follow(transaction, before, after, asked.at, ends=doubt is None)
    return answered(transaction, row, visit, decision.outcome, marks=_marks(before, after), **more)


def answered(
    transaction: Transaction,
    row: Response,
    visit: Visit | None,
    outcome: rules.Outcome,
    *,
    marks: Sequence[str] = (),
    status: int = 200,
    **more: Any,
) -> Made:
    """``{id, response, visit?, tiles?, marks?, …}``."""
    transaction.touch_booth(row.booth_id, visit.booth_id if visit else None)
    transaction.session.flush()
    more["response"] = response_shapes.shape_one(transaction.session, row.id)
    if marks:
        more["marks"] = list(marks)
    return answer(transaction, transaction.command.id, visit=visit, outcome=outcome, status=status, **more)


def _marked(transaction: Transaction, record: Record, asked: Ask, mark: Mark) -> Record:
    response = record.response
    if mark not in response.marks:
        transaction.record(facts.ResponseMarked(asked.at, response.id, (mark,)))
    return replace(record, response=replace(response, marks=unique([*response.marks, mark])))


def _wake(row: Response, before: Record, after: Record) -> None:
    """Only new attendance sets the sweep's alarm again; a lapse is told once."""
    old, new = before.response, after.response
    watched = ("state", "going_until", "attended_until")
    if any(getattr(old, name) != getattr(new, name) for name in watched):
        row.wake_at = rules.wake_at(new)


def _marks(before: Record, after: Record) -> tuple[str, ...]:
    """What this act was marked with, on the response or on its row."""
    known = {action.id for action in before.actions}
    of_rows = [mark for row in after.actions if row.id not in known for mark in row.marks]
    return unique([m for m in after.response.marks if m not in before.response.marks] + of_rows)
