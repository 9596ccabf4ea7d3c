"""A worker's call for their own safety: raised with one tap, reset where it was raised or by two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts
from ops.domain import help as rules
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import HelpOver
from ops.models import HelpCall, Staff, StaffPresence, UndoImage
from ops.services import help_standing, ladder
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

HELP = "help_call"
_REMEMBERED = ("going_until", "over_at")


def ask(house: House, command: Command, *, marks: Sequence[str] = ()) -> Reply:
    """ "I need help", on this tablet. Never refused; where it stands already it is the same call."""

    def work(transaction: Transaction) -> Made:
        at, about_clock = transaction.at_accepting()
        device = command.actor.device_id
        standing = select(HelpCall).where(
            HelpCall.site_id == transaction.site.id, HelpCall.over_at.is_(None), HelpCall.device_id == device
        )
        row = transaction.session.scalars(standing.order_by(HelpCall.began_at).limit(1)).first()
        if row is not None:
            return answer(transaction, row.id, outcome=Outcome.REPEAT)
        row = HelpCall(
            id=command.id,
            site_id=transaction.site.id,
            version=transaction.version,
            device_id=device,
            where=command.actor.device_name,
            who=transaction.by,
            began_at=at,
            recorded_at=transaction.now,
            loud_at=rules.loud_at(at, transaction.protocol.help_soft_for),
        )
        transaction.session.add(row)
        transaction.session.flush()
        transaction.keep_image(HELP, str(row.id), None)
        ladder.begin_call(transaction, row)
        marked = (*marks, *about_clock)
        transaction.record(facts.HelpAsked(at, row.id, marked))
        transaction.touch("room")
        made = answer(transaction, row.id, status=201)
        return replace(made, body=made.body | {"marks": list(marked)}) if marked else made

    return perform(house, command, work)


def going(house: House, command: Command, call: UUID) -> Reply:
    """Somebody goes: quiet for the site's time. Judged by when it was said."""

    def work(transaction: Transaction) -> Made:
        row = _find(transaction, call)
        at = transaction.at()
        until = at + timedelta(seconds=transaction.protocol.going_for)
        if row.over_at is not None or (row.going_until is not None and until <= row.going_until):
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        _remember(transaction, row)
        row.going_until, row.going = until, transaction.who
        transaction.record(facts.HelpGoing(at, row.id, until))
        _changed(transaction, row)
        return answer(transaction, command.id)

    return perform(house, command, work)


def reset(
    house: House,
    command: Command,
    call: UUID,
    *,
    first: int | str | None = None,
    second: int | str | None = None,
    why: HelpOver | None = None,
) -> Reply:
    """It is over. Raises ``Refused`` elsewhere than where it was raised, unless two of the team
    who are on shift say so with a reason."""

    def work(transaction: Transaction) -> Made:
        row = _find(transaction, call)
        at = transaction.at()
        if row.over_at is not None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        present = (_on_shift(transaction, first), _on_shift(transaction, second))
        if not rules.may_reset(
            help_standing.to_domain(row), command.actor.device_id, present, why=why is not None
        ):
            raise Refused(Code.TWO_NEEDED)
        _remember(transaction, row)
        row.over_at = max(at, row.began_at)
        here = row.device_id == command.actor.device_id
        names = None if here else tuple(name for name in present if name is not None)
        transaction.record(facts.HelpReset(at, row.id, names, None if here or why is None else why.value))
        _changed(transaction, row)
        return answer(transaction, command.id)

    return perform(house, command, work)


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """As it was before, unless somebody built on it. A call that was a slip is over."""
    row = transaction.session.get_one(HelpCall, UUID(image.row_id))
    if row.version != image.version:
        raise Refused(Code.UNDO_TOO_LATE)
    if image.before is None:
        row.over_at = transaction.now
    else:
        for name in _REMEMBERED:
            said = image.before[name]
            setattr(row, name, datetime.fromisoformat(said) if said else None)
        row.going = image.before["going"]
    _changed(transaction, row)


def _find(transaction: Transaction, call: UUID) -> HelpCall:
    row = transaction.session.get(HelpCall, call)
    if row is None or row.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "call")
    return row


def _changed(transaction: Transaction, row: HelpCall) -> None:
    row.version = transaction.version
    ladder.follow_call(transaction, row)
    transaction.touch("room")


def _remember(transaction: Transaction, row: HelpCall) -> None:
    before = {name: facts.plain(getattr(row, name)) for name in _REMEMBERED} | {"going": row.going}
    transaction.keep_image(HELP, str(row.id), before)


def _on_shift(transaction: Transaction, said: int | str | None) -> str | None:
    """The name of one of the team who is on shift now; ``None``: nobody of that name is."""
    if said is None:
        return None
    named = Staff.id == said if isinstance(said, int) else Staff.name == said
    return transaction.session.scalar(
        select(Staff.name)
        .join(StaffPresence, StaffPresence.staff_id == Staff.id)
        .where(
            Staff.site_id == transaction.site.id,
            StaffPresence.site_id == transaction.site.id,
            StaffPresence.until.is_(None),
            named,
        )
        .limit(1)
    )
