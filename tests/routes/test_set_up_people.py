"""The team under Set-up: PINs by code, roles, leaving."""

import re

import pytest
from werkzeug.test import TestResponse

from ops.domain.words import Role
from ops.services.ways_in import invitations, roles, staff
from tests.routes.door import PIN, Browser, Door, words_of
from tests.routes.test_set_up import link_on
from tests.routes.test_ways_in import unlocks

OTHER = "604913"


def code_on(page: TestResponse) -> str:
    found = re.search(r'class="link">([0-9A-Z]{5}-[0-9A-Z]{5})<', page.text)
    assert found
    return found[1]


def chip(door: Door, name: str = "Ana") -> str:
    """Somebody of the floor; the address of their page."""
    return f"/set-up/people/{staff.add(door.house, door.furnished.site_id, name=name)}"


def page_of(door: Door, name: str) -> str:
    return f"/set-up/people/{door.staff_id(name)}"


def sets_pin(browser: Browser, code: str, pin: str = OTHER, again: str | None = None) -> TestResponse:
    browser.get("/pin-code")
    return browser.post("/pin-code", {"code": code, "pin": pin, "pin_again": again or pin})


def role_of(door: Door, name: str) -> Role:
    team = staff.everyone(door.house, door.furnished.site_id)
    return next(person.role for person in team if person.name == name)


def test_a_first_pin_by_a_code_on_a_tablet_of_the_room(door: Door) -> None:
    rosa, ana = door.coordinator(), chip(door)
    assert "floor staff · no PIN" in words_of(rosa.get(ana))
    code = code_on(rosa.post(f"{ana}/code"))
    assert code not in rosa.get(ana).text
    tablet = door.browser("floor")
    assert "I have a code" in words_of(tablet.get("/unlock"))
    assert sets_pin(tablet, code.lower().replace("-", " ")).headers["Location"] == "/"
    assert "Lock: Ana" in words_of(tablet.get("/"))
    other = door.browser("responder")
    assert unlocks(other, door.staff_id("Ana"), OTHER, "/floor") == "/floor"


def test_a_pin_code_works_once_for_a_day_and_ends_the_pin_of_before(door: Door) -> None:
    rosa, ana = door.coordinator(), chip(door)
    rosa.get(ana)
    first, second = code_on(rosa.post(f"{ana}/code")), code_on(rosa.post(f"{ana}/code"))
    tablet = door.browser("floor")
    assert sets_pin(tablet, first, PIN).status_code == 303
    assert "does not work" in words_of(sets_pin(tablet, first))
    assert sets_pin(tablet, second, OTHER).status_code == 303
    tablet.post("/lock")
    assert "not the PIN" in unlocks(tablet, door.staff_id("Ana"), PIN)
    rosa.get(ana)
    late = code_on(rosa.post(f"{ana}/code"))
    door.clock.pass_(minutes=24 * 60)
    assert "does not work" in words_of(sets_pin(tablet, late))


@pytest.mark.parametrize(
    ("pin", "again", "words"), [("111111", "111111", "6 to 12 digits"), (PIN, OTHER, "not the same")]
)
def test_a_pin_that_will_not_do_leaves_the_code_good(door: Door, pin: str, again: str, words: str) -> None:
    chip(door)
    code = invitations.invite_pin(door.house, door.furnished.site_id, door.staff_id("Ana"))
    tablet = door.browser("floor")
    said = sets_pin(tablet, code, pin, again)
    assert words in words_of(said)
    assert pin not in said.text
    assert sets_pin(tablet, code).status_code == 303


def test_a_pin_code_lets_no_stranger_in(door: Door, elsewhere: Door) -> None:
    chip(door)
    code = invitations.invite_pin(door.house, door.furnished.site_id, door.staff_id("Ana"))
    stranger = door.stranger()
    assert "on a tablet of the room" in words_of(stranger.get(f"/in/{code}"))
    stranger.get("/enrol")
    assert stranger.post(f"/in/{code}").status_code == 404
    assert stranger.post("/enrol", {"code": code}).status_code == 404
    assert stranger.get("/pin-code").status_code == 401
    assert "does not work" in words_of(sets_pin(elsewhere.browser("floor"), code))
    assert door.browser("display").get("/pin-code").status_code == 403
    tablet = door.browser("floor")
    assert tablet.get(f"/in/{code}").headers["Location"] == f"/pin-code?code={code}"
    assert sets_pin(tablet, code).status_code == 303


def test_a_way_in_for_a_browser_sets_no_pin_on_a_tablet(door: Door) -> None:
    code = invitations.invite_person(door.house, door.furnished.site_id, name="Sam")
    assert "does not work" in words_of(sets_pin(door.browser("floor"), code))
    assert door.stranger().comes_in(code).status_code == 303


