"""Running ladders: copied when something starts, moved with attendance, climbed by the sweep.

Nothing of them lives in memory: each step is a row with the time it is due.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from ops.domain import escalation, facts
from ops.domain import help as help_rules
from ops.domain.response_data import Record
from ops.domain.words import ResponsePlace, Subject, ToldBy
from ops.models import Booth, HelpCall, Message, Response, Site, ToldStep
from ops.services import help_standing, messages
from ops.services.house import House
from ops.services.transaction import Transaction, milliseconds

WAITING = ToldStep.due_at.is_not(None) & or_(ToldStep.taken_at.is_(None), ToldStep.taken_at < ToldStep.due_at)
"""Its time has not come, or nobody has taken it since it has."""


def begin(transaction: Transaction, record: Record) -> None:
    """The site's ladder as it is now, for this response."""
    if _copy(transaction, Subject.RESPONSE, record.response.id):
        follow(transaction, record)


def begin_call(transaction: Transaction, row: HelpCall) -> None:
    """The same for a worker's call for help."""
    if _copy(transaction, Subject.HELP, row.id):
        follow_call(transaction, row)


def _copy(transaction: Transaction, subject: Subject, about: UUID) -> bool:
    steps = [escalation.Step.from_json(step) for step in transaction.site.told_next]
    wanted = [step for step in steps if step.when is subject]
    for number, step in enumerate(wanted, 1):
        transaction.session.add(
            ToldStep(
                site_id=transaction.site.id,
                subject=subject,
                about=about,
                number=number,
                after=step.after,
                by=step.by,
                who=step.who,
                to=step.to,
                made_at=transaction.now,
            )
        )
    transaction.session.flush()
    return bool(wanted)


def follow(transaction: Transaction, record: Record) -> None:
    """Who is there, or on the way, is other news now."""
    response = record.response
    steps = _of(transaction, response.id)
    if steps:
        begins = escalation.unattended_from(record, transaction.protocol.soft_before_loud)
        _move(transaction, response.id, steps, begins, response.recorded_at)


def follow_call(transaction: Transaction, row: HelpCall) -> None:
    """Whether somebody goes to a worker who called is other news now."""
    begins = help_rules.unattended_from(help_standing.to_domain(row))
    _move(transaction, row.id, _of(transaction, row.id), begins, row.recorded_at)


def _of(transaction: Transaction, about: UUID) -> Sequence[ToldStep]:
    return transaction.session.scalars(select(ToldStep).where(ToldStep.about == about)).all()


def _move(
    transaction: Transaction,
    about: UUID,
    steps: Sequence[ToldStep],
    begins: datetime | None,
    recorded_at: datetime,
) -> None:
    """When each step is due, and whether what waits to be said outside is still so."""
    for step in steps:
        step.due_at = escalation.due_at(begins, recorded_at, step.after) if begins else None
    if steps and (begins is None or begins > transaction.now):
        messages.withdraw(transaction, about)


def climb(transaction: Transaction, now: datetime) -> None:
    """Take each step whose time has come. The site's version orders the processes: whoever
    comes second finds it taken."""
    session = transaction.session
    due = select(ToldStep).where(ToldStep.site_id == transaction.site.id, ToldStep.due_at <= now, WAITING)
    for step in session.scalars(due.order_by(ToldStep.due_at, ToldStep.id)).all():
        if step.due_at is None or not escalation.to_be_taken(step.due_at, step.taken_at, now):
            continue
        transaction.record(facts.NextTold(step.due_at, step.about, step.by, step.after, step.who or None))
        step.taken_at = milliseconds(now)
        transaction.touch("responses")
        if step.by is not ToldBy.SCREENS:
            messages.write(transaction, step, *_where(session, step))


def _where(session: Session, step: ToldStep) -> tuple[str | None, ResponsePlace | None]:
    """Where to look. Where a worker called from, only the tablets are told."""
    response = session.get(Response, step.about) if step.subject is Subject.RESPONSE else None
    if response is None:
        return None, None
    booth = session.get(Booth, response.booth_id) if response.booth_id else None
    return booth.name if booth else None, response.place


def insisting(session: Session, about: Iterable[UUID]) -> dict[UUID, datetime]:
    """From when on screens insist, for each of these that have such a step and are not over."""
    rows = session.execute(
        select(ToldStep.about, ToldStep.due_at).where(
            ToldStep.about.in_(list(about)), ToldStep.by == ToldBy.SCREENS, ToldStep.due_at.is_not(None)
        )
    )
    found: dict[UUID, datetime] = {}
    for key, due in rows:
        if due is not None:
            found[key] = min(due, found.get(key, due))
    return found


def forget(transaction: Transaction, now: datetime) -> None:
    """Ladders of what has long been over, and messages: then the facts are enough, and no address is
    left."""
    session, here = transaction.session, transaction.site.id
    old = Message.made_at < now - messages.KEPT_FOR
    letters = session.scalars(delete(Message).where(old, Message.site_id == here).returning(Message.id)).all()
    over = delete(ToldStep).where(_long_over(now), ToldStep.site_id == here)
    steps = session.scalars(over.returning(ToldStep.id)).all()
    if letters or steps:
        transaction.touch("responses", "room")


def _long_over(now: datetime) -> ColumnElement[bool]:
    return ToldStep.due_at.is_(None) & (ToldStep.made_at < now - messages.KEPT_FOR)


def addresses(house: House, site_id: int) -> list[escalation.Step]:
    """Whom the site tells outside, each once."""
    with house.db.read() as session:
        told_next = session.scalars(select(Site.told_next).where(Site.id == site_id)).one()
    steps = (escalation.Step.from_json(step) for step in told_next)
    found = {(step.by, step.to): step for step in steps if step.by is not ToldBy.SCREENS}
    return list(found.values())
