"""Whether the journal is what it was: its chain followed from the first fact to the newest.

Links are only ever added, so what has to be read at one moment is where the chain ends; the rest
is read page by page, and holds up nobody who writes meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from ops.domain import chain, facts
from ops.domain.chain import Body, Fault, Head, Kept, Link, State, Verdict
from ops.domain.checkpoint import Checkpoint
from ops.models import ChainLink, JournalEntry, Site
from ops.services import checkpoints, recording
from ops.services.house import House

PAGE = 500
"""Read in less than the 50 ms that anything may keep others from their turn."""
NEWEST = 60


@dataclass(frozen=True)
class _End:
    """``head`` is what the site says, ``last`` what there is, ``stray`` a fact without a link."""

    slug: str
    head: Head
    last: int
    stray: int | None


def verify(
    house: House, site_id: int, papers: Sequence[Checkpoint] = (), *, since: datetime | None = None
) -> Verdict:
    """Follow the whole chain of a site, and hold it against what stands on paper, and against what
    was signed as shifts ended. A paper with a signature must have that of this installation. Contents
    that are gone must have been purged, by a fact that says so.
    ``since``: only the facts recorded from then on, and that they follow from the one before them."""
    signed = [one.checkpoint for one in checkpoints.made(house, site_id)]
    with house.db.read() as session:
        end = _end(session, site_id)  # not before what was signed: a shift may end meanwhile
        before = None if since is None else _before(session, site_id, since)
    heads = [checkpoint.head for checkpoint in (*papers, *signed)]
    rows = _rows(house, site_id, end.last, None if before is None else before.seq)
    verdict = chain.walk(before or chain.start(end.slug), rows, end.head, heads)
    if verdict.state is not State.OK:
        return verdict
    if end.stray is not None:
        return replace(verdict, state=State.BROKEN, at=end.stray, fault=Fault.NO_LINK)
    with house.db.read() as session:
        missing = chain.not_purged(verdict.gone, _purged(session, site_id))
    if missing is not None:
        return replace(verdict, state=State.BROKEN, facts=missing - 1, at=missing, fault=Fault.GONE)
    for paper in papers:
        if paper.signature is not None and not checkpoints.is_ours(house.keys, paper):
            return replace(verdict, state=State.BAD_CHECKPOINT, at=paper.head.seq)
    return verdict


@dataclass(frozen=True)
class Proof:
    """What there is to show without any contents. ``kept``: facts whose contents are there."""

    newest: Checkpoint
    kept: int
    made: list[checkpoints.OfShift]
    public_key: str


def look(house: House, site_id: int, limit: int = NEWEST) -> Proof:
    """The chain of a site as it stands, and the newest checkpoints."""
    newest = checkpoints.of_now(house, site_id)
    with house.db.read() as session:
        kept = session.scalar(
            select(func.count(JournalEntry.id)).where(
                JournalEntry.site_id == site_id, JournalEntry.seq <= newest.head.seq
            )
        )
    made = checkpoints.made(house, site_id, limit=limit)
    return Proof(newest, kept or 0, made, checkpoints.public_key(house.keys))


def _end(session: Session, site_id: int) -> _End:
    site = session.get_one(Site, site_id)
    last = session.scalar(select(func.max(ChainLink.seq)).where(ChainLink.site_id == site_id)) or 0
    stray = select(func.min(JournalEntry.seq)).where(
        JournalEntry.site_id == site_id, or_(JournalEntry.seq < 1, JournalEntry.seq > last)
    )
    return _End(site.slug, recording.head(site), last, session.scalar(stray))


def _purged(session: Session, site_id: int) -> Iterator[tuple[int, int]]:
    """Of which facts a purge says that their contents went."""
    purges = select(JournalEntry.data).where(
        JournalEntry.site_id == site_id, JournalEntry.kind == facts.Purged.kind()
    )
    for said in session.scalars(purges):
        if "up_to" in said:
            yield 1, said["up_to"]
        yield from map(tuple, said["seqs"])


_LINK = (ChainLink.seq, ChainLink.commitment, ChainLink.prev, ChainLink.hash)
_SAID = tuple(getattr(JournalEntry, part.name) for part in fields(Body))
_NEVER = datetime.min.replace(tzinfo=UTC)
_UNREADABLE = Kept(b"", Body(0, "", None, _NEVER, _NEVER, None, None, False, {}))
"""Contents that no program of ours has written. No link was made of these."""


def _before(session: Session, site_id: int, since: datetime) -> Head | None:
    """The link before the first fact of that time, or the newest; none when there is none before."""
    said = select(func.min(JournalEntry.seq)).where(
        JournalEntry.site_id == site_id, JournalEntry.recorded_at >= since
    )
    first = session.scalar(said)
    before = select(ChainLink.seq, ChainLink.hash).where(ChainLink.site_id == site_id)
    if first is not None:
        before = before.where(ChainLink.seq < first)
    found = session.execute(before.order_by(ChainLink.seq.desc()).limit(1)).one_or_none()
    return None if found is None else Head(found.seq, found.hash)


def _rows(
    house: House, site_id: int, last: int, reached: int | None = None
) -> Iterator[tuple[Link, Kept | None]]:
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
