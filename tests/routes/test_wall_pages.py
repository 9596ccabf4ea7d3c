"""The pages of displays: what is written into them, and for whom."""

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest

from ops.routes import pages
from tests.routes.door import Door


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', html)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(("path", "audience"), [("/wall", "wall"), ("/waiting-room", "waiting")])
def test_a_display_is_told_which_board_is_its_own(door: Door, path: str, audience: str) -> None:
    answer = door.browser("display").get(path)
    assert answer.status_code == 200
    assert data_of(answer.text) == {
        "site": "here",
        "audience": audience,
        "device": {"id": door.furnished.devices["display"], "name": "The display", "role": "display"},
        "language": "en",
    }


@pytest.mark.parametrize("path", ["/wall", "/waiting-room"])
def test_a_link_to_another_site_leads_nowhere(door: Door, path: str) -> None:
    browser = door.browser("display")
    assert browser.get(f"{path}?site=here").status_code == 200
    assert browser.get(f"{path}?site=elsewhere").status_code == 404


def test_a_stranger_sees_no_wall(door: Door) -> None:
    assert door.stranger().get("/wall").status_code != 200


def test_english_needs_no_catalogue(door: Door) -> None:
    assert 'id="words"' not in door.browser("display").get("/wall").text


def test_a_catalogue_becomes_what_the_script_reads(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = {"": "the header", "free": "libre", ("in place", 1): "en places", ("in place", 0): "en place"}
    monkeypatch.setattr(pages, "get_translations", lambda: SimpleNamespace(_catalog=catalogue))
    with door.app.test_request_context():
        words = pages.script_words()
    assert words == {"language": "en", "messages": {"free": "libre", "in place": ["en place", "en places"]}}
