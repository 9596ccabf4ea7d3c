"""Who was told of a response, as tablets show it: each step that was taken, and what became of it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import escalation
from ops.domain.words import Became, ToldBy
from ops.models import Message, ToldStep


def of_responses(session: Session, about: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Oldest first, for each that has any. Of whom is told only what the site calls them; of the
    room's own screens the newest time.
    """
    screens = session.scalars(
        select(ToldStep).where(
            ToldStep.about.in_(about), ToldStep.by == ToldBy.SCREENS, ToldStep.taken_at.is_not(None)
        )
    )
    found = [(step.about, _insist(step)) for step in screens]
    messages = session.scalars(select(Message).where(Message.about.in_(about)).order_by(Message.id))
    found += [(message.about, _message(message)) for message in messages if message.about is not None]
    told: dict[UUID, list[dict[str, Any]]] = {}
    for key, line in sorted(found, key=lambda one: one[1]["at"]):
        told.setdefault(key, []).append(line)
    return told


def _insist(step: ToldStep) -> dict[str, Any]:
    return {"by": step.by, "who": None, "at": step.taken_at, "became": Became.INSIST, "since": step.taken_at}


def _message(row: Message) -> dict[str, Any]:
    became, since = escalation.became(
        sent_at=row.sent_at,
        confirmed_at=row.confirmed_at,
        withdrawn_at=row.withdrawn_at,
        given_up_at=row.given_up_at,
        failing_since=row.failing_since,
    )
    return {"by": row.by, "who": row.who, "at": row.made_at, "became": became, "since": since}
