"""The site's own lines for its waiting room: drug alerts, today's services, "you said, we did".

Written by the team, shown as they are, gone when their time is over. The journal keeps that
there was one, never what it said.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Basis, NoticeKind
from ops.models import Notice
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

BULLETINS = (NoticeKind.DRUG_ALERT, NoticeKind.SERVICE, NoticeKind.YOU_SAID)


def post(
    house: House,
    command: Command,
    *,
    kind: NoticeKind,
    text: str,
    basis: Basis | None = None,
    hours: int | None = None,
) -> Reply:
    """A line for the waiting room, for so many hours or until it is taken down.

    A drug alert says how it is known: tested or heard. Raises ``Refused`` without that.
    """

    def work(transaction: Transaction) -> Made:
        if kind is NoticeKind.DRUG_ALERT and basis is None:
            raise Refused(Code.BAD_VALUE, "basis")
        at = transaction.at()
        until = None if hours is None else at + timedelta(hours=hours)
        transaction.session.add(
            Notice(
                id=command.id,
                site_id=transaction.site.id,
                kind=kind,
                since=at,
                until=until,
                text=text,
                basis=basis if kind is NoticeKind.DRUG_ALERT else None,
            )
        )
        transaction.record(facts.BulletinPosted(at, command.id, kind.value, until))
        transaction.touch("notices")
        return answer(transaction, command.id, status=201)

    return perform(house, command, work)


def take_down(house: House, command: Command, notice: UUID) -> Reply:
    """It is no longer so. One that is gone already is a repeat."""

    def work(transaction: Transaction) -> Made:
        row = transaction.session.get(Notice, notice)
        if row is None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if row.site_id != transaction.site.id or row.kind not in BULLETINS:
            raise Refused(Code.NOT_FOUND, "notice")
        _remove(transaction, row, transaction.at())
        return answer(transaction, command.id)

    return perform(house, command, work)


def sites_with_expired(session: Session, now: datetime) -> set[int]:
    """Where a notice's time is over."""
    return set(session.scalars(select(Notice.site_id).where(Notice.until <= now).distinct()))


def expire(transaction: Transaction, now: datetime) -> None:
    """Notices whose time is over go; the sweep does it."""
    wanted = select(Notice).where(Notice.site_id == transaction.site.id, Notice.until <= now)
    for row in transaction.session.scalars(wanted):
        _remove(transaction, row, row.until or now)


def _remove(transaction: Transaction, row: Notice, at: datetime) -> None:
    if row.kind in BULLETINS:
        transaction.record(facts.BulletinTakenDown(at, row.id, row.kind.value))
    transaction.session.delete(row)
    transaction.touch("notices")
