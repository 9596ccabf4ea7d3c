"""A colleague's act changes what lies under a finger that is on its way: it logs what its owner saw."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.served import SOON
from tests.browser.tablets import STANDING, Tablet, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


LOOKED_AT = """
async () => {
  let at = performance.now();
  const seen = new MutationObserver(() => (at = performance.now()));
  seen.observe(document.querySelector('.zone.acts'), { subtree: true, childList: true, characterData: true });
  while (performance.now() - at < 700) await new Promise((soon) => requestAnimationFrame(soon));
  seen.disconnect();
}
"""
LANDS = """
([x, y, selector, words]) => {
  const land = () => {
    if (!document.querySelector(selector)?.textContent.includes(words)) return false;
    const told = { bubbles: true, cancelable: true, detail: 1, clientX: x, clientY: y, pointerType: 'touch' };
    document.elementFromPoint(x, y).dispatchEvent(new PointerEvent('click', told));
    return true;
  };
  const seen = new MutationObserver(() => land() && seen.disconnect());
  seen.observe(document, { subtree: true, childList: true, characterData: true });
}
"""
"""A finger that comes down at that place the very moment that these words stand there."""


def kinds(server: RunningServer, name: str) -> list[str]:
    return sorted(row["kind"] for row in response(server, name)["actions"] if not row["voided_at"])


def place_of(tablet: Tablet, target: Locator) -> tuple[float, float]:
    """Where it is, on a page that stood still for as long as a finger is on its way."""
    tablet.page.evaluate(LOOKED_AT)
    box = target.bounding_box(timeout=SOON)
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    ("key", "after", "log"),
    [
        ("start breaths", "stop breaths", ["breaths_start"]),
        ("ambulance called", "ambulance is here", ["ambulance_called"]),
    ],
)
def test_the_same_key_tapped_on_two_tablets_does_one_thing(
    server: RunningServer, tablet: Tablet, browser: Browser, key: str, after: str, log: list[str]
) -> None:
    name = tablet.responds()
    with Tablet(browser, server, "responder") as other:
        other.opens(f"/floor/response/{name}")
        place = place_of(other, other.act(key))
        other.page.evaluate(LANDS, [*place, ".zone.acts", after])
        tablet.logs(key)
        expect(other.act(after)).to_be_visible(timeout=SOON)
        other.all_sent()
    tablet.all_sent()
    assert set(kinds(server, name)) == set(log)


def test_what_a_new_response_pushes_down_is_still_tapped(server: RunningServer, browser: Browser) -> None:
    with (
        Tablet(browser, server, size=STANDING) as one,
        Tablet(browser, server, "responder") as other,
    ):
        name = one.responds()
        place = place_of(one, one.act("start breaths"))
        one.page.evaluate(LANDS, [*place, ".elsewhere", "Booth 1"])
        other.tap(other.seat("1"))
        other.responds()
        expect(one.page.locator(".elsewhere")).to_contain_text("Booth 1", timeout=SOON)
        one.all_sent()
        assert one.page.url.endswith(name)
    assert kinds(server, name) == ["breaths_start"]
