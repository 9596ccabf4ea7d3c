"""Screens watch each other: one that cannot be heard or fell silent is named; the opening check; set-up."""

from collections.abc import Generator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from ops.clock import utc_now
from ops.domain.words import Role
from ops.models import Device
from ops.services import screens
from tests.browser.served import SOON, UNTOUCHED, served_wall
from tests.browser.tablets import Tablet, board, program
from tests.browser.test_sign_in import Newcomer
from tests.services.room import Clock, Room
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


AT_ONCE = 3_000
"""Milliseconds; every ten seconds a screen tells of itself anyway."""

LOOKED_AT = """state => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
"""What a browser says when its screen is put out, and lit again."""


@pytest.fixture
def wall(browser: Browser, server: RunningServer) -> Generator[Page]:
    """A wall nobody has touched yet."""
    with served_wall(browser, server) as page:
        yield page


def has_fallen_silent(server: RunningServer, name: str) -> None:
    """A wall of this room that was last heard three minutes ago."""
    now = utc_now()
    with server.house.db.write() as session:
        session.add(
            Device(
                site_id=server.furnished.site_id,
                name=name,
                role=Role.DISPLAY,
                token_hash=name,
                enrolled_at=now - timedelta(hours=1),
                last_heard_at=now - timedelta(minutes=3),
                sound="on",
            )
        )
    screens.mark_silent(server.house, now, since_start=now - timedelta(hours=1))


def test_a_tablet_nobody_touched_yet_says_that_its_sound_is_off(
    server: RunningServer, browser: Browser
) -> None:
    with Tablet(browser, server, script=UNTOUCHED) as tablet:
        sound_off = tablet.page.get_by_text("SOUND IS OFF", exact=False)
        expect(tablet.page.locator(".top")).to_contain_text("SOUND IS OFF · touch", timeout=SOON)
        seated = {"booth": server.furnished.booths["2"], "route": "inject", "substances": []}
        assert program(server).post(f"/sites/{server.site}/visits", seated)[0] == 201
        tablet.reads("no alarm would be heard")
        with Tablet(browser, server, "responder") as other:
            other.seats_someone("1")
            other.reads("The floor: SOUND IS OFF")
            expect(tablet.page.locator("#tablet")).not_to_contain_text(
                "no alarm would be heard", timeout=SOON
            )
            tablet.page.mouse.click(400, 30)
            expect(sound_off).to_have_count(0, timeout=SOON)
            expect(other.page.locator("#tablet")).not_to_contain_text("SOUND IS OFF", timeout=SOON)


def test_a_screen_that_is_silent_or_unheard_is_named_on_the_others(
    server: RunningServer, tablet: Tablet, wall: Page
) -> None:
    tablet.seats_someone("1")
    tablet.reads("The display: SOUND IS OFF")
    expect(wall.locator("#sound")).to_contain_text("SOUND IS OFF")
    wall.mouse.click(900, 500)
    expect(wall.locator("#sound")).to_be_hidden(timeout=SOON)
    expect(tablet.page.locator("#tablet")).not_to_contain_text("SOUND IS OFF", timeout=SOON)
    has_fallen_silent(server, "Wall by the door")
    expect(wall.locator(".chip.silent")).to_contain_text("Wall by the door silent", timeout=SOON)
    tablet.reads("Wall by the door silent")


def test_a_tablet_says_at_once_that_it_is_laid_aside_and_that_it_is_back(tablet: Tablet, wall: Page) -> None:
    alarms = wall.locator("#alarms")
    with tablet.page.expect_websocket() as opened:
        tablet.opens_anew()
    tablet.seats_someone("1")
    tablet.all_sent()
    with opened.value.expect_event("framesent", lambda said: '"sleeping":true' in str(said), timeout=AT_ONCE):
        tablet.page.evaluate(LOOKED_AT, "hidden")
    expect(alarms).to_contain_text("no tablet awake", timeout=SOON)
    with opened.value.expect_event(
        "framesent", lambda said: '"sleeping":false' in str(said), timeout=AT_ONCE
    ):
        tablet.page.evaluate(LOOKED_AT, "visible")
    expect(alarms).not_to_contain_text("no tablet awake", timeout=SOON)


def test_a_page_that_is_left_does_not_say_that_it_sleeps(
    server: RunningServer, tablet: Tablet, browser: Browser, wall: Page
) -> None:
    tablet.seats_someone("1")
    with Tablet(browser, server, "responder") as other:
        other.reads("The display: SOUND IS OFF")
        tablet.page.goto("about:blank")
        # What a screen said after that is known to all.
        wall.mouse.click(900, 500)
        expect(other.page.locator("#tablet")).not_to_contain_text("SOUND IS OFF", timeout=SOON)
        said = Room(server.house, Clock(), server.furnished).facts("screen_said")
    assert said
    assert not any(fact["sleeping"] for fact in said)


def test_the_opening_check_sounds_each_wall_and_allows_not_done(
    server: RunningServer, tablet: Tablet, wall: Page
) -> None:
    def row(what: str) -> Any:
        return tablet.page.locator(".check", has=tablet.page.get_by_text(what, exact=True))

    wall.mouse.click(900, 500)
    tablet.presses("Room", "Open a shift")
    tablet.presses("Room", "Opening check")
    tablet.reads("6 to say; “not done” is allowed.")
    tablet.tap(row("The display: sound").get_by_role("button", name="Sound it"))
    expect(wall.locator("#sound")).to_have_text("sound test", timeout=SOON)
    tablet.tap(row("The display: sound").get_by_role("button", name="heard", exact=True))
    expect(row("The display: sound")).to_contain_text("done · ", timeout=SOON)
    tablet.tap(row("AED").get_by_role("button", name="not done"))
    expect(row("AED")).to_contain_text("not done · ", timeout=SOON)
    tablet.reads("4 to say; “not done” is allowed.")
    tablet.all_sent()
    said = {one["point"]: one["state"] for one in board(server)["room"]["opening"]}
    assert said == {f"sound:{server.furnished.devices['display']}": "done", "aed": "not_done"}


def test_a_wall_becomes_what_set_up_makes_it_while_it_hangs(
    server: RunningServer, browser: Browser, wall: Page
) -> None:
    rosa = Newcomer(browser, server, (1366, 768))
    rosa.comes_in()
    rosa.opens("/set-up")
    rosa.page.get_by_role("link", name="The display").click()
    rosa.page.get_by_role("link", name="Sound and looks").click()
    rosa.page.get_by_label("quiet").check()
    for place in ("1", "2"):
        rosa.page.get_by_label(place, exact=True).check()
    rosa.presses("Keep")
    expect(wall.locator("#wall")).to_have_attribute("data-still", "", timeout=SOON)
    expect(wall.locator(".tile")).to_have_count(2, timeout=SOON)
    rosa.page.get_by_role("link", name="The display").click()
    rosa.page.get_by_role("link", name="Sound and looks").click()
    expect(rosa.page.get_by_role("status")).to_contain_text("On no wall now: 3, 4, 5, Aftercare")
    rosa.page.get_by_label("At night").fill("5")
    rosa.page.locator("form.card").evaluate("form => form.noValidate = true")
    rosa.presses("Keep")
    expect(rosa.page.get_by_role("alert")).to_contain_text("from 20 to 100")
    expect(wall.locator(".tile")).to_have_count(2)
    rosa.context.close()
    assert rosa.faults == []
