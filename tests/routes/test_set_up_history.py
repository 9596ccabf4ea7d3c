"""Years of before at the desk: looked at first, taken in once, and the table is gone."""

import io
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from ops.models import DayTotals, Job
from ops.services.jobs import running
from ops.services.summaries import history
from ops.starter import HISTORY_FILE
from tests.domain.test_history import DAYS
from tests.routes.door import ORIGIN, PIN, Browser, Door, words_of
from tests.routes.test_papers import does
from tests.routes.test_ways_in import unlocks

PAGE = "/set-up/history"
TABLE = "Day,Visits,Open,Naloxone\n02/01/2025,12,7.5,0.8\n01/01/2025,3,,\n"


@pytest.fixture(autouse=True)
def _no_file_of_before(door: Door) -> None:
    running.sweep(door.house)


def brings(browser: Browser, table: str | bytes = TABLE, mapping: str = DAYS, **more: str) -> TestResponse:
    browser.get(PAGE)
    content = table if isinstance(table, bytes) else table.encode()
    form = {
        "csrf_token": browser.form_token,
        "act": str(uuid4()),
        "table": (io.BytesIO(content), "t.csv"),
        "mapping": (io.BytesIO(mapping.encode()), "m.toml"),
    } | more
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    return browser.client.post(PAGE, data=form, headers=headers, base_url=ORIGIN)


def waits(browser: Browser, table: str | bytes = TABLE, **more: str) -> str:
    answer = brings(browser, table, **more)
    assert answer.status_code == 303
    return str(answer.location)


def id_of(address: str) -> UUID:
    return UUID(address.rsplit("/", 1)[1])


def days(door: Door) -> list[int | None]:
    with door.house.db.read() as session:
        of_here = select(DayTotals.visits).where(DayTotals.site_id == door.room.site_id)
        return list(session.scalars(of_here.order_by(DayTotals.day)))


def files(door: Door) -> list[Path]:
    folder = door.house.keys.months.with_name("jobs")
    return list(folder.iterdir()) if folder.exists() else []


def imports(door: Door) -> int:
    return sum(fact.get("what") == "history" for fact in door.room.facts())


def test_it_is_looked_at_first_then_comes_in_once_and_the_table_is_gone(door: Door) -> None:
    rosa = door.coordinator()
    assert rosa.get(f"{PAGE}/history.toml").data == HISTORY_FILE.read_bytes()
    address = waits(rosa)
    page = rosa.get(f"/jobs/{id_of(address)}")
    assert page.location == address
    assert "It waits for its turn" in rosa.get(address).text
    [sealed] = files(door)
    assert b"Naloxone" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o077 == 0
    does(door, address)
    said = words_of(rosa.get(address))
    assert "This would come in" in said
    assert "1–2 Jan 2025: 2 days, from 2 lines" in said
    assert "visits begun 15 " in said
    assert "7 h 30" in said
    assert "0.8 mg" in said
    assert "not recorded" not in said
    assert (days(door), imports(door)) == ([], 0)
    assert address in rosa.get(PAGE).text  # left, and come back to
    for _twice in range(2):
        assert rosa.post(address).status_code == 303
    does(door, address)
    assert "It has come in" in words_of(rosa.get(address))
    assert (days(door), imports(door), files(door)) == ([3, 12], 1, [])
    rosa.post(address)
    assert running.take_up(door.house, "late") is None
    [fact] = [fact for fact in door.room.facts() if fact.get("what") == "history"]
    assert fact["by"] == "Rosa"


def test_each_bad_line_is_told_without_what_stands_in_it_and_the_table_is_gone(door: Door) -> None:
    rosa = door.coordinator()
    address = waits(rosa, TABLE + "Jane Doe,4,8,0\n<b>x</b>,1,1,1\n")
    does(door, address)
    page = rosa.get(address)
    said = words_of(page)
    assert "2 lines cannot be read" in said
    assert "4 &#39;Day&#39; holds no date" in said
    assert "Jane" not in page.text
    assert "Import these" not in said
    rosa.post(address)
    assert running.take_up(door.house, "late") is None
    assert (days(door), files(door)) == ([], [])


@pytest.mark.parametrize(
    "table",
    [
        b"\xff\xfe\x00" * 500,
        b"Day,Visits,Open,Naloxone\n" + b'"' + b"x" * 150_000,
        b"Day,Visits,Open,Naloxone\n" + b"," * 100_000 + b"\n",
        b"Day,Visits,Open,Naloxone\n01/01/2025," + b"9" * 5000 + b",1,1\n",
        b"\n" * 1000,
    ],
)
def test_a_table_that_is_none_is_told_in_words(door: Door, table: bytes) -> None:
    rosa = door.coordinator()
    address = waits(rosa, table)
    does(door, address)
    assert "Nothing can come in yet" in words_of(rosa.get(address))
    assert files(door) == []


