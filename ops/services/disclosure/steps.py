"""The steps of a site's counters: where they begin and end, and what is counted of those that are open."""

import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from ops.domain import disclosure
from ops.domain.disclosure import COARSE, DECLARED, Events, Expected, Series
from ops.domain.window import local
from ops.models import Counter, CounterOpen, CounterStep, PurgeRun, Site
from ops.services.summaries.reading import first_day


class Steps:
    """Of one site, in one session. A site whose counters have not begun begins them; a drill never does."""

    def __init__(self, session: Session, site: Site, now: datetime) -> None:
        self._session = session
        self._site = site
        self._now = now
        self._expected = Expected.from_json(site.expected)
        rows = session.scalars(
            select(CounterStep).where(CounterStep.site_id == site.id).order_by(CounterStep.until)
        )
        self._of: dict[Series, list[CounterStep]] = {}
        self._counting: dict[tuple[int, str, date, str], CounterOpen] = {}
        for row in rows:
            self._of.setdefault(Series(row.series), []).append(row)
        for series, steps in self._of.items():
            newest = max(step.line for step in steps)
            self._of[series] = [step for step in steps if step.line == newest]
        if new := counted_at(site) - self._of.keys():
            held = self._held_from()
            for series in new:
                self._of[series] = []
                self.begin_line(series, held[DECLARED[series].of])

    def _held_from(self) -> Mapping[Events, date]:
        """From which day on all rows are held, as none of them was deleted unposted."""
        first = first_day(self._session, self._site, self._now)
        run = self._session.get(PurgeRun, self._site.id)
        if run is None:
            return dict.fromkeys(Events, first)
        gone = {of: run.responses_before if of is Events.RESPONSES else run.stays_before for of in Events}
        return {of: max(first, local(at, self._site.time_zone).date()) for of, at in gone.items()}

    def series(self) -> tuple[Series, ...]:
        """Those that are counted here, what is wanted most first."""
        return tuple(series for series in Series if series in self._of)

    def line(self, series: Series) -> list[CounterStep]:
        """Its steps since counting began, oldest first."""
        return self._of[series]

    def open(self, series: Series) -> list[CounterStep]:
        """Those of them that are open."""
        return [step for step in self._of[series] if step.closed_at is None]

    def begin_line(self, series: Series, day: date) -> None:
        """Counting begins with that day, from numbers drawn anew; nothing before it is compared with it."""
        self._session.execute(delete(Counter).where(*self._counted(series)))
        drawn = self._draw(series, DECLARED[series].categories)
        older = [step.line for step in self._of[series]]
        first = CounterStep(
            site_id=self._site.id,
            series=series.value,
            line=max(older, default=-1) + 1,
            until=day,
            closed_at=self._now,
            shown={category: disclosure.fine(u) for category, u in drawn.items()},
            total=0 if DECLARED[series].exact_inside else None,
        )
        self._session.add(first)
        self._of[series] = [first]

    def of_day(self, series: Series, day: date) -> CounterStep:
        """The step that what happened that day is counted in: its own while that is open, else the oldest
        one that is."""
        for step in self.open(series):
            if day < step.until:
                return step
        step = self._next(series)
        while step.until <= day:
            step = self._next(series)
        return step

    def _next(self, series: Series) -> CounterStep:
        last = self._of[series][-1]
        months = self._expected.months(DECLARED[series].of)
        step = CounterStep(
            site_id=self._site.id,
            series=series.value,
            line=last.line,
            until=disclosure.step_end(last.until, months),
            closed_at=None,
        )
        self._session.add(step)
        self._of[series].append(step)
        return step

    def count(self, series: Series, step: CounterStep, category: str, number: int) -> None:
        """So many more in that step, or fewer."""
        key = (self._site.id, series.value, step.until, category)
        row = self._counting.get(key) or self._session.get(CounterOpen, key)
        if row is None:
            row = CounterOpen(site_id=key[0], series=key[1], until=key[2], category=key[3], net=0)
            self._session.add(row)
        self._counting[key] = row
        row.net += number

    def forget(self, step: CounterStep) -> None:
        """What was counted in it is nowhere any more."""
        self._session.execute(delete(CounterOpen).where(*_in(step)))

    def counters(self, series: Series) -> dict[str, Counter]:
        """By category. One that was declared since begins with a number of its own."""
        found = self._kept(series)
        if new := [category for category in DECLARED[series].categories if category not in found]:
            self._draw(series, new)
            found = self._kept(series)
        return found

    def _kept(self, series: Series) -> dict[str, Counter]:
        rows = self._session.scalars(select(Counter).where(*self._counted(series)))
        return {row.category: row for row in rows}

    def _draw(self, series: Series, categories: Collection[str]) -> dict[str, int]:
        """A number for each to begin with, kept in one statement: the room waits for this commit."""
        drawn = {category: secrets.randbelow(COARSE) for category in categories}
        row = {"site_id": self._site.id, "series": series.value}
        rows = [row | {"category": category, "x": u} for category, u in drawn.items()]
        self._session.execute(insert(Counter).values(rows))
        return drawn

    def _counted(self, series: Series) -> tuple[ColumnElement[bool], ...]:
        return Counter.site_id == self._site.id, Counter.series == series.value


def nets(session: Session, step: CounterStep) -> dict[str, int]:
    """What was counted in a step so far, by category."""
    rows = session.execute(select(CounterOpen.category, CounterOpen.net).where(*_in(step)))
    return dict(rows.all())


def _in(step: CounterStep) -> tuple[ColumnElement[bool], ...]:
    return (
        CounterOpen.site_id == step.site_id,
        CounterOpen.series == step.series,
        CounterOpen.until == step.until,
    )


def counted_at(site: Site) -> set[Series]:
    """People are counted only where a card does it, and nothing in a drill."""
    if site.drill_of is not None:
        return set()
    return set(Series) if site.cards else set(Series) - {Series.PEOPLE}


def oldest_open(session: Session, site_id: int) -> date | None:
    """Up to where the oldest step goes that is open."""
    return session.scalar(
        select(func.min(CounterStep.until)).where(
            CounterStep.site_id == site_id, CounterStep.closed_at.is_(None)
        )
    )
