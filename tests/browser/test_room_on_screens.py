"""One tap on a tablet, and every screen says what the room is: the wall, the waiting room, the other tablet."""

from collections.abc import Generator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, expect

from ops.services import responses
from tests.browser.served import FULL_HD, SOON, live_display, signed_in
from tests.browser.tablets import Tablet, board
from tests.services.room import Clock, Room
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


class Walls:
    """The wall of the room and the one of the waiting room."""

    def __init__(self, browser: Browser, server: RunningServer) -> None:
        self.context = signed_in(browser, server, "display", FULL_HD)
        self.room = live_display(self.context, server)
        self.waiting = live_display(self.context, server, "/waiting-room")

    def say(self, wall: str, waiting: str) -> None:
        """The sign in the wall's head, and the first words for whoever waits."""
        # The page moves its name aside while its sound is off; what it says is the same.
        expect(self.room.locator("#place")).to_have_text(wall, timeout=SOON)
        expect(self.waiting.locator("#free-words")).to_have_text(waiting, timeout=SOON)

    def tile(self, server: RunningServer, booth: str) -> Locator:
        return self.room.locator(f'[data-booth="{server.furnished.booths[booth]}"]')


@pytest.fixture
def walls(browser: Browser, server: RunningServer) -> Generator[Walls]:
    found = Walls(browser, server)
    found.room.mouse.click(900, 500)
    yield found
    found.context.close()


def test_each_state_is_on_every_screen(
    server: RunningServer, tablet: Tablet, browser: Browser, walls: Walls
) -> None:
    tablet.seats_someone("1")
    walls.say("Here", "places free")
    with Tablet(browser, server, "responder") as other:
        for why in ("not enough staff", "after an event", "cleaning", "full"):
            tablet.presses("Room", why)
            # That something happened to somebody inside is not for whoever waits.
            told = "" if why == "after an event" else f": {why}"
            walls.say(f"closed to new people · {why}", f"No new people for now{told}")
        closed = other.page.locator(".top").get_by_text("closed to new people", exact=True)
        expect(closed).to_be_visible(timeout=SOON)
        tablet.presses("Room", "last entry")
        walls.say("last entry", "Last entry has passed. Who waits still comes in.")
        tablet.presses("Room", "closing")
        walls.say("closing: 1 still here", "The room is closing. Please ask the team.")
        tablet.presses("Room", "EVERYONE OUT")
        expect(walls.room.locator("#alarms .chip.high")).to_contain_text("EVERYONE OUT", timeout=SOON)
        expect(walls.waiting.locator("#free-words")).to_have_text("Everyone out, please.", timeout=SOON)
        other.presses("Back in")
        walls.say("closing: 1 still here", "The room is closing. Please ask the team.")
        expect(walls.room.locator("#alarms .chip.high")).to_contain_text(
            "WALK THE ROOM · 1 to see", timeout=SOON
        )
        expect(walls.tile(server, "1")).to_contain_text("to see")
        tablet.presses("Room", "open to new people")
        walls.say("Here", "places free")


def test_a_lock_down_lets_nobody_in_and_says_nothing_of_itself_outside(
    server: RunningServer, tablet: Tablet, walls: Walls
) -> None:
    tablet.presses("Room", "Lock-down")
    expect(walls.room.locator("#grid")).to_be_hidden(timeout=SOON)
    walls.say("Here", "No new people for now")
    tablet.tap(tablet.seat("2"))
    tablet.presses("Seat")
    tablet.reads("Nobody comes in during a lock-down.")
    assert board(server)["booths"][1]["status"] == "free"
    tablet.presses("Room", "End the lock-down")
    expect(walls.tile(server, "1")).to_be_visible(timeout=SOON)
    walls.say("Here", "places free")


def test_the_curtain_is_one_tap_and_an_alarm_comes_through(
    server: RunningServer, tablet: Tablet, walls: Walls
) -> None:
    tablet.seats_someone("1")
    expect(walls.tile(server, "1")).to_contain_text("seated", timeout=SOON)
    tablet.presses("Room", "Curtain: make the walls plain")
    expect(walls.room.locator("#grid")).to_be_hidden(timeout=SOON)
    expect(walls.room.locator("#notice")).to_have_text("Here")
    room = Room(server.house, Clock(), server.furnished)
    begun = UUID(room.does(responses.start, said={"booth": room.booth("3")})["id"])
    expect(walls.room.locator("#alarms .chip.high")).to_have_text("3", timeout=SOON)
    room.does(responses.here, begun)
    expect(walls.room.locator("#alarms .chip")).to_have_count(0, timeout=SOON)
    tablet.presses("Room", "Curtain off: walls show the room")
    expect(walls.tile(server, "3")).to_contain_text("1 there", timeout=SOON)
