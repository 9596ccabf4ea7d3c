"""The release log's pages: looked at, issued, taken away, and printed again as it was."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, update
from werkzeug.test import TestResponse

from ops.domain.disclosure import Series
from ops.domain.words import Role
from ops.models import CounterStep, Release
from ops.services import releases
from ops.services.releases import By
from ops.services.transaction import Actor
from ops.services.ways_in import invitations, roles, staff
from tests.routes.door import ORIGIN, PIN, Browser, Door, words_of
from tests.routes.test_it_is_me import PHRASE, app, keeps_phrase
from tests.routes.test_papers import asks_for_a_pdf, does
from tests.routes.test_ways_in import unlocks
from tests.support.counters import closed_steps
from tests.support.sheets import figures_in_csv, paper, words_in_xlsx

QUARTER = "/releases/new?range=2026-Q1&series=visits&series=visits_by_route&series=responses"


@pytest.fixture
def rosa(door: Door) -> Browser:
    """Coordinator of a site of which a year can be told."""
    closed_steps(door.house, door.furnished.site_id)
    return door.coordinator()


def hidden(page: TestResponse) -> dict[str, str | list[str]]:
    """What the page's form of issuing it would send."""
    form = page.text[page.text.index('action="/releases"') :]
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        sent.setdefault(name, []).append(value)
    sent.pop("csrf_token")
    return dict(sent)


def issues(browser: Browser, path: str = QUARTER) -> str:
    """The address of what was issued."""
    answer = browser.post("/releases", hidden(browser.get(path)))
    assert answer.status_code == 303
    return answer.headers["Location"]


def takes(browser: Browser, path: str) -> TestResponse:
    """A file, which is not read as a page."""
    return browser.client.get(path, base_url=ORIGIN)


def cells(page: TestResponse) -> list[str]:
    """All numbers of its tables, in words."""
    return re.findall(r'<td class="n[^"]*">([^<]+)</td>', page.text)


def test_what_was_looked_at_is_what_is_issued(rosa: Browser) -> None:
    preview = rosa.get(QUARTER)
    assert "Not issued yet" in words_of(preview)
    assert "about 640 (631–649)" in cells(preview)
    page = rosa.get(issues(rosa))
    assert cells(page) == cells(preview)
    said = words_of(page)
    for part in ("Number: here-r2026-001", "From: 2026-01-01", "As of: 2026-11-22 14:00 UTC", "Rounded to"):
        assert part in said
    assert "here-r2026-001" in words_of(rosa.get("/releases"))


def test_page_and_every_file_say_the_same(rosa: Browser) -> None:
    where = issues(rosa)
    shown = cells(rosa.get(where))
    in_csv = figures_in_csv(takes(rosa, f"{where}/csv").data)
    assert [line["words"] for line in in_csv] == shown
    assert words_in_xlsx(takes(rosa, f"{where}/xlsx").data) == shown
    told = json.loads(takes(rosa, f"{where}/json").data)
    numbers = [
        (cell["value"], cell["low"], cell["high"])
        for table in told["tables"]
        for row in table["rows"]
        for cell in row["cells"]
    ]
    assert [tuple(float(line[name]) for name in ("about", "low", "high")) for line in in_csv] == numbers
    assert cells(rosa.get(f"{where}/html")) == shown
    assert "Taken away CSV" in words_of(rosa.get(where))


def test_bars_are_drawn_from_what_is_said_and_nothing_else(rosa: Browser) -> None:
    page = rosa.get(issues(rosa))
    said = {int(number.replace(",", "")) for cell in cells(page) for number in re.findall(r"[\d,]+", cell)}
    drawn = re.findall(r'<svg class="bar".*?</svg>', page.text)
    assert drawn
    for one in drawn:
        widths = re.findall(r'(?:viewBox="0 0 |width="|x1="|x2=")(\d+)', one)
        assert {int(width) for width in widths} <= said


def test_a_pdf_is_made_elsewhere_and_in_the_log_as_taken(door: Door, rosa: Browser) -> None:
    where = issues(rosa)
    waiting = asks_for_a_pdf(rosa, where)
    assert "PDF, Sun 22 Nov, 14:00: Rosa" in words_of(rosa.get(where))
    does(door, waiting)
    assert f'href="{where}"' in rosa.get(waiting).text
    read = PdfReader(BytesIO(takes(rosa, f"{waiting}/file").data))
    text = "".join("".join(page.extract_text() for page in read.pages).split())
    for cell in cells(rosa.get(where)):
        assert "".join(cell.split()) in text


