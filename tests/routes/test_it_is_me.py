"""Signing in without a link, and what a PIN is not enough for."""

import html
import re

import pyotp
import pytest
from werkzeug.test import TestResponse

from ops.domain.words import Role
from tests.routes.door import PIN, Browser, Door, words_of
from tests.routes.test_set_up_devices import page_of
from tests.routes.test_ways_in import unlocks
from tests.support.authenticator import Authenticator

NAMED = "http://localhost:8000"
PHRASE = "kettle orbit sandal thrift"


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room under a name, as passkeys need it."""
    monkeypatch.setattr("tests.routes.door.ORIGIN", NAMED)
    monkeypatch.setattr("tests.routes.door.HOST", "localhost")


def options_on(page: TestResponse, does: str) -> str:
    found = re.search(f'data-passkey="{does}" data-options="([^"]+)"', page.text)
    assert found
    return html.unescape(found[1])


def secret_on(page: TestResponse) -> str:
    found = re.search(r'name="secret" value="([A-Z2-7]{32})"', page.text)
    assert found
    return found[1]


def app(door: Door, secret: str, ahead: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(door.clock().timestamp()) // 30 + ahead)


def keeps_phrase(door: Door, browser: Browser) -> tuple[str, TestResponse]:
    """A passphrase and an app; its secret, and the page after it."""
    secret = secret_on(browser.get("/it-is-me"))
    form = {"phrase": PHRASE, "phrase_again": PHRASE, "secret": secret, "digits": app(door, secret)}
    done = browser.post("/it-is-me/passphrase", form)
    door.clock.pass_(seconds=60)
    return secret, done


def adds_key(browser: Browser) -> tuple[Authenticator, TestResponse]:
    key = Authenticator()
    answer = key.makes(options_on(browser.get("/it-is-me"), "add"))
    return key, browser.post("/it-is-me/passkeys", {"answer": answer, "name": "telephone"})


def signs_in(door: Door, key: Authenticator, browser: Browser | None = None) -> tuple[Browser, TestResponse]:
    browser = browser or door.stranger()
    answer = key.proves(options_on(browser.get("/sign-in"), "prove"))
    return browser, browser.post("/sign-in/passkey", {"answer": answer})


@pytest.mark.usefixtures("named")
def test_a_passkey_is_added_and_signs_in_another_browser(door: Door) -> None:
    rosa = door.coordinator()
    key, page = adds_key(rosa)
    assert "telephone" in words_of(page)
    assert len(re.findall(r"<li>[0-9A-Z]{4}(-[0-9A-Z]{4}){3}</li>", page.text)) == 10
    browser, answer = signs_in(door, key)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert browser.device.name == "Rosa: computer 2"
    assert "Lock: Rosa" in words_of(browser.get("/"))
    assert browser.get("/set-up").status_code == 200
    assert "Add a screen" in words_of(browser.get("/set-up"))


@pytest.mark.usefixtures("named")
def test_a_copied_answer_and_a_browser_that_was_not_asked_get_nothing(door: Door) -> None:
    key, _ = adds_key(door.coordinator())
    browser, thief = door.stranger(), door.stranger()
    answer = key.proves(options_on(browser.get("/sign-in"), "prove"))
    thief.get("/sign-in")
    assert thief.post("/sign-in/passkey", {"answer": answer}).status_code == 403
    assert browser.post("/sign-in/passkey", {"answer": answer}).status_code == 303
    browser.post("/sign-out")
    browser.get("/sign-in")
    again = browser.post("/sign-in/passkey", {"answer": answer})
    assert again.status_code == 403
    assert "opens nothing here" in words_of(again)
    late = door.stranger()
    answer = key.proves(options_on(late.get("/sign-in"), "prove"))
    door.clock.pass_(minutes=6)
    assert late.post("/sign-in/passkey", {"answer": answer}).status_code == 403


@pytest.mark.usefixtures("named")
def test_a_browser_that_was_signed_out_is_the_same_one_again(door: Door) -> None:
    rosa = door.coordinator()
    key, _ = adds_key(rosa)
    rosa.post("/sign-out")
    browser, _answer = signs_in(door, key, rosa)
    assert browser.device.name == "Rosa: computer"


@pytest.mark.usefixtures("named")
def test_on_a_tablet_of_the_room_a_passkey_opens_it_as_a_pin_does(door: Door, elsewhere: Door) -> None:
    key, _ = adds_key(door.coordinator())
    tablet = door.browser("floor")
    assert 'href="/sign-in"' in tablet.get("/unlock").text
    tablet, answer = signs_in(door, key, tablet)
    assert answer.status_code == 303
    assert tablet.device.name == "The floor"
    assert tablet.get("/set-up").status_code == 200
    wall, answer = signs_in(door, key, door.browser("display"))
    assert answer.status_code == 403
    assert wall.get("/set-up").status_code == 403
    _other, answer = signs_in(door, key, elsewhere.browser("floor"))
    assert answer.status_code == 403


def test_where_the_address_is_a_number_there_are_no_passkeys_and_the_page_says_so(door: Door) -> None:
    assert "data-passkey" not in door.stranger().get("/sign-in").text
    assert "an address that is a name" in words_of(door.coordinator().get("/it-is-me"))
    stranger = door.stranger()
    stranger.get("/sign-in")
    assert stranger.post("/sign-in/passkey", {"answer": "{}"}).status_code == 403


def test_passphrase_and_app_sign_in(door: Door) -> None:
    secret, page = keeps_phrase(door, door.coordinator())
    assert "Write these down" in words_of(page)
    browser = door.stranger()
    browser.get("/sign-in")
    form = {"name": "Rosa", "phrase": PHRASE, "digits": app(door, secret)}
    wrong = browser.post("/sign-in/passphrase", form | {"phrase": "kettle orbit sandal"})
    assert wrong.status_code == 403
    assert "does not fit together" in words_of(wrong)
    assert PHRASE not in wrong.text
    assert browser.post("/sign-in/passphrase", form).headers["Location"] == "/"
    assert "Lock: Rosa" in words_of(browser.get("/"))
    thief = door.stranger()
    thief.get("/sign-in")
    assert thief.post("/sign-in/passphrase", form).status_code == 403


def test_a_code_on_paper_signs_in_once_and_leads_to_another_proof(door: Door) -> None:
    _secret, page = keeps_phrase(door, door.coordinator())
    code = re.findall(r"<li>([0-9A-Z-]{19})</li>", page.text)[0]
    browser, thief = door.stranger(), door.stranger()
    browser.get("/sign-in")
    thief.get("/sign-in")
    form = {"name": "Rosa", "phrase": "", "digits": code}
    assert browser.post("/sign-in/passphrase", form).headers["Location"] == "/it-is-me"
    assert "9 are left" in words_of(browser.get("/it-is-me"))
    assert thief.post("/sign-in/passphrase", form).status_code == 403


def test_tries_to_sign_in_are_counted(door: Door) -> None:
    browser = door.stranger()
    browser.get("/sign-in")
    form = {"name": "Nobody", "phrase": "x", "digits": "1"}
    answers = [browser.post("/sign-in/passphrase", form).status_code for _ in range(31)]
    assert answers == [403] * 30 + [429]


STEPPED_UP = (
    ("/set-up/screens", {"name": "Tablet 3", "role": "floor"}),
    ("/set-up/programs", {"name": "Paging", "scope": "board"}),
    ("/set-up/people", {"name": "Kim", "role": "coordinator"}),
)


def test_a_link_proves_for_an_hour_and_a_pin_alone_never(door: Door) -> None:
    noor, rosa = door.administrator(), door.coordinator()
    theirs = f"/set-up/people/{door.staff_id('Rosa')}"
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        *STEPPED_UP,
        (f"{page_of(door, 'floor')}/ceiling", {"ceiling": "floor"}),
        (f"{theirs}/role", {"role": "auditor"}),
        (f"{theirs}/code", {}),
        (f"{theirs}/sign-out", {}),
        (f"{theirs}/take-off", {}),
    )
    door.clock.pass_(minutes=59)
    unlocks(noor, door.staff_id("Noor"), PIN)
    assert "Add a screen" in words_of(noor.get("/set-up"))
    door.clock.pass_(minutes=1)
    assert "Prove first that it is you" in words_of(noor.get("/set-up"))
    before = door.version()
    for path, form in steps:
        answer = noor.post(path, form)
        assert answer.status_code == 403, path
        assert "More than a PIN" in words_of(answer)
        assert 'href="/step-up?next=/set-up"' in answer.text
    assert door.version() == before
    assert noor.get(theirs).status_code == 200
    assert rosa.get("/").status_code == 200


def test_passphrase_and_app_step_up_for_five_minutes_in_this_browser(door: Door) -> None:
    noor = door.administrator()
    secret, _ = keeps_phrase(door, noor)
    door.clock.pass_(minutes=10)
    tablet = door.browser("floor")
    unlocks(tablet, door.staff_id("Noor"), PIN)
    tablet.get("/step-up?next=/set-up")
    form = {"phrase": PHRASE, "digits": app(door, secret), "next": "/set-up"}
    assert tablet.post("/step-up/passphrase", form | {"digits": "000000"}).status_code == 403
    assert tablet.post("/step-up/passphrase", form).headers["Location"] == "/set-up"
    for path, said in STEPPED_UP:
        assert tablet.post(path, said).status_code in (200, 303), path
    door.clock.pass_(minutes=5)
    assert tablet.post(*STEPPED_UP[0]).status_code == 403


@pytest.mark.usefixtures("named")
def test_a_passkey_steps_up_and_only_ones_own(door: Door) -> None:
    noor, rosa = door.administrator(), door.coordinator()
    key, _ = adds_key(noor)
    other, _ = adds_key(rosa)
    door.clock.pass_(minutes=6)
    noor.get("/lock")
    unlocks(noor, door.staff_id("Noor"), PIN)
    page = noor.get("/step-up?next=/set-up")
    foreign = noor.post("/step-up/passkey", {"answer": other.proves(options_on(page, "prove"))})
    assert foreign.status_code == 403
    answer = key.proves(options_on(foreign, "prove"))
    done = noor.post("/step-up/passkey", {"answer": answer, "next": "/set-up"})
    assert done.headers["Location"] == "/set-up"
    assert "Add a screen" in words_of(noor.get("/set-up"))


def test_what_one_proved_is_not_the_next_ones(door: Door) -> None:
    noor = door.administrator()
    door.coordinator()
    unlocks(noor, door.staff_id("Rosa"), PIN)
    assert "Prove first that it is you" in words_of(noor.get("/set-up"))
    unlocks(noor, door.staff_id("Noor"), PIN)
    assert "Prove first that it is you" in words_of(noor.get("/set-up"))


def test_locking_ends_what_was_proved(door: Door) -> None:
    noor = door.administrator()
    noor.get("/")
    noor.post("/lock")
    unlocks(noor, door.staff_id("Noor"), PIN)
    assert "Prove first that it is you" in words_of(noor.get("/set-up"))


def test_a_first_proof_is_added_in_ones_own_browser_and_not_by_a_pin_elsewhere(door: Door) -> None:
    noor, tablet = door.administrator(), door.browser("floor")
    door.clock.pass_(minutes=70)
    unlocks(tablet, door.staff_id("Noor"), PIN)
    asked = tablet.get("/it-is-me")
    assert "in a browser of your own" in words_of(asked)
    assert tablet.post("/it-is-me/codes").status_code == 403
    unlocks(noor, door.staff_id("Noor"), PIN)
    assert "Add one now" in words_of(noor.get("/step-up"))
    keeps_phrase(door, noor)
    assert "Add a screen" in words_of(noor.get("/set-up"))
    door.clock.pass_(minutes=10)
    assert "Is it you, Noor?" in words_of(noor.get("/it-is-me"))
    for path in ("codes", "passphrase/remove", "passkeys/1/remove", "passkeys", "passphrase"):
        assert noor.post(f"/it-is-me/{path}").status_code == 403, path


@pytest.mark.parametrize(
    ("bent", "words"),
    [
        ({"phrase_again": "another phrase here"}, "not the same"),
        ({"phrase": "short", "phrase_again": "short"}, "14 letters"),
        ({"digits": "000000"}, "not the app’s digits"),
        ({"secret": "chosen"}, "not the app’s digits"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told(door: Door, bent: dict[str, str], words: str) -> None:
    noor = door.administrator()
    secret = secret_on(noor.get("/it-is-me"))
    form = {"phrase": PHRASE, "phrase_again": PHRASE, "secret": secret, "digits": app(door, secret)}
    answer = noor.post("/it-is-me/passphrase", form | bent)
    assert answer.status_code == 400
    assert words in words_of(answer)
    assert PHRASE not in answer.text


def test_proofs_are_nothing_for_the_floor_or_for_programs(door: Door) -> None:
    tablet = door.browser("floor")
    assert tablet.get("/it-is-me").headers["Location"] == "/unlock?next=/it-is-me"
    assert tablet.get("/step-up").headers["Location"] == "/unlock?next=/step-up"
    for path in ("/it-is-me", "/step-up"):
        assert door.program.get(path, headers=door.headers("coordinator")).status_code == 403
        assert door.browser("display").get(path).status_code == 403


def test_who_signed_in_needs_a_role_beyond_the_floor(door: Door) -> None:
    noor = door.administrator()
    rosa = door.coordinator()
    secret, _ = keeps_phrase(door, rosa)
    theirs = f"/set-up/people/{door.staff_id('Rosa')}"
    noor.get(theirs)
    noor.post(f"{theirs}/role", {"role": Role.FLOOR.value})
    browser = door.stranger()
    browser.get("/sign-in")
    form = {"name": "Rosa", "phrase": PHRASE, "digits": app(door, secret)}
    assert browser.post("/sign-in/passphrase", form).status_code == 403
