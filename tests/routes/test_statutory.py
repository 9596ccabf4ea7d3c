"""Reports for others: looked at, issued, and fetched by a program that was made for it."""

import re

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from ops.domain.words import Role, Scope
from ops.models import DayTotals, Release, ReleaseSite
from ops.services.statutory import definitions
from ops.services.ways_in import devices
from tests.routes.door import PIN, Browser, Door, told, words_of
from tests.routes.test_releases import cells
from tests.routes.test_ways_in import unlocks
from tests.support.day_totals import months
from tests.support.furnished import furnish

FORM = "/statutory/ontario-monthly"
OCTOBER = f"{FORM}?range=2026-10"
GLASGOW = "/statutory/glasgow-monthly?since=2026-09&range=2026-10"
FETCHED = "/sites/here/reports/ontario-monthly?from=2026-10-01&to=2026-10-31"


@pytest.fixture
def rosa(door: Door) -> Browser:
    """Coordinator, on 22 November."""
    return of_two_months(door)


def of_two_months(door: Door) -> Browser:
    of = {"visits": 185, "episodes": 200, "responses": 4, "by": {"done": {"naloxone": 1}}}
    months(door.house, door.furnished.site_id, {"2026-09": of | {"visits": 170}, "2026-10": of})
    return door.coordinator()


def hidden(page: TestResponse) -> dict[str, str]:
    """What the page's form of issuing it would send."""
    form = page.text[page.text.index('method="post"') :]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    sent.pop("csrf_token")
    return sent


def issues(browser: Browser, path: str = OCTOBER) -> str:
    """The address of what was issued."""
    answer = browser.post(path.partition("?")[0], hidden(browser.get(path)))
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_forms_there_are(rosa: Browser) -> None:
    words = words_of(rosa.get("/statutory"))
    for title in ("Ontario: monthly report", "Canada: national table", "Glasgow: table of months"):
        assert title in words
    assert 'href="/statutory"' in rosa.get("/releases").text


def test_what_was_looked_at_is_what_is_issued(rosa: Browser) -> None:
    preview = rosa.get(OCTOBER)
    assert "185" in cells(preview)
    assert "not counted here" in cells(preview)
    words = words_of(preview)
    assert "Exact numbers, as the form asks for them." in words
    assert "Also those that were cancelled." in words, "what each line counts"
    page = rosa.get(issues(rosa))
    assert cells(page) == cells(preview)
    assert "here-s2026-001" in words_of(page)
    assert "here-s2026-001" in words_of(rosa.get("/releases"))


def test_months_stand_beside_each_other(rosa: Browser) -> None:
    page = rosa.get(GLASGOW)
    assert re.findall(r'<th scope="col" class="n">([^<]+)', page.text)[:3] == [
        "September 2026",
        "October 2026",
        "Together",
    ]
    assert cells(page)[:3] == ["170", "185", "355"]
    assert "25 % of 4" in cells(page)


def test_numbers_that_moved_are_shown_anew_first(door: Door, rosa: Browser) -> None:
    sent = hidden(rosa.get(OCTOBER))
    months_again(door)
    answer = rosa.post(FORM, sent)
    assert answer.status_code == 409
    assert "Numbers have changed since you looked" in words_of(answer)
    assert "186" in cells(answer)


def months_again(door: Door) -> None:
    """A record was put right since."""
    with door.house.db.write() as session:
        session.execute(update(DayTotals).where(DayTotals.visits == 185).values(visits=186))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/statutory/glasgow-monthly?since=2026-10&range=2026-09", "The first month comes before the last."),
        ("/statutory/glasgow-monthly?since=2024-01&range=2026-10", ""),
        (f"{FORM}?range=2026-11", ""),
        (f"{FORM}?range=2026-W40", ""),
        (FORM, ""),
    ],
)
def test_other_days_are_not_told(rosa: Browser, path: str, words: str) -> None:
    page = rosa.get(path)
    assert page.status_code == 200
    assert "Issue it" not in page.text or "since=2024" in path
    assert words in words_of(page)


def test_an_unknown_form_and_another_site(rosa: Browser) -> None:
    assert rosa.get("/statutory/our-own").status_code == 404
    assert rosa.get(f"{OCTOBER}&at=elsewhere").status_code == 404


