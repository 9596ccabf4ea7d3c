"""Working papers: numbered, in totals, to be shredded; and long work that can be left."""

import re
import sys
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from ops.jobs import KINDS, pdf
from ops.jobs.doing import do
from ops.realtime.jobs import JobRound
from ops.services import releases
from ops.services.jobs import running
from tests.routes.door import ORIGIN, Browser, Door
from tests.routes.test_shift_pages import a_shift, words_of

OF_THE_FLOOR = r"chart-floor|figure-floor|plotly|What happened there"
"""What stands on the screen of a shift only."""


def makes(browser: Browser, which: str) -> str:
    """A paper of it; its address."""
    page = browser.get(f"/shifts/{which}/paper").text
    [act] = re.findall(r'name="act" value="([^"]+)"', page)
    answer = browser.post(f"/shifts/{which}/paper", {"act": act})
    assert answer.status_code == 303
    again = browser.post(f"/shifts/{which}/paper", {"act": act})
    assert again.location == answer.location  # sent twice it is one paper
    return str(answer.location)


def test_a_paper_has_a_number_and_a_day_to_shred_it_and_nothing_that_describes_people(door: Door) -> None:
    shift = a_shift(door)
    browser = door.coordinator()
    assert "Working paper" in browser.get(f"/shifts/{shift}").text
    address = makes(browser, shift)
    said = words_of(browser.get(address).text)
    assert address == "/papers/here-p2026-001"
    assert "Number here-p2026-001" in said
    assert "Shred by Sunday 29 November" in said
    assert re.search(r"Visits begun 2\b", said, re.IGNORECASE)
    assert "Checkpoint here" in said
    for hidden in ("fentanyl", "Fentanyl", "inject", "Who is still here"):
        assert hidden not in said
    assert not re.findall(OF_THE_FLOOR, browser.get(address).text)
    log = releases.log(door.house, door.room.site_id, [door.room.site_id], before=2**31 - 1)
    [entry] = log.entries
    assert (entry.number, entry.by) == ("here-p2026-001", "Rosa")


def test_its_numbers_are_those_of_the_shift_s_page(door: Door) -> None:
    shift = a_shift(door)
    browser = door.coordinator()
    page = words_of(browser.get(f"/shifts/{shift}").text)
    said = words_of(browser.get(makes(browser, shift)).text)
    [median] = re.findall(r"time in a booth, median (\S+ \w+)", page, re.IGNORECASE)
    assert re.search(rf"time in a booth, median {median}", said, re.IGNORECASE)
    assert "about" not in said


def test_the_handover_sheet_says_who_is_still_here_by_place_while_the_shift_goes_on(door: Door) -> None:
    door.room.seats("3")
    browser = door.coordinator()
    assert "Handover sheet" in browser.get("/shifts/today").text
    address = makes(browser, "today")
    assert "Still here: 1 3 " in words_of(browser.get(address).text)
    assert not re.findall(OF_THE_FLOOR, browser.get(address).text)
    door.clock.pass_(minutes=24 * 60)
    assert "Still here" not in words_of(browser.get(address).text)


def test_a_paper_is_of_this_site_and_behind_a_pin(door: Door) -> None:
    address = makes(door.coordinator(), "today")
    assert door.stranger().get(address).status_code == 401
    assert door.browser("floor").get(address).location.startswith("/unlock")
    assert door.coordinator("Noor").get("/papers/other-p2026-001").status_code == 404


def asks_for_a_pdf(browser: Browser, address: str) -> str:
    browser.get(address)
    answer = browser.post(f"{address}/pdf")
    assert answer.status_code == 303
    return str(answer.location)


def does(door: Door, waiting: str, runner: str = "test") -> None:
    """As the child process does it, in this one."""
    job = UUID(waiting.rsplit("/", 1)[1])
    assert running.take_up(door.house, runner) == job
    with door.app.test_request_context():
        do(door.app, job, runner)


def test_the_pdf_holds_the_same_numbers_tagged_in_its_language_and_nothing_of_the_machine(door: Door) -> None:
    shift = a_shift(door)
    browser = door.coordinator()
    address = makes(browser, shift)
    waiting = asks_for_a_pdf(browser, address)
    page = browser.get(waiting)
    assert "It waits for its turn" in page.text
    assert '<meta http-equiv="refresh"' in page.text
    does(door, waiting)
    page = browser.get(waiting)
    assert "It is done" in page.text
    assert "refresh" not in page.text
    file = browser.client.get(f"{waiting}/file", base_url=ORIGIN)
    content = file.data
    assert file.mimetype == "application/pdf"
    assert 'filename="here-p2026-001.pdf"' in file.headers["Content-Disposition"]
    told = PdfReader(BytesIO(content))
    root = told.root_object
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root
    assert len(told.pages) <= 2  # one sheet, both sides
    text = re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in told.pages))
    rows = re.findall(
        r'<th scope="row">([^<]+)</th><td class="n[^"]*">([^<]+)</td>', browser.get(address).text
    )
    assert len(rows) > 20
    for name, number in rows:
        assert f"{name} {number}".replace("&#39;", "'") in text
    assert "here-p2026-001" in text
    assert set(told.metadata or {}) <= {"/Title", "/Producer"}
    assert b"/tmp" not in content
    # Nobody else sees it, and it is gone with its hour.
    assert door.coordinator("Noor").get(f"{waiting}/file").status_code == 404
    log = releases.by_number(door.house, "here-p2026-001", [door.room.site_id])
    assert [(taken.format, taken.by) for taken in log.taken] == [("pdf", "Rosa")]


def test_a_paper_asks_for_nothing_but_our_own_files(door: Door) -> None:
    with door.app.test_request_context():
        style, kind = pdf.fetched(door.app, f"{pdf.OURS}/static/icon.svg")
        assert (style[:4], kind) == (b"<svg", "image/svg+xml")
        for elsewhere in (
            "https://example.org/a.css",
            "file:///etc/passwd",
            f"{pdf.OURS}/shifts/today",
            f"{pdf.OURS}/static/../../etc/passwd",
            f"{pdf.OURS}@example.org/static/icon.svg",
        ):
            with pytest.raises(Exception):  # noqa: B017, PT011 whatever it is: nothing is fetched
                pdf.fetched(door.app, elsewhere)


def test_without_weasyprint_it_says_what_to_do(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = door.coordinator()
    address = makes(browser, "today")
    waiting = asks_for_a_pdf(browser, address)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    does(door, waiting)
    said = words_of(browser.get(waiting).text)
    assert "It could not be done" in said
    assert "Print the page instead" in said


def test_every_kind_of_work_is_there() -> None:
    for kind in KINDS.values():
        assert callable(kind.load())
        assert str(kind.name)


def test_a_process_of_its_own_does_what_is_asked_and_one_that_dies_is_followed_by_another(
    own_door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = own_door.coordinator()
    waiting = asks_for_a_pdf(browser, makes(browser, "today"))
    dies = JobRound(
        own_door.house,
        command=(sys.executable, "-c", "import sys; sys.exit(9)"),
        breathe=lambda _seconds: None,
    )
    dies.do_next()
    assert "It waits for its turn" in browser.get(waiting).text
    settings = own_door.app.extensions["settings"]
    monkeypatch.setenv("OPS_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("OPS_DATABASE_URL", settings.database_url)
    JobRound(own_door.house).do_next()
    assert browser.client.get(f"{waiting}/file", base_url=ORIGIN).data[:5] == b"%PDF-"
