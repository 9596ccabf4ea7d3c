"""Every state of the room on a wall, lying and standing, live and not: said, whole, legible, unmoved."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.evening import STATES, THIS_WALL
from tests.browser.legible import HEAD, MEASURE
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
        if liveness == "live":
            assert SAYS[state] in wall.look(
                "() => document.getElementById('wall').innerText.replaceAll('\\n', ' ')"
            )
        if "part" not in state and wall.page.locator("#grid").is_visible():
            assert wall.look(f"() => ({TILES})() === window.stood"), f"{liveness}: a tile has moved"
