"""A shift's page in a real browser: one answer for numbers and charts, the floor on a screen only, walked by
keyboard, whatever the shift was like."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect
from pypdf import PdfReader
from sqlalchemy import update

from ops.domain.retention import Kept, Speaks
from ops.models import Site
from ops.services import shift_list, shifts, visits
from ops.services.retention import keeping
from tests.browser.axe import violations
from tests.browser.test_coordinator import DRAWN, WIDE, Coordinator, earlier
from tests.services.evening import Evening
from tests.services.room import Room
from tests.support.furnished import furnish
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

TABLET, PHONE = (1024, 768), (390, 844)
IN_VIEW = """() => {
  const said = document.querySelector('#chart-floor .hovertext')?.getBoundingClientRect();
  const seen = document.querySelector('#chart-floor .drawing').getBoundingClientRect();
  return said && said.left >= seen.left - 2 && said.right <= seen.right + 2;
}"""
# The night of the 25th the clocks of the room went back: this day has 25 hours.
LONG_DAY = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Long ago the night the clocks went back, with one visit in each of its two hours from two to three; then a
    shift of nobody, and one of a single visit over midnight, of which the rows are to go; then an evening of two
    hours with a response, and one that goes on."""
    server = RunningServer(tmp_path_factory.mktemp("shift"))
    room = earlier(server, timedelta())
    now = room.clock.time.replace(microsecond=0)
    with server.house.db.write() as session:
        session.execute(update(Site).values(time_zone="Europe/Copenhagen", kept=Kept(1, 2, 3).as_json()))
    visit_at(room, LONG_DAY, LONG_DAY + timedelta(hours=1))
    midnight = datetime(2026, 11, 10, 22, 50, tzinfo=UTC)
    shift(room, midnight - timedelta(hours=5), [])
    shift(room, midnight, [midnight], hours=1)
    Evening(room, now - timedelta(hours=2, minutes=15), hours=2, people=14).play()
    with server:
        yield server


def visit_at(room: Room, *starts: datetime) -> None:
    for start in starts:
        room.clock.time = start
        person = room.seats("3", otherwise=True)
        room.clock.pass_(minutes=4)
        room.looks_in(person)
        room.clock.pass_(minutes=16)
        room.does(visits.end, person)


def shift(room: Room, start: datetime, stays: list[datetime], *, hours: int = 3) -> None:
    room.clock.time = start
    room.does(shifts.open_shift)
    visit_at(room, *stays)
    room.clock.time = start + timedelta(hours=hours)
    room.does(shifts.close, said={"staying": []})


@pytest.fixture(scope="module")
def came_in(browser: Browser, server: RunningServer) -> StorageState:
    first = Coordinator(browser, server, WIDE)
    known = first.context.storage_state()
    first.context.close()
    return known


@pytest.fixture
def one(browser: Browser, server: RunningServer, came_in: StorageState) -> Iterator[Coordinator]:
    with Coordinator(browser, server, WIDE, came_in) as found:
        yield found


def opens(one: Coordinator, which: str) -> Page:
    one.opens(f"/shifts/{which}")
    expect(one.page.locator(".plot:not(.drawn)")).to_have_count(0)
    return one.page


def ids(one: Coordinator) -> list[str]:
    """Of all shifts, the running one first."""
    listed = shift_list.shifts(one.server.house, one.server.furnished.site_id)
    return [str(line.id) for line in listed.shifts]


def numbers(page: Page, name: str) -> list[Any]:
    found: list[Any] = page.evaluate(DRAWN, f"figure-{name}")
    return found


def total(page: Page, name: str) -> int:
    line = page.locator(".totals dl > div").filter(has=page.locator("dt", has_text=re.compile(f"^{name}$")))
    return int(re.findall(r"\d+", line.first.locator("dd").inner_text())[0])


def cells(page: Page, name: str) -> list[list[str]]:
    rows = page.locator(f"#chart-{name} tbody tr").all()
    return [row.locator("td").all_text_contents() for row in rows]


def test_words_totals_tables_and_charts_hold_the_same_numbers(one: Coordinator) -> None:
    page = opens(one, ids(one)[1])
    begun = sum(numbers(page, "visits")[0])
    assert page.locator(".words strong").first.text_content() == f"{begun} visits"
    assert sum(int(row[0]) for row in cells(page, "visits")) == begun
    stays, looks, late, missed, responses = numbers(page, "floor")
    assert len(stays) >= begun
    [of_kinds], [in_all] = numbers(page, "kinds"), [total(page, "responses begun")]
    assert in_all == len(responses) == sum(of_kinds)
    assert (total(page, "made"), total(page, "late"), total(page, "missed")) == (
        len(looks) + len(late),
        len(late),
        len(missed),
    )


def test_the_floor_is_on_the_screen_and_on_no_paper(one: Coordinator) -> None:
    page = opens(one, ids(one)[1])
    expect(page.locator("#chart-floor .plot")).to_be_visible()
    paper = one.server.folder / "shift.pdf"
    page.pdf(path=str(paper), format="A4")
    text = "".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
    assert "Visits begun (bars)" in text
    assert "The floor" not in text
    assert "What happened there" not in text
    page.emulate_media(media="print")
    expect(page.locator("#chart-floor")).to_be_hidden()


