"""Screens and the team, behind a PIN."""

import re

from ops.routes.settings_pages import PAGES
from ops.services.ways_in import devices, staff
from tests.routes.door import Browser, Door, words_of


def link_on(page: str) -> str:
    found = re.search(r'class="link">http://127.0.0.1:8000(/in/[^<]+)', page)
    assert found
    return found[1]


def test_a_screen_is_added_with_a_link_that_is_shown_once(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    page = rosa.post("/set-up/screens", {"name": "Tablet 3", "role": "floor"})
    path = link_on(page.text)
    assert path not in rosa.get("/set-up").text
    tablet = door.stranger()
    tablet.get(path)
    assert tablet.post(path).headers["Location"] == "/floor"
    assert "Tablet 3" in words_of(rosa.get("/set-up"))


def test_when_each_was_last_heard_is_told_as_far_as_it_is_known(door: Door) -> None:
    """This browser is here; a wall has not been on yet; nobody listens for a program."""
    said = words_of(door.coordinator().get("/set-up"))
    assert "Rosa: computer (this browser) coordinator now Revoke" in said
    assert "The display wall not yet Revoke" in said
    assert "The integration program not recorded Revoke" in said


def test_a_name_chip_is_added(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    assert rosa.post("/set-up/team", {"name": "  Ana "}).status_code == 303
    names = [person.name for person in staff.everyone(door.house, door.furnished.site_id)]
    assert names == ["Ana", "Rosa"]


def test_what_will_not_do_is_told(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    for path, form, words in (
        ("screens", {"name": "", "role": "floor"}, "Give a name"),
        ("screens", {"name": "The display", "role": "floor"}, "in use"),
        ("screens", {"name": "Mine", "role": "administrator"}, "what the screen is for"),
        ("team", {"name": "Rosa"}, "in use"),
        ("team", {"name": "x" * 41}, "Give a name"),
    ):
        answer = rosa.post(f"/set-up/{path}", form)
        assert answer.status_code == 400
        assert words in words_of(answer)


def test_a_revoked_screen_is_out(door: Door) -> None:
    rosa, wall = door.coordinator(), door.browser("display")
    rosa.get("/set-up")
    rosa.post(f"/set-up/devices/{door.furnished.devices['display']}/revoke")
    assert wall.get("/wall").status_code == 401
    assert door.get("/sites/here/board", "display").status_code == 401
    assert "The display" not in words_of(rosa.get("/set-up"))


def test_another_sites_screen_is_unknown(door: Door, elsewhere: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    theirs = elsewhere.furnished.devices["display"]
    assert rosa.post(f"/set-up/devices/{theirs}/revoke").status_code == 404
    assert len(devices.enrolled(door.house, elsewhere.furnished.site_id)) == len(elsewhere.furnished.devices)


def test_when_a_screen_was_heard_is_told_on_the_sites_clock(door: Door) -> None:
    rosa = door.coordinator()
    display = door.furnished.devices["display"]
    here = devices.Here(display, door.clock(), 0, "on", 0, sleeping=False)
    devices.heard(door.house, [here])
    assert "The display wall 2026-11-22 14:00" in words_of(rosa.get("/set-up"))


def test_a_coordinators_browser_can_sign_itself_out_by_revoking(door: Door) -> None:
    rosa: Browser = door.coordinator()
    rosa.get("/set-up")
    rosa.post(f"/set-up/devices/{rosa.device.id}/revoke")
    assert rosa.get("/").status_code == 401


def test_every_page_of_set_up_is_reached_from_it(door: Door) -> None:
    rosa = door.coordinator()
    reached = "".join(rosa.get(address).text for address in ("/set-up", "/set-up/kept"))
    assert [name for name in PAGES if f'href="/set-up/{name}"' not in reached] == []
    for name in ("plan", "kept", "file", "first"):
        assert f'href="/set-up/{name}"' in reached
    assert 'href="/set-up/cards"' not in reached
