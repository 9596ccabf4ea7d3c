"""A tablet without its server: loaded anew it is there, says since when, and goes on."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ops.services.ways_in import devices, sessions
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

KEYS_KEPT = """
async () => {
  const done = (asked) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  const db = await done(indexedDB.open('ops-tablet'));
  const keys = await done(db.transaction('kept').objectStore('kept').getAllKeys());
  db.close();
  return keys;
}
"""
CACHED = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}
"""
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration('/floor')).update(); }"


def test_loaded_anew_with_the_server_away_while_a_response_runs(
    own_server: RunningServer, browser: Browser
) -> None:
    with Tablet(browser, own_server, keeps_shell=True) as tablet:
        name = tablet.responds_to_someone("1")
        tablet.logs("log oxygen")
        tablet.all_sent()
        tablet.kept()
        own_server.kill()
        tablet.logs("log dose 1")
        # What a tablet has not said it saved, nobody may rely on.
        expect(tablet.log_rows().first).to_contain_text("saved", timeout=SOON)
        tablet.loaded_anew()
        tablet.reads("NOT LIVE since")
        tablet.reads("Other tablets cannot see what you tap here")
        expect(tablet.log_rows()).to_have_count(2, timeout=SOON)
        tablet.logs("MARK")
        tablet.reads("2 acts to send")
        tablet.goes_back()
        tablet.sees("1", "response")
        own_server.start()
        tablet.all_sent()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        cached = tablet.page.evaluate(CACHED)
        assert "/floor" in cached
        assert [path for path in cached if not path.startswith(("/static/", "/bundle/", "/floor"))] == []
    kinds = [row["kind"] for row in response(own_server, name)["actions"]]
    assert kinds == ["oxygen_start", "naloxone", "mark"]


def test_a_response_begun_offline_on_two_tablets_for_one_person(
    own_server: RunningServer, browser: Browser
) -> None:
    with (
        Tablet(browser, own_server, keeps_shell=True) as one,
        Tablet(browser, own_server, "responder") as other,
    ):
        one.seats_someone("1")
        one.seats_someone("2")
        other.sees("2", "just in")
        one.kept()
        own_server.kill()
        begun = []
        for tablet, act in ((one, "log dose 1"), (other, "log oxygen")):
            tablet.tap(tablet.seat("1"))
            begun.append(tablet.responds())
            tablet.logs(act)
            tablet.reads("here")
            expect(tablet.page.locator(".row.began")).to_contain_text("saved on this tablet")
        one.goes_back()
        one.tap(one.seat("2"))
        one.presses("Move")
        one.tap(one.seat("3"))
        expect(one.page.locator(".toast", has_text="→")).to_contain_text("saved on this tablet")
        one.loaded_anew()
        one.sees("3", "to send")
        expect(one.page.locator(".alarm.running")).to_contain_text("1 there")
        expect(one.page.locator(".alarm.running")).to_contain_text("to send")
        one.tap(one.page.locator(".alarm.running"))
        expect(one.log_rows()).to_have_count(1)
        own_server.start()
        for tablet in (one, other):
            tablet.all_sent()
            expect(tablet.log_rows()).to_have_count(2, timeout=SOON)
    first, second = (response(own_server, name) for name in begun)
    assert first == second
    assert {row["kind"] for row in first["actions"]} == {"naloxone", "oxygen_start"}


def test_a_way_in_taken_while_away_forgets_the_room_and_keeps_the_acts(
    own_server: RunningServer, browser: Browser
) -> None:
    with Tablet(browser, own_server, "responder", keeps_shell=True) as tablet:
        name = tablet.responds()
        tablet.all_sent()
        tablet.kept()
        own_server.kill()
        tablet.logs("log dose 1")
        tablet.reads("1 act to send")
        furnished = own_server.furnished
        devices.revoke(own_server.house, furnished.site_id, furnished.devices["responder"])
        own_server.start()
        tablet.reads("This tablet may no longer see the room")
        expect(tablet.log_rows()).to_have_count(0, timeout=SOON)
        assert tablet.page.evaluate(KEYS_KEPT) == []
        tablet.page.get_by_role("link", name="Its way in").click()
        tablet.reads("1 act is kept on this tablet")
        cookie = sessions.open_session(own_server.house, furnished.devices["floor"])
        tablet.context.add_cookies(
            [{"name": own_server.settings.cookie_name, "value": cookie, "url": own_server.url}]
        )
        tablet.opens_anew()
        tablet.all_sent()
        tablet.kept()
        tablet.page.goto(f"{own_server.url}/sign-out")
        tablet.page.get_by_role("button", name="Sign out").click()
        expect(tablet.page.get_by_role("heading", name="Sign in on this browser")).to_be_visible()
        tablet.page.wait_for_load_state("networkidle")
        assert tablet.page.evaluate(KEYS_KEPT) == []
    assert [row["kind"] for row in response(own_server, name)["actions"]] == ["naloxone"]


def test_another_version_waits_until_no_response_runs(tmp_path: Path, browser: Browser) -> None:
    said = tmp_path / "version"
    said.write_text("one")
    program = ("tests.support.next_version", str(said))
    with (
        RunningServer(tmp_path, program=program) as server,
        Tablet(browser, server, keeps_shell=True) as tablet,
    ):
        tablet.responds()
        tablet.all_sent()
        tablet.kept()
        tablet.page.evaluate("() => { globalThis.before = true; }")
        said.write_text("two")
        server.restart()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        tablet.page.evaluate(UPDATE)
        tablet.goes_back()
        tablet.reads("It waits until no response runs")
        expect(tablet.key("Take it now")).to_have_count(0)
        tablet.page.go_back()
        tablet.logs("OVER")
        tablet.goes_back()
        tablet.all_sent()
        assert tablet.page.evaluate("() => globalThis.before") is True
        tablet.presses("Take it now")
        expect(tablet.page.locator('meta[name="version"]')).to_have_attribute("content", "two", timeout=SOON)
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
