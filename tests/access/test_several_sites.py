"""Floor staff here and administrator elsewhere: every address walked at both, in one browser."""

import re

import pytest
from sqlalchemy import select

from ops.access import MAY, PUBLIC, Permission, needed_by
from ops.domain.words import Role
from ops.models import Site
from ops.services.ways_in import invitations, staff
from tests.access.test_url_map import _only_its_words_are_wrong, address, ids_elsewhere
from tests.routes.conftest import door, elsewhere, prepared, shared_app
from tests.routes.door import Browser, Door, words_of
from tests.routes.living import ids_of
from tests.routes.test_it_is_me import PHRASE, app, keeps_phrase

__all__ = ["door", "elsewhere", "prepared", "shared_app"]

OTHER = "Zilpzalp"
"""The name of the other site, which is read nowhere here."""


@pytest.fixture
def secret() -> list[str]:
    """Of her app, once she has one."""
    return []


@pytest.fixture
def noor(door: Door, elsewhere: Door, secret: list[str]) -> Browser:
    """Administrator elsewhere, who works on the floor here as well, signed in elsewhere and proved."""
    with door.house.db.write() as session:
        session.scalars(select(Site).where(Site.slug == "elsewhere")).one().name = OTHER
    browser = elsewhere.administrator("Noor")
    secret.append(keeps_phrase(elsewhere, browser)[0])
    chip = staff.add(door.house, door.furnished.site_id, name="Noor")
    code = invitations.invite_pin(door.house, door.furnished.site_id, chip)
    assert "I work at both" in words_of(browser.get(f"/in/{code}"))
    browser.get(f"/join?code={code}")
    assert browser.post("/join", {"code": code}).headers["Location"] == "/"
    assert "Go to" not in words_of(browser.get("/")), "it is proved anew"
    browser.get("/step-up?next=/")
    form = {"phrase": PHRASE, "digits": app(door, secret[0]), "next": "/"}
    assert browser.post("/step-up/passphrase", form).headers["Location"] == "/"
    return browser


def goes(browser: Browser, slug: str) -> None:
    browser.get("/")
    answer = browser.post("/other-site", {"site": slug})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def walked(at: Door, browser: Browser) -> dict[Permission, set[int]]:
    """Each page of a person, opened with that browser; by what it needs."""
    found = dict[Permission, set[int]]()
    ids = ids_of(at) if at.furnished.slug == "here" else ids_elsewhere(at)
    for rule in at.app.url_map.iter_rules():
        if rule.endpoint in PUBLIC or "GET" not in (rule.methods or ()):
            continue
        needed = needed_by(at.app.view_functions[rule.endpoint])
        assert needed is not None
        path = address(at, rule, at.furnished.slug, ids)
        answer = browser.get(path)
        found.setdefault(needed, set()).add(answer.status_code)
        if at.furnished.slug == "here" and path != "/":
            assert OTHER not in answer.text, path
    return found


BEYOND_THE_FLOOR = MAY[Role.ADMINISTRATOR] - MAY[Role.FLOOR]


def test_here_there_is_what_floor_staff_have_and_nothing_of_the_other(
    door: Door, elsewhere: Door, noor: Browser
) -> None:
    goes(noor, "here")
    assert (noor.device.site_slug, noor.device.role) == ("here", Role.FLOOR)
    found = walked(door, noor)
    # 303: to where somebody else could open it with a PIN of theirs.
    beyond = {needed: statuses for needed, statuses in found.items() if needed in BEYOND_THE_FLOOR}
    assert beyond
    assert all(statuses <= {303, 403} for statuses in beyond.values())
    assert noor.get("/set-up").headers["Location"].startswith("/unlock")
    assert 200 in found[Permission.SEE_FLOOR]
    assert noor.act("/sites/here/visits").status_code == 201
    ids = ids_elsewhere(elsewhere)
    made = elsewhere.version()
    for rule in door.app.url_map.iter_rules():
        if not rule.rule.startswith("/api/v1/") or not rule.arguments:
            continue
        path = address(elsewhere, rule, "elsewhere", ids)
        asked = noor.act(path.removeprefix("/api/v1")) if "POST" in (rule.methods or ()) else noor.get(path)
        assert asked.status_code in (403, 404) or _only_its_words_are_wrong(rule, asked.status_code), path
    assert elsewhere.version() == made


def test_there_she_is_administrator_and_this_site_is_unknown(
    door: Door, elsewhere: Door, noor: Browser
) -> None:
    goes(noor, "here")
    goes(noor, "elsewhere")
    assert (noor.device.site_slug, noor.device.role) == ("elsewhere", Role.ADMINISTRATOR)
    found = walked(elsewhere, noor)
    assert [needed for needed in MAY[Role.ADMINISTRATOR] & found.keys() if 200 not in found[needed]] == []
    assert noor.act("/sites/here/visits").status_code == 404


def test_her_way_back_is_told_to_her_alone(door: Door, noor: Browser) -> None:
    goes(noor, "here")
    assert f"Go to {OTHER}" in words_of(noor.get("/"))
    rosa = door.administrator("Rosa")
    for path in ("/", "/set-up", f"/set-up/people/{door.staff_id('Noor')}"):
        assert OTHER not in rosa.get(path).text
    journal = door.get("/sites/here/journal?after=0&limit=1000", "coordinator").text
    assert not re.search(f"{OTHER}|elsewhere", journal)


def test_without_a_proof_of_late_nobody_goes_anywhere(door: Door, noor: Browser) -> None:
    noor.get("/")
    door.clock.pass_(minutes=6)
    assert noor.post("/other-site", {"site": "here"}).status_code == 403
    assert "Prove first that it is you" in words_of(noor.get("/"))


def test_a_site_she_is_not_of_is_as_unknown_as_none(noor: Browser) -> None:
    noor.get("/")
    for slug in ("", "nowhere", "elsewhere"):
        assert noor.post("/other-site", {"site": slug}).status_code == 404


def test_a_tablet_of_the_room_goes_nowhere(door: Door, noor: Browser, secret: list[str]) -> None:
    """It is the room's, whoever opened it."""
    tablet = door.browser("floor")
    tablet.get("/sign-in")
    door.clock.pass_(seconds=60)
    form = {"name": "Noor", "phrase": PHRASE, "digits": app(door, secret[0])}
    assert tablet.post("/sign-in/passphrase", form).headers["Location"] == "/"
    page = words_of(tablet.get("/"))
    assert "Lock: Noor" in page
    assert OTHER not in page
    assert tablet.post("/other-site", {"site": "elsewhere"}).status_code == 403
    assert tablet.device.site_slug == "here"
    assert noor.device.site_slug == "elsewhere"
