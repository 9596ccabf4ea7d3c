"""Months of a room with late entries, slips, corrections, deletions and power cuts, against a plain list.

The list is all there is to know: every visit with what is true of it by now. After each step that is
closed the counters are what the list says of all days before its end.
"""

import random
from collections import Counter as Tally
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import combinations, pairwise
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ops.domain.disclosure import COARSE, DECLARED, FINE, Series, window
from ops.domain.retention import Kept
from ops.domain.words import EndKind, Route, Substance, Track, VisitState
from ops.models import Counter, Site, Visit
from ops.services.disclosure import closing, reading
from ops.services.retention import keeping
from tests.services.counting import posts, purges
from tests.services.room import Room, at

BEGAN = at("00:00").replace(month=1, day=1)
DAYS = 76
COUNTED = (Series.VISITS, Series.EPISODES, Series.VISITS_BY_ROUTE, Series.VISITS_BY_SUBSTANCE)
Cell = tuple[Series, str]


@dataclass(frozen=True)
class Known:
    """Of one visit."""

    id: UUID
    seated: datetime
    route: Route | None
    substances: tuple[Substance, ...]
    episodes: int = 1
    undone: bool = False

    def counts(self) -> Tally[Cell]:
        if self.undone:
            return Tally()
        found: Tally[Cell] = Tally({(Series.VISITS, ""): 1, (Series.EPISODES, ""): self.episodes})
        found[Series.VISITS_BY_ROUTE, self.route.value if self.route else "not_said"] = 1
        for substance in self.substances or (Substance.UNKNOWN,):
            found[Series.VISITS_BY_SUBSTANCE, substance.value] = 1
        return found


class PowerCut(Exception):
    """Before the commit."""


class Months:
    """One room, its list, and what it has shown."""

    def __init__(self, room: Room, chance: random.Random) -> None:
        self.room = room
        self.chance = chance
        self.known: dict[UUID, Known] = {}
        self.closed: list[date] = []
        self.cumulated: list[Tally[Cell]] = [Tally()]
        self.histories: dict[tuple[Series, date], dict[str, int]] = {}

    def comes(self, on: datetime) -> None:
        """Somebody, that day at any hour."""
        visit = Known(
            UUID(int=self.chance.getrandbits(128)),
            on + timedelta(minutes=self.chance.randrange(24 * 60)),
            self.chance.choice([*Route, None]),
            tuple(self.chance.sample(list(Substance)[:4], self.chance.choice([0, 1, 1, 2]))),
        )
        self.known[visit.id] = visit
        with self.room.house.db.write() as session:
            session.add(
                Visit(
                    id=visit.id,
                    site_id=self.room.site_id,
                    arrived_at=visit.seated,
                    changed_at=visit.seated,
                    seated_at=visit.seated,
                    ended_at=visit.seated + timedelta(minutes=20),
                    stage=VisitState.ENDED,
                    asleep_in_a_row=0,
                    track=Track.REGULAR,
                    check_number=0,
                    look_outside=False,
                    naloxone=False,
                    **self._columns(session, visit),
                )
            )

    def changes(self) -> None:
        """Any that is still held: taken back, or said otherwise, or moved to another day."""
        with self.room.house.db.write() as session:
            held = session.scalars(select(Visit.id)).all()
            if not held:
                return
            old = self.known[self.chance.choice(sorted(held))]
            new = self.chance.choice(
                [
                    replace(old, undone=True),
                    replace(old, route=self.chance.choice([*Route, None])),
                    replace(old, substances=(self.chance.choice(list(Substance)[:4]),)),
                    replace(old, episodes=self.chance.randrange(3)),
                    replace(old, seated=old.seated - timedelta(hours=self.chance.randrange(30))),
                ]
            )
            new = replace(new, seated=max(new.seated, BEGAN))
            columns = self._columns(session, new) | {"seated_at": new.seated}
            session.execute(update(Visit).where(Visit.id == new.id).values(**columns))
        self.known[new.id] = new

    def _columns(self, session: Session, visit: Known) -> dict[str, object]:
        site = session.get_one(Site, self.room.site_id)
        site.version += 1
        return {
            "version": site.version,
            "state": VisitState.ENDED,
            "end_kind": EndKind.UNDONE if visit.undone else EndKind.LEFT,
            "route": visit.route,
            "substances": [substance.value for substance in visit.substances],
            "episodes": visit.episodes,
        }

    def closes(self, hold_back: Collection[Series] = ()) -> None:
        closing.begin(self.room.house)
        while step := closing.close_next(self.room.house, self.room.site_id, lambda *_: hold_back):
            self.closed.append(step.until)
            self.compare(step)

    def true_before(self, until: date) -> Tally[Cell]:
        found: Tally[Cell] = Tally()
        for visit in self.known.values():
            if visit.seated.date() < until:
                found.update(visit.counts())
        return found

    def compare(self, step: closing.Closed) -> None:
        """What the counters gained is what the list says: or what it said before, where more was taken back
        than counted, or what they had, where they were held back."""
        before, now = self.cumulated[-1], self.true_before(step.until)
        expected: Tally[Cell] = Tally()
        for series in COUNTED:
            for category in DECLARED[series].categories:
                cell = (series, category)
                expected[cell] = before[cell] if series in step.held else max(before[cell], now[cell])
        with self.room.house.db.read() as session:
            x = {(Series(row.series), row.category): row.x for row in session.scalars(select(Counter))}
        if len(self.cumulated) == 1:
            self.drawn = {cell: x[cell] - expected[cell] for cell in expected}
            assert all(0 <= u < COARSE for u in self.drawn.values())
        assert {cell: x[cell] - self.drawn[cell] for cell in expected} == dict(expected)
        self.cumulated.append(expected)
        self._never_another_number()

    def _never_another_number(self) -> None:
        with self.room.house.db.read() as session:
            for series in COUNTED:
                (line,) = reading.lines(session, self.room.site_id, series)
                for day, shown in line.shown.items():
                    assert self.histories.setdefault((series, day), dict(shown)) == shown
                for before, after in pairwise(line.shown.values()):
                    assert all(before[category] <= after[category] for category in after)

    def intervals_hold(self) -> int:
        """Of all windows between boundaries, for both audiences; how many."""
        looked = 0
        at = dict(zip([BEGAN.date(), *self.closed], self.cumulated, strict=True))
        with self.room.house.db.read() as session:
            for series in COUNTED:
                (line,) = reading.lines(session, self.room.site_id, series)
                for start, until in combinations(line.shown, 2):
                    for category in DECLARED[series].categories:
                        truth = at[until][series, category] - at[start][series, category]
                        for b in (FINE, COARSE):
                            said = window(line.shown[start][category], line.shown[until][category], b)
                            assert said.low <= truth <= said.high
                            looked += 1
        return looked


