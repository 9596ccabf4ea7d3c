"""A name chip tapped to anywhere but "with a response": whoever it names has left those they were in."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from ops.domain import response as rules
from ops.domain.words import ResponseAct, ResponseState
from ops.models import Response, ResponsePerson
from ops.services import response_acts, response_rows
from ops.services.transaction import Transaction


def leave_all(transaction: Transaction, name: str, at: datetime) -> bool:
    """Take them off every running response, as their own "back on the floor" there would.
    Whether anything changed: who came to one after the tap stays with it."""
    rows = transaction.session.scalars(
        select(Response)
        .join(ResponsePerson, ResponsePerson.response_id == Response.id)
        .where(
            Response.site_id == transaction.site.id,
            Response.state == ResponseState.RUNNING,
            ResponsePerson.who == name,
        )
        .order_by(Response.began_at, Response.id)
    ).all()
    asked = replace(response_acts.ask(transaction, ResponseAct.LEAVE), who=name, at=at, marks=())
    changed = False
    for row in rows:
        before = response_rows.record(transaction.session, row)
        decision = rules.advance(before, asked, transaction.protocol)
        if decision.record != before:
            response_acts.done(transaction, row, before, decision, asked)
            changed = True
    return changed
