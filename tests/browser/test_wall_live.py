"""The wall before a real server: live, lost, back, and loud by itself when nobody comes."""

import json
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from ops.models import Site
from tests.browser.axe import violations
from tests.browser.served import SOON, served_wall
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

QUICK = {"inject": {"every": 3, "grace": 1, "urgent_after": 2}, "keep_an_eye": {"every": 600}}


@pytest.fixture
def server(tmp_path: Path) -> Generator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running


@pytest.fixture
def wall(server: RunningServer, browser: Browser) -> Generator[Page]:
    with served_wall(browser, server) as page:
        yield page


def act(server: RunningServer, path: str, **body: Any) -> dict[str, Any]:
    """A tablet's tap."""
    request = urllib.request.Request(
        f"{server.url}/api/v1{path}",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {server.tokens['floor']}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        },
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def seat(server: RunningServer, booth: str, **more: Any) -> str:
    """Somebody sits down; the id of their stay."""
    answer = act(server, f"/sites/{server.site}/visits", booth=server.furnished.booths[booth], **more)
    return str(answer["visit"]["id"])


def tone(server: RunningServer, wall: Page, booth: str, wanted: str) -> None:
    tile = wall.locator(f'[data-booth="{server.furnished.booths[booth]}"]')
    expect(tile).to_have_attribute("data-tone", wanted, timeout=SOON)


def test_a_tap_is_on_the_wall(server: RunningServer, wall: Page) -> None:
    tone(server, wall, "2", "free")
    visit = seat(server, "2", handle="Heron", route="inject", substances=["fentanyl"])
    tone(server, wall, "2", "ok")
    act(server, f"/visits/{visit}/check-ins", answer="asleep")
    tone(server, wall, "2", "asleep")
    started = act(server, f"/sites/{server.site}/responses", booth=server.furnished.booths["2"])
    tone(server, wall, "2", "high")
    act(server, f"/responses/{started['response']['id']}/here")
    tone(server, wall, "2", "response")
    page = wall.content()
    for secret in ("Heron", "inject", "fentanyl"):
        assert secret not in page


def test_not_live_when_the_server_dies_and_live_when_it_is_back(server: RunningServer, wall: Page) -> None:
    seat(server, "1")
    tone(server, wall, "1", "ok")
    server.kill()
    expect(wall.locator("#band")).to_contain_text("NOT LIVE: LOOK AT THE ROOM", timeout=SOON)
    expect(wall.locator("#band")).to_contain_text("last news")
    expect(wall.locator(".tile .main").first).to_contain_text("~")
    server.start()
    seat(server, "3")
    expect(wall.locator("#wall")).to_have_attribute("data-liveness", "live", timeout=SOON)
    expect(wall.locator("#band")).to_be_hidden()
    tone(server, wall, "1", "ok")
    tone(server, wall, "3", "ok")


def test_an_alarm_comes_when_nobody_does_and_goes_when_somebody_is_there(
    server: RunningServer, wall: Page
) -> None:
    with server.house.db.write() as session:
        session.execute(update(Site).values(protocol={"intervals": QUICK}))
    visit = seat(server, "1", route="inject")
    tone(server, wall, "1", "high")
    expect(wall.locator("#alarms .chip.high")).to_contain_text("LOOK NOW")
    act(server, f"/visits/{visit}/check-ins", answer="keep_an_eye")
    tone(server, wall, "1", "eye")
    expect(wall.locator("#alarms .chip.high")).to_have_count(0)


def test_a_revoked_display_shows_nothing_any_more(server: RunningServer, wall: Page) -> None:
    from ops.services.ways_in import devices

    seat(server, "1")
    tone(server, wall, "1", "ok")
    devices.revoke(server.house, server.furnished.site_id, server.furnished.devices["display"])
    expect(wall.locator("#notice")).to_contain_text("signed out", timeout=SOON)
    expect(wall.locator(".tile").first).to_be_hidden()


def test_the_waiting_room_is_told_of_free_places_only(
    server: RunningServer, wall: Page, axe_source: str
) -> None:
    seat(server, "1", handle="Heron")
    act(server, f"/sites/{server.site}/visits", handle="Wren")
    wall.goto(f"{server.url}/waiting-room")
    expect(wall.locator("#free-words")).to_have_text("places free", timeout=SOON)
    expect(wall.locator("#ahead-words")).to_have_text("person waiting")
    middle, size = wall.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('.line')].map((line) => line.getBoundingClientRect());
          const number = document.getElementById('free-number');
          return [(boxes[0].top + boxes[1].bottom) / 2, parseFloat(getComputedStyle(number).fontSize)];
        }"""
    )
    assert abs(middle - 540) < 60
    assert size >= 300
    assert "Heron" not in wall.content()
    assert "Wren" not in wall.content()
    assert violations(wall, axe_source) == []
    server.kill()
    expect(wall.locator("#free-words")).to_have_text("Please ask the team.", timeout=SOON)
    expect(wall.locator("#free-number")).to_be_empty()
