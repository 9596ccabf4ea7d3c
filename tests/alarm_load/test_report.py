"""Many shifts as one row: what is counted, and how it moves with staff and grace."""

from collections.abc import Sequence

import pytest

from ops.alarm_load import report
from ops.alarm_load.report import Row, Setting
from ops.alarm_load.tally import Onset, Tally, Times
from ops.domain.words import AlarmLevel
from tests.alarm_load.starter import BOOTHS, PROTOCOL

HIGH, MEDIUM = AlarmLevel.HIGH, AlarmLevel.MEDIUM


def rows(*settings: Setting, shifts: int, seed: int = 1) -> list[Row]:
    return list(report.rows(settings, BOOTHS, PROTOCOL, shifts=shifts, seed=seed, processes=1))


def counted(*shifts: Sequence[Onset]) -> report.Loud:
    tallies = [Tally(after=list(shift), times=Times(on_floor=1.0)) for shift in shifts]
    return report.row(Setting("quiet", 2, 60), tallies).after


def at(time: float, level: AlarmLevel = MEDIUM, *, of_response: bool = False, during: bool = False) -> Onset:
    return Onset(time, level, of_response, during)


def test_medium_is_counted_in_windows_of_ten_minutes() -> None:
    loud = counted([at(10), at(599), at(600), at(28_799), at(20, HIGH)], [])
    assert loud.medium_in_ten == 4 / 96
    assert loud.worst_ten == 2


def test_the_worst_ten_minutes_of_nineteen_shifts_in_twenty() -> None:
    shifts = [[at(number) for number in range(count)] for count in range(1, 21)]
    assert counted(*shifts).worst_ten == 19


def test_high_looks_and_high_responses_are_apart_and_only_looks_have_a_share() -> None:
    loud = counted(
        [
            at(1, HIGH, of_response=True, during=True),
            at(2, HIGH, during=True),
            at(3, MEDIUM, during=True),
            at(4, MEDIUM),
            at(5, HIGH),
        ]
    )
    assert (loud.high_looks, loud.high_responses, loud.during) == (2, 1, 0.5)


def test_a_shift_without_alarms_has_no_share() -> None:
    assert counted([]).during is None


def test_more_staff_make_no_more_alarms() -> None:
    """Where everybody who comes is seated by two as well; in a room that two cannot fill,
    three seat more people, and there are more looks to be late with."""
    two, three = rows(Setting("quiet", 2, 60), Setting("quiet", 3, 60), shifts=8)
    assert three.seated == pytest.approx(two.seated, rel=0.05)
    assert three.after.medium_in_ten < 1.1 * two.after.medium_in_ten
    assert three.after.high_looks <= two.after.high_looks + 0.2
    assert three.nobody_free_minutes < two.nobody_free_minutes


def test_a_busier_room_is_louder() -> None:
    middle, quiet = rows(Setting("middle", 3, 60), Setting("quiet", 3, 60), shifts=1)
    assert middle.after.medium_in_ten > 2 * quiet.after.medium_in_ten
    assert middle.at_work > quiet.at_work


def test_a_longer_grace_is_quieter_and_changes_nothing_else_of_the_protocol() -> None:
    short, long = rows(Setting("quiet", 2, 30), Setting("quiet", 2, 120), shifts=3)
    assert long.after.medium_in_ten < short.after.medium_in_ten
    changed = report.with_grace(PROTOCOL, 30)
    for name, interval in changed.intervals.items():
        ours = PROTOCOL.intervals[name]
        assert (interval.every, interval.urgent_after, interval.grace) == (ours.every, ours.urgent_after, 30)
