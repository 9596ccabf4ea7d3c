"""A write must come from one of our own pages, or from a program that says who it is."""

import pytest

from tests.routes.conftest import door, prepared, shared_app
from tests.routes.door import ORIGIN, Door
from tests.routes.test_bad_input import is_a_clear_no

__all__ = ["door", "prepared", "shared_app"]

HERE = "/sites/here/visits"
FOREIGN = [
    "https://example.org",
    "null",
    "http://127.0.0.1:8001",
    "http://127.0.0.1:8000/",
    "http://127.0.0.1",
    "",
]


def test_a_page_of_ours_may_act(door: Door) -> None:
    assert door.browser("floor").act(HERE).status_code == 201
    assert door.browser("floor").act(HERE, Sec_Fetch_Site=None).status_code == 201


@pytest.mark.parametrize("origin", [None, *FOREIGN])
def test_an_act_by_cookie_from_anywhere_else(door: Door, origin: str | None) -> None:
    is_a_clear_no(door.browser("floor").act(HERE, Origin=origin), 403, "bad_origin")
    assert door.version() == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_an_act_that_the_browser_calls_foreign(door: Door, site: str) -> None:
    is_a_clear_no(door.browser("floor").act(HERE, Sec_Fetch_Site=site), 403, "bad_origin")


def test_an_act_by_cookie_needs_its_id_and_type(door: Door) -> None:
    browser = door.browser("floor")
    is_a_clear_no(browser.act(HERE, Idempotency_Key=None), 400, "idempotency_key_missing")
    form = browser.client.post(
        f"/api/v1{HERE}", data={"booth": "1"}, headers={"Origin": ORIGIN}, base_url=ORIGIN
    )
    is_a_clear_no(form, 415, "unsupported_media_type")


def test_a_program_needs_no_origin_but_not_a_foreign_one(door: Door) -> None:
    assert door.post(HERE).status_code == 201
    assert door.post(HERE, headers={"Origin": ORIGIN}).status_code == 201
    for origin in FOREIGN:
        is_a_clear_no(door.post(HERE, headers={"Origin": origin}), 403, "bad_origin")


def test_reading_needs_no_origin(door: Door) -> None:
    browser = door.browser("floor")
    assert browser.client.get("/api/v1/sites/here/board", base_url=ORIGIN).status_code == 200


def test_a_token_that_is_sent_must_be_good(door: Door) -> None:
    """A cookie beside it does not help."""
    browser = door.browser("floor")
    answer = browser.act(HERE, Authorization="Bearer nonsense")
    is_a_clear_no(answer, 401, "unauthenticated")


def test_a_form_needs_its_token(door: Door) -> None:
    browser = door.browser("floor")
    assert browser.post("/sign-out").status_code == 400
    browser.get("/sign-out")
    browser.form_token += "x"
    assert browser.post("/sign-out").status_code == 400
    assert browser.device is not None


def test_a_form_of_another_browser_is_no_use(door: Door) -> None:
    one, two = door.browser("floor"), door.browser("floor")
    one.get("/sign-out")
    two.get("/sign-out")
    two.form_token = one.form_token
    assert two.post("/sign-out").status_code == 400


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:8001"])
def test_a_form_from_another_page(door: Door, origin: str) -> None:
    browser = door.browser("floor")
    browser.get("/sign-out")
    assert browser.post("/sign-out", origin=origin).status_code == 403
    assert browser.post("/sign-out", origin="null").status_code == 303
