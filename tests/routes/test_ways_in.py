"""Coming in, name and PIN, unlocking, going out."""

import pytest

from ops.domain.words import Role
from ops.services.ways_in import devices, invitations, staff
from tests.routes.door import PIN, Browser, Door, words_of


def screen(door: Door, role: Role = Role.DISPLAY, name: str = "Wall 2") -> str:
    return invitations.invite_screen(door.house, door.furnished.site_id, role=role, name=name)


def test_a_link_is_not_used_up_by_looking_at_it(door: Door) -> None:
    code = door.way_in()
    for _ in range(3):
        page = door.stranger().get(f"/in/{code}")
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers or door.cookie_name not in str(page.headers)
    assert door.stranger().comes_in(code).status_code == 303


def test_a_link_works_once(door: Door) -> None:
    code = door.way_in()
    door.stranger().comes_in(code)
    second = door.stranger()
    assert second.get(f"/in/{code}").status_code == 404
    second.get("/enrol")
    answer = second.post(f"/in/{code}")
    assert answer.status_code == 404
    assert "does not work any more" in answer.text
    assert code not in answer.text
    assert second.cookie is None


def test_a_link_works_for_a_day(door: Door) -> None:
    code = door.way_in()
    door.clock.pass_(minutes=24 * 60)
    assert door.stranger().get(f"/in/{code}").status_code == 404


def test_a_code_may_be_typed_roughly(door: Door) -> None:
    code = screen(door)
    browser = door.stranger()
    browser.get("/enrol")
    answer = browser.post("/enrol", {"code": f" {code.lower().replace('-', ' ').replace('0', 'o')} "})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/wall")


@pytest.mark.parametrize("code", ["", "nonsense", "A" * 500, "%00", "ü"])
def test_a_code_that_is_none(door: Door, code: str) -> None:
    browser = door.stranger()
    browser.get("/enrol")
    assert browser.post("/enrol", {"code": code}).status_code == 404
    assert browser.cookie is None


@pytest.mark.parametrize(
    ("role", "page"), [(Role.DISPLAY, "/wall"), (Role.FLOOR, "/floor"), (Role.RESPONDER, "/floor")]
)
def test_a_screen_opens_on_its_own_page(door: Door, role: Role, page: str) -> None:
    browser = door.stranger()
    answer = browser.comes_in(screen(door, role, "Tablet 7"))
    assert answer.headers["Location"] == page
    assert (browser.device.name, browser.device.role) == ("Tablet 7", role)
    assert browser.get(page).status_code == 200


def test_the_cookie_is_the_browsers_own_business(door: Door) -> None:
    answer = door.stranger().comes_in(screen(door))
    (cookie,) = [line for line in answer.headers.getlist("Set-Cookie") if door.cookie_name in line]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_a_person_gives_name_and_pin(door: Door) -> None:
    browser = door.stranger()
    assert browser.comes_in(door.way_in()).headers["Location"] == "/welcome"
    assert browser.get("/").headers["Location"] == "/welcome"
    done = browser.post("/welcome", {"name": "Rosa", "pin": PIN, "pin_again": PIN})
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    home = words_of(browser.get("/"))
    assert "Rosa: computer (coordinator)" in home
    assert "Lock: Rosa" in home
    (rosa,) = staff.everyone(door.house, door.furnished.site_id)
    assert (rosa.name, rosa.role, rosa.has_pin) == ("Rosa", Role.COORDINATOR, True)
    assert browser.get("/welcome").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("name", "pin", "again", "words"),
    [
        ("Rosa", "825731", "825732", "not the same"),
        ("Rosa", "82573", "82573", "6 to 12 digits"),
        ("Rosa", "8257311234567", "8257311234567", "6 to 12 digits"),
        ("Rosa", "82573a", "82573a", "6 to 12 digits"),
        ("Rosa", "٨٢٥٧٣١", "٨٢٥٧٣١", "6 to 12 digits"),
        ("Rosa", "111111", "111111", "6 to 12 digits"),
        ("Rosa", "345678", "345678", "6 to 12 digits"),
        ("", PIN, PIN, "Give a name"),
        ("x" * 41, PIN, PIN, "Give a name"),
        ("a\nb", PIN, PIN, "Give a name"),
    ],
)
def test_a_name_or_pin_that_will_not_do(door: Door, name: str, pin: str, again: str, words: str) -> None:
    browser = door.stranger()
    browser.comes_in(door.way_in())
    answer = browser.post("/welcome", {"name": name, "pin": pin, "pin_again": again})
    assert answer.status_code == 400
    assert words in words_of(answer)
    assert pin not in answer.text
    assert staff.everyone(door.house, door.furnished.site_id) == []


