"""The coordinator's pages: who gets in, what they say, what they must not hold."""

import json
import re
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Answer, HeadCount, RoomReason, RoomState, StaffPlace, Substance
from ops.routes import definitions
from ops.services import head_count, responses, rooms, shifts, supplies, visits, watch
from ops.services.ways_in import staff
from tests.routes.door import Door

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def words_of(html: str) -> str:
    """What a person reads, in one line."""
    body = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def a_shift(door: Door) -> str:
    """Two visits, one response with oxygen that is over and lacks its outcome; handed over."""
    room = door.room
    shift: str = room.does(shifts.open_shift)["id"]
    first = room.seats("3", substances=[Substance.FENTANYL])
    room.seats("4")
    door.clock.pass_(minutes=4)
    room.looks_in(first, Answer.OK)
    response = UUID(
        room.does(responses.start, said={"booth": room.booth("4"), "kind": "slow_breathing"})["id"]
    )
    room.does(responses.log_action, response, said={"kind": "oxygen_start"})
    door.clock.pass_(minutes=10)
    room.does(responses.over, response)
    room.does(visits.end, first)
    door.clock.pass_(minutes=466)
    room.does(shifts.hand_over)
    return shift


@pytest.mark.parametrize("path", ["/shifts", "/shifts/today", "/shifts/2026-11-22"])
def test_a_shift_is_for_a_person_with_a_pin(door: Door, path: str) -> None:
    assert door.stranger().get(path).status_code == 401
    assert door.browser("display").get(path).status_code == 403
    locked = door.browser("floor").get(path)
    assert (locked.status_code, locked.location.split("?")[0]) == (303, "/unlock")
    assert door.coordinator().get(path).status_code == 200


def test_the_list_has_the_running_shift_and_leads_to_each(door: Door) -> None:
    shift = a_shift(door)
    page = door.coordinator().get("/shifts").text
    said = words_of(page)
    assert f'href="/shifts/{shift}"' in page
    assert 'href="/shifts/2026-11-22"' in page
    assert "A shift is running, since 22:00 on Sunday 22 November" in said
    assert "Sunday 22 November, 14:00–22:00 2 1 1 to finish" in said
    assert "Sunday 22 November, since 22:00 0 0 none" in said


def test_before_the_first_fact_nothing_is_recorded(door: Door) -> None:
    door.room.seats("3")
    door.clock.pass_(minutes=24 * 60)
    browser = door.coordinator()
    said = words_of(browser.get("/shifts").text)
    assert "Today, Monday 23 November 0 0 none Sunday 22 November 1 0 none Before that nothing is" in said
    assert "Day before" in browser.get("/shifts/2026-11-23").text
    assert "Day before" not in browser.get("/shifts/2026-11-22").text
    assert browser.get("/shifts/2026-11-21").status_code == 404


def test_a_record_is_complete_only_when_every_one_is(door: Door) -> None:
    """A shift was closed while a response ran: it says so, and who was still here."""
    room = door.room
    shift = room.does(shifts.open_shift)["id"]
    person = room.seats("5", "B")
    response = UUID(room.does(responses.start, said={"visit": person, "kind": "other"})["id"])
    door.clock.pass_(minutes=20)
    room.does(shifts.close)
    browser = door.coordinator()
    assert "14:00–14:20 1 1 1 still running" in words_of(browser.get("/shifts").text)
    said = words_of(browser.get(f"/shifts/{shift}").text)
    assert "One of them is still running." in said
    assert "Its record is complete." not in said
    assert "At the end Responses running 5 B , since 14:00 Still here: 1 5 B" in said
    room.does(responses.over, response)
    outcome = {"state": "awake", "place": "left", "ambulance": "not_called"}
    room.does(responses.outcome, response, said=outcome)
    assert "14:00–14:20 1 1 complete" in words_of(browser.get("/shifts").text)
    assert "Its record is complete." in words_of(browser.get(f"/shifts/{shift}").text)


def test_a_shift_that_left_nothing_open_has_no_box_for_it(door: Door) -> None:
    room = door.room
    shift = room.does(shifts.open_shift)["id"]
    room.does(visits.end, room.seats("3"))
    door.clock.pass_(minutes=20)
    room.does(shifts.close)
    page = door.coordinator().get(f"/shifts/{shift}").text
    assert "Nobody was here any more at the end." in words_of(page)
    assert "At the end" not in words_of(page)


def test_without_a_shift_there_is_a_page_all_the_same(door: Door) -> None:
    door.room.seats("3")
    browser = door.coordinator()
    assert "No shift is open" in words_of(browser.get("/shifts").text)
    said = words_of(browser.get("/shifts/today").text)
    assert "Sunday 22 November, so far" in said
    assert "1 visit , 1 episode of use begun." in said


