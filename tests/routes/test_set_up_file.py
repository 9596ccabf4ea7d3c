"""The site as a file: taken away, brought, compared, applied."""

import io
import re

from werkzeug.test import TestResponse

from ops.services.set_up import settings, site_file
from tests.routes.door import ORIGIN, PIN, Browser, Door, words_of
from tests.routes.test_ways_in import unlocks


def compared(browser: Browser, content: bytes) -> TestResponse:
    browser.get("/set-up/file")
    form = {"csrf_token": browser.form_token, "file": (io.BytesIO(content), "room.toml")}
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    return browser.client.post("/set-up/file/compare", data=form, headers=headers, base_url=ORIGIN)


def confirmed(browser: Browser, page: TestResponse) -> TestResponse:
    kept = {name: re.search(rf'name="{name}" value="([^"]*)"', page.text) for name in ("mark", "content")}
    return browser.post("/set-up/file", {name: found[1] for name, found in kept.items() if found})


def taken_away(browser: Browser) -> str:
    return browser.get("/set-up/file/site.toml").text


def test_the_site_is_taken_away_as_a_file(door: Door) -> None:
    answer = door.coordinator().get("/set-up/file/site.toml")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="here.toml"'
    assert "# How long" in answer.text
    assert site_file.read(answer.text) == settings.current(door.house, door.furnished.site_id).plan


def test_it_is_taken_away_with_more_than_a_pin(own_door: Door) -> None:
    rosa = own_door.coordinator()
    own_door.clock.pass_(minutes=61)
    unlocks(rosa, own_door.staff_id("Rosa"), PIN)
    page = rosa.get("/set-up/file")
    assert page.status_code == 200
    assert "Download" not in words_of(page)
    assert "Prove first that it is you" in words_of(page)
    assert rosa.get("/set-up/file/site.toml").status_code == 403


def test_a_file_is_compared_and_then_applied_by_the_person(own_door: Door) -> None:
    rosa = own_door.coordinator()
    wanted = taken_away(rosa).replace('hold_for = "5 min"', 'hold_for = "6 min"')
    page = compared(rosa, wanted.encode())
    assert "hold_for: 300 → 360" in words_of(page)
    assert settings.current(own_door.house, own_door.furnished.site_id).plan.protocol.hold_for == 300
    done = confirmed(rosa, page)
    assert "It is so now, on all screens hold_for: 300 → 360" in words_of(done)
    room = own_door.get("/sites/here/board").json
    assert room is not None
    assert room["room"]["protocol"]["hold_for"] == 360
    lies = own_door.app.extensions["settings"].site_file.read_text()
    assert lies == wanted


def test_what_was_written_into_the_file_comes_along_again(own_door: Door) -> None:
    rosa = own_door.coordinator()
    held = 'hold_for = "6 min"  # agreed on Monday'
    wanted = f"# Ours.\n{taken_away(rosa)}".replace('hold_for = "5 min"', held)
    confirmed(rosa, compared(rosa, wanted.encode()))
    assert taken_away(rosa) == wanted
    there = own_door.app.extensions["settings"].site_file
    there.write_text(wanted.replace("Ours", "Nobody applied this yet"))
    assert "Nobody" not in taken_away(rosa)
    assert 'hold_for = "6 min"\n' in taken_away(rosa)


def test_an_editor_may_mark_the_coding(own_door: Door) -> None:
    rosa = own_door.coordinator()
    wanted = taken_away(rosa).replace('hold_for = "5 min"', 'hold_for = "6 min"').replace("\n", "\r\n")
    done = confirmed(rosa, compared(rosa, b"\xef\xbb\xbf" + wanted.encode()))
    assert "It is so now, on all screens hold_for: 300 → 360" in words_of(done)


def test_what_changed_in_between_is_said(own_door: Door) -> None:
    rosa, noor = own_door.coordinator(), own_door.coordinator("Noor")
    before = taken_away(rosa)
    page = compared(rosa, before.replace('hold_for = "5 min"', 'hold_for = "6 min"').encode())
    confirmed(noor, compared(noor, before.replace('extend_by = "10 min"', 'extend_by = "9 min"').encode()))
    answer = confirmed(rosa, page)
    assert answer.status_code == 400
    assert "Somebody changed the set-up since this page was opened" in words_of(answer)


def test_a_slip_is_named_with_its_line(door: Door) -> None:
    rosa = door.coordinator()
    wrong = taken_away(rosa).replace('hold_for = "5 min"', "hold_for = 5")
    for content, said in (
        (wrong.encode(), "&#39;hold_for&#39; must be a duration"),
        (b"\xff\xfe", "not a text file in UTF-8"),
        (b"", "Choose a file first"),
        (b"[" * 60_000, "not written as TOML"),
        (f"x = {'9' * 5000}".encode(), "not written as TOML"),
        (b"a." * 50_000 + b"a = 1", "Line 1: it has more than 100 dots"),
        (taken_away(rosa).replace('d_for = "5', f'd_for = "{"1" * 99_999}').encode(), "must be a duration"),
        (taken_away(rosa).replace('slug = "here"', 'slug = "there"').encode(), "a site keeps its short name"),
    ):
        answer = compared(rosa, content)
        assert answer.status_code == 400
        assert said in answer.text
    assert rosa.post("/set-up/file", {"content": "not base 64"}).status_code == 400