def test_a_name_with_a_pin_cannot_be_taken_over(door: Door) -> None:
    door.coordinator("Rosa")
    other = door.stranger()
    other.comes_in(door.way_in())
    answer = other.post("/welcome", {"name": "Rosa", "pin": "604913", "pin_again": "604913"})
    assert "Someone else has that name" in words_of(answer)


def test_who_forgot_a_pin_gets_a_link_in_their_name(door: Door) -> None:
    old = door.coordinator("Rosa")
    code = invitations.invite_person(door.house, door.furnished.site_id, name="Rosa")
    browser = door.stranger()
    browser.comes_in(code)
    assert old.get("/set-up").status_code == 303
    browser.post("/welcome", {"name": "Somebody else", "pin": "604913", "pin_again": "604913"})
    (rosa,) = staff.everyone(door.house, door.furnished.site_id)
    assert rosa.name == "Rosa"
    assert browser.get("/set-up").status_code == 200


def unlocks(browser: Browser, staff_id: int, pin: str, after: str = "/set-up") -> str:
    """Where it leads, or what it says."""
    browser.get("/unlock")
    answer = browser.post("/unlock", {"staff": str(staff_id), "pin": pin, "next": after})
    return answer.headers["Location"] if answer.status_code == 303 else words_of(answer)


def test_the_lock_closes_by_itself_and_by_hand(door: Door) -> None:
    rosa = door.coordinator()
    assert rosa.get("/set-up").status_code == 200
    door.clock.pass_(minutes=15)
    locked = rosa.get("/set-up")
    assert (locked.status_code, locked.headers["Location"]) == (303, "/unlock?next=/set-up")
    assert rosa.get("/unlock?next=/set-up").status_code == 200
    assert unlocks(rosa, door.staff_id("Rosa"), PIN) == "/set-up"
    assert rosa.get("/set-up").status_code == 200
    rosa.post("/lock")
    assert rosa.get("/set-up").status_code == 303


def test_a_form_sent_while_locked_changes_nothing(door: Door) -> None:
    rosa = door.coordinator()
    rosa.get("/set-up")
    door.clock.pass_(minutes=15)
    answer = rosa.post("/set-up/team", {"name": "Ana"})
    assert answer.status_code == 403
    assert [person.name for person in staff.everyone(door.house, door.furnished.site_id)] == ["Rosa"]


def test_a_coordinator_unlocks_a_tablet(door: Door) -> None:
    door.coordinator()
    tablet = door.browser("floor")
    assert tablet.get("/set-up").headers["Location"] == "/unlock?next=/set-up"
    assert unlocks(tablet, door.staff_id("Rosa"), PIN) == "/set-up"
    assert tablet.get("/set-up").status_code == 200
    assert door.browser("floor").get("/set-up").status_code == 303


def test_a_pin_is_no_use_to_a_wall_or_a_program(door: Door) -> None:
    door.coordinator()
    wall = door.browser("display")
    assert wall.get("/unlock").status_code == 403
    assert wall.get("/set-up").status_code == 403
    assert door.program.get("/unlock", headers=door.headers("floor")).status_code == 403
    for role in ("floor", "coordinator", "administrator"):
        assert door.program.get("/set-up", headers=door.headers(role)).status_code == 403


@pytest.mark.parametrize(
    "after", ["https://example.org/", "//example.org", "/\\example.org", "x", "", "/a\nb"]
)
def test_unlocking_leads_nowhere_else(door: Door, after: str) -> None:
    rosa = door.coordinator()
    assert unlocks(rosa, door.staff_id("Rosa"), PIN, after) == "/"


def test_a_wrong_pin_is_told_and_slowed(door: Door) -> None:
    rosa = door.coordinator()
    who = door.staff_id("Rosa")
    said = [unlocks(rosa, who, "604913") for _ in range(3)]
    assert "Try again" in said[0]
    assert "counts in 5 s" in said[2]
    assert "counts in 5 s" in unlocks(rosa, who, PIN)
    door.clock.pass_(seconds=5)
    assert unlocks(rosa, who, PIN) == "/set-up"


def test_signing_out_ends_this_browser_only(door: Door) -> None:
    one, two = door.browser("floor"), door.browser("floor")
    cookie = one.cookie
    assert one.get("/sign-out").status_code == 200
    answer = one.post("/sign-out")
    assert answer.headers["Location"] == "/enrol"
    assert one.cookie is None
    assert devices.identify_session(door.house, cookie or "") is None
    assert two.get("/api/v1/tablet").status_code == 200


def test_coming_in_anew_ends_what_the_browser_was_before(door: Door) -> None:
    browser = door.browser("floor")
    before = browser.cookie or ""
    browser.comes_in(screen(door))
    assert browser.device.role is Role.DISPLAY
    assert devices.identify_session(door.house, before) is None


