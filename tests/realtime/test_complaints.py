"""What fails each second is not a line each second."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from ops import logs
from ops.realtime.complaints import Complaints
from tests.support.written import Written


class Steady:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_failure_is_said_at_once_and_then_each_minute(written: Written) -> None:
    steady = Steady()
    complaints = Complaints(logs.get("house"), steady)
    for _ in range(150):
        complaints.say(OSError("away"), "a round failed", round="sweep")
        steady.now += 1
    assert [event.get("unsaid") for event in written.events] == [None, 59, 59]
    assert {(event["event"], event["round"], event["error"]) for event in written.events} == {
        ("a round failed", "sweep", "OSError")
    }


def test_another_kind_of_failure_is_news(written: Written) -> None:
    complaints = Complaints(logs.get("house"), Steady())
    for error in (OSError("away"), OSError("away"), ValueError("odd"), OSError("away")):
        complaints.say(error, "a round failed")
    assert len(written.events) == 2


def test_two_who_fail_in_one_moment_are_one_line(written: Written) -> None:
    """The second asks what was last said before the first has said anything."""
    meeting = Barrier(2)

    def steady() -> float:
        with suppress(BrokenBarrierError):  # One at a time: nobody else comes.
            meeting.wait(0.5)
        return 100.0

    complaints = Complaints(logs.get("house"), steady)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: complaints.say(OSError("away"), "a round failed"), range(2)))
    assert len(written.events) == 1
    complaints.say(ValueError("odd"), "a round failed")
    assert written.events[-1]["unsaid"] == 1