def test_a_shift_is_told_in_words_totals_and_charts_with_tables(door: Door) -> None:
    shift = a_shift(door)
    page = door.coordinator().get(f"/shifts/{shift}").text
    said = words_of(page)
    assert "Sunday 22 November, 14:00–22:00" in said
    assert "2 visits , 2 episodes of use begun." in said
    assert "1 response : oxygen in 1." in said
    assert "One record is still to finish." in said
    assert "Nobody was taken by ambulance" not in said
    assert "4 A, 14:04 : state, where they went, ambulance" in said
    figures = figures_of(page)
    assert set(figures) == {"floor", "visits", "alarms", "done", "kinds", "waits", "in-booth"}
    assert figures["visits"]["data"][0]["y"] == [2, 0, 0, 0, 0, 0, 0, 0]
    assert page.count("<figcaption") == 7
    assert page.count("<table") == 7
    assert "5 A 1 stay; 1 response" not in said
    assert "3 1 stay; 1 look" in said
    assert "4 1 stay; " in said


def test_the_running_shift_says_what_the_next_team_has_to_know(door: Door) -> None:
    a_shift(door)
    said = words_of(door.coordinator().get("/shifts/today").text)
    assert "For the next team, as of 22:00" in said
    assert "Still here: 1" in said
    assert "4 A look in, was due" in said


def test_who_is_in_a_response_and_kept_an_eye_on_is_one_line(door: Door) -> None:
    person = door.room.seats("3")
    door.clock.pass_(minutes=1)
    door.room.looks_in(person, Answer.KEEP_AN_EYE)
    door.room.does(responses.start, said={"visit": person})
    said = words_of(door.coordinator().get("/shifts/today").text)
    assert "3 A in a response, keep an eye " in said


def test_what_was_done_says_what_none_of_these_means(door: Door) -> None:
    room = door.room
    room.does(responses.start, said={"place": "door"})
    browser = door.coordinator()
    said = words_of(browser.get("/shifts/today").text)
    assert "1 response : none of the acts counted below." in said
    response = UUID(room.does(responses.start, said={"place": "outside"})["id"])
    room.does(responses.log_action, response, said={"kind": "oxygen_start"})
    said = words_of(browser.get("/shifts/today").text)
    assert "2 responses : oxygen in 1, none of the acts counted below in 1." in said


def test_a_response_that_ran_before_is_told_of_the_shift_too(door: Door) -> None:
    room = door.room
    room.does(shifts.open_shift)
    room.does(responses.start, said={"place": "door"})
    door.clock.pass_(minutes=10)
    shift = room.does(shifts.hand_over)["id"]
    room.seats("3")
    said = words_of(door.coordinator().get(f"/shifts/{shift}").text)
    assert "No responses were begun. One response was already running when it began." in said
    assert "responses begun 0 already running 1 " in said


def test_looks_are_told_beside_what_was_possible_and_how_it_ended(door: Door) -> None:
    room = door.room
    shift = room.does(shifts.open_shift)["id"]
    room.seats("3")
    first = room.seats("4")
    door.clock.pass_(minutes=4)
    room.looks_in(first)
    door.clock.pass_(minutes=4)
    watch.sweep(room.house, door.clock.time, process="test", started_at=door.clock.time)
    browser = door.coordinator()
    assert "not possible 0 past the second limit 1 late now 1 " in words_of(browser.get("/shifts/today").text)
    room.does(shifts.hand_over)
    said = words_of(browser.get(f"/shifts/{shift}").text)
    assert "100 % of the looks that were possible were on time (1 of 1)." in said
    assert "late at the end 1 " in said
    assert "late now" not in said
    assert "Missed Not possible Most places in use On the floor, on average Responses that ran in" in said


def test_closed_time_is_told_with_each_reason(door: Door) -> None:
    room = door.room
    for reason in (RoomReason.STAFF, RoomReason.CLEANING):
        room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": reason})
        door.clock.pass_(minutes=20)
    room.does(rooms.set_room, said={"state": RoomState.OPEN})
    door.clock.pass_(minutes=20)
    said = words_of(door.coordinator().get("/shifts/today").text)
    assert "closed to new people for 40 min (staff 20 min, cleaning 20 min)." in said
    assert "closed to new people 40 min because: staff 20 min because: cleaning 20 min" in said


def test_fewer_free_than_the_minimum_is_said(door: Door) -> None:
    room = door.room
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    door.clock.pass_(minutes=30)
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.BREAK})
    door.clock.pass_(minutes=10)
    said = words_of(door.coordinator().get("/shifts/today").text)
    assert (
        "On the floor were 0.8 people on average. For 10 min fewer were free than the minimum of 1." in said
    )
    assert "staff-hours 40 min on the floor 30 min on break 10 min" in said
    assert "nobody free 10 min" in said


def test_after_back_in_who_has_not_been_seen_is_to_be_seen(door: Door) -> None:
    door.room.seats("3")
    door.room.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT})
    door.clock.pass_(minutes=9)
    door.room.does(rooms.back_in)
    assert "3 A to be seen: walk the room" in words_of(door.coordinator().get("/shifts/today").text)