def test_a_persons_browser_is_asked_again_after_a_month(door: Door) -> None:
    rosa, wall = door.coordinator(), door.browser("display")
    for day in range(30):
        assert rosa.get("/").status_code == 200, day
        door.clock.pass_(minutes=24 * 60)
    assert rosa.get("/").status_code == 401
    assert wall.get("/").status_code == 200


def test_a_persons_browser_that_nobody_used_for_a_week_is_nobodys(door: Door) -> None:
    rosa, sam, wall = door.coordinator(), door.coordinator("Sam"), door.browser("display")
    door.clock.pass_(minutes=6 * 24 * 60)
    assert rosa.get("/").status_code == 200
    door.clock.pass_(minutes=24 * 60)
    assert sam.get("/").status_code == 401
    assert rosa.get("/").status_code == 200
    assert wall.get("/").status_code == 200


def test_a_copied_cookie_is_worth_nothing_once_its_browser_is_signed_out_or_revoked(door: Door) -> None:
    rosa = door.coordinator()
    signed_out, revoked = door.browser("floor"), door.browser("responder")
    thief = door.stranger()
    signed_out.get("/sign-out")
    rosa.get("/set-up")
    for browser, ends, path in (
        (signed_out, signed_out, "/sign-out"),
        (revoked, rosa, f"/set-up/devices/{door.furnished.devices['responder']}/revoke"),
    ):
        thief.client.set_cookie(door.cookie_name, browser.cookie or "", domain="127.0.0.1")
        assert thief.get("/").status_code == 200
        assert thief.act("/sites/here/visits").status_code == 201
        assert ends.post(path).status_code == 303
        for page in ("/", "/wall", "/api/v1/sites/here/board", "/api/v1/tablet"):
            assert thief.get(page).status_code == 401, page
        assert thief.act("/sites/here/visits").status_code == 401


def test_opening_a_page_begins_the_cookies_time_anew(door: Door) -> None:
    wall = door.browser("display")
    assert door.cookie_name in wall.get("/wall").headers.get("Set-Cookie", "")
    tablet = door.browser("floor")
    assert door.cookie_name in tablet.get("/api/v1/tablet").headers.get("Set-Cookie", "")
    assert "Set-Cookie" not in tablet.get("/floor").headers
    board = wall.client.get("/api/v1/sites/here/board", base_url="http://127.0.0.1:8000")
    assert board.status_code == 200
    assert "Set-Cookie" not in board.headers


def test_guessing_codes_is_slowed(door: Door) -> None:
    browser = door.stranger()
    browser.get("/enrol")
    answers = [browser.post("/enrol", {"code": f"GUESS{number}"}).status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    door.clock.pass_(minutes=1)
    assert browser.post("/enrol", {"code": "GUESS"}).status_code == 404


def test_strangers_are_told_what_to_do(door: Door) -> None:
    answer = door.stranger().get("/")
    assert answer.status_code == 401
    assert "I have a code" in words_of(answer)


def test_the_first_page_leads_where_the_role_may_go(door: Door) -> None:
    def leads(role: str) -> set[str]:
        page = door.browser(role).get("/").text
        return {path for path in ("/wall", "/floor", "/shifts", "/set-up") if f'href="{path}"' in page}

    assert leads("display") == {"/wall"}
    assert leads("floor") == {"/wall", "/floor"}
    assert leads("auditor") == set()  # sent to set a PIN first
    rosa = door.coordinator().get("/").text
    assert all(f'href="{path}"' in rosa for path in ("/wall", "/floor", "/shifts", "/set-up"))


def test_a_stranger_cannot_use_up_a_tablets_tries(door: Door) -> None:
    """Behind a proxy both have its address."""
    rosa, stranger = door.coordinator(), door.stranger()
    rosa.post("/lock")
    stranger.get("/enrol")
    answers = {stranger.post("/enrol", {"code": f"GUESS{number}"}).status_code for number in range(40)}
    assert answers == {404, 429}
    assert unlocks(rosa, door.staff_id("Rosa"), PIN) == "/set-up"
    tablet = door.browser("floor")
    assert unlocks(tablet, door.staff_id("Rosa"), PIN) == "/set-up"


def test_a_tablets_tries_are_used_up_by_itself_alone(door: Door) -> None:
    door.coordinator()
    guessing, other = door.browser("floor"), door.browser("responder")
    guessing.get("/unlock")
    answers = [guessing.post("/unlock", {"staff": "0", "pin": "604913"}).status_code for _ in range(31)]
    assert answers == [403] * 30 + [429]
    assert unlocks(other, door.staff_id("Rosa"), PIN) == "/set-up"
    assert door.stranger().get(f"/in/{door.way_in()}").status_code == 200
