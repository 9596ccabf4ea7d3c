"""Who read what lies beyond the work at hand: complete records of responses, and the journal of past shifts.

For whoever asks one day who has seen something; nobody is counted or compared by it. Once in a while
is enough: a page that asks again and again is one reading.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select

from ops.db import Unavailable
from ops.domain import facts
from ops.domain.facts import Fact
from ops.models import JournalEntry
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, perform

ONE_READING = timedelta(minutes=10)


def of_record(house: House, site_id: int, actor: Actor, response: UUID, *, by: int | None = None) -> None:
    """The record of that response was opened."""
    same = JournalEntry.data["response"].as_string() == str(response)
    _note(house, site_id, actor, facts.RecordRead(house.now(), response), by, same)


def of_journal(
    house: House, site_id: int, actor: Actor, after: int, told: Mapping[str, int], *, by: int | None = None
) -> None:
    """So many facts of each kind were handed out. Those that only say that it was read need no word
    of their own."""
    if told.keys() - {facts.JournalRead.kind()}:
        _note(house, site_id, actor, facts.JournalRead(house.now(), after, sum(told.values())), by)


def _note(
    house: House, site_id: int, actor: Actor, fact: Fact, by: int | None, *same: ColumnElement[bool]
) -> None:
    lately = select(JournalEntry.id).where(
        JournalEntry.site_id == site_id,
        JournalEntry.kind == fact.kind(),
        JournalEntry.happened_at > fact.at - ONE_READING,
        JournalEntry.device_id == actor.device_id,
        *same,
    )
    with house.db.read() as session:
        if session.scalar(lately.limit(1)) is not None:
            return

    def work(transaction: Transaction) -> Made:
        transaction.record(fact)
        return Made({})

    command = Command(id=uuid4(), site_id=site_id, actor=actor, name="read", by=by)
    # While nothing can be recorded a record can still be read: somebody may need it now.
    with suppress(Unavailable):
        perform(house, command, work, receipt=False)