def test_what_cannot_be_read_at_all_is_said_at_once(door: Door) -> None:
    rosa = door.coordinator()
    for answer, told in (
        (brings(rosa, b""), "Choose both files first."),
        (brings(rosa, mapping="a = " + "[" * 5000), "It is not a TOML file."),
        (brings(rosa, mapping=DAYS.replace("visits", "names")), "is no measure"),
        (brings(rosa, b"x" * (193 * 1024)), "at most 192 KB"),
    ):
        assert (answer.status_code, told in words_of(answer)) == (400, True), told
    answer = brings(rosa, b"x" * (300 * 1024))
    assert (answer.status_code, "at most 192 KB" in words_of(answer)) == (413, True)
    assert files(door) == []


def test_another_coordinator_s_table_is_unknown_and_a_pin_alone_brings_none(door: Door) -> None:
    rosa, noor = door.coordinator(), door.coordinator("Noor")
    address = waits(rosa)
    noor.get(PAGE)
    assert noor.get(address).status_code == 404
    assert noor.post(address).status_code == 404
    assert noor.post(f"{address}/forget").status_code == 404
    assert "brought last" not in noor.get(PAGE).text
    does(door, address)
    door.clock.pass_(minutes=61)
    unlocks(rosa, door.staff_id("Rosa"), PIN)
    assert "Table (CSV)" not in rosa.get(PAGE).text
    assert "Import these" not in rosa.get(address).text
    assert rosa.post(address).status_code == 403
    assert running.take_up(door.house, "late") is None


def test_killed_after_its_commit_it_is_taken_up_again_and_nothing_comes_twice(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = door.coordinator()
    address = waits(rosa)
    job = id_of(address)
    assert running.take_up(door.house, "killed") == job
    running.broke(door.house, job, "killed")
    does(door, address)
    rosa.get(address)
    rosa.post(address)
    with monkeypatch.context() as dying:
        dying.setattr(running, "finish", lambda *_said, **_more: None)
        does(door, address, "dies")
    running.broke(door.house, job, "dies")
    assert len(files(door)) == 1
    does(door, address)
    assert "It has come in" in words_of(rosa.get(address))
    assert (days(door), imports(door), files(door)) == ([3, 12], 1, [])


def test_history_that_is_there_is_replaced_only_where_that_is_said(door: Door) -> None:
    rosa = door.coordinator()
    for table, more in ((TABLE, {}), (TABLE.replace("12,", "20,"), {"replace": "on"})):
        address = waits(rosa, table, **more)
        does(door, address)
        rosa.get(address)
        rosa.post(address)
        does(door, address)
    assert days(door) == [3, 20]
    assert "There is history already" in words_of(brings(rosa))


def test_once_a_release_was_made_the_page_says_so_and_what_waits_cannot_come_in(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = door.coordinator()
    address = waits(rosa)
    does(door, address)
    rosa.get(address)
    rosa.post(address)

    def told_outside(*_said: object, **_more: object) -> None:
        raise history.NotTaken("Its past stays as it was told.")

    monkeypatch.setattr(history, "_first_own_day", told_outside)
    does(door, address)
    assert "Its past stays as it was told." in words_of(rosa.get(address))
    page = words_of(rosa.get(PAGE))
    assert "Nothing can be imported any more. Its past stays as it was told." in page
    assert "Table (CSV)" not in page
    assert brings(rosa).status_code == 400
    assert (days(door), files(door)) == ([], [])


def test_it_can_be_deleted_instead_but_not_while_it_is_read(door: Door) -> None:
    rosa = door.coordinator()
    address = waits(rosa)
    rosa.post(f"{address}/forget")
    assert len(files(door)) == 1
    does(door, address)
    rosa.get(address)
    assert rosa.post(f"{address}/forget").location == PAGE
    assert files(door) == []
    assert rosa.get(address).status_code == 404
    assert "brought last" not in rosa.get(PAGE).text


def test_after_an_hour_the_table_goes_with_its_row(door: Door) -> None:
    rosa = door.coordinator()
    address = waits(rosa)
    does(door, address)
    door.clock.pass_(minutes=61)
    running.sweep(door.house)
    assert files(door) == []
    with door.house.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 0
