"""The contents of facts go with the rows they speak of; a fact of their own says which.

1. Of a class, what happened before its horizon, but for what speaks of a row that stays; and what was
   said later of a row that goes.
2. At last every fact up to the newest that is over, but for those of rows that stay and for how things
   stood then: since when the room is closed, which wall was silent. Facts of purges go with these,
   as the newest says of all up to there that they may be gone.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, delete, func, or_, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.retention import NAMED, Speaks, kinds_of
from ops.domain.room_states import BEGINS
from ops.domain.words import Role
from ops.models import Device, JournalEntry, Response, Visit
from ops.services.journal_facts import undone
from ops.services.retention.purge_rows import AT_ONCE, Where
from ops.services.retention.purge_steps import over_responses, over_stays

SILENCE = (facts.ScreenSilent, facts.ScreenBack)


def last_over(session: Session, site_id: int, before: datetime) -> int:
    """The newest fact that was recorded before it, and so were all before that one."""
    mine = JournalEntry.site_id == site_id
    first_young = session.scalar(
        select(func.min(JournalEntry.seq)).where(mine, JournalEntry.recorded_at >= before)
    )
    if first_young is not None:
        return first_young - 1
    return session.scalar(select(func.max(JournalEntry.seq)).where(mine)) or 0


def which(session: Session, site_id: int, of: Speaks, before: datetime, last: int) -> Where:
    """Those that would go now."""
    mine = JournalEntry.site_id == site_id
    if of is Speaks.ALL_ELSE:
        others = [*kinds_of(Speaks.STAYS), *kinds_of(Speaks.RESPONSES)]
        stand = list(_standing(session, site_id, before))
        return mine, JournalEntry.seq <= last, JournalEntry.kind.not_in(others), JournalEntry.id.not_in(stand)
    staying = _staying(site_id, of, before)
    names = NAMED[of]
    of_a_row = JournalEntry.data[names[0]].as_string().is_not(None)
    over = or_(JournalEntry.happened_at < before, of_a_row)
    return mine, JournalEntry.kind.in_(kinds_of(of)), over, *(_not_of(name, staying) for name in names)


def count(session: Session, where: Where) -> int:
    """How many these are."""
    return session.scalar(select(func.count(JournalEntry.id)).where(*where)) or 0


def take(session: Session, where: Where) -> list[int]:
    """Some of them; which, in order."""
    rows = session.execute(select(JournalEntry.id, JournalEntry.seq).where(*where).limit(AT_ONCE)).all()
    these = JournalEntry.id.in_([entry for entry, _ in rows])
    session.execute(delete(JournalEntry).where(these), execution_options={"synchronize_session": False})
    return sorted(seq for _, seq in rows)


def stretches(seqs: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """From … to, of numbers in order."""
    found: list[tuple[int, int]] = []
    for seq in seqs:
        if found and found[-1][1] == seq - 1:
            found[-1] = (found[-1][0], seq)
        else:
            found.append((seq, seq))
    return tuple(found)


def _not_of(name: str, staying: Select[str]) -> ColumnElement[bool]:
    said = JournalEntry.data[name].as_string()
    return or_(said.is_(None), _bare(said).not_in(staying))


def _staying(site_id: int, of: Speaks, before: datetime) -> Select[str]:
    """Rows that are not over before it: asked for by the database, as a site may keep years of them."""
    rows, over = (Visit, over_stays) if of is Speaks.STAYS else (Response, over_responses)
    gone = select(rows.id).where(*over(site_id, before))
    return select(_bare(cast(rows.id, String))).where(rows.site_id == site_id, rows.id.not_in(gone))


def _bare(said: ColumnElement[str]) -> ColumnElement[str]:
    """An id in digits alone: one database keeps them like that, and facts never do."""
    return func.replace(said, "-", "")


def _standing(session: Session, site_id: int, before: datetime) -> Iterator[int]:
    """The facts that say how things stood then."""
    yield from _newest(session, site_id, BEGINS.values(), before)
    walls = select(Device.id).where(
        Device.site_id == site_id, Device.role == Role.DISPLAY, Device.revoked_at.is_(None)
    )
    for wall in session.scalars(walls):
        of_this = JournalEntry.data["device"].as_integer() == wall
        yield from _newest(session, site_id, SILENCE, before, of_this)


def _newest(
    session: Session,
    site_id: int,
    kinds: Iterable[type[Fact]],
    before: datetime,
    *where: ColumnElement[bool],
) -> Iterator[int]:
    rows = session.execute(
        select(JournalEntry.id, JournalEntry.happened_at, JournalEntry.command_id)
        .where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind.in_([kind.kind() for kind in kinds]),
            JournalEntry.happened_at < before,
            *where,
        )
        .order_by(JournalEntry.happened_at.desc(), JournalEntry.id.desc())
    )
    for entry, at, command in rows:
        if command not in undone(session, site_id, at):
            yield entry
            return
