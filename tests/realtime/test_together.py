"""What many ask at once is read once, and nobody's answer is older than their question."""

import threading
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from ops import logs
from ops.db import NotThePrimary
from ops.realtime.together import Together, Unanswered
from ops.timelines import Server
from tests.support.processes import wait_until

CROWD = 40


class Database:
    """In place of one: a value that changes, and readings that a test holds up or breaks off."""

    def __init__(self) -> None:
        self.value = "old"
        self.readings: list[Collection[str]] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.trouble: BaseException | None = None

    def read(self, asked: Collection[str]) -> dict[str, str]:
        self.readings.append(asked)
        seen, trouble = self.value, self.trouble
        self.goes_on.wait(20)
        if trouble is not None:
            raise trouble
        return {name: seen for name in asked if name != "nobody"}


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CROWD + 1) as threads:
        yield threads


def under_way(
    together: Together[str, str], database: Database, crowd: ThreadPoolExecutor
) -> Future[str | None]:
    """A reading that has begun, and has seen what was there then."""
    database.goes_on.clear()
    first = crowd.submit(together.ask, "first")
    wait_until(lambda: len(database.readings) == 1, "a reading under way")
    return first


def all_asking(together: Together[str, str], crowd: ThreadPoolExecutor) -> list[Future[str | None]]:
    """Each in a thread of its own, until all of them wait."""
    asked = [crowd.submit(together.ask, f"screen {number}") for number in range(CROWD)]
    wait_until(lambda: len(together._next.asked) == CROWD, "everyone has asked")
    return asked


def test_one_alone_is_answered_and_a_stranger_is_not(database: Database) -> None:
    together = Together(database.read)
    assert together.ask("first") == "old"
    assert together.ask("nobody") is None


def test_who_asks_meanwhile_shares_the_next_reading(database: Database, crowd: ThreadPoolExecutor) -> None:
    together = Together(database.read)
    first = under_way(together, database, crowd)
    others = all_asking(together, crowd)
    database.value = "new"
    database.goes_on.set()
    assert first.result() == "old"
    assert {other.result() for other in others} == {"new"}
    assert [len(reading) for reading in database.readings] == [1, CROWD]


def test_a_fault_is_everyones_and_the_next_reading_is_whole(
    database: Database, crowd: ThreadPoolExecutor
) -> None:
    together = Together(database.read)
    first = under_way(together, database, crowd)
    others = all_asking(together, crowd)
    database.trouble = OSError("the database is away")
    database.goes_on.set()
    assert first.result() == "old"
    for other in others:
        with pytest.raises(OSError, match="away"):
            other.result()
    database.trouble = None
    assert together.ask("first") == "old"


def test_each_of_a_crowd_has_the_way_of_a_fault_and_nobody_elses(
    database: Database, crowd: ThreadPoolExecutor
) -> None:
    """Where all raise the same one, the last has the ways of all to say, and takes as long over it."""
    together = Together(database.read)
    under_way(together, database, crowd)
    others = all_asking(together, crowd)
    fault = NotThePrimary(Server(system=1, timeline=2))
    fault.__cause__ = OSError("the line broke")
    database.trouble = fault
    database.goes_on.set()
    raised = [other.exception() for other in others]
    assert len({id(error) for error in raised}) == CROWD
    assert fault not in raised
    for error in raised:
        assert isinstance(error, NotThePrimary)
        assert (str(error), error.__cause__) == (str(fault), fault.__cause__)
        way = logs.frames(error.__traceback__)
        assert way[-1].endswith(" read")
        assert len(way) < logs.MOST_FRAMES


def test_a_reading_that_was_broken_off_is_no_answer(database: Database, crowd: ThreadPoolExecutor) -> None:
    together = Together(database.read)
    under_way(together, database, crowd)
    others = all_asking(together, crowd)
    database.trouble = SystemExit()
    database.goes_on.set()
    raised = [type(other.exception()) for other in others]
    assert raised.count(SystemExit) == 1, "whoever read for all of them"
    assert raised.count(Unanswered) == CROWD - 1
