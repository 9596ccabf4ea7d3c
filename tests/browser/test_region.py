"""All sites on an authority's laptop: live, found by what they need, and never old under the word live."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from ops.domain.region import People, Shown
from ops.domain.words import Role
from ops.models import Site
from ops.services.ways_in import roles, staff
from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.test_sign_in import Newcomer
from tests.support.client import Program
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

LAPTOP = (1440, 900)
NAME = "Quayside"


@pytest.fixture
def ada(browser: Browser, server: RunningServer) -> Generator[Newcomer]:
    """Somebody of an authority who has just proved it is them; the one site shows all it can."""
    with server.house.db.write() as session:
        shown = Shown(people=People.NUMBERS, room=True, responses=True, screens=True)
        mine = update(Site).where(Site.id == server.furnished.site_id)
        session.execute(mine.values(name=NAME, region=shown.as_json()))
    with Newcomer(browser, server, LAPTOP) as one:
        one.comes_in("Ada", Role.REGION)
        one.page.clock.install()
        one.opens("/region")
        is_live(one.page)
        yield one


def is_live(page: Page) -> None:
    expect(page.locator("body")).to_have_attribute("data-live", "live", timeout=SOON)


def is_not_live(page: Page, words: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-live", "not_live", timeout=SOON)
    expect(page.get_by_role("status").first).to_contain_text(words)


def test_what_happens_is_seen_and_found(ada: Newcomer, server: RunningServer, axe_source: str) -> None:
    page, site = ada.page, ada.page.locator(f"#site-{server.furnished.slug}")
    expect(site).not_to_contain_text("response runs")
    page.get_by_label("Find").fill(NAME)
    page.get_by_label("Response runs").check()
    expect(site).to_be_hidden()
    expect(page.get_by_text("No site now.")).to_be_visible()
    floor = Program(server.port, server.furnished.tokens["floor"])
    where = {"booth": server.furnished.booths["1"]}
    assert floor.post(f"/sites/{server.furnished.slug}/responses", where)[0] == 201
    expect(site).to_contain_text("1 response runs", timeout=SOON)
    expect(site).to_be_visible()
    assert violations(page, axe_source) == []


def test_without_good_news_it_says_so_and_goes_on_by_itself(ada: Newcomer, axe_source: str) -> None:
    page = ada.page
    page.route("**/region/now", lambda route: route.abort())
    page.clock.fast_forward(13_000)
    is_not_live(page, "NOT LIVE. Ask the sites. As it was at")
    assert violations(page, axe_source) == []
    page.unroute("**/region/now")
    page.clock.fast_forward(3_000)
    is_live(page)


def test_an_answer_of_before_is_no_good_news(ada: Newcomer) -> None:
    page = ada.page
    old = page.request.get(f"{ada.server.url}/region/now").text()
    page.route("**/region/now", lambda route: route.fulfill(body=old, content_type="text/html"))
    page.clock.fast_forward(3_000)
    page.clock.fast_forward(13_000)
    is_not_live(page, "NOT LIVE")


def test_another_role_ends_it_while_it_is_open(ada: Newcomer, server: RunningServer) -> None:
    here = server.furnished.site_id
    [me] = [one for one in staff.everyone(server.house, here) if one.name == "Ada"]
    roles.give(server.house, here, me.id, Role.AUDITOR)
    is_not_live(ada.page, "load the page again")
