"""What is told of people by the month: exactly, once the month is over, and never where nobody knows it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from ops.domain.asked import Asked
from ops.domain.ranges import RangeKind, around, between
from ops.domain.sheet import Cell, Missing
from ops.models import DayTotals, MonthCount, MonthTally, Site
from ops.services.statutory import definitions
from ops.services.statutory.figures import NotOver, NotToTell, figures
from tests.services.room import Room
from tests.support.day_totals import months

OCTOBER = around(RangeKind.MONTH, date(2026, 10, 1))
GENDER = {"female": 12, "two_spirit": 3, "other": 2, "not_said": 13}
AGE = {"30_39": 20, "not_said": 10}


@pytest.fixture
def october(room: Room) -> Room:
    """A month with all of it, told on 22 November."""
    hours = {"visits_by_hour": {"6": 10, "7": 100, "11": 20, "23": 50, "2": 5}}
    of = {
        "visits": 185,
        "overdoses": 6,
        "doses_by_staff": 3,
        "responses": 12,
        "hours": hours,
        "by": {"treated": {"staff": 4, "not_recorded": 2}, "done": {"naloxone": 4, "ambulance": 11}},
    }
    months(room.house, room.site_id, {"2026-10": of})
    with room.house.db.write() as session:
        site = session.get_one(Site, room.site_id)
        site.asked, site.cards = Asked(on=True).as_json(), True
        made = datetime(2026, 11, 8, tzinfo=UTC)
        session.add(
            MonthCount(
                site_id=site.id, month="2026-10", people=30, visits_with_card=90, not_known=0, made_at=made
            )
        )
        both = {"gender": GENDER, "age": AGE}
        session.add(MonthTally(site_id=site.id, month="2026-10", visits=both, people=both))
    return room


def told(room: Room, name: str) -> dict[str, float | Missing | None]:
    report = definitions.known(None).reports[name]
    [column] = figures(room.house, report, [room.site_id], OCTOBER).columns
    return {key: said(cell) for key, cell in column.cells.items()}


def said(cell: Cell) -> float | Missing | None:
    return cell.missing or cell.value


def test_ontarios_report_field_by_field(october: Room) -> None:
    found = told(october, "ontario-monthly")
    assert [found[f"visits_{hour}"] for hour in ("0700", "1200", "1700", "2200", "0300")] == [
        120,
        0,
        0,
        55,
        10,
    ]
    assert found["visits"] == 185
    assert found["people"] == 30
    assert [found[f"gender_{of}"] for of in ("female", "male", "other", "not_specified")] == [12, 0, 5, 13]
    assert (found["age_30"], found["age_unknown"], found["age_60"]) == (20, 10, 0)
    assert (found["overdoses"], found["treated_by_staff"], found["outcome_not_recorded"]) == (6, 4, 2)
    assert (found["doses"], found["deaths"]) == (3, 0)


def test_canadas_table_tells_small_from_not_there(october: Room) -> None:
    found = told(october, "canada-national")
    assert (found["visits"], found["people"], found["emergencies"], found["ambulance"]) == (185, 30, 12, 11)
    assert found["naloxone"] is Missing.HELD_BACK
    assert found["deaths"] is Missing.HELD_BACK
    assert found["services"] is Missing.NOT_COUNTED_HERE
    assert found["substance_fentanyl"] is Missing.NOT_COUNTED_HERE, "no counter was shown yet"
    assert [found[f"gender_{of}"] for of in ("male", "other")] == [Missing.HELD_BACK] * 2
    assert found["gender_female"] is Missing.HELD_BACK, "two hidden parts come to five: the next goes, too"
    assert found["gender_not_said"] == 13


def test_nothing_of_people_is_told_in_the_week_for_paper(october: Room) -> None:
    october.clock.time = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
    with october.house.db.write() as session:
        session.get_one(MonthCount, (october.site_id, "2026-10")).made_at = None
    found = told(october, "ontario-monthly")
    assert found["visits"] == 185
    assert {found["people"], found["gender_female"], found["age_30"]} == {Missing.HELD_BACK}


def test_where_nobody_has_a_card_nobody_says_how_many_people(october: Room) -> None:
    with october.house.db.write() as session:
        session.delete(session.get_one(MonthCount, (october.site_id, "2026-10")))
        session.get_one(MonthTally, (october.site_id, "2026-10")).people = {}
    found = told(october, "ontario-monthly")
    assert {found["people"], found["gender_female"], found["age_30"]} == {Missing.NOT_COUNTED_HERE}


def test_a_band_that_the_site_does_not_ask_is_no_nought(october: Room) -> None:
    with october.house.db.write() as session:
        session.get_one(Site, october.site_id).asked = Asked(on=True, ages=(25, 45)).as_json()
    found = told(october, "ontario-monthly")
    assert found["age_60"] is Missing.NOT_COUNTED_HERE
    assert found["age_30"] == 20, "as it was asked then"


def test_a_lost_key_is_not_recorded(october: Room) -> None:
    with october.house.db.write() as session:
        session.get_one(MonthCount, (october.site_id, "2026-10")).people = None
    assert told(october, "ontario-monthly")["people"] is Missing.NOT_RECORDED


def test_a_month_that_came_without_hours_tells_no_part_of_the_day(october: Room) -> None:
    with october.house.db.write() as session:
        for row in session.scalars(select(DayTotals)):
            row.hours = {}
    found = told(october, "ontario-monthly")
    assert (found["visits"], found["visits_0700"]) == (185, Missing.NOT_COUNTED_HERE)
    with october.house.db.write() as session:
        session.get_one(DayTotals, (october.site_id, OCTOBER.first)).hours = {"visits_by_hour": {"7": 3}}
    report = definitions.known(None).reports["ontario-monthly"]
    [column] = figures(october.house, report, [october.site_id], OCTOBER).columns
    assert said(column.cells["visits_0700"]) == 3
    assert {one.hours for one in column.partly} == {(7, 12), (12, 17), (17, 22), (22, 3), (3, 7)}


def test_days_that_go_on_and_days_the_form_does_not_know_are_refused(october: Room) -> None:
    report = definitions.known(None).reports["ontario-monthly"]
    with pytest.raises(NotOver):
        figures(october.house, report, [october.site_id], OCTOBER.after())
    for within in (around(RangeKind.WEEK, date(2026, 10, 5)), between(OCTOBER.first, OCTOBER.last)):
        with pytest.raises(NotToTell):
            figures(october.house, report, [october.site_id], within)
    with pytest.raises(NotToTell):
        figures(october.house, report, [october.site_id, october.site_id], OCTOBER)
