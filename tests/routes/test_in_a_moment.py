"""Nobody waits for longer than a moment, and what is slow is not asked twice at a time."""

import threading
from collections.abc import Iterator

import pytest

from ops.db import DatabaseAway
from ops.routes import in_a_moment
from ops.routes.in_a_moment import InAMoment
from tests.support.processes import wait_until


class Slow:
    """Answers when it is let; how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.goes_on = threading.Event()

    def __call__(self) -> int:
        self.asked += 1
        self.goes_on.wait(20)
        return self.asked


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.goes_on.set()


def test_what_is_known_is_said_and_asked_each_time() -> None:
    answers = iter(("one", "two"))
    asked = InAMoment[str]()
    assert [asked.of(lambda: next(answers)) for _ in range(2)] == ["one", "two"]


def test_what_takes_long_is_left_out_and_asked_once(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_a_moment, "A_MOMENT", 0.05)
    asked = InAMoment[int]()
    assert [asked.of(slow) for _ in range(5)] == [None] * 5
    assert slow.asked == 1
    slow.goes_on.set()
    wait_until(lambda: (asked.of(slow) or 0) > 1, "asked anew, when the first was answered")


def test_nobody_waits_for_what_somebody_has_waited_for_in_vain(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_a_moment, "A_MOMENT", 0.05)
    asked = InAMoment[int]()
    assert asked.of(slow) is None
    # Whoever waits now waits for as long as this test may take.
    monkeypatch.setattr(in_a_moment, "A_MOMENT", threading.TIMEOUT_MAX)
    assert asked.of(slow) is None
    assert slow.asked == 1


def test_with_the_database_away_there_is_no_answer_and_it_is_asked_again() -> None:
    def fail() -> str:
        raise DatabaseAway

    asked = InAMoment[str]()
    assert asked.of(fail) is None
    assert asked.of(lambda: "back") == "back"