def test_while_everyone_is_out_no_look_is_asked_for_but_the_head_count(door: Door) -> None:
    counted, _ = door.room.seats("3"), door.room.seats("4")
    door.clock.pass_(minutes=9)
    coordinator = door.coordinator()
    assert "3 A look in, was due" in words_of(coordinator.get("/shifts/today").text)
    door.room.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT})
    door.room.does(head_count.tick, counted, said={"state": HeadCount.OUT})
    said = words_of(coordinator.get("/shifts/today").text)
    assert "3 A everyone is out: out 4 A everyone is out: not counted yet" in said
    assert "was due" not in said


def test_nothing_that_describes_a_person_is_on_the_page(door: Door) -> None:
    shift = a_shift(door)
    # A word of theirs, as one that is made up may be part of a page: "anchor", "button".
    door.room.does(visits.arrive, said={"booth": door.room.booth("5"), "handle": "Periwinkle"})
    board = door.room.board()
    people = [seat["visit"] for tile in board["booths"] for seat in tile["seats"] if "visit" in seat]
    assert "Periwinkle" in [one["handle"] for one in people]
    visits_ = [one["id"] for one in people]
    door.room.staff("Cleo")
    browser = door.coordinator()
    for path in ("/shifts", "/shifts/today", f"/shifts/{shift}"):
        page = browser.get(path).text
        assert not [
            word
            for word in ("Periwinkle", *visits_, "fentanyl", "Fentanyl", "inject", "Cleo")
            if word in page
        ]


def test_only_a_page_with_charts_may_hold_the_empty_style(door: Door) -> None:
    browser = door.coordinator()
    with_charts = browser.get("/shifts/today").headers["Content-Security-Policy"]
    without = browser.get("/shifts").headers["Content-Security-Policy"]
    assert EMPTY_STYLE in with_charts
    assert EMPTY_STYLE not in without
    assert "unsafe" not in with_charts


@pytest.mark.parametrize(
    "path",
    ["/shifts/tomorrow", "/shifts/2026-11-23", "/shifts/%00", "/shifts/3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
)
def test_what_is_not_there_is_not_found_in_words(door: Door, path: str) -> None:
    answer = door.coordinator().get(path)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_another_sites_shift_is_not_found(door: Door, elsewhere: Door) -> None:
    theirs = elsewhere.room.does(shifts.open_shift)["id"]
    assert door.coordinator().get(f"/shifts/{theirs}").status_code == 404


BADLY = ["x", "2026-11-22", "2026-11-22T14:00:00", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"]


@pytest.mark.parametrize("before", BADLY)
def test_an_older_page_asked_for_badly_is_refused_and_not_echoed(door: Door, before: str) -> None:
    answer = door.coordinator().get(f"/shifts?before={before}")
    assert answer.status_code == 400
    assert before not in words_of(answer.text) or before == "x"


def figures_of(page: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/json" id="figure-([\w-]+)">(.*?)</script>', page)
    return {name: json.loads(text) for name, text in found}


def test_the_next_team_reads_what_the_shelf_lacks_and_how_full_the_cylinders_are(door: Door) -> None:
    room = door.room
    room.does(shifts.open_shift)
    browser = door.coordinator()
    assert "Supplies" not in words_of(browser.get("/shifts/today").text)
    old = {"form": "ampoule 0.4 mg", "count": 2, "expires": date(2026, 10, 31)}
    for said in (
        old,
        {"form": "ampoule 0.4 mg", "count": 12},
        {"form": "cylinder", "count": 137, "label": "B"},
    ):
        item = room.does(supplies.add, said=said)["id"]
    room.does(supplies.in_use, UUID(item))
    room.does(responses.start, said={"booth": room.booth("3")})
    [response] = room.board()["responses"]
    room.does(responses.log_action, UUID(response["id"]), said={"kind": "oxygen_start"})
    door.clock.pass_(minutes=10)
    said_of_it = words_of(browser.get("/shifts/today").text)
    assert (
        "Supplies nasal 4 mg : 0, should be 6 take-home kit : 0, should be 10 cylinder : 1, should be 2 "
        "ampoule 0.4 mg : 2 expired 2026-10 cylinder B: about 325 of 425 L, in use" in said_of_it
    )


def test_a_number_tells_what_it_counts_and_a_percentage_of_what(door: Door) -> None:
    shift = a_shift(door)
    page = door.coordinator().get(f"/shifts/{shift}").text
    said = words_of(page)
    assert "seat-hours used 8 h 14 17 % of 48 h 00" in said
    assert "open 8 h 00" in said
    assert "overdoses 1 of 1 response" in said
    assert "outcome not recorded 1" in said
    assert "first breath or oxygen after, median 0 min nine in ten 0 min" in said
    shown = set(re.findall(r"<dt>([^<]+)</dt>", page))
    for key in ("visits", "looks_on_time", "overdoses", "alarms", "open", "supplies_given_out"):
        with door.app.test_request_context():
            assert str(definitions.MEASURES[key].term) in shown
