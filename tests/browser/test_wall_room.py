"""What the walls say of the room as a whole: who may come in, closing, everyone out, lock-down."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.wall_page import HD, STANDING, WallPage

pytestmark = pytest.mark.browser

SIGNS = [
    ("closed", {"reason": "full"}, "closed to new people · full"),
    ("last_entry", {}, "last entry"),
    ("closing", {}, "closing: 3 still here"),
    ("everyone_out", {"since": rooms.at(-192)}, "everyone out since 14:28"),
]


def three_inside(**room: Any) -> rooms.Shape:
    """Somebody fine, somebody long overdue, somebody on the sedation track."""
    people = [
        rooms.visit("ok", 200),
        rooms.visit("late", -400),
        rooms.visit("sedated", 90, track="sedation"),
        None,
    ]
    booths = [rooms.booth(place, one, column=place) for place, one in enumerate(people, 1)]
    return rooms.board(booths, **room)


@pytest.mark.parametrize(("state", "more", "said"), SIGNS, ids=[state for state, *_ in SIGNS])
@pytest.mark.parametrize("size", [HD, STANDING], ids=["lying", "standing"])
def test_the_head_says_the_state_in_full(
    browser: Browser, state: str, more: dict[str, Any], said: str, size: dict[str, int]
) -> None:
    with WallPage(browser, three_inside(state=state, **more), size=size) as wall:
        place = wall.page.locator("#place")
        expect(place).to_have_text(said)
        expect(place).to_be_visible()
        assert wall.look("() => place.scrollWidth <= place.clientWidth + 1")


def test_the_state_has_two_lines_where_a_sign_stands_beside_it_and_the_bar_is_empty(browser: Browser) -> None:
    board = rooms.board([rooms.booth(1)], state="closed", reason="after_event")
    with WallPage(browser, board, sounding=True) as wall:
        place = wall.page.locator("#place")
        expect(place).to_have_text("closed to new people\nafter an event", use_inner_text=True)
        late = {"1": rooms.booth(1, rooms.visit("a", -400))}
        assert wall.tell({"base": 10, "version": 11, "changed": late}) == "applied"
        expect(place).to_have_text("closed to new people", use_inner_text=True)
        assert wall.look("() => place.scrollWidth <= place.clientWidth + 1")


def test_everyone_out_is_a_band_with_how_long_and_no_timer_asks(browser: Browser) -> None:
    with WallPage(browser, three_inside(state="everyone_out", since=rooms.at(-192))) as wall:
        band = wall.page.locator("#alarms .chip.high")
        expect(band).to_have_text("EVERYONE OUT3:12")
        box = band.bounding_box()
        assert box is not None
        assert box["width"] > 1800
        expect(wall.page.locator("#spoken")).to_have_text("EVERYONE OUT")
        wall.pass_time(60)
        expect(band).to_contain_text("4:12")
        for tile in (1, 2, 3):
            expect(wall.tile(tile)).to_contain_text("to see")
        assert wall.page.locator(".tile[data-tone=high], .tile[data-tone=late]").count() == 0
        wall.say(liveness="not_live")
        expect(wall.page.locator("#alarms")).to_contain_text("EVERYONE OUT")


def test_a_response_nobody_has_reached_comes_before_everyone_out(browser: Browser) -> None:
    board = three_inside(state="everyone_out", since=rooms.at(-20))
    board["responses"] = [rooms.response("r", None, there=0, attended_until=None)]
    with WallPage(browser, board) as wall:
        chips = wall.page.locator("#alarms .chip.high")
        expect(chips.nth(0)).to_contain_text("washroom")
        expect(chips.nth(1)).to_contain_text("EVERYONE OUT")


def test_back_in_the_timers_are_there_again(browser: Browser) -> None:
    with WallPage(browser, three_inside(state="everyone_out", since=rooms.at(-20))) as wall:
        expect(wall.tile(1)).to_contain_text("to see")
        room = three_inside()["room"]
        assert wall.tell({"base": 10, "version": 11, "room": room}) == "applied"
        expect(wall.tile(1)).to_contain_text("3:20")
        expect(wall.page.locator("#place")).to_have_text("Riverside room")


def test_a_lock_down_is_a_curtain_and_alarms_still_come_through(browser: Browser) -> None:
    with WallPage(browser, three_inside(state="lock_down", since=rooms.at(-20))) as wall:
        expect(wall.page.locator("#grid")).to_be_hidden()
        expect(wall.page.locator("#notice")).to_have_text("Riverside room")
        expect(wall.page.locator("#place")).to_have_text("Riverside room")
        expect(wall.page.locator("#counts")).to_be_empty()
        expect(wall.page.locator("#alarms .chip.high")).to_have_text("2")
        assert "lock" not in wall.page.locator("body").inner_text().lower()
        assert wall.tell({"base": 10, "version": 11, "room": three_inside()["room"]}) == "applied"
        expect(wall.tile(3)).to_contain_text("hard to rouse")
