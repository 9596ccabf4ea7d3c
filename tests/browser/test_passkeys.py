"""A passkey as a real browser keeps it: added, signed in with, asked for again. Chromium plays the device."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, expect

from ops.domain.words import Role
from ops.models import DeviceSession
from ops.services.ways_in import invitations
from tests.browser.axe import violations
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

PIN = "825731"


@pytest.fixture
def page(browser: Browser, server: RunningServer) -> Generator[Page]:
    """A browser with a finger to it, at the room's name: keys are not good at a number."""
    context = browser.new_context(base_url=server.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    context.close()
    assert faults == []


def presses(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def comes_in_and_adds_a_passkey(page: Page, server: RunningServer, axe_source: str) -> None:
    house, site_id = server.house, server.furnished.site_id
    code = invitations.invite_person(house, site_id, role=Role.ADMINISTRATOR, name="Noor")
    page.goto(f"/in/{code}")
    presses(page, "Sign in here")
    page.get_by_label("PIN, 6 digits or more").fill(PIN)
    page.get_by_label("The same PIN again").fill(PIN)
    presses(page, "Keep")
    page.get_by_role("link", name="How I prove it is me").click()
    page.get_by_label("What it is on").fill("telephone")
    presses(page, "Add a passkey")
    expect(page.get_by_role("heading", name="Write these down")).to_be_visible()
    expect(page.get_by_role("cell", name="telephone", exact=True)).to_be_visible()
    assert violations(page, axe_source) == []


def test_whoever_added_a_passkey_signs_in_with_it(page: Page, server: RunningServer, axe_source: str) -> None:
    comes_in_and_adds_a_passkey(page, server, axe_source)
    page.goto("/sign-out")
    presses(page, "Sign out")
    page.get_by_role("link", name="I have a passkey or a passphrase").click()
    assert violations(page, axe_source) == []
    presses(page, "Sign in with a passkey")
    expect(page.get_by_role("button", name="Lock: Noor")).to_be_visible()


def test_a_passkey_opens_what_a_pin_does_not(page: Page, server: RunningServer, axe_source: str) -> None:
    comes_in_and_adds_a_passkey(page, server, axe_source)
    with server.house.db.write() as session:
        session.query(DeviceSession).update({"proved_until": None})
    page.goto("/set-up")
    expect(page.get_by_role("button", name="Make a link")).to_have_count(0)
    page.get_by_role("link", name="Prove first that it is you").first.click()
    assert violations(page, axe_source) == []
    presses(page, "Use a passkey")
    expect(page.get_by_role("heading", name="Add a screen")).to_be_visible()
