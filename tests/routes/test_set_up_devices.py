"""One device under Set-up: its name, its ceiling; programs; links as a code for a camera."""

import re
from urllib.parse import unquote

import pytest

from ops.domain.words import Role, Scope
from ops.services.ways_in import devices, staff
from tests.routes.door import PIN, Door, words_of
from tests.routes.test_ways_in import unlocks


def page_of(door: Door, role: str) -> str:
    return f"/set-up/devices/{door.furnished.devices[role]}"


def test_a_device_gets_another_name(door: Door) -> None:
    rosa, tablet = door.coordinator(), door.browser("floor")
    one = page_of(door, "floor")
    assert one in rosa.get("/set-up").text
    rosa.get(one)
    assert rosa.post(f"{one}/name", {"name": "Tablet by the door"}).headers["Location"] == one
    assert "This browser is Tablet by the door" in words_of(tablet.get("/"))
    for name, words in (("The display", "in use"), ("", "Give a name")):
        answer = rosa.post(f"{one}/name", {"name": name})
        assert answer.status_code == 400
        assert words in words_of(answer)


def test_a_tablet_kept_to_the_floor_opens_no_set_up_whoevers_pin_it_is(door: Door) -> None:
    noor, tablet = door.administrator(), door.browser("floor")
    assert unlocks(tablet, door.staff_id("Noor"), PIN) == "/set-up"
    one = page_of(door, "floor")
    noor.get(one)
    assert noor.post(f"{one}/ceiling", {"ceiling": "floor"}).headers["Location"] == one
    for path in ("/set-up", "/shifts", page_of(door, "display"), f"/set-up/people/{door.staff_id('Noor')}"):
        assert tablet.get(path).status_code == 403, path
    assert tablet.post("/set-up/team", {"name": "Ana"}).status_code == 403
    home = tablet.get("/").text
    assert 'href="/floor"' in home
    assert 'href="/set-up"' not in home
    tablet.get("/unlock")
    assert unlocks(tablet, door.staff_id("Noor"), PIN, "/floor") == "/floor"
    assert tablet.get("/set-up").status_code == 403
    assert door.browser("responder").get("/set-up").status_code == 303
    noor.post(f"{one}/ceiling", {"ceiling": "administrator"})
    assert tablet.get("/set-up").status_code == 200


def test_only_a_tablet_has_a_ceiling_and_only_of_two_kinds(door: Door) -> None:
    rosa = door.coordinator()
    assert "What a PIN opens here" not in words_of(rosa.get(page_of(door, "display")))
    assert rosa.post(f"{page_of(door, 'floor')}/ceiling", {"ceiling": "auditor"}).status_code == 400


def test_another_sites_device_is_unknown(door: Door, elsewhere: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    theirs = page_of(elsewhere, "floor")
    assert rosa.get(theirs).status_code == 404
    assert rosa.post(f"{theirs}/name", {"name": "Mine"}).status_code == 404
    assert rosa.post(f"{theirs}/ceiling", {"ceiling": "floor"}).status_code == 404


BOARD, JOURNAL = "/api/v1/sites/here/board", "/api/v1/sites/here/journal"


@pytest.mark.parametrize(
    ("scopes", "opens"),
    [(["board"], {BOARD}), (["journal"], {JOURNAL}), (["board", "journal"], {BOARD, JOURNAL})],
)
def test_a_program_reads_what_its_token_is_for(door: Door, scopes: list[str], opens: set[str]) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    page = rosa.post("/set-up/programs", {"name": "Paging", "scope": scopes})
    found = re.search(r'class="link">([\w-]{40,})<', page.text)
    assert found
    assert found[1] not in rosa.get("/set-up").text
    for path in (BOARD, JOURNAL, "/api/v1/sites/here/shifts", "/wall", "/set-up"):
        status = door.program.get(path, headers={"Authorization": f"Bearer {found[1]}"}).status_code
        allowed = path in opens or (path == "/wall" and BOARD in opens)
        assert (status == 200) is allowed, f"{path} {status}"
    headers = {"Authorization": f"Bearer {found[1]}", "Idempotency-Key": "x"}
    assert door.program.post("/api/v1/sites/here/visits", json={}, headers=headers).status_code == 403


def test_a_program_without_a_purpose_is_not_made(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    assert "Choose what the program reads" in words_of(rosa.post("/set-up/programs", {"name": "Paging"}))
    assert rosa.post("/set-up/programs", {"name": "", "scope": "board"}).status_code == 400


def test_a_link_is_a_code_for_a_camera_too(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    page = rosa.post("/set-up/screens", {"name": "Tablet 3", "role": "floor"})
    found = re.search(r'<img class="qr" src="data:image/svg\+xml;charset=utf-8,([^"]+)"', page.text)
    assert found
    assert unquote(found[1]).startswith("<svg ")
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]


def test_signed_out_everywhere_ends_all_that_is_theirs_and_leaves_the_pin(door: Door) -> None:
    rosa, second, tablet = door.coordinator(), door.stranger(), door.browser("floor")
    assert unlocks(tablet, door.staff_id("Rosa"), PIN) == "/set-up"
    second_device = devices.enrolled(door.house, door.furnished.site_id)[-1]
    assert second_device.name == "Rosa: computer"
    copied = rosa.cookie or ""
    second.client.set_cookie(door.cookie_name, copied, domain="127.0.0.1")
    assert "every browser of Rosa" in words_of(rosa.get("/sign-out"))
    assert rosa.post("/sign-out-everywhere").headers["Location"] == "/"
    assert rosa.get("/").status_code == 401
    assert second.get("/").status_code == 401
    assert tablet.get("/set-up").status_code == 303
    assert unlocks(tablet, door.staff_id("Rosa"), PIN) == "/set-up"


def test_an_administrator_signs_somebody_out_who_lost_a_computer(door: Door) -> None:
    noor, rosa = door.administrator(), door.coordinator()
    theirs = f"/set-up/people/{door.staff_id('Rosa')}"
    noor.get(theirs)
    assert noor.post(f"{theirs}/sign-out").status_code == 303
    assert rosa.get("/").status_code == 401
    assert "Rosa" in [one.name for one in staff.everyone(door.house, door.furnished.site_id)]


def test_a_tablet_that_nobody_opened_is_nobodys_to_sign_out(door: Door) -> None:
    tablet = door.browser("floor")
    assert "everywhere" not in words_of(tablet.get("/sign-out"))
    assert tablet.post("/sign-out-everywhere").status_code == 403
    assert tablet.get("/").status_code == 200


def test_a_program_of_before_reads_what_there_was_to_read_then(door: Door) -> None:
    program, token = devices.add_device(door.house, door.furnished.site_id, role=Role.INTEGRATION, name="Old")
    assert program.scopes == frozenset({Scope.BOARD, Scope.JOURNAL, Scope.METRICS})
    known, _ = devices.add_device(
        door.house, door.furnished.site_id, role=Role.INTEGRATION, name="New", scopes=[Scope.BOARD]
    )
    assert known.scopes == frozenset({Scope.BOARD})
    for path in (BOARD, JOURNAL):
        assert door.program.get(path, headers={"Authorization": f"Bearer {token}"}).status_code == 200