def test_a_chart_is_as_wide_as_paper_while_it_is_printed(one: Coordinator) -> None:
    page = opens(one, ids(one)[1])
    drawing = page.locator("#chart-waits .main-svg").first
    before = drawing.get_attribute("width") or ""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(drawing).to_have_attribute("width", "390")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(drawing).to_have_attribute("width", before)


def test_the_floor_is_walked_by_arrow_keys_and_says_the_same_as_the_pointer(one: Coordinator) -> None:
    page = opens(one, ids(one)[1])
    plot, said = page.locator("#chart-floor .plot"), page.locator("#chart-floor [aria-live]")
    plot.focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text(": a stay")
    expect(page.locator("#chart-floor .hoverlayer text").first).to_be_visible()
    first = said.text_content()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text(": ")
    assert said.text_content() != first
    page.keyboard.press("ArrowDown")
    assert (said.text_content() or "").split(":")[0] != (first or "").split(":")[0]
    page.keyboard.press("Tab")
    expect(plot).not_to_be_focused()
    expect(said).to_be_empty()


def test_on_a_phone_the_floor_scrolls_to_where_the_keys_are(one: Coordinator) -> None:
    one.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = opens(one, ids(one)[1])
    page.locator("#chart-floor .plot").focus()
    for key in ("ArrowRight", "End", "Home"):
        page.keyboard.press(key)
        page.wait_for_function(IN_VIEW)


def test_what_goes_on_is_read_anew_by_one_key_and_everything_changes_together(one: Coordinator) -> None:
    page = opens(one, "today")
    before = sum(numbers(page, "visits")[0])
    page.locator("#chart-visits summary").click()
    room = earlier(one.server, timedelta())
    person = room.seats("4", otherwise=True)
    one.presses("Refresh")
    expect(page.locator(".words strong").first).to_have_text(re.compile(rf"^{before + 1} visits?$"))
    assert sum(numbers(page, "visits")[0]) == before + 1
    assert sum(int(row[0]) for row in cells(page, "visits")) == before + 1
    expect(page.locator("#chart-visits table")).to_be_visible()
    page.wait_for_function("() => document.querySelector('#chart-floor .plot').data[0].x.length > 0")
    drawn = page.evaluate("document.querySelector('#chart-visits .plot').data[0].y")
    assert sum(drawn) == before + 1
    room.does(visits.end, person)


def test_a_chart_that_was_empty_is_drawn_once_there_is_something(
    browser: Browser, server: RunningServer
) -> None:
    furnished = server.furnished
    server.furnished = furnish(server.house, "quiet")
    room = earlier(server, timedelta())
    with Coordinator(browser, server, WIDE) as one:
        server.furnished = furnished
        page = opens(one, "today")
        expect(page.locator("#chart-floor")).to_contain_text("None.")
        room.seats("3")
        one.presses("Refresh")
        expect(page.locator("#chart-floor .plot.drawn")).to_be_visible()
        expect(page.locator("#chart-visits .plot.drawn")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, TABLET, PHONE], ids=["1440", "1024", "390"])
def test_axe_finds_nothing_at_any_width(one: Coordinator, axe_source: str, size: tuple[int, int]) -> None:
    one.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = opens(one, ids(one)[1])
    for summary in page.locator(".as-table summary").all():
        summary.click()
    assert violations(page, axe_source) == []
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_shift_of_nobody_and_a_shift_of_one_over_midnight(one: Coordinator, axe_source: str) -> None:
    over_midnight, nobody = ids(one)[2:4]
    page = opens(one, nobody)
    expect(page.locator(".words")).to_contain_text("Nobody was given a place.")
    expect(page.locator("#chart-visits")).to_contain_text("None.")
    assert violations(page, axe_source) == []
    page = opens(one, over_midnight)
    expect(page.get_by_role("heading", level=1)).to_contain_text("23:50–00:50")
    assert numbers(page, "visits")[0] == [1, 0]
    assert page.locator("#chart-visits .plot .xtick text").all_text_contents() == ["23:00", "00:00"]
    assert len(numbers(page, "floor")[0]) == 1
    assert page.locator("#chart-floor .plot .xtick text").all_text_contents()[-1] == "00:50"


def test_a_day_of_25_hours_has_its_hour_twice(one: Coordinator) -> None:
    page = opens(one, "2026-10-25")
    assert numbers(page, "visits")[0] == [1, 1]
    hours = page.locator("#chart-visits .plot .xtick text").all_text_contents()
    assert hours == ["02:00", "02:00 again"]
    assert "02:00 again" in page.locator("#chart-floor .plot .xtick text").all_text_contents()


def test_once_its_rows_are_gone_the_floor_is_gone_and_the_numbers_stay(one: Coordinator) -> None:
    over_midnight = ids(one)[2]
    before = numbers(opens(one, over_midnight), "visits")
    house, site = one.server.house, one.server.furnished.site_id
    for of in Speaks:
        while keeping.keep_one(house, site, of, datetime(2026, 11, 12, tzinfo=UTC)):
            pass
    page = opens(one, over_midnight)
    expect(page.locator("#chart-floor")).to_have_count(0)
    assert "figure-floor" not in page.content()
    assert numbers(page, "visits") == before
    expect(page.get_by_text("These figures were kept.")).to_be_visible()
