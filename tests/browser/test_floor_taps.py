"""How many taps the floor takes, and that a tap on one screen is on the others."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from ops.domain.asked import Asked
from ops.models import MonthTally
from ops.services.set_up import settings
from ops.services.transaction import Actor
from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import LYING, STANDING, Tablet, board, program, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def test_a_check_in_takes_two_taps_and_is_on_the_other_tablet_and_the_wall(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    tablet.seats_someone("1")
    with Tablet(browser, server, "responder") as other, Tablet(browser, server, "coordinator") as third:
        third.page.goto(f"{server.url}/wall")
        tablet.taps = 0
        tablet.looks_in("1", "keep an eye")
        assert tablet.taps == 2
        other.sees("1", "keep an eye")
        wall = third.page.locator(f'[data-booth="{server.furnished.booths["1"]}"]')
        expect(wall).to_have_attribute("data-tone", "eye", timeout=SOON)


def test_seating_someone_new_takes_four_taps_at_most(tablet: Tablet, server: RunningServer) -> None:
    tablet.seats_someone("1", "inject", "fentanyl")
    assert tablet.taps == 4
    tablet.taps = 0
    tablet.seats_someone("2")
    assert tablet.taps == 2
    tablet.all_sent()
    seated = [tile["seats"][0]["visit"] for tile in board(server)["booths"][:2]]
    assert [(one["route"], one["substances"]) for one in seated] == [("inject", ["fentanyl"]), (None, [])]


def test_it_takes_no_tap_more_where_gender_and_age_are_asked(
    tablet: Tablet, server: RunningServer, axe_source: str
) -> None:
    now = settings.current(server.house, server.furnished.site_id)
    asking = replace(now.plan, asked=Asked(on=True))
    settings.change(server.house, server.furnished.site_id, asking, Actor(None, "set-up"), now.mark)
    tablet.tap(tablet.seat("1"))
    expect(tablet.page.get_by_text(asking.asked.why)).to_be_visible(timeout=SOON)
    for name in ("Gender", "Age"):
        chips = tablet.page.get_by_role("group", name=f"{name}, if they like to say it").get_by_role("button")
        expect(chips.first).to_have_text("rather not say")
        expect(chips.first).to_have_attribute("aria-pressed", "true")
    assert violations(tablet.page, axe_source) == []
    tablet.presses("inject", "fentanyl", "Seat")
    assert tablet.taps == 4
    tablet.tap(tablet.seat("2"))
    tablet.presses("female", "30–39", "Seat")
    tablet.all_sent()
    with server.house.db.read() as session:
        [told] = session.scalars(select(MonthTally.visits))
    assert told == {"age": {"30_39": 1, "not_said": 1}, "gender": {"female": 1, "not_said": 1}}


def test_a_response_takes_one_tap_whatever_is_open(tablet: Tablet, server: RunningServer) -> None:
    """From the plan, a sheet, a form, a half-made move, and from another response."""
    tablet.seats_someone("1")
    openings: list[tuple[str | None, list[str]]] = [
        (None, []),
        ("1", []),
        ("2", []),
        ("1", ["not here"]),
        ("1", ["Move"]),
        (None, ["Room"]),
        (None, ["+ Add"]),
    ]
    for seat, keys in openings:
        if seat:
            tablet.tap(tablet.seat(seat))
        tablet.presses(*keys)
        tablet.taps = 0
        tablet.responds()
        assert tablet.taps == 1
        tablet.page.locator(".tablet.response .act.mark").wait_for()
        tablet.goes_back()
    tablet.page.goto(f"{server.url}/floor")
    expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
    first = tablet.responds()
    tablet.taps = 0
    second = tablet.responds()
    assert tablet.taps == 1
    assert first != second


def test_a_response_from_a_sheet_is_about_that_seat_and_person(tablet: Tablet, server: RunningServer) -> None:
    tablet.seats_someone("3")
    tablet.tap(tablet.seat("3"))
    begun = tablet.responds()
    tablet.all_sent()
    found = response(server, begun)
    assert (found["booth"], found["seat"]) == (server.furnished.booths["3"], "A")
    assert found["visit"] == board(server)["booths"][2]["seats"][0]["visit"]["id"]


def test_undo_takes_back_what_was_just_done_on_every_screen(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    with Tablet(browser, server, "responder") as other:
        tablet.seats_someone("1")
        other.sees("1", "seated")
        tablet.tap(tablet.page.locator(".toast .undo").first)
        tablet.sees("1", "free")
        other.sees("1", "free")


def test_an_undo_that_came_too_late_leads_to_where_it_is_put_right(
    tablet: Tablet, server: RunningServer
) -> None:
    one = program(server)
    tablet.seats_someone("1")
    tablet.all_sent()
    (seat,) = next(tile["seats"] for tile in board(server)["booths"] if tile["name"] == "1")
    assert one.post(f"/visits/{seat['visit']['id']}/check-ins", {"answer": "ok"})[0] == 200
    tablet.tap(tablet.page.locator(".toast .undo").first)
    card = tablet.page.locator(".toast.aside")
    expect(card).to_contain_text("only while nothing was built on it", timeout=SOON)
    assert card.get_by_role("button").all_inner_texts() == ["Open Booth 1", "Understood"]
    tablet.presses("Open Booth 1")
    expect(tablet.key("OK, awake")).to_be_visible(timeout=SOON)
    tablet.presses("Understood")
    expect(card).to_have_count(0, timeout=SOON)

    name = tablet.responds()
    tablet.logs("log dose 1")
    tablet.all_sent()
    (dose,) = response(server, name)["actions"]
    more = {"action": dose["id"], "values": {"dose_mg": 0.8, "by_route": "im"}}
    assert one.post(f"/responses/{name}/amend", more)[0] == 200
    tablet.tap(tablet.page.locator(".toast .undo").first)
    for size in (LYING, (1024, 768), STANDING, (390, 780)):
        tablet.turned(size)
        for key in ("Change that row of the log", "Understood"):
            expect(tablet.key(key)).to_be_in_viewport(ratio=1, timeout=SOON)
    tablet.turned(LYING)
    tablet.presses("Change that row of the log")
    expect(tablet.key("Take it out: mis-tap")).to_be_visible(timeout=SOON)
    tablet.presses("Understood")
    expect(card).to_have_count(0, timeout=SOON)


def test_the_room_says_otherwise_instead_of_a_dead_end(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.seats_someone("2")
    tablet.tap(tablet.seat("1"))
    tablet.presses("Move")
    tablet.tap(tablet.seat("2"))
    tablet.reads("set aside")
    tablet.presses("The room says otherwise")
    tablet.sees("1", "cleaning")
    tablet.all_sent()
    expect(tablet.page.locator(".toast.aside")).to_have_count(0)
    expect(tablet.page.locator(".toast", has_text="Booth 1 → Booth 2")).to_have_count(1)
    expect(tablet.page.locator(".toast", has_text="taken back")).to_have_count(0)


def test_a_seating_that_found_its_seat_taken_goes_to_another_one(
    tablet: Tablet, server: RunningServer
) -> None:
    tablet.cut_off()
    tablet.tap(tablet.seat("2"))
    tablet.presses("inject", "Seat")
    taken = {"booth": server.furnished.booths["2"], "seat": "A"}
    assert program(server).post(f"/sites/{server.site}/visits", taken)[0] == 201
    tablet.reconnected()
    keys = ("Another seat", "The room says otherwise", "Leave it")
    for size in ((1024, 768), STANDING, (390, 780), LYING):
        tablet.turned(size)
        for key in keys:
            expect(tablet.key(key)).to_be_in_viewport(ratio=1, timeout=SOON)
    tablet.presses("Another seat")
    tablet.tap(tablet.seat("3"))
    tablet.sees("3", "just in")
    tablet.all_sent()
    expect(tablet.page.locator(".toast.aside")).to_have_count(0)
    (seated,) = [tile for tile in board(server)["booths"] if tile["id"] == server.furnished.booths["3"]]
    assert seated["seats"][0]["visit"]["route"] == "inject"


def test_what_was_tapped_is_read_whole_beside_its_undo(server: RunningServer, browser: Browser) -> None:
    """Three acts at once, with long words: two are shown, each with its place whole."""
    for size in ((1280, 800), (800, 1280)):
        with Tablet(browser, server, size=size) as tablet:
            if size == (1280, 800):
                tablet.seats_someone("5 A")
            for answer in ("asleep, breathing seen", "keep an eye", "hard to rouse, breathing"):
                tablet.looks_in("5 A", answer)
            tablet.presses("without counting")
            toasts = tablet.page.locator(".toast")
            expect(toasts).to_have_count(2)
            expect(toasts.locator("strong")).to_have_text(["Booth 5 A"] * 2)
            expect(toasts.locator(".undo")).to_have_count(2)
            cut = tablet.page.evaluate(CUT)
            assert cut == [], size


CUT = """
() => [...document.querySelectorAll('.toasts, .toast, .toast strong, .toast .fate, .toast .undo')]
  .filter((node) => {
    const inner = node.getBoundingClientRect();
    const outer = document.querySelector('.toasts').getBoundingClientRect();
    return node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1
      || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1 || inner.top < outer.top - 1;
  })
  .map((node) => node.className)
