"""The coordinator's pages in a real browser: charts drawn, tables beside them, nothing refused by
the page's own policy, everything reachable without a mouse."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from ops.clock import utc_now
from ops.domain.words import Role
from ops.services import shift_list, shifts
from ops.services.house import House
from tests.browser.axe import violations
from tests.browser.test_sign_in import Newcomer
from tests.services.evening import Evening
from tests.services.room import Clock, Room
from tests.support.furnished import furnish
from tests.support.keys import KEYS
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

_numbers = count(1)
WIDE, NARROW = (1440, 1120), (1280, 800)


def earlier(server: RunningServer, ago: timedelta) -> Room:
    """The server's room, in which a test acts as if it were that long ago."""
    clock = Clock()
    clock.time = utc_now() - ago
    house = House(server.house.db, clock, lambda site_id: None, KEYS)
    return Room(house, clock, server.furnished)


@pytest.fixture(scope="module")
def evening_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A room with two hours behind it; the shift was handed over a quarter of an hour ago."""
    server = RunningServer(tmp_path_factory.mktemp("evening"))
    room = earlier(server, timedelta())
    now = room.clock.time.replace(microsecond=0)
    # Before the server runs: its own sweep would find everything late at once.
    Evening(room, now - timedelta(hours=2, minutes=15), hours=2, people=16).play()
    with server:
        yield server


class Coordinator(Newcomer):
    """At a desk, with a PIN. What the page's policy refuses is a fault."""

    def __init__(
        self,
        browser: Browser,
        server: RunningServer,
        size: tuple[int, int],
        known: StorageState | None = None,
    ) -> None:
        super().__init__(browser, server, size, known)
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        if known is None:
            self.comes_in(f"Rosa {next(_numbers)}")

    def opens_the_shift(self) -> Page:
        """The newest one that is closed."""
        listed = shift_list.shifts(self.server.house, self.server.furnished.site_id)
        closed = next(line for line in listed.shifts if line.closed_at is not None)
        self.opens(f"/shifts/{closed.id}")
        expect(self.page.locator(".plot.drawn")).to_have_count(7)
        return self.page


@pytest.fixture(scope="module")
def came_in(browser: Browser, evening_server: RunningServer) -> StorageState:
    """Somebody who came in once: the house takes so many from one address in a minute and no more."""
    first = Coordinator(browser, evening_server, WIDE)
    known = first.context.storage_state()
    first.context.close()
    return known


@pytest.fixture(params=[WIDE, NARROW], ids=["1440", "1280"])
def coordinator(
    browser: Browser, evening_server: RunningServer, came_in: StorageState, request: pytest.FixtureRequest
) -> Generator[Coordinator]:
    with Coordinator(browser, evening_server, request.param, came_in) as one:
        yield one


DRAWN = """(id) => JSON.parse(document.getElementById(id).textContent).data
  .map((trace) => (trace.orientation === 'h' ? trace.x : trace.y))"""


def test_each_chart_is_drawn_and_equals_its_table(coordinator: Coordinator) -> None:
    page = coordinator.opens_the_shift()
    for name in ("visits", "alarms", "done", "kinds", "waits", "in-booth"):
        drawn = page.evaluate(DRAWN, f"figure-{name}")
        rows = page.locator(f"#chart-{name} tbody tr").all()
        cells = [[int(cell) for cell in row.locator("td").all_text_contents()] for row in rows]
        assert cells == [list(pair) for pair in zip(*drawn, strict=True)], name
        assert page.locator(f"#chart-{name} .plot svg .bars path").count() >= len(rows), name


