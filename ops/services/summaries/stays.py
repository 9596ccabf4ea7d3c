"""The part of a summary about stays: visits, waits, time in a booth, places in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from ops.domain import facts
from ops.domain.counting import Span, bins, most_at_once, spread
from ops.domain.stretches import PlaceFact, PlaceKind, Stretch, runs, stretches
from ops.domain.summary import InBooth, Visits, Waits
from ops.domain.words import BoothKind, EndKind
from ops.models import Booth, Seat, Visit
from ops.services.journal_facts import Told, told
from ops.services.summaries.reading import Reading, count_each, counts

PLACE_FACTS = (
    facts.PersonSeated,
    facts.PersonMoved,
    facts.PeopleSwapped,
    facts.CameBack,
    facts.VisitEnded,
)
COUNTED = or_(Visit.end_kind.is_(None), Visit.end_kind != EndKind.UNDONE)


@dataclass(frozen=True)
class Stays:
    """Of those in a place at some time of the window: where they were, their times in booths, when those
    ended whose end nobody recorded, and where those were who were still here at its end."""

    everywhere: tuple[Stretch, ...]
    in_booth: tuple[Stretch, ...]
    forgotten: dict[UUID, datetime | None]
    still_here: tuple[Stretch, ...]


def read(part: Reading) -> Stays:
    """Who was in which booth, from the facts of the stays that touch the window."""
    rows = part.session.execute(
        select(Visit.id, Visit.arrived_at, Visit.end_kind, Visit.ended_at).where(
            *_of_site(part), Visit.seated_at < part.until, _not_ended_before(part.start)
        )
    ).all()
    if not rows:
        return Stays((), (), {}, ())
    earliest = min(row.arrived_at for row in rows)
    wanted = {row.id for row in rows}
    happened = told(part.session, part.site.id, PLACE_FACTS, earliest, part.until)
    places = [fact for fact in map(_place_fact, happened) if fact.visit in wanted]
    forgotten = {row.id: row.ended_at for row in rows if row.end_kind is EndKind.NOT_RECORDED}
    stays = {row.id for row in rows if row.ended_at is None or row.ended_at >= part.until}
    found = stretches(places)
    last = {stretch.visit: stretch for stretch in found if stretch.visit in stays}
    return Stays(tuple(found), tuple(runs(found, _booths(part))), forgotten, tuple(last.values()))


def visits(part: Reading) -> Visits:
    """See ``Visits`` for what each number means."""
    session, site = part.session, _of_site(part)
    seated = Visit.seated_at.is_not(None)

    def count(*where: ColumnElement[bool]) -> Select[int]:
        return select(func.count(Visit.id)).where(*site, *where)

    begun, already_here, still_here = counts(
        session,
        count(part.inside(Visit.seated_at)),
        count(Visit.seated_at < part.start, _here_after(part.start)),
        count(Visit.seated_at < part.until, _not_ended_before(part.until)),
    )

    def of_these(where: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((where, 1), else_=0)), 0)

    of_ended = (
        func.count(Visit.id),
        of_these(Visit.episodes == 0),
        of_these(Visit.end_kind == EndKind.NOT_RECORDED),
    )
    ended, without_use, end_not_recorded = session.execute(
        select(*of_ended).where(*site, seated, part.inside(Visit.ended_at))
    ).one()
    return Visits(
        begun=begun,
        already_here=already_here,
        episodes=_episodes(part),
        ended=ended,
        without_use=without_use,
        end_not_recorded=end_not_recorded,
        still_here=still_here,
    )


def waits(part: Reading) -> Waits:
    """See ``Waits`` for what each number means."""
    session, site = part.session, _of_site(part)
    seated = session.execute(
        select(Visit.arrived_at, Visit.seated_at).where(
            *site, part.inside(Visit.seated_at), Visit.seated_at > Visit.arrived_at
        )
    )
    left = session.execute(
        select(Visit.arrived_at, Visit.ended_at).where(
            *site, part.inside(Visit.ended_at), Visit.end_kind == EndKind.LEFT_BEFORE_USING
        )
    )
    turned_away = session.execute(
        select(Visit.turned_away_why, func.count(Visit.id))
        .where(*site, part.inside(Visit.ended_at), Visit.end_kind == EndKind.TURNED_AWAY)
        .group_by(Visit.turned_away_why)
        .order_by(func.count(Visit.id).desc(), Visit.turned_away_why)
    )
    waiting = session.scalar(
        select(func.count(Visit.id)).where(
            *site,
            Visit.arrived_at < part.until,
            or_(Visit.seated_at.is_(None), Visit.seated_at >= part.until),
            _not_ended_before(part.until),
        )
    )
    waited = [_seconds(since, until) for since, until in seated]
    return Waits(
        seated=spread(waited),
        left_before_using=spread([_seconds(since, until) for since, until in left]),
        turned_away={why.value if why else "": count for why, count in turned_away},
        waiting=waiting or 0,
        bins=bins(waited),
    )


def in_booth(part: Reading, stays: Stays) -> InBooth:
    """See ``InBooth`` for what is counted."""
    ended = [run for run in stays.in_booth if run.end is not None and part.start <= run.end < part.until]
    known = [run for run in ended if stays.forgotten.get(run.visit) != run.end]
    seconds = [_seconds(run.start, run.end) for run in known]
    return InBooth(spread(seconds), bins(seconds), not_recorded=len(ended) - len(known))


def by_period(part: Reading, stays: Stays) -> tuple[list[int], list[int]]:
    """Visits begun and most places in use, for each period."""
    spans = [(period.start, period.end) for period in part.periods]
    begun = count_each(part.session, Visit.seated_at, spans, *_of_site(part))
    taken: Sequence[Span] = [(run.start, run.end) for run in stays.in_booth]
    return begun, [most_at_once(taken, start, end) for start, end in spans]


def places(part: Reading) -> int:
    """Seats of all booths as they are set up, aftercare apart, closed ones too."""
    seats = select(func.count(Seat.id)).join(Booth, Booth.id == Seat.booth_id)
    return (
        part.session.scalar(
            seats.where(
                Booth.site_id == part.site.id,
                Booth.retired.is_(False),
                Booth.kind != BoothKind.AFTERCARE,
                Seat.extra.is_(False),
            )
        )
        or 0
    )


def _episodes(part: Reading) -> int:
    """Uses begun in the window, those of stays in which none was left standing taken off."""
    begun = told(part.session, part.site.id, (facts.EpisodeBegun,), part.start, part.until)
    # Ending "without use" takes the only episode of a stay back; its row says so.
    none = set(
        part.session.scalars(
            select(Visit.id).where(
                Visit.site_id == part.site.id,
                Visit.episodes == 0,
                Visit.seated_at.is_not(None),
                or_(Visit.ended_at.is_(None), Visit.ended_at >= part.start),
            )
        )
    )
    return sum(fact.id("visit") not in none for fact in begun)


def _of_site(part: Reading) -> tuple[ColumnElement[bool], ...]:
    return (Visit.site_id == part.site.id, COUNTED)


def _not_ended_before(at: datetime) -> ColumnElement[bool]:
    return or_(Visit.ended_at.is_(None), Visit.ended_at >= at)


def _here_after(at: datetime) -> ColumnElement[bool]:
    return or_(Visit.ended_at.is_(None), Visit.ended_at > at)


def _booths(part: Reading) -> set[int]:
    return set(
        part.session.scalars(
            select(Booth.id).where(Booth.site_id == part.site.id, Booth.kind != BoothKind.AFTERCARE)
        )
    )


def _place_fact(fact: Told) -> PlaceFact:
    visit = fact.id("visit")
    assert visit is not None
    where = fact.data.get("booth"), fact.id("other"), fact.data.get("seat")
    return PlaceFact(PlaceKind(fact.kind), fact.at, visit, *where)


def _seconds(since: datetime, until: datetime | None) -> float:
    assert until is not None
    return (until - since).total_seconds()