def test_a_pdf_that_was_made_is_taken_only_by_who_may_still_take_its_figures(
    door: Door, rosa: Browser
) -> None:
    where = issues(rosa)
    door.clock.pass_(minutes=45)
    unlocks(rosa, door.staff_id("Rosa"), PIN)
    waiting = asks_for_a_pdf(rosa, where)
    does(door, waiting)
    assert takes(rosa, f"{waiting}/file").status_code == 200
    door.clock.pass_(minutes=15)
    unlocks(rosa, door.staff_id("Rosa"), PIN)
    assert "It is done" in rosa.get(waiting).text
    assert rosa.get(f"{where}/csv").status_code == 403
    assert takes(rosa, f"{waiting}/file").status_code == 403


def test_it_is_printed_again_as_it_was_whatever_the_counters_say(door: Door, rosa: Browser) -> None:
    where = issues(rosa)
    before = {ending: takes(rosa, f"{where}/{ending}").data for ending in ("csv", "xlsx", "json", "html")}
    shown = cells(rosa.get(where))
    with door.house.db.write() as session:
        session.execute(delete(CounterStep))
    closed_steps(door.house, door.furnished.site_id, by=lambda series, category, month: 7 * month)
    assert cells(rosa.get(QUARTER)) != shown
    assert cells(rosa.get(where)) == shown
    assert {ending: takes(rosa, f"{where}/{ending}").data for ending in before} == before


def test_what_changed_since_it_was_looked_at_is_looked_at_again(door: Door, rosa: Browser) -> None:
    sent = hidden(rosa.get(QUARTER))
    with door.house.db.write() as session:
        session.execute(delete(CounterStep))
    closed_steps(door.house, door.furnished.site_id, by=lambda series, category, month: 7 * month)
    again = rosa.post("/releases", sent)
    assert (again.status_code, "Look again" in words_of(again)) == (409, True)
    assert "Nothing yet" in words_of(rosa.get("/releases"))


def test_pressed_twice_it_is_issued_once(rosa: Browser) -> None:
    sent = hidden(rosa.get(QUARTER))
    first, again = (rosa.post("/releases", sent).headers["Location"] for _ in range(2))
    assert first == again
    assert rosa.get("/releases").text.count('<a href="/releases/here-') == 1


def test_headers_and_names_of_files_tell_no_number(rosa: Browser) -> None:
    where = issues(rosa)
    for ending in ("csv", "xlsx", "json", "html"):
        answer = takes(rosa, f"{where}/{ending}")
        named = answer.headers["Content-Disposition"]
        assert named == f'attachment; filename="here-r2026-001.{ending}"'
        assert not {"640", "631", "649"} & set(re.findall(r"\d+", str(answer.headers)))


@pytest.mark.parametrize(
    "path",
    [
        "/releases/new?range=2026-02..2026-03",
        "/releases/new?range=2026-02&series=responses",
        "/releases/new?range=2026-W10",
        "/releases/new?range=2026-01-05..2026-03-31",
        "/releases/new?from=2026-02-01&to=2026-01-31",
        "/releases/new?range=9999",
    ],
)
def test_only_what_lies_between_steps_that_are_closed_can_be_looked_at(rosa: Browser, path: str) -> None:
    page = rosa.get(path)
    assert page.status_code == 200
    assert "that stretch cannot be told" in words_of(page)
    assert cells(page) == []
    assert 'action="/releases"' not in page.text
    sent = hidden(rosa.get(QUARTER)) | {"range": "2026-W10"}
    assert rosa.post("/releases", sent).status_code == 400


def test_from_one_step_to_another(rosa: Browser) -> None:
    where = issues(rosa, "/releases/new?from=2026-02-01&to=2026-05-31&series=visits")
    said = words_of(rosa.get(where))
    assert "Protected figures, 1 Feb – 31 May 2026" in said


def test_what_is_nowhere_is_not_asked_for(rosa: Browser) -> None:
    assert rosa.get("/releases/new?series=names").status_code == 400
    assert rosa.get("/releases/new?at=nowhere").status_code == 404
    assert rosa.get("/releases/here-r2026-009").status_code == 404
    assert rosa.get("/releases/%00").status_code == 404
    assert rosa.get(f"{issues(rosa)}/exe").status_code == 404
    assert rosa.get("/releases?before=99999999999999999999").status_code == 200