def test_axe_finds_nothing_and_nothing_runs_over(coordinator: Coordinator, axe_source: str) -> None:
    for path in ("/shifts", "/shifts/today"):
        coordinator.opens(path)
        assert violations(coordinator.page, axe_source) == []
    page = coordinator.opens_the_shift()
    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coordinator.opens("/shifts")
    for width in (1024, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_proof_is_read_by_everybody_and_follows_what_stands_on_a_sheet(
    browser: Browser, coordinator: Coordinator, axe_source: str
) -> None:
    sheet = coordinator.opens_the_shift()
    line = sheet.get_by_label("Checkpoint").locator("code").inner_text()
    auditor = Newcomer(browser, coordinator.server, NARROW)
    auditor.comes_in(f"Uli {next(_numbers)}", Role.AUDITOR)
    page = auditor.page
    auditor.opens("/proof")
    assert violations(page, axe_source) == []
    page.get_by_label("What stands at the foot").fill(line.lower())
    auditor.presses("Check now")
    expect(page.get_by_role("status")).to_contain_text("It is the history of the paper.")
    assert violations(page, axe_source) == []
    page.get_by_label("What stands at the foot").fill(f"{line[:-4]}AAAA")
    auditor.presses("Check now")
    expect(page.get_by_role("alert")).to_contain_text("is not what was signed")
    rule = "color-contrast-enhanced"
    assert violations(page, axe_source, runOnly=[rule], rules={rule: {"enabled": True}}) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    auditor.context.close()


def test_key_text_has_contrast_of_seven(coordinator: Coordinator, axe_source: str) -> None:
    page = coordinator.opens_the_shift()
    rule = "color-contrast-enhanced"
    assert violations(page, axe_source, runOnly=[rule], rules={rule: {"enabled": True}}) == []


def test_everything_is_reached_by_keyboard(coordinator: Coordinator) -> None:
    page = coordinator.opens_the_shift()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('footer summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("One stay in which someone was given a place")).to_be_visible()


SMALL = """() => {
  const small = '[type=checkbox], [type=radio]';
  const large = `button, .button, select, input:not(${small}), label`;
  return [...document.querySelectorAll(`a, button, summary, select, input, label:has(${small})`)]
    .filter((node) => node.checkVisibility() && !node.matches('.skip, [type=hidden]'))
    .map((node) => [node, node.matches(large) ? 48 : 24, node.getBoundingClientRect()])
    .filter(([, least, box]) => box.height < least - 0.1 || box.width < 24)
    .map(([node, least, box]) => `${node.textContent} ${node.name}: ${box.width}, ${box.height}, not ${least}`);
}"""


def test_a_hand_hits_every_button_and_link(coordinator: Coordinator) -> None:
    """Buttons and fields 48 px, links and tick boxes 24 at least."""
    page = coordinator.page
    wall = coordinator.server.furnished.devices["display"]
    for path in ("/", "/set-up", f"/set-up/screens/{wall}", "/shifts", "/shifts/today", "/unlock"):
        coordinator.opens(path)
        assert page.evaluate(SMALL) == [], path
    coordinator.opens_the_shift()
    assert page.evaluate(SMALL) == []
    coordinator.opens("/shifts")
    coordinator.presses("Close the shift…")
    expect(page.get_by_role("dialog").get_by_role("checkbox").first).to_be_visible()
    assert page.evaluate(SMALL) == []


def middle(box: Any) -> float:
    at: float = box["y"] + box["height"] / 2
    return at


def test_revoke_stands_in_the_middle_of_its_row(coordinator: Coordinator) -> None:
    coordinator.opens("/set-up")
    row = coordinator.page.get_by_role("row").nth(1)
    button = row.get_by_label("Revoke")
    assert abs(middle(row.bounding_box()) - middle(button.bounding_box())) <= 1


def test_a_table_opens_below_the_name_of_its_chart(coordinator: Coordinator) -> None:
    page = coordinator.opens_the_shift()
    for narrow in (False, True):
        if narrow:
            page.set_viewport_size({"width": 480, "height": 900})
        for figure in page.locator("figure:has(.plot)").all():
            expect(figure.locator("table")).to_be_visible(visible=narrow)
            if not narrow:
                figure.locator("summary").click()
            expect(figure.locator("table")).to_be_visible()
            expect(figure.locator(".plot")).to_be_visible()
    # Charts are drawn anew a moment after the page became narrow.
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_short_shift_has_slim_bars(coordinator: Coordinator) -> None:
    page = coordinator.opens_the_shift()
    bars = page.locator("#chart-visits .plot svg .bars path").all()
    widths = [box["width"] for bar in bars if (box := bar.bounding_box())]
    assert widths
    assert max(widths) <= 80


def test_nothing_leads_to_what_was_left_open_when_nothing_was(
    browser: Browser, evening_server: RunningServer
) -> None:
    server = evening_server
    furnished = server.furnished
    server.furnished = furnish(server.house, "left-clean")
    room = earlier(server, timedelta(minutes=90))
    room.does(shifts.open_shift)
    room.clock.pass_(minutes=60)
    room.does(shifts.close)
    with Coordinator(browser, server, WIDE) as one:
        listed = shift_list.shifts(server.house, server.furnished.site_id)
        server.furnished = furnished
        one.opens(f"/shifts/{listed.shifts[0].id}")
        expect(one.page.locator(".handover")).to_have_count(0)
        expect(one.page.get_by_role("link", name="What was left open")).to_have_count(0)


def test_on_paper_what_is_folded_is_open_and_afterwards_folded_again(coordinator: Coordinator) -> None:
    page = coordinator.opens_the_shift()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_without_the_chart_library_the_tables_are_there(coordinator: Coordinator) -> None:
    coordinator.page.route("**/plotly-basic.min.js", lambda route: route.abort())
    coordinator.opens("/shifts/today")
    expect(coordinator.page.locator("#chart-visits table")).to_be_visible()
    expect(coordinator.page.locator("#chart-visits .plot")).to_be_hidden()
    coordinator.faults.clear()


def test_a_shift_is_closed_by_naming_who_stays(browser: Browser, evening_server: RunningServer) -> None:
    server = evening_server
    furnished = server.furnished
    server.furnished = furnish(server.house, "closing")
    room = earlier(server, timedelta(minutes=10))
    stays, gone = room.seats("3"), room.seats("5", "B")
    with Coordinator(browser, server, NARROW) as one:
        server.furnished = furnished
        one.opens("/shifts")
        one.presses("Open a shift")
        expect(one.page.get_by_role("heading", name="A shift is running")).to_be_visible()
        one.presses("Close the shift…")
        dialog = one.page.get_by_role("dialog")
        expect(dialog.get_by_role("checkbox", name="3 A")).to_be_checked()
        dialog.get_by_role("checkbox", name="5 B").uncheck()
        dialog.get_by_role("button", name="Close the shift").click()
        expect(one.page.get_by_role("heading", name="No shift is open")).to_be_visible()
        assert room.person(stays) is not None
        assert room.person(gone) is None
