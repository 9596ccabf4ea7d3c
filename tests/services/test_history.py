"""Years of before come in whole or not at all, stand beside a room's own days, and are nobody's."""

import io
import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from ops.domain import ranges
from ops.domain.history import mapping, reading
from ops.domain.history.reading import History
from ops.domain.totals import ByHour
from ops.models import DayTotals, Release, ReleaseSite, Site
from ops.services import visits
from ops.services.summaries import history, rolling
from ops.services.summaries import ranges as told
from ops.services.summaries.history import NotTaken, ThereAlready
from tests.domain.test_history import DAYS, EXAMPLE, GLASGOW, VISITS
from tests.services.room import Room
from tests.services.test_holds import asks

EIGHT_MONTHS = {
    "Accessed": (336, 684, 864, 847, 737, 893, 938, 848),
    "Injecting episodes": (268, 523, 609, 610, 451, 547, 546, 514),
    "Medical emergencies": (0, 5, 12, 13, 5, 4, 9, 8),
}


def of_before(room: Room, text: str, table: str) -> History:
    before = history.first_own_day(room.house, room.site_id, replace=True)
    return reading.read(mapping.read(tomllib.loads(text)), io.StringIO(table, newline=""), before)


def glasgow(room: Room) -> History:
    lines = [
        f"2025-{month:02};" + ";".join(map(str, row))
        for month, row in enumerate(zip(*EIGHT_MONTHS.values(), strict=True), 1)
    ]
    return of_before(room, GLASGOW, "\n".join(["Month;" + ";".join(EIGHT_MONTHS), *lines]) + "\n")


def in_all(room: Room, said: str) -> tuple[int, int, int, int]:
    """Days with figures, visits, episodes, responses."""
    found = told.of(room.house, [room.site_id], ranges.read(said)).together
    return found.days, found.visits, found.episodes, found.responses


@pytest.fixture
def begun(room: Room) -> Room:
    """One visit today, and the days before are made."""
    room.does(visits.end, room.seats("3"))
    rolling.roll(room.house, room.site_id)
    return room


def test_eight_published_months_give_their_totals_and_no_month_in_parts(begun: Room) -> None:
    history.take(begun.house, begun.site_id, glasgow(begun), replace=False)
    assert in_all(begun, "2025") == (243, 6147, 4068, 56)
    assert in_all(begun, "2025-06") == (30, 893, 547, 4)
    assert in_all(begun, "2025-Q1") == (90, 1884, 1400, 17)
    # A week is a part of a month of which nobody knows which day was which.
    assert in_all(begun, "2025-W24") == (0, 0, 0, 0)
    assert in_all(begun, "2025-06-01..2025-07-10") == (30, 893, 547, 4)
    by_month = told.by(begun.house, [begun.site_id], ranges.read("2025"), ranges.RangeKind.MONTH)
    assert tuple(one.together.visits for one in by_month)[:8] == EIGHT_MONTHS["Accessed"]
    assert by_month[0].recorded_since == date(2025, 1, 1)
    found = told.of(begun.house, [begun.site_id], ranges.read("2025")).together
    assert found.days_of("visits") == 243
    assert (found.days_of("looks"), found.days_of("done"), found.days_of("wait")) == (0, 0, 0)


def test_lines_of_visits_stand_beside_the_rooms_own_days(begun: Room) -> None:
    history.take(begun.house, begun.site_id, of_before(begun, EXAMPLE, VISITS), replace=False)
    begun.clock.pass_(minutes=26 * 60)
    rolling.roll(begun.house, begun.site_id)
    assert in_all(begun, "2025") == (3, 4, 4, 2)
    assert in_all(begun, "2026") == (2, 1, 1, 0)
    found = told.of(begun.house, [begun.site_id], ranges.read("2025-03-01")).together
    assert found.by["done"] == {"naloxone": 1, "oxygen": 2}
    # What the table tells without an upper end is known, and so is told in a report.
    assert found.doses == found.doses_at_most > 0
    assert found.days_of("doses_at_most") == found.days_of("doses") > 0
    assert found.hours[ByHour.VISITS] == {9: 2, 23: 1}