def test_a_pin_is_not_enough(door: Door, rosa: Browser) -> None:
    sent = hidden(rosa.get(OCTOBER))
    where = issues(rosa)
    door.clock.pass_(minutes=61)
    unlocks(rosa, door.staff_id("Rosa"), PIN)
    assert [rosa.get(path).status_code for path in ("/statutory", OCTOBER, where)] == [403] * 3
    assert rosa.post(FORM, sent).status_code == 403


def test_a_form_of_the_sites_own(own_door: Door) -> None:
    rosa = of_two_months(own_door)
    folder = definitions.own_folder(own_door.house)
    assert folder is not None
    folder.mkdir()
    (folder / "funder.toml").write_text(
        'name = "funder"\ntitle = "Our funder"\n[[part]]\nkey = "a"\ntitle = "A"\nmeans = "As we say."\n'
        '[[field]]\npart = "a"\nkey = "v"\nlabel = "Visits"\nvalue = { measure = "visits" }\n'
    )
    (folder / "bad.toml").write_text('name = "bad"\n')
    words = words_of(rosa.get("/statutory"))
    assert "Our funder" in words
    assert "bad.toml" in words
    assert "185" in cells(rosa.get("/statutory/funder?range=2026-10"))


def program(door: Door, *scopes: Scope) -> dict[str, str]:
    site_id = door.furnished.site_id
    _, token = devices.add_device(
        door.house, site_id, role=Role.INTEGRATION, name=f"a program {scopes}"[:40], scopes=scopes
    )
    return {"Authorization": f"Bearer {token}"}


def test_a_program_gets_what_somebody_issued_and_nothing_else(door: Door, rosa: Browser) -> None:
    reads = program(door, Scope.REPORTS)
    ask = door.program.get
    assert ask(f"/api/v1{FETCHED}", headers=reads).status_code == 404
    issues(rosa)
    months_again(door)
    answer = ask(f"/api/v1{FETCHED}", headers=reads)
    sheet = told(answer)
    assert (sheet["number"], sheet["kind"], sheet["first"]) == ("here-s2026-001", "statutory", "2026-10-01")
    assert sheet["tables"][0]["rows"][0]["cells"][0]["value"] == 185
    assert ask(f"/api/v1{FETCHED.replace('10-31', '10-30')}", headers=reads).status_code == 404
    missing = ask("/api/v1/sites/here/reports/ontario-monthly?from=2026-10-01", headers=reads)
    assert (missing.status_code, missing.json and missing.json["code"]) == (400, "missing_field")
    page = words_of(rosa.get("/releases/here-s2026-001"))
    assert "a program" in page, "that it was taken is in the log"


def test_a_program_gets_its_own_site_s_whatever_was_issued_of_several_since(
    door: Door, rosa: Browser
) -> None:
    reads = program(door, Scope.REPORTS)
    issues(rosa)
    of_both = issues(rosa).rsplit("/", 1)[-1]
    another = furnish(door.house, "elsewhere")
    with door.house.db.write() as session:
        row = session.query(Release).filter_by(number=of_both).one()
        session.add(ReleaseSite(release_id=row.id, site_id=another.site_id))
    answer = door.program.get(f"/api/v1{FETCHED}", headers=reads)
    assert told(answer)["number"] == "here-s2026-001"


def test_no_other_program_does(door: Door, rosa: Browser) -> None:
    issues(rosa)
    headers = program(door, Scope.BOARD, Scope.JOURNAL, Scope.METRICS)
    assert door.program.get(f"/api/v1{FETCHED}", headers=headers).status_code == 403
    assert door.program.get(OCTOBER, headers=program(door, Scope.REPORTS)).status_code == 403


def test_a_program_from_before_it_was_said_what_for_does_not_either(door: Door, rosa: Browser) -> None:
    issues(rosa)
    site_id = door.furnished.site_id
    _, token = devices.add_device(door.house, site_id, role=Role.INTEGRATION, name="an old program")
    headers = {"Authorization": f"Bearer {token}"}
    assert door.program.get(f"/api/v1{FETCHED}", headers=headers).status_code == 403
    assert door.program.get("/api/v1/sites/here/board", headers=headers).status_code == 200
