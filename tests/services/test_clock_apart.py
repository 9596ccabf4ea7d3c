"""Two clocks that should say the same, where there are two."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from ops.clock import utc_now
from ops.db import Database
from ops.domain.words import NoticeKind
from ops.models import Heartbeat
from ops.services import clock_apart, clock_trust
from ops.services.clock_apart import NO_TIME, OtherClocks
from ops.services.house import House
from tests.services.room import Clock, Room
from tests.support.databases import empty
from tests.support.keys import KEYS

MINUTE = timedelta(minutes=1)


def readings(*ahead: timedelta) -> Callable[[], datetime]:
    """A clock that is so much ahead of this machine's, from one reading to the next."""
    left = iter(ahead)
    return lambda: utc_now() + next(left)


def house_of(database: Database, now: Callable[[], datetime]) -> House:
    return House(database, now, lambda site: None, KEYS)


@pytest.mark.postgres
class TestTheDatabasesClock:
    """That of this very machine, where these tests have their PostgreSQL."""

    @pytest.mark.parametrize("ahead", [10 * MINUTE, -10 * MINUTE])
    def test_it_is_apart_by_what_ours_is_wrong(self, postgres_tables: Database, ahead: timedelta) -> None:
        before = utc_now()
        found = clock_apart.from_database(house_of(postgres_tables, readings(ahead, ahead)))
        took = utc_now() - before
        assert abs(ahead) - took <= abs(found) <= abs(ahead)
        assert (found < NO_TIME) == (ahead > NO_TIME)

    def test_the_same_clock_is_not_apart_from_itself(self, postgres_tables: Database) -> None:
        assert clock_apart.from_database(house_of(postgres_tables, utc_now)) == NO_TIME

    def test_a_slow_question_makes_no_difference(self, postgres_tables: Database) -> None:
        slow = house_of(postgres_tables, readings(-MINUTE, MINUTE))
        assert clock_apart.from_database(slow) == NO_TIME


def test_the_embedded_database_has_no_clock(sqlite_tables: Database) -> None:
    def never() -> datetime:
        raise AssertionError("it was asked")

    house = house_of(sqlite_tables, never)
    assert clock_apart.from_database(house) == NO_TIME
    assert not OtherClocks(house).are_apart()


@pytest.mark.parametrize(("behind", "said"), [(10 * MINUTE, 600.0), (-10 * MINUTE, -600.0)])
def test_each_site_is_told_once_by_how_much(
    watched: Room, elsewhere: Room, behind: timedelta, said: float
) -> None:
    for _ in range(2):
        clock_trust.is_apart(watched.house, behind)
    watched.screens_follow()
    for room in (watched, elsewhere):
        assert [fact["behind"] for fact in room.facts("clock_suspected")] == [said]
        assert [notice["kind"] for notice in room.board()["notices"]] == [NoticeKind.CLOCK_SUSPECT]


@pytest.mark.postgres
class TestTheClocksOfOthers:
    """By a colleague's beats, between two looks ten seconds apart."""

    @pytest.fixture
    def house(self, postgres_tables: Database, clock: Clock) -> Iterator[House]:
        yield house_of(postgres_tables, clock)
        empty(postgres_tables)

    def beats(self, house: House, ahead: timedelta = NO_TIME) -> None:
        theirs = house.now() + ahead
        with house.db.write() as session:
            session.merge(Heartbeat(process="colleague", started_at=theirs, at=theirs, version=None))

    @pytest.mark.parametrize(("ahead", "apart"), [(0, False), (1.9, False), (60, True), (-60, True)])
    def test_they_are_known_by_when_a_beat_came(
        self, house: House, clock: Clock, ahead: float, apart: bool
    ) -> None:
        others, by = OtherClocks(house), timedelta(seconds=ahead)
        self.beats(house, by)
        assert not others.are_apart()  # It may be from long ago.
        clock.pass_(seconds=5)
        self.beats(house, by)
        clock.pass_(seconds=5)
        assert others.are_apart() is apart

    def test_who_has_stopped_is_not_apart(self, house: House, clock: Clock) -> None:
        others = OtherClocks(house)
        self.beats(house)
        for _ in range(3):
            assert not others.are_apart()
            clock.pass_(seconds=10)
