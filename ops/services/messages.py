"""The outbox of what goes outside. A message is written in the commit of the step that says it,
and sent after, by whoever has claimed it.

1. Claiming is a compare-and-swap on when it is to be tried next, which moves on: of many
   processes one has it. Whoever dies with it has not sent it, as far as anybody knows, so it
   is tried again: twice rather than never.
2. A process that stood still meanwhile may have lost its claim without knowing, so it looks
   again just before it sends: what has run out is no longer its own, but whoever's claims it
   next, or nobody's once somebody came. Twice is left to who stood still after that look, or
   died before it could write down that it was sent; a third is not.
3. Sent, failing and given up are facts. A failure is told on tablets until it is sent, or
   somebody came.
4. After seven days nothing is left but the facts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ops.domain import escalation, facts
from ops.domain.words import ResponsePlace, ToldBy
from ops.models import Message, Site, ToldStep
from ops.services.board_moment import Moment
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, milliseconds, perform

CLAIMED_FOR = timedelta(seconds=30)
"""Longer than any way of sending waits for its answer."""
KEPT_FOR = timedelta(days=7)
SENDER = Actor(None, "outbox")


@dataclass(frozen=True)
class Letter:
    """A message that somebody has to send. ``booth`` or ``place``: where to look. ``test``:
    there is nothing to look at. ``claimed_until``: it is ours to send till then; a test is so always."""

    id: UUID
    site_id: int
    slug: str
    site: str
    by: ToldBy
    who: str
    to: str
    booth: str | None
    place: ResponsePlace | None
    made_at: datetime
    claimed_until: datetime | None
    test: bool


@dataclass(frozen=True)
class Failing:
    """Somebody whose newest message did not get through."""

    who: str
    since: datetime


def write(transaction: Transaction, step: ToldStep, booth: str | None, place: ResponsePlace | None) -> None:
    """Into the outbox, in the commit of the step."""
    transaction.session.add(_message(transaction.site.id, step, transaction.now, step.about, booth, place))


def write_test(house: House, site_id: int, step: escalation.Step) -> Letter:
    """A test for somebody of the ladder, claimed already by whoever asks for it."""
    now = milliseconds(house.now())
    with house.db.write() as session:
        message = _message(site_id, step, now, None, None, None)
        message.next_try_at, message.attempts = None, 1
        session.add(message)
    return letter(house, message.id)


def withdraw(transaction: Transaction, about: UUID) -> None:
    """Somebody came, or it is over: what was not sent is no longer so."""
    session = transaction.session
    gone = session.scalars(
        update(Message)
        .where(Message.about == about, Message.sent_at.is_(None), Message.withdrawn_at.is_(None))
        .values(next_try_at=None, withdrawn_at=transaction.now)
        .returning(Message.failing_since)
    ).all()
    if gone:
        transaction.touch("responses")
    if any(gone):
        transaction.touch("room")


def due(house: House, now: datetime, at_most: int) -> list[tuple[UUID, datetime]]:
    """What is to be tried now, the oldest first: its id, and the moment that a claim compares."""
    with house.db.ask() as session:
        rows = session.execute(
            select(Message.id, Message.next_try_at)
            .where(Message.next_try_at <= now)
            .order_by(Message.next_try_at, Message.id)
            .limit(at_most)
        )
        return [(message, at) for message, at in rows if at is not None]


def claim(house: House, message: UUID, seen: datetime, now: datetime) -> Letter | None:
    """It is ours to send; or a colleague's, or nobody's any more."""
    until = milliseconds(now) + CLAIMED_FOR
    with house.db.write() as session:
        claimed = session.scalar(
            update(Message)
            .where(Message.id == message, Message.next_try_at == seen)
            .values(next_try_at=until, attempts=Message.attempts + 1)
            .returning(Message.id)
        )
    return None if claimed is None else letter(house, message, until)


def is_ours(house: House, claimed: Letter) -> bool:
    """Still: the claim has not run out, no colleague has claimed it since, and somebody wants it."""
    with house.db.read() as session:
        until = session.scalar(select(Message.next_try_at).where(Message.id == claimed.id))
    return until is not None and until == claimed.claimed_until and house.now() < until


def letter(house: House, message: UUID, claimed_until: datetime | None = None) -> Letter:
    """What is to be said, and to whom."""
    with house.db.read() as session:
        row = session.get_one(Message, message)
        site = session.get_one(Site, row.site_id)
        return Letter(
            row.id,
            site.id,
            site.slug,
            site.name,
            row.by,
            row.who,
            row.to,
            row.booth,
            row.place,
            row.made_at,
            claimed_until,
            test=row.about is None,
        )


def sent(house: House, said: Letter, *, confirmed: bool) -> None:
    """It was taken by the receiver; ``confirmed``: who answered knows that a person knows."""

    def work(transaction: Transaction, row: Message) -> None:
        if row.failing_since is not None and row.withdrawn_at is None:
            transaction.touch("room")
        row.sent_at, row.next_try_at = transaction.now, None
        row.confirmed_at = transaction.now if confirmed else None
        transaction.record(
            facts.MessageSent(transaction.now, row.id, row.about, row.who, row.attempts, confirmed)
        )

    _settle(house, said, work)


def failed(house: House, said: Letter, why: str) -> None:
    """It was not. Tried again with growing pauses, until nobody would want it any more; by whoever has
    claimed it since, if somebody has."""

    def work(transaction: Transaction, row: Message) -> None:
        now = transaction.now
        if row.withdrawn_at is not None or row.next_try_at != said.claimed_until:
            return
        if row.failing_since is None:
            row.failing_since = now
            transaction.record(facts.MessageFailing(now, row.id, row.about, row.who, why))
            transaction.touch("room")
        if row.next_try_at is None:
            return
        row.next_try_at = escalation.next_try(row.made_at, row.attempts, now)
        if row.next_try_at is None:
            row.given_up_at = now
            transaction.record(
                facts.MessageGivenUp(now, row.id, row.about, row.who, row.attempts, row.failing_since)
            )

    _settle(house, said, work)


def not_told(now: Moment) -> list[dict[str, object]]:
    """For tablets: who could not be told of what is still so."""
    return now.once(_not_told)


def failing(house: House, site_id: int) -> list[Failing]:
    """For the caretaker: everybody to whom the newest message did not get through."""
    with house.db.read() as session:
        rows = session.scalars(
            select(Message).where(Message.site_id == site_id).order_by(Message.made_at, Message.id)
        )
        newest = {(row.by, row.to): row for row in rows}
        return [
            Failing(row.who, row.failing_since)
            for row in newest.values()
            if row.failing_since is not None and row.sent_at is None
        ]


def _settle(house: House, said: Letter, work: Callable[[Transaction, Message], None]) -> None:
    """Unless it is settled already: a claim can run out while an answer is on its way."""

    def once(transaction: Transaction) -> Made:
        row = transaction.session.get(Message, said.id)
        if row is not None and row.sent_at is None:
            work(transaction, row)
            transaction.touch("responses")
        return Made({})

    command = Command(id=uuid4(), site_id=said.site_id, actor=SENDER, name="message")
    perform(house, command, once, receipt=False)


def _not_told(session: Session, site: Site) -> list[dict[str, object]]:
    rows = session.scalars(
        select(Message)
        .where(
            Message.site_id == site.id,
            Message.failing_since.is_not(None),
            Message.sent_at.is_(None),
            Message.withdrawn_at.is_(None),
            Message.about.is_not(None),
        )
        .order_by(Message.failing_since, Message.id)
    )
    return [{"id": row.id, "who": row.who, "since": row.failing_since} for row in rows]


def _message(
    site_id: int,
    step: ToldStep | escalation.Step,
    now: datetime,
    about: UUID | None,
    booth: str | None,
    place: ResponsePlace | None,
) -> Message:
    return Message(
        id=uuid4(),
        site_id=site_id,
        about=about,
        by=step.by,
        who=step.who,
        to=step.to,
        booth=booth,
        place=place,
        made_at=now,
        attempts=0,
        next_try_at=now,
    )