def test_a_pin_of_the_floor_opens_no_set_up_and_somebody_elses_may(door: Door) -> None:
    rosa, ana = door.coordinator(), chip(door)
    tablet = door.browser("floor")
    rosa.get(ana)
    sets_pin(tablet, code_on(rosa.post(f"{ana}/code")))
    sent = tablet.get("/set-up")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/unlock?next=/set-up")
    assert "The PIN of Ana does not open that page" in words_of(tablet.get("/unlock?next=/set-up"))
    assert unlocks(tablet, door.staff_id("Rosa"), PIN) == "/set-up"
    assert tablet.get("/set-up").status_code == 200


def test_an_administrator_invites_with_a_role(door: Door) -> None:
    noor = door.administrator()
    noor.get("/set-up")
    path = link_on(noor.post("/set-up/people", {"name": "Sam", "role": "auditor"}).text)
    sam = door.stranger()
    sam.get(path)
    sam.post(path)
    assert 'value="Sam"' in sam.get("/welcome").text
    assert role_of(door, "Sam") is Role.AUDITOR
    assert noor.post("/set-up/people", {"name": "Kim", "role": "integration"}).status_code == 400


def test_a_coordinator_gives_no_role_and_takes_nobody_off_who_has_one(door: Door) -> None:
    rosa, sam = door.coordinator(), door.coordinator("Sam")
    theirs = page_of(door, "Sam")
    assert "administrator’s to change" in words_of(rosa.get(theirs))
    for path, form in (
        (f"{theirs}/role", {"role": "administrator"}),
        (f"{theirs}/take-off", {}),
        (f"{theirs}/code", {}),
        (f"{page_of(door, 'Rosa')}/role", {"role": "administrator"}),
        ("/set-up/people", {"name": "Kim", "role": "coordinator"}),
    ):
        assert rosa.post(path, form).status_code == 403, path
    assert sam.get("/set-up").status_code == 200
    ana = chip(door)
    assert rosa.post(f"{ana}/take-off").headers["Location"] == "/set-up"
    assert "Ana" not in words_of(rosa.get("/set-up"))


def test_a_role_holds_from_the_next_page_on(door: Door) -> None:
    noor, rosa = door.administrator(), door.coordinator()
    theirs = page_of(door, "Rosa")
    noor.get(theirs)
    assert noor.post(f"{theirs}/role", {"role": "administrator"}).headers["Location"] == theirs
    assert "Role" in words_of(rosa.get("/set-up"))
    noor.post(f"{theirs}/role", {"role": "auditor"})
    assert rosa.get("/wall").status_code == 403
    noor.post(f"{theirs}/role", {"role": "floor"})
    assert rosa.get("/").status_code == 401
    tablet = door.browser("floor")
    assert unlocks(tablet, door.staff_id("Rosa"), PIN, "/set-up") == "/set-up"
    assert tablet.get("/set-up").status_code == 303


def test_nobody_changes_their_own_role_or_takes_themselves_off(door: Door) -> None:
    """So there is always an administrator."""
    noor = door.administrator()
    mine = page_of(door, "Noor")
    assert "Take Noor off" not in words_of(noor.get(mine))
    assert "Somebody else" in words_of(noor.post(f"{mine}/role", {"role": "floor"}))
    assert "Somebody else" in words_of(noor.post(f"{mine}/take-off"))
    assert role_of(door, "Noor") is Role.ADMINISTRATOR


def test_a_link_for_another_role_ends_with_it(door: Door) -> None:
    house, site_id = door.house, door.furnished.site_id
    code = invitations.invite_person(house, site_id, role=Role.ADMINISTRATOR, name="Sam")
    roles.give(house, site_id, door.staff_id("Sam"), Role.AUDITOR)
    assert door.stranger().get(f"/in/{code}").status_code == 404


def test_somebody_is_taken_off_the_team(door: Door) -> None:
    noor, sam = door.administrator(), door.coordinator("Sam")
    theirs = page_of(door, "Sam")
    assert theirs in noor.get("/set-up").text
    assert "Take Sam off the team" in words_of(noor.get(theirs))
    assert noor.post(f"{theirs}/take-off").headers["Location"] == "/set-up"
    assert "Sam" not in words_of(noor.get("/set-up")).split("Team")[1]
    assert sam.get("/").status_code == 401
    assert noor.get(theirs).status_code == 404


def test_another_sites_team_is_unknown(door: Door, elsewhere: Door) -> None:
    noor = door.administrator()
    elsewhere.coordinator("Kim")
    noor.get("/set-up")
    theirs = page_of(elsewhere, "Kim")
    assert noor.get(theirs).status_code == 404
    for act in ("take-off", "code", "role"):
        assert noor.post(f"{theirs}/{act}", {"role": "auditor"}).status_code == 404
    assert role_of(elsewhere, "Kim") is Role.COORDINATOR
