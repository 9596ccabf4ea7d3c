"""Steps are closed at a fixed time after their end, oldest first, whatever they hold.

1. What changed is posted, some hundred rows in a commit.
2. What each series would show is asked about, beside all that was shown before: which may not, as somebody
   who collects all of it would know too much? That takes a while, and nobody waits for it.
3. In one commit: if it is still the same, what may be shown is, and what was counted of it is added to the
   counters and is nowhere by itself any more. What may not shows nothing; its events are counted with the
   next step. If something changed meanwhile, it is begun again.

Nothing is closed by a clock that cannot be believed. Legal holds and long keeping change nothing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import disclosure
from ops.domain.disclosure import DECLARED, WHOLE, History, HoldBack, Series
from ops.domain.ranges import ONE_DAY, read
from ops.domain.window import local
from ops.models import Counter, CounterStep, MonthCount, Site
from ops.services import board, clock_records, notices
from ops.services.disclosure import posting, reading
from ops.services.disclosure.steps import Steps, counted_at, nets, oldest_open
from ops.services.house import House
from ops.services.transaction import Made, Transaction


@dataclass(frozen=True)
class Closed:
    """A step that was closed: which series show it, and which were held back."""

    until: date
    shown: tuple[Series, ...]
    held: tuple[Series, ...]


@dataclass(frozen=True)
class _Would:
    """What a series has shown, and what it would show beside that; the counters then, and what was taken
    back beyond what was counted."""

    before: History
    after: History
    counters: Mapping[str, int]
    waiting: Mapping[str, int]


def at_once() -> None:
    """Without a breath: nobody waits."""


def begin(house: House, breathe: Callable[[], object] = at_once) -> None:
    """Counters of each site that has none yet, and steps up to today: one in which nothing happens is
    closed as well. ``breathe`` comes after each site."""
    for site in board.sites(house):
        if not _has_begun(house, site.id):
            notices.commit(house, site.id, "counters", _begin)
        breathe()


def is_any_due(house: House, breathe: Callable[[], object] = at_once) -> bool:
    """Whether a step of any site could be closed now. ``breathe`` comes after each site."""
    for site in board.sites(house):
        if _due(house, site.id) is not None:
            return True
        breathe()
    return False


def left_open(house: House, site_id: int) -> date | None:
    """The end of a step that should have been closed a day ago, whyever it was not."""
    with house.db.read() as session:
        until = oldest_open(session, site_id)
        time_zone = session.get_one(Site, site_id).time_zone
    if until is None or house.now() < disclosure.closes_at(until, time_zone) + ONE_DAY:
        return None
    return until


def close_next(house: House, site_id: int, hold_back: HoldBack) -> Closed | None:
    """The oldest step of a site that is due; ``None``: there is none."""
    while (until := _due(house, site_id)) is not None:
        notices.commit(house, site_id, "counters", _begin)
        _post_all(house, site_id)
        with house.db.read() as session:
            histories = reading.newest(session, site_id)
            would = _would_show(session, site_id, until, histories)
        if not would:
            continue  # Another process closed it meanwhile.
        held = frozenset(hold_back(tuple(histories.values()), tuple(one.after for one in would.values())))
        closed: list[Closed] = []
        work = partial(_close, until, would, held, closed.append)
        notices.commit(house, site_id, "counters", work)
        if closed:
            return closed[0]
    return None


def begin_anew(house: House) -> None:
    """A backup was put back. A step that is due may have been closed after it was made, and shown: what it
    showed is not known here, and is never shown otherwise. What was counted of it goes uncounted, and
    counting begins anew, from numbers drawn anew, where the newest of them ended."""
    for site in board.sites(house):
        _post_all(house, site.id)
        notices.commit(house, site.id, "counters", _begin_anew)


def _has_begun(house: House, site_id: int) -> bool:
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        today = local(house.now(), site.time_zone).date()
        open_today = select(CounterStep.series).where(
            CounterStep.site_id == site_id, CounterStep.closed_at.is_(None), CounterStep.until > today
        )
        return {series.value for series in counted_at(site)} <= set(session.scalars(open_today))


def _begin(transaction: Transaction) -> Made:
    steps = Steps(transaction.session, transaction.site, transaction.now)
    today = local(transaction.now, transaction.site.time_zone).date()
    for series in steps.series():
        steps.of_day(series, today)
        steps.counters(series)
    return Made({})


def _due(house: House, site_id: int) -> date | None:
    with house.db.read() as session:
        until = oldest_open(session, site_id)
        site = session.get_one(Site, site_id)
        if until is None or clock_records.is_suspect(session):
            return None
        if house.now() < disclosure.closes_at(until, site.time_zone):
            return None
        uncounted = select(MonthCount.month).where(
            MonthCount.site_id == site_id, MonthCount.made_at.is_(None)
        )
        if any(read(month).last < until for month in session.scalars(uncounted)):
            return None
        return until


def _post_all(house: House, site_id: int) -> None:
    left = [1]

    def work(transaction: Transaction) -> Made:
        left[0] = posting.some(transaction)
        return Made({})

    while left[0]:
        notices.commit(house, site_id, "counters", work)


def _would_show(
    session: Session, site_id: int, until: date, histories: Mapping[Series, History]
) -> dict[Series, _Would]:
    rows = session.scalars(
        select(CounterStep).where(
            CounterStep.site_id == site_id, CounterStep.until == until, CounterStep.closed_at.is_(None)
        )
    )
    steps = {Series(row.series): row for row in rows}
    return {
        series: _would(session, steps[series], before)
        for series, before in histories.items()
        if series in steps
    }


def _would(session: Session, step: CounterStep, before: History) -> _Would:
    series, counted = before.series, nets(session, step)
    rows = session.scalars(
        select(Counter).where(Counter.site_id == step.site_id, Counter.series == step.series)
    )
    x = {row.category: row.x for row in rows}
    settled = {
        category: disclosure.settled(x[category], counted.get(category, 0))
        for category in DECLARED[series].categories
    }
    counters = {category: after for category, (after, _) in settled.items()}
    shown = {category: disclosure.fine(counted) for category, counted in counters.items()}
    totals = before.totals
    if totals is not None:
        totals = (*totals, totals[-1] + counters[WHOLE] - x[WHOLE])
    after = History(series, (*before.boundaries, step.until), (*before.shown, shown), totals)
    return _Would(
        before, after, counters, {category: left for category, (_, left) in settled.items() if left}
    )


def _close(
    until: date,
    would: Mapping[Series, _Would],
    held: Collection[Series],
    say: Callable[[Closed], None],
    transaction: Transaction,
) -> Made:
    session, site_id = transaction.session, transaction.site.id
    if _would_show(session, site_id, until, reading.newest(session, site_id)) != would:
        return Made({})
    steps = Steps(session, transaction.site, transaction.now)
    for series, one in would.items():
        step = next(step for step in steps.open(series) if step.until == until)
        step.closed_at = transaction.now
        left = nets(session, step)
        steps.forget(step)
        following = steps.of_day(series, until)
        if series not in held:
            for category, counter in steps.counters(series).items():
                counter.x = one.counters.get(category, counter.x)
            step.shown = dict(one.after.shown[-1])
            step.total = one.after.totals[-1] if one.after.totals else None
            left = dict(one.waiting)
        for category, net in left.items():
            steps.count(series, following, category, net)
    shows = tuple(series for series in would if series not in held)
    say(Closed(until, shows, tuple(series for series in would if series in held)))
    return Made({})


def _begin_anew(transaction: Transaction) -> Made:
    steps = Steps(transaction.session, transaction.site, transaction.now)
    for series in steps.series():
        due = [
            step
            for step in steps.open(series)
            if transaction.now >= disclosure.closes_at(step.until, transaction.site.time_zone)
        ]
        if not due:
            continue
        later = [step for step in steps.open(series) if step not in due]
        for step in due:
            steps.forget(step)
            transaction.session.delete(step)
        steps.begin_line(series, due[-1].until)
        for step in later:
            step.line = steps.line(series)[0].line
    return Made({})
