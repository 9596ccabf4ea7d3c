"""Weeks, months and years of a site, and of several."""

from datetime import date

from ops.domain import ranges as stretches
from ops.domain.ranges import RangeKind, around, between
from ops.domain.totals import ByHour
from ops.services import summaries
from ops.services.summaries import ranges
from tests.services.room import Room

SUNDAY = date(2026, 11, 22)


def test_a_week_is_its_days_and_says_since_when_anything_is_recorded(room: Room) -> None:
    room.seats("1")
    room.clock.pass_(minutes=24 * 60)
    room.seats("2")
    week = ranges.of(room.house, [room.site_id], around(RangeKind.WEEK, SUNDAY))
    assert (week.together.visits, week.together.days) == (1, 1)
    assert week.recorded_since == SUNDAY
    assert (week.days_without, week.running, week.as_of) == (6, False, room.clock.time)
    month = ranges.of(room.house, [room.site_id], around(RangeKind.MONTH, SUNDAY))
    assert (month.together.visits, month.together.days, month.running) == (2, 2, True)
    assert month.together.hours[ByHour.VISITS] == {14: 2}
    monday = summaries.summary(room.house, room.site_id, "today")
    assert month.together.visits == monday.visits.begun + week.together.visits


def test_several_sites_are_told_apart_and_together(room: Room, elsewhere: Room) -> None:
    room.seats("1")
    elsewhere.seats("1")
    elsewhere.seats("2")
    told = ranges.of(room.house, [room.site_id, elsewhere.site_id], around(RangeKind.DAY, SUNDAY))
    assert [site.totals.visits for site in told.sites] == [1, 2]
    assert (told.together.visits, told.together.days) == (3, 2)


def test_week_by_week_each_is_whole(room: Room) -> None:
    room.seats("1")
    room.clock.pass_(minutes=24 * 60)
    room.seats("2")
    wanted = between(SUNDAY, date(2026, 11, 23))
    told = ranges.by(room.house, [room.site_id], wanted, RangeKind.WEEK)
    assert [one.range.id for one in told] == ["2026-W47", "2026-W48"]
    assert [one.together.visits for one in told] == [1, 1]
    assert [one.range for one in told] == list(stretches.each(RangeKind.WEEK, wanted))
    assert told[0] == ranges.of(room.house, [room.site_id], told[0].range)