def test_a_site_of_which_nothing_is_closed_says_so(door: Door) -> None:
    page = door.coordinator().get("/releases/new")
    assert "There is nothing to release of these sites yet" in words_of(page)
    assert all(one in page.text for one in Series)


def test_another_sites_team_knows_of_none(rosa: Browser, elsewhere: Door) -> None:
    where = issues(rosa)
    other = elsewhere.coordinator("Olu")
    assert "Nothing yet" in words_of(other.get("/releases"))
    for path in (where, f"{where}/csv", "/releases/new?at=here"):
        assert other.get(path).status_code == 404


def test_issuing_and_taking_away_need_more_than_a_pin(door: Door, rosa: Browser) -> None:
    where = issues(rosa)
    sent = hidden(rosa.get(QUARTER))
    door.clock.pass_(minutes=60)
    unlocks(rosa, door.staff_id("Rosa"), PIN)
    assert rosa.get(f"{where}/csv").status_code == 403
    assert rosa.get("/releases/new").status_code == 403
    assert rosa.post("/releases", sent).status_code == 403
    page = rosa.get(where)
    assert f"/step-up?next={where}" in page.text
    assert "about 640 (631–649)" in page.text


def test_what_somebody_changed_in_the_log_is_not_shown(door: Door, rosa: Browser) -> None:
    where = issues(rosa)
    with door.house.db.write() as session:
        kept = session.query(Release.sheet).scalar()
        kept["tables"][0]["rows"][0]["cells"][0]["value"] = 3
        session.execute(update(Release).values(sheet=kept))
    page = rosa.get(where)
    assert "somebody has changed it" in words_of(page)
    assert cells(page) == []
    assert rosa.get(f"{where}/csv").status_code == 404


def test_a_paper_in_the_log_says_when_it_is_shredded(door: Door, rosa: Browser) -> None:
    here = door.furnished.site_id
    made = releases.issue(door.house, here, [here], paper(), By(Actor(None, "caretaker")))
    said = words_of(rosa.get(f"/releases/{made.number}"))
    assert "Working paper here-p2026-001" in said
    assert "Shred by: 2026-11-29" in said


def test_two_sites_together_for_whoever_has_the_role_in_both(
    door: Door, elsewhere: Door, rosa: Browser
) -> None:
    closed_steps(elsewhere.house, elsewhere.furnished.site_id)
    noor = elsewhere.administrator("Noor")
    secret = keeps_phrase(elsewhere, noor)[0]
    chip = staff.add(door.house, door.furnished.site_id, name="Noor")
    code = invitations.invite_pin(door.house, door.furnished.site_id, chip)
    noor.get(f"/in/{code}")
    noor.get(f"/join?code={code}")
    noor.post("/join", {"code": code})
    roles.give(door.house, door.furnished.site_id, chip, Role.COORDINATOR)
    noor.get("/step-up?next=/")
    noor.post("/step-up/passphrase", {"phrase": PHRASE, "digits": app(door, secret), "next": "/"})
    where = issues(noor, f"{QUARTER}&at=here&at=elsewhere")
    assert "about 1,280 (1,262–1,298)" in cells(noor.get(where))
    assert rosa.get(where).status_code == 404
    assert "Nothing yet" in words_of(rosa.get("/releases"))
    roles.give(door.house, door.furnished.site_id, chip, Role.FLOOR)
    assert noor.get(where).status_code == 404
    assert noor.get(f"{where}/csv").status_code == 404


def test_where_steps_were_held_back_their_stretch_is_offered_all_the_same(door: Door) -> None:
    here = door.furnished.site_id
    closed_steps(door.house, here, months=3)
    with door.house.db.write() as session:
        session.execute(
            update(CounterStep).where(CounterStep.until.in_([date(2025, 11, 1)])).values(shown=None)
        )
        session.execute(delete(CounterStep).where(CounterStep.until == date(2026, 1, 1)))
    rosa = door.coordinator()
    where = issues(rosa, "/releases/new?from=2025-10-01&to=2025-11-30&series=visits")
    assert "Protected figures, 1 Oct – 30 Nov 2025" in words_of(rosa.get(where))