@contextmanager
def loses_power(room: Room, monkeypatch: pytest.MonkeyPatch, chance: random.Random) -> Iterator[None]:
    """Now and then, when all of a commit is written and nothing of it is kept."""
    write = room.house.db.write

    @contextmanager
    def cut() -> Iterator[Session]:
        with write() as session:
            yield session
            if chance.random() < 0.2:
                session.flush()
                raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(room.house.db, "write", cut)
        yield


@pytest.fixture
def months(room: Room, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Months:
    # Figures of shifts are another matter, and most of the time it takes.
    monkeypatch.setattr(keeping, "keep_one", lambda *_: False)
    with room.house.db.write() as session:
        site = session.get_one(Site, room.site_id)
        site.expected = {"visits_per_month": 60}
    room.clock.time = BEGAN
    closing.begin(room.house)
    return Months(room, random.Random(request.param))


def live(months: Months, monkeypatch: pytest.MonkeyPatch, a_day: int) -> None:
    """Day after day. Whatever is cut off is done again the next day."""
    room, chance = months.room, months.chance
    for number in range(DAYS):
        today = BEGAN + timedelta(days=number)
        room.clock.time = today + timedelta(hours=23, minutes=59)
        for _ in range(chance.randrange(2 * a_day + 1)):
            late = chance.randrange(1, 6) if chance.random() < 0.1 else 0
            months.comes(max(BEGAN, today - timedelta(days=late)))
        for _ in range(chance.randrange(3)):
            months.changes()
        held = [series for series in COUNTED if chance.random() < 0.15]
        with loses_power(room, monkeypatch, chance):
            for work in (partial(posts, room), partial(purges, room), partial(months.closes, held)):
                if chance.random() < 0.25:
                    try:
                        work()
                    except PowerCut:
                        continue


SOAK = [pytest.param(seed, kept, marks=pytest.mark.soak) for seed in range(2, 4) for kept in (1, 7, 60)]


@pytest.mark.parametrize(("months", "kept"), [(1, 1), *SOAK], indirect=["months"])
def test_nothing_is_counted_twice_or_lost_and_what_is_shown_holds_the_truth(
    months: Months, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    with months.room.house.db.write() as session:
        session.get_one(Site, months.room.site_id).kept = Kept(kept, kept, kept).as_json()
    live(months, monkeypatch, a_day=2)
    months.closes()
    assert len(months.closed) == 2
    assert months.intervals_hold() > 0
