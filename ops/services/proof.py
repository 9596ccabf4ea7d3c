"""Whether the journal is what it was: its chain followed from the first fact to the newest.

Links are only ever added, so what has to be read at one moment is where the chain ends; the rest
is read page by page, and holds up nobody who writes meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from ops.domain import chain
from ops.domain.chain import Body, Fault, Head, Kept, Link, State, Verdict
from ops.models import ChainLink, JournalEntry, Site
from ops.services import recording
from ops.services.house import House

PAGE = 1000


@dataclass(frozen=True)
class _End:
    """``head`` is what the site says, ``last`` what there is, ``stray`` a fact without a link."""

    slug: str
    head: Head
    last: int
    stray: int | None


def verify(house: House, site_id: int, checkpoints: Sequence[Head] = ()) -> Verdict:
    """Follow the whole chain of a site, and hold it against what stands on paper."""
    with house.db.read() as session:
        end = _end(session, site_id)
    rows = _rows(house, site_id, end.last)
    verdict = chain.walk(chain.start(end.slug), rows, end.head, checkpoints)
    if end.stray is not None and verdict.state is State.OK:
        return Verdict(State.BROKEN, verdict.facts, end.stray, Fault.NO_LINK, verdict.gone)
    return verdict


def head(house: House, site_id: int) -> Head:
    """The newest link of a site."""
    with house.db.read() as session:
        return recording.head(session.get_one(Site, site_id))


def _end(session: Session, site_id: int) -> _End:
    site = session.get_one(Site, site_id)
    last = session.scalar(select(func.max(ChainLink.seq)).where(ChainLink.site_id == site_id)) or 0
    stray = select(func.min(JournalEntry.seq)).where(
        JournalEntry.site_id == site_id, or_(JournalEntry.seq < 1, JournalEntry.seq > last)
    )
    return _End(site.slug, recording.head(site), last, session.scalar(stray))


_LINK = (ChainLink.seq, ChainLink.commitment, ChainLink.prev, ChainLink.hash)
_SAID = tuple(getattr(JournalEntry, part.name) for part in fields(Body))
_NEVER = datetime.min.replace(tzinfo=UTC)
_UNREADABLE = Kept(b"", Body(0, "", None, _NEVER, _NEVER, None, None, False, {}))
"""Contents that no program of ours has written. No link was made of these."""


def _rows(house: House, site_id: int, last: int) -> Iterator[tuple[Link, Kept | None]]:
    reached: int | None = None
    while reached is None or reached < last:
        from_here = ChainLink.seq <= last if reached is None else ChainLink.seq.between(reached + 1, last)
        here = and_(ChainLink.site_id == site_id, from_here)
        with house.db.read() as session:
            page = _page(session, here)
        if not page:
            return
        yield from page
        reached = page[-1][0].seq


def _page(session: Session, here: ColumnElement[bool]) -> list[tuple[Link, Kept | None]]:
    of_it = and_(JournalEntry.site_id == ChainLink.site_id, JournalEntry.seq == ChainLink.seq)
    links = select(*_LINK).where(here).order_by(ChainLink.seq).limit(PAGE)
    wanted = links.add_columns(JournalEntry.salt, *_SAID).outerjoin(JournalEntry, of_it)
    try:
        return [(_link(*row[:4]), _kept(*row[4:])) for row in session.execute(wanted)]
    except (TypeError, ValueError):
        # Somebody wrote into the database what no program of ours would, and it cannot be read at all.
        found = [_link(*row) for row in session.execute(links)]
        return [(link, _one(session, wanted.where(ChainLink.seq == link.seq))) for link in found]


def _one(session: Session, wanted: Select[*tuple[Any, ...]]) -> Kept | None:
    try:
        return _kept(*session.execute(wanted).one()[4:])
    except (TypeError, ValueError):
        return _UNREADABLE


def _link(seq: int, *parts: Any) -> Link:
    return Link(seq, *(part if isinstance(part, bytes) else b"" for part in parts))


def _kept(salt: bytes | None, *said: Any) -> Kept | None:
    if salt is None:
        return None
    if not isinstance(salt, bytes):
        raise TypeError
    return Kept(salt, Body(*said))
