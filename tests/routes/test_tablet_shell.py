"""The tablet's shell: for anyone, the same for everyone, whole, and empty."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest

from ops.routes import tablet
from tests.routes.acts import seated
from tests.routes.door import ORIGIN, Browser, Door

RESPONSE = "/floor/response/019a0000-0000-7000-8000-000000000001"


def shell_of(door: Door) -> dict[str, Any]:
    """What the worker is told to keep."""
    answer = door.stranger().get("/tablet-worker.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    found = re.match(r"self\.SHELL = (\{.*\});\n", answer.text)
    assert found is not None
    shell: dict[str, Any] = json.loads(found[1])
    return shell


def test_the_shell_is_the_same_for_everyone_and_says_nothing(door: Door) -> None:
    seated(door, "1")
    pages = {
        browser.get(path).text
        for browser in (door.stranger(), door.browser("floor"), door.browser("responder"), door.coordinator())
        for path in ("/floor", RESPONSE)
    }
    (page,) = pages
    assert 'id="page"' not in page
    for word in ("here", "The floor", "019a"):
        assert f">{word}" not in page
        assert f'"{word}"' not in page


def test_what_is_kept_has_the_hash_it_is_held_to(door: Door) -> None:
    shell = shell_of(door)
    assert shell["page"] in shell["files"]
    for path, told in shell["files"].items():
        content = door.program.get(path, buffered=True).data
        assert told == f"sha256-{b64encode(sha256(content).digest()).decode()}", path
    assert {path for path in shell["files"] if not path.startswith(("/static/", "/bundle/"))} == {"/floor"}


def test_all_that_the_page_names_is_kept(door: Door) -> None:
    kept = shell_of(door)["files"]
    page = door.stranger().get("/floor").text
    named = set(re.findall(r'(?:src|href)="(/(?:bundle|static/(?!icons/))[^"]+)"', page))
    assert named
    assert named <= set(kept)


def test_another_page_is_another_version(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shell_of(door)["version"]
    assert shell_of(door)["version"] == before
    monkeypatch.setattr(tablet, "_page", lambda: "another")
    assert shell_of(door)["version"] != before


def test_it_can_be_put_on_a_home_screen(door: Door) -> None:
    answer = door.stranger().get("/tablet.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert (told["start_url"], told["display"]) == ("/floor", "standalone")
    assert 'rel="manifest" href="/tablet.webmanifest"' in door.stranger().get("/floor").text
    assert 'rel="manifest"' not in door.browser("display").get("/wall").text
    for one in told["icons"]:
        icon = door.program.get(one["src"], buffered=True)
        width = int.from_bytes(icon.data[16:20])
        assert (icon.mimetype, f"{width}x{width}") == ("image/png", one["sizes"])


def test_who_it_is_a_tablet_asks(door: Door) -> None:
    told = door.browser("floor").get("/api/v1/tablet").get_json()
    assert (told["site"], told["audience"], told["words"]) == ("here", "floor", None)
    assert told["device"] == {"id": door.furnished.devices["floor"], "name": "The floor", "role": "floor"}
    assert door.browser("display").get("/api/v1/tablet").status_code == 403
    stranger = door.stranger().get("/api/v1/tablet")
    assert (stranger.status_code, stranger.get_json()["code"]) == (401, "unauthenticated")


def test_a_lock_asks_for_a_pin_where_one_was_used_and_closes_what_it_opened(door: Door) -> None:
    def lock_of(browser: Browser) -> tuple[bool, bool]:
        told = browser.get("/api/v1/tablet").get_json()
        return told["asks_pin"], told["unlocked"]

    rosa, tablet = door.coordinator(), door.browser("floor")
    assert (lock_of(rosa), lock_of(tablet)) == ((True, True), (False, False))
    page = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    assert rosa.client.post("/lock", headers=page, base_url=ORIGIN).status_code == 303
    assert lock_of(rosa) == (True, False)
    foreign = page | {"Sec-Fetch-Site": "cross-site"}
    assert tablet.client.post("/lock", headers=foreign, base_url=ORIGIN).status_code == 403
