"""Weeks, months and years for those who run the rooms: who gets in, what they say, what they must not hold."""

import json
import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import update

from ops.models import DayTotals
from ops.services.summaries.days import COLUMNS
from tests.routes.door import Door
from tests.routes.test_shift_pages import a_shift, figures_of, words_of
from tests.support.counters import closed_steps
from tests.support.day_totals import months

PAGES = ["/reports", "/reports/2026-W47", "/reports/2026-11", "/reports/2026-Q4", "/reports/2026"]


def rows(page: str) -> dict[str, list[str]]:
    """Every row of every table: what it is called, and its numbers as they are read."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
        cells = [
            re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", cell))).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        found[cells[0]] = cells[1:]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_report_is_for_a_person_with_a_pin(door: Door, path: str) -> None:
    assert door.stranger().get(path).status_code == 401
    assert door.browser("display").get(path).status_code == 403
    locked = door.browser("floor").get(path)
    assert (locked.status_code, locked.location.split("?")[0]) == (303, "/unlock")
    assert door.coordinator().get(path).status_code == 200


def test_a_week_says_what_its_days_say(door: Door) -> None:
    a_shift(door)
    door.clock.pass_(minutes=24 * 60)
    browser = door.coordinator()
    week = browser.get("/reports/2026-W47").text
    assert "2 visits on 1 day, 2 episodes of use." in words_of(week)
    assert "1 response : oxygen in 1." in words_of(week)
    assert "One record to finish." in words_of(week)
    assert rows(week)["visits begun"] == ["2", "not recorded"], (
        "beside the week before, of which nothing is known"
    )
    assert rows(week)["looks late"][0] == "1"
    month = browser.get("/reports/2026-11").text
    assert rows(month)["visits begun"] == rows(week)["visits begun"]
    assert rows(month)["Sunday 22 November 2026"][:2] == ["2", "1"]
    assert rows(month)["Monday 23 November 2026"][:2] == ["0", "0"]
    assert "November 2026, so far" in words_of(month)
    assert 'href="/shifts/2026-11-22"' in month
    listed = rows(browser.get("/reports").text)
    assert listed["Week 47, 16–22 Nov 2026"] == ["2", "1"]


def test_the_charts_hold_the_numbers_of_the_page(door: Door) -> None:
    a_shift(door)
    door.clock.pass_(minutes=24 * 60)
    page = door.coordinator().get("/reports/2026-11").text
    figures: dict[str, Any] = figures_of(page)
    assert figures["pieces"]["data"][0]["y"] == [2, 0]
    by_hour = figures["by-hour"]["data"][0]["y"]
    assert (len(by_hour), by_hour[14], sum(by_hour)) == (24, 2, 2)
    assert (
        dict(zip(figures["done"]["data"][0]["y"], figures["done"]["data"][0]["x"], strict=True))["Oxygen"]
        == 1
    )
    assert all(one["config"]["showSendToCloud"] is False for one in figures.values())


def test_nothing_by_what_describes_a_person_is_exact(door: Door) -> None:
    """What was used is known of one of two people: no page of days says so."""
    a_shift(door)
    browser = door.coordinator()
    for path in PAGES:
        page = browser.get(path).text.lower()
        assert "fentanyl" not in page, path
        assert not re.search(r"inject\w*</th>", page), path


def test_what_another_system_did_not_count_is_no_nought(door: Door) -> None:
    """A month came with how many visits and responses there were, and nothing else."""
    months(door.house, door.furnished.site_id, {"2026-10": {"visits": 9, "responses": 4}})
    with door.house.db.write() as session:
        not_counted = dict.fromkeys(set(COLUMNS) - {"seconds", "visits", "responses"})
        session.execute(update(DayTotals).values(**not_counted, by={}, hours={}))
    browser = door.coordinator()
    page = browser.get("/reports/2026-10").text
    assert "9 visits on 31 days. 4 responses ." in words_of(page)
    assert "4 records to finish" not in words_of(page)
    assert rows(page)["records complete"] == ["not recorded"] * 2
    assert rows(page)["Thursday 1 October 2026"] == ["9", "4", "not recorded"]
    assert "by hour of the clock" not in page
    listed = rows(browser.get("/reports").text)
    assert listed["October 2026"] == ["9", "4"]


def test_what_describes_people_is_told_in_steps_of_five_for_whole_steps_only(door: Door) -> None:
    """The same series as a release shows in steps of ten; for no week, and for no month that is not closed."""
    a_shift(door)
    closed_steps(
        door.house, door.furnished.site_id, months=14, by=lambda _series, category, _month: 1 + category % 2
    )
    browser = door.coordinator()
    told = rows(browser.get("/reports/2026-11").text)
    assert (told["inject"], told["smoke"]) == (["about 5 (1–9)"], ["about 10 (6–14)"])
    year = rows(browser.get("/reports/2025-12-01..2026-11-30").text)
    assert (year["inject"], year["smoke"]) == (["about 60 (56–64)"], ["about 120 (116–124)"])
    for path in ("/reports/2026-W47", "/reports/2026-11-01..2026-11-29", "/reports/2026"):
        assert rows(browser.get(path).text).get("smoke", ["held back"]) == ["held back"], path


def test_a_stretch_without_anything_says_since_when_there_is(door: Door) -> None:
    a_shift(door)
    said = words_of(door.coordinator().get("/reports/2025").text)
    assert "Of these days nothing is recorded. There are figures since Sunday 22 November 2026." in said


def test_days_from_another_system_lead_to_their_figures_for_they_have_no_page_of_a_day(door: Door) -> None:
    a_shift(door)
    months(door.house, door.furnished.site_id, {"2026-10": {"visits": 40}})
    browser = door.coordinator()
    month = browser.get("/reports/2026-10").text
    assert 'href="/shifts/2026-10-01"' not in month
    assert 'href="/reports/2026-10-01"' in month
    assert rows(browser.get("/reports/2026-10-01").text)["visits begun"][0] == "40"


@pytest.mark.parametrize(
    "path",
    [
        "/reports/2026-13",
        "/reports/x",
        "/reports/2026-11-05..2026-11-04",
        "/reports/0001-01-01..9999-12-31",
        "/reports/2026-11?sites=nowhere",
    ],
)
def test_what_there_is_not(door: Door, path: str) -> None:
    assert door.coordinator().get(path).status_code == 404


def test_any_days_are_asked_for_by_two_dates(door: Door) -> None:
    a_shift(door)
    browser = door.coordinator()
    led = browser.get("/reports?from=2026-11-20&to=2026-11-22")
    assert (led.status_code, led.location) == (303, "/reports/2026-11-20..2026-11-22")
    assert "20–22 Nov 2026" in words_of(browser.get(led.location).text)
    assert browser.get("/reports?from=2026-11-22&to=2026-11-20").status_code == 400
    assert browser.get("/reports?from=0001-01-01&to=9999-12-31").status_code == 400
    assert browser.get("/reports?from=&to=2026-11-20").status_code == 400


def test_another_site_is_there_only_for_who_is_coordinator_of_both(door: Door, elsewhere: Door) -> None:
    a_shift(door)
    own = door.coordinator()
    assert own.get("/reports/2026-11?sites=elsewhere").status_code == 404
    assert "Elsewhere" not in words_of(own.get("/reports/2026-11?sites=all").text)
    assert json.dumps(rows(own.get("/reports/2026-11?sites=all").text)) == json.dumps(
        rows(own.get("/reports/2026-11").text)
    )
