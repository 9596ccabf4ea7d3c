"""Who was in a response, told again: the same hands as the board counts live.

1. Who is there, from then until they left or it was over.
2. Who said "I am going", until they were there, had left, it was over, or the response's time for
   being on the way was up. A name chip is known again by its name, a screen by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.counting import Span
from ops.domain.response_data import HERE
from ops.domain.words import ResponseState
from ops.models import Device, JournalEntry, Response, ResponseLeft, ResponsePerson
from ops.services.journal_facts import undone

_GOING = facts.SomeoneGoing.kind()
_LEFT = facts.SomeoneLeft.kind()
_KINDS = (_GOING, facts.SomeoneThere.kind(), facts.ActionLogged.kind(), _LEFT)
_LOOK_BACK = timedelta(hours=1)
"""Nobody is on the way for longer."""
_NEVER = datetime.max.replace(tzinfo=UTC)


def running(session: Session, site_id: int, start: datetime, until: datetime) -> dict[UUID, Span]:
    """From when to when each response ran that did so in ``start``..``until``."""
    rows = session.execute(
        select(Response.id, Response.began_at, Response.over_at).where(
            Response.site_id == site_id,
            Response.state != ResponseState.UNDONE,
            Response.began_at <= until,
            or_(Response.over_at.is_(None), Response.over_at > start),
        )
    )
    return {response: (began_at, over_at) for response, began_at, over_at in rows}


def at_work(
    session: Session, site_id: int, ran: dict[UUID, Span], start: datetime, until: datetime
) -> list[Span]:
    """From when to when each of the team was there, or on the way, in one of the responses that
    ``running`` found."""
    return [*_there(session, ran), *_on_the_way(session, site_id, ran, start, until)]


def _there(session: Session, ran: dict[UUID, Span]) -> Iterator[Span]:
    here = session.execute(
        select(ResponsePerson.response_id, ResponsePerson.since).where(
            ResponsePerson.response_id.in_(ran), ResponsePerson.state == HERE
        )
    )
    for response, since in here:
        yield since, ran[response][1]
    left = session.execute(
        select(ResponseLeft.response_id, ResponseLeft.since, ResponseLeft.until).where(
            ResponseLeft.response_id.in_(ran)
        )
    )
    for response, since, until in left:
        yield since, min(until, ran[response][1] or until)


def _on_the_way(
    session: Session, site_id: int, ran: dict[UUID, Span], start: datetime, until: datetime
) -> Iterator[Span]:
    told: dict[UUID, list[JournalEntry]] = defaultdict(list)
    screens: dict[int, str] = {}
    if ran:
        named = select(Device.id, Device.name).where(Device.site_id == site_id)
        screens = dict(session.execute(named).all())
        taken_back = undone(session, site_id, start - _LOOK_BACK)
        for entry in session.scalars(
            select(JournalEntry)
            .where(
                JournalEntry.site_id == site_id,
                JournalEntry.kind.in_(_KINDS),
                JournalEntry.happened_at.between(start - _LOOK_BACK, until),
            )
            .order_by(JournalEntry.happened_at, JournalEntry.id)
        ):
            if entry.command_id not in taken_back:
                told[UUID(entry.data["response"])].append(entry)
    for response, entries in told.items():
        if response in ran:
            yield from _of_one(entries, ran[response][1], screens)


def _of_one(entries: list[JournalEntry], over_at: datetime | None, screens: dict[int, str]) -> Iterator[Span]:
    """Whoever said it is on the list until they are there or have left, and on the way while the
    response's one clock for it runs: whoever sets off winds it up for all. Said again it is once."""
    clock = _clock(entry for entry in entries if entry.kind == _GOING)
    listed_until: dict[str | int | None, datetime] = {}
    for number, entry in enumerate(entries):
        if entry.kind != _GOING:
            continue
        later = (one.happened_at for one in entries[number + 1 :] if _ends(one, entry, screens))
        end = min([*later, over_at or _NEVER])
        who = entry.by or entry.device_id
        since = max(entry.happened_at, listed_until.get(who, entry.happened_at))
        listed_until[who] = max(end, since)
        for began, until in clock:
            if max(since, began) < min(end, until):
                yield max(since, began), min(end, until)


def _clock(going: Iterable[JournalEntry]) -> list[tuple[datetime, datetime]]:
    """From when to when it ran; it was wound up in the order of ``going``."""
    ran: list[tuple[datetime, datetime]] = []
    for entry in going:
        began, until = entry.happened_at, datetime.fromisoformat(entry.data["until"])
        if ran and began <= ran[-1][1]:
            began, before = ran.pop()
            until = max(before, until)
        ran.append((began, until))
    return ran


def _ends(later: JournalEntry, going: JournalEntry, screens: dict[int, str]) -> bool:
    """Whether whoever was going was there then, or left, by whoever's word."""
    if later.kind == _GOING:
        return False
    if later.kind == _LEFT:
        return bool(later.data["who"] == (going.by or screens.get(going.device_id or 0)))
    if going.by is None:
        return later.device_id == going.device_id
    return later.by == going.by