def test_a_rebuild_leaves_it_alone(begun: Room) -> None:
    history.take(begun.house, begun.site_id, of_before(begun, EXAMPLE, VISITS), replace=False)
    assert rolling.rebuild(begun.house, begun.site_id).left == 3
    assert in_all(begun, "2025") == (3, 4, 4, 2)


def test_a_second_import_is_asked_for_and_takes_the_place_of_the_first(begun: Room) -> None:
    history.take(begun.house, begun.site_id, glasgow(begun), replace=False)
    again = of_before(begun, EXAMPLE, VISITS)
    with pytest.raises(ThereAlready):
        history.take(begun.house, begun.site_id, again, replace=False)
    assert in_all(begun, "2025")[1] == 6147
    history.take(begun.house, begun.site_id, again, replace=True)
    assert in_all(begun, "2025") == (3, 4, 4, 2)


def test_while_a_legal_hold_stands_nothing_is_replaced(begun: Room) -> None:
    first = glasgow(begun)
    asks(begun)
    history.take(begun.house, begun.site_id, first, replace=True)
    with pytest.raises(NotTaken, match="legal hold"):
        history.take(begun.house, begun.site_id, first, replace=True)
    assert in_all(begun, "2025")[1] == 6147


def test_a_day_that_the_room_counted_itself_is_never_taken(begun: Room) -> None:
    """Also when the table was read while it had not begun yet."""
    late = of_before(begun, DAYS, "Day,Visits,Open,Naloxone\n21/11/2026,5,8,0\n")
    (day,) = late.days
    today = reading.DayOfHistory(ranges.read("2026-11-22"), {"visits": 7})
    with pytest.raises(NotTaken, match="counts itself from 2026-11-22"):
        history.take(begun.house, begun.site_id, History(2, (day, today), (), 0), replace=True)
    assert in_all(begun, "2026-11") == (1, 1, 1, 0)
    with begun.house.db.read() as session:
        assert session.scalars(select(DayTotals)).all() == []


@pytest.mark.parametrize(
    ("kind", "open_"), [("release", False), ("statutory", False), ("working_paper", True)]
)
def test_once_something_was_told_outside_its_past_stays_as_it_was(
    begun: Room, kind: str, open_: bool
) -> None:
    with begun.house.db.write() as session:
        session.add(
            Release(
                id=1, site_id=begun.site_id, kind=kind, year=2026, serial=1, number="1", key="k", title="t", period="p",
                first=date(2026, 10, 1), last=date(2026, 10, 31), issued_at=datetime(2026, 11, 10, tzinfo=UTC),
                digest="0" * 64, sheet=None,
            )
        )  # fmt: skip
        session.flush()
        session.add(ReleaseSite(release_id=1, site_id=begun.site_id))
    if open_:
        history.take(begun.house, begun.site_id, glasgow(begun), replace=False)
        return
    with pytest.raises(NotTaken, match="stays as it was told"):
        history.first_own_day(begun.house, begun.site_id, replace=False)
    with pytest.raises(NotTaken, match="stays as it was told"):
        history.take(begun.house, begun.site_id, History(0, (), (), 0), replace=False)


def test_a_day_of_23_hours_is_one_and_so_is_one_of_25(begun: Room) -> None:
    with begun.house.db.write() as session:
        session.execute(update(Site).values(time_zone="America/Toronto"))
    table = "Day,Visits,Open,Naloxone\n09/03/2025,5,8,0\n02/11/2025,7,8,0\n"
    history.take(begun.house, begun.site_id, of_before(begun, DAYS, table), replace=False)
    found = told.of(begun.house, [begun.site_id], ranges.read("2025")).together
    assert (found.days, found.seconds, found.visits, found.open) == (2, 48 * 3600, 12, 16 * 3600)


def test_it_is_on_record_that_it_came_and_nothing_of_what(begun: Room) -> None:
    before = len(begun.facts())
    history.take(begun.house, begun.site_id, glasgow(begun), replace=False)
    assert [(fact["kind"], fact["what"]) for fact in begun.facts()[before:]] == [
        ("site_configured", "history")
    ]
    begun.clock.time += timedelta(days=1)
    assert in_all(begun, "2025-01") == (31, 336, 268, 0)
