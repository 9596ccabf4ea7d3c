"""What fails each second is not a line each second."""

import logging

import pytest

from ops.realtime.complaints import Complaints


class Steady:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_failure_is_said_at_once_and_then_each_minute(caplog: pytest.LogCaptureFixture) -> None:
    steady = Steady()
    complaints = Complaints(logging.getLogger("house"), steady)
    for _ in range(150):
        complaints.say(OSError("away"), "the round %s failed", "sweep")
        steady.now += 1
    assert [record.message for record in caplog.records] == [
        "the round sweep failed",
        "the round sweep failed (59 times more, unsaid)",
        "the round sweep failed (59 times more, unsaid)",
    ]
    assert all(record.exc_info is not None for record in caplog.records)


def test_another_kind_of_failure_is_news(caplog: pytest.LogCaptureFixture) -> None:
    complaints = Complaints(logging.getLogger("house"), Steady())
    for error in (OSError("away"), OSError("away"), ValueError("odd"), OSError("away")):
        complaints.say(error, "the round failed")
    assert len(caplog.records) == 2
