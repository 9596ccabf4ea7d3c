"""Every state of the room on a wall, lying and standing, live and not: said, whole, legible, unmoved."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.evening import STATES, THIS_WALL, calm, late, notice
from tests.browser.legible import HEAD, MEASURE, STATE
from tests.browser.rooms import at
from tests.browser.wall_page import HD, STANDING, WallPage

pytestmark = pytest.mark.browser

SAYS = {
    "open": "Smoking C · NOBODY THERE",
    "calm": "Riverside room",
    "late": "Smoking C · NOBODY THERE",
    "more hands": "7 · MORE HANDS",
    "closed: staff": "closed to new people",
    "closed: after an event": "after an event",
    "closed: cleaning": "cleaning",
    "closed: full": "full",
    "last entry": "last entry",
    "closing": "11 still here",
    "everyone out": "EVERYONE OUT",
    "everyone out, a response": "EVERYONE OUT",
    "re-confirm": "WALK THE ROOM · 11 to see",
    "lock-down": "Smoking C",
    "curtain": "Smoking C",
    "curtain, calm": "Riverside room",
    "room needs eyes": "ROOM NEEDS EYES · 2 to see",
    "paused": "5 · LOOK NOW",
    "quiet theme": "Smoking C · NOBODY THERE",
    "clock suspect": "CLOCK SUSPECT",
    "disk nearly full": "disk nearly full",
    "disk full": "DISK FULL",
    "a silent wall": "Wall by the door silent",
    "another wall's sound is off": "Wall by the door: SOUND IS OFF",
    "first part": "Smoking C · NOBODY THERE",
    "second part": "Smoking C · NOBODY THERE",
}
COUNTS = """() => {
  const box = document.getElementById('counts').getBoundingClientRect();
  return [...document.querySelectorAll('.count')].map((count) => {
    const { top, bottom, left } = count.getBoundingClientRect();
    if (top >= box.bottom) return 'not';
    return bottom <= box.bottom + 1 && left >= box.left - 1 ? 'whole' : 'cut';
  });
}"""
"""How each number of the top line is seen."""
TILES = """() => JSON.stringify([...document.querySelectorAll('.tile')].map((tile) => {
  const { x, y, width, height } = tile.getBoundingClientRect();
  return [tile.dataset.booth, x, y, width, height].map(Math.round);
}))"""


@pytest.fixture(scope="module", params=[HD, STANDING], ids=["lying", "standing"])
def wall(request: pytest.FixtureRequest, browser: Browser) -> Iterator[WallPage]:
    with WallPage(browser, STATES["open"](), device=THIS_WALL, size=request.param) as page:
        page.look(f"() => {{ window.stood = ({TILES})(); }}")
        yield page


def shows(wall: WallPage, state: str, liveness: str) -> dict[str, Any]:
    """Put it there; what can be said of how it looks."""
    wall.say(liveness=liveness)
    wall.snapshot(STATES[state]())
    found: dict[str, Any] = wall.look(MEASURE)
    return found


@pytest.mark.parametrize("state", STATES)
def test_it_is_said_and_nothing_is_cut_off(wall: WallPage, state: str) -> None:
    for liveness in ("live", "delayed", "not_live"):
        found = shows(wall, state, liveness)
        assert min(found["digits"], default=100) >= 100, liveness
        assert min(found["names"], default=74) >= 74, liveness
        assert min(found["words"], default=54) >= 53.9, liveness
        assert found["outside"] == [], liveness
        assert found["over"] == [], liveness
        assert not found["below"], liveness
        assert wall.look(HEAD) == {"cut": [], "over": []}, liveness
        assert (wall.look(STATE) or 54) >= 54, liveness
        if liveness == "live":
            assert SAYS[state] in wall.look(
                "() => document.getElementById('wall').innerText.replaceAll('\\n', ' ')"
            )
        if "part" not in state and wall.page.locator("#grid").is_visible():
            assert wall.look(f"() => ({TILES})() === window.stood"), f"{liveness}: a tile has moved"


BESIDE_A_FAULT = [
    ({"state": "closed", "reason": "after_event"}, "closed to new people"),
    ({"state": "closed", "reason": "staff"}, "closed to new people"),
    ({"state": "last_entry"}, "last entry"),
    ({"state": "closing"}, "closing: 11 still here"),
]


@pytest.mark.parametrize("size", [HD, STANDING], ids=["lying", "standing"])
def test_what_the_room_is_stands_beside_a_full_bar_and_a_fault(
    browser: Browser, size: dict[str, int]
) -> None:
    with WallPage(browser, late(), device=THIS_WALL, size=size, sounding=True) as wall:
        stood = wall.look(TILES)
        for room, says in BESIDE_A_FAULT:
            wall.snapshot(late(**room))
            for liveness, fault in (("live", "SOUND IS OFF · touch the screen"), ("delayed", "DELAYED")):
                wall.say(liveness=liveness)
                assert wall.look("() => document.getElementById('wall').dataset.bar") == (
                    "2" if size is STANDING else "1"
                )
                wall.shows("#place", says)
                wall.shows(".head", fault)
                assert wall.look(STATE) >= 54, f"{says}, {liveness}"
                assert wall.look(HEAD) == {"cut": [], "over": []}, f"{says}, {liveness}"
                assert wall.look(MEASURE)["outside"] == [], f"{says}, {liveness}"
                assert wall.look(TILES) == stood, "a tile has moved"


@pytest.mark.parametrize(("size", "least"), [(HD, 40), (STANDING, 54)], ids=["lying", "standing"])
def test_a_third_thing_to_say_takes_neither_of_the_others_away(
    browser: Browser, size: dict[str, int], least: int
) -> None:
    board = late(notice("disk_full"), state="closed", reason="staff")
    with WallPage(browser, board, device=THIS_WALL, size=size, sounding=True) as wall:
        for liveness, fault in (("live", "SOUND IS OFF"), ("delayed", "DELAYED")):
            wall.say(liveness=liveness)
            for said in ("DISK FULL", "closed to new people", fault):
                wall.shows(".head", said)
            assert wall.look(STATE) >= least
            assert wall.look(HEAD) == {"cut": [], "over": []}


def test_a_number_in_the_top_line_is_seen_whole_or_not_at_all(browser: Browser) -> None:
    waits = [{"id": f"w{n}", "state": "waiting", "arrived_at": at(-60), "position": n} for n in (2, 3)]
    opened, closed = late(), late(state="closed", reason="staff")
    with WallPage(browser, None, device=THIS_WALL) as wall:
        for board, seen in ((opened, ["whole"] * 4), (closed, ["whole", "whole", "not", "not"])):
            wall.snapshot(board | {"waiting": board["waiting"] + waits})
            assert wall.look(COUNTS) == seen
    with WallPage(browser, closed, device=THIS_WALL, sounding=True) as wall:
        for liveness in ("live", "delayed", "live"):
            wall.say(liveness=liveness)
            assert "cut" not in wall.look(COUNTS)


@pytest.mark.parametrize("size", [HD, STANDING], ids=["lying", "standing"])
@pytest.mark.parametrize("curtain", [False, True], ids=["seen", "curtain"])
def test_that_its_own_sound_is_off_a_wall_says_once(
    browser: Browser, size: dict[str, int], *, curtain: bool
) -> None:
    board = calm(own={"sound": "off"}, curtain=curtain)
    with WallPage(browser, board, device=THIS_WALL, size=size, sounding=True) as wall:
        for liveness in ("live", "delayed", "not_live"):
            wall.say(liveness=liveness)
            seen = " ".join(part.inner_text() for part in wall.page.locator(".head, .strip").all())
            assert seen.count("SOUND IS OFF") == 1, liveness
