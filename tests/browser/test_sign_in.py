"""From a one-time link to a room on two screens, as a newcomer does it in real browsers."""

from collections.abc import Generator
from typing import Literal, Self

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from ops.domain.words import Role
from ops.services.ways_in import invitations, staff
from tests.browser.axe import violations
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

PIN = "825731"
DOORS = ("/sign-out", "/unlock", "/pin-code", "/it-is-me", "/step-up")
LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Newcomer:
    """A person at a browser nobody knows yet."""

    def __init__(
        self,
        browser: Browser,
        server: RunningServer,
        size: tuple[int, int] = (1280, 800),
        known: StorageState | None = None,
    ) -> None:
        self.server = server
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, storage_state=known
        )
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.faults == [], self.faults

    def opens(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.server.url}{path}")

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def comes_in(self, name: str = "Rosa", role: Role = Role.COORDINATOR) -> None:
        """By a link, with name and PIN, to the first page."""
        code = invitations.invite_person(self.server.house, self.server.furnished.site_id, role=role)
        self.opens(f"/in/{code}")
        self.presses("Sign in here")
        self.types("Name", name)
        self.types("PIN, 6 digits or more", PIN)
        self.types("The same PIN again", PIN)
        self.presses("Keep")
        expect(self.page.get_by_role("button", name=f"Lock: {name}")).to_be_visible()

    def unlocks(self, pin: str = PIN) -> None:
        self.page.get_by_label("PIN").fill(pin)
        self.presses("Unlock")


@pytest.fixture
def newcomer(browser: Browser, server: RunningServer) -> Generator[Newcomer]:
    with Newcomer(browser, server) as one:
        yield one


def test_a_newcomer_adds_a_wall_and_it_shows_the_room(newcomer: Newcomer, browser: Browser) -> None:
    newcomer.comes_in()
    newcomer.page.get_by_role("link", name="Set-up").click()
    newcomer.page.locator("form[action$=screens]").get_by_label("Name").fill("Wall by the door")
    newcomer.page.locator("form[action$=screens]").get_by_role("button").click()
    link = newcomer.page.locator(".link").inner_text()
    wall = Newcomer(browser, newcomer.server, (1920, 1080))
    wall.opens(link)
    wall.presses("Sign in here")
    wall.page.wait_for_url("**/wall")
    expect(wall.page.locator("main")).to_contain_text("Aftercare")
    newcomer.opens("/set-up")
    expect(newcomer.page.get_by_role("cell", name="Wall by the door")).to_be_visible()
    newcomer.page.get_by_label("Revoke Wall by the door").click()
    newcomer.presses("Yes, shut Wall by the door out")
    expect(newcomer.page.get_by_role("cell", name="Wall by the door")).to_have_count(0)
    wall.opens("/wall")
    expect(wall.page.locator("h1")).to_have_text("Not signed in")
    wall.context.close()


def test_the_lock_stands_between_a_browser_and_set_up(newcomer: Newcomer) -> None:
    newcomer.comes_in()
    newcomer.presses("Lock: Rosa")
    newcomer.opens("/set-up")
    newcomer.unlocks("604913")
    expect(newcomer.page.get_by_role("alert")).to_have_text("That is not the PIN. Try again.")
    newcomer.unlocks()
    expect(newcomer.page.locator("h1")).to_have_text("Set-up")


def test_signing_out_is_asked_once(newcomer: Newcomer) -> None:
    newcomer.comes_in()
    newcomer.page.get_by_role("link", name="Sign out").click()
    newcomer.presses("Sign out")
    newcomer.opens("/")
    expect(newcomer.page.locator("h1")).to_have_text("Not signed in")
    newcomer.page.get_by_role("link", name="I have a code").click()
    expect(newcomer.page.get_by_label("Code")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (390, 800)], ids=["laptop", "phone"])
def test_axe_finds_nothing(
    browser: Browser, server: RunningServer, axe_source: str, size: tuple[int, int]
) -> None:
    newcomer = Newcomer(browser, server, size)

    def looked_over(path: str) -> None:
        newcomer.opens(path)
        for look in LOOKS:
            newcomer.page.emulate_media(color_scheme=look)
            assert violations(newcomer.page, axe_source) == [], (path, look)
        wider = newcomer.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wider, path

    code = invitations.invite_person(server.house, server.furnished.site_id)
    for path in ("/", "/enrol", "/sign-in", f"/in/{code}", "/in/nonsense"):
        looked_over(path)
    newcomer.opens(f"/in/{code}")
    newcomer.presses("Sign in here")
    looked_over("/welcome")
    newcomer.comes_in()
    screens = [f"/set-up/screens/{server.furnished.devices[role]}" for role in ("display", "floor")]
    rosa = staff.everyone(server.house, server.furnished.site_id)[0].id
    one = (f"/set-up/people/{rosa}", f"/set-up/devices/{server.furnished.devices['floor']}")
    for path in ("/", "/set-up", *screens, *one, *DOORS, "/nothing"):
        looked_over(path)
    newcomer.context.close()