"""


def test_the_waiting_list_from_the_door_to_a_seat(tablet: Tablet, server: RunningServer) -> None:
    tablet.presses("+ Add")
    tablet.page.get_by_role("textbox", name="Handle").fill("otter")
    tablet.presses("Add to the list")
    tablet.reads("otter")
    tablet.presses("Call")
    tablet.reads("called, held")
    tablet.tap(tablet.page.locator(".pane .pair", has_text="otter").get_by_role("button", name="Seat"))
    tablet.tap(tablet.seat("2"))
    tablet.sees("2", "otter")
    tablet.presses("+ Add", "Add to the list")
    tablet.tap(tablet.page.locator(".pane .alarm", has_text="waits"))
    tablet.presses("closing")
    tablet.reads("Nobody waiting")
    tablet.all_sent()
    assert board(server)["waiting"] == []


def test_not_here_is_asked_further_and_left_frees_the_place(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.looks_in("1", "not here")
    tablet.presses("don’t know")
    tablet.sees("1", "looked for")
    tablet.tap(tablet.seat("1"))
    tablet.presses("Back")
    tablet.sees("1", "seated")
    tablet.looks_in("1", "not here")
    tablet.presses("left")
    tablet.sees("1", "cleaning")
    tablet.tap(tablet.seat("1"))
    tablet.presses("Cleaned, free again")
    tablet.sees("1", "free")


def test_hard_to_rouse_is_noted_at_once_and_breaths_may_follow(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.looks_in("1", "hard to rouse, breathing")
    tablet.sees("1", "hard to rouse")
    tablet.presses("8")
    tablet.all_sent()
    tablet.reads("No look is due.")


def test_moving_swapping_and_stepping_out(tablet: Tablet) -> None:
    tablet.seats_someone("1", "inject")
    tablet.tap(tablet.seat("1"))
    tablet.presses("Move")
    tablet.tap(tablet.seat("5 B"))
    tablet.sees("5 B", "seated")
    tablet.seats_someone("2", "smoke")
    tablet.looks_in("2", "asleep, breathing seen")
    tablet.tap(tablet.seat("2"))
    tablet.presses("Swap")
    tablet.tap(tablet.seat("5 B"))
    tablet.sees("5 B", "asleep")
    tablet.sees("2", "seated")
    tablet.tap(tablet.seat("2"))
    tablet.presses("Step out", "washroom")
    tablet.sees("2", "out")
    tablet.tap(tablet.seat("2"))
    tablet.presses("Aftercare", "Aftercare")
    expect(tablet.page.locator(".seat.taken", has_text="Aftercare")).to_have_count(1, timeout=SOON)


def test_standing_up_everything_is_still_in_reach(server: RunningServer, browser: Browser) -> None:
    with Tablet(browser, server, size=STANDING) as tablet:
        tablet.seats_someone("1")
        tablet.looks_in("1", "OK, awake")
        tablet.sees("1", "OK")
        tablet.responds()
        tablet.logs("MORE HANDS", "MARK")
        tablet.all_sent()


def test_a_shift_closes_by_naming_who_stays(tablet: Tablet, server: RunningServer) -> None:
    tablet.presses("Room", "Open a shift")
    tablet.seats_someone("1")
    tablet.seats_someone("2")
    tablet.presses("Room", "Booth 2", "Close the shift")
    tablet.all_sent()
    tablet.presses("Room")
    tablet.reads("No shift is open.")
    expect(tablet.page.locator(".toast.aside")).to_have_count(0)
    # Whoever was seen a moment ago is still there, whatever a slip of the finger said.
    assert [tile["status"] for tile in board(server)["booths"][:2]] == ["occupied", "occupied"]


def test_a_room_closed_to_new_people_gives_way_to_the_room(tablet: Tablet) -> None:
    tablet.presses("Room", "after an event")
    tablet.reads("closed to new people")
    tablet.tap(tablet.seat("3"))
    tablet.reads("No new people: closed to new people")
    tablet.presses("Seat anyway: the room says otherwise")
    tablet.sees("3", "seated")
