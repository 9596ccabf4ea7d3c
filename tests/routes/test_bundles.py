"""A page's script and style: one file each, kept for good, and nothing else at their addresses."""

import gzip
import re

import pytest

from ops.routes.bundles import ENTRIES
from tests.routes.door import Door
from tests.support.source import ROOT

WALL = r'src="(/bundle/[0-9a-f]{16}/js/wall/page\.js)"'


@pytest.fixture
def address(door: Door) -> str:
    """Of the wall's script, as its page says it."""
    (found,) = re.findall(WALL, door.browser("display").get("/wall").text)
    return str(found)


def test_it_is_kept_for_good(door: Door, address: str) -> None:
    answer = door.stranger().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "js/wall/tile.js" in answer.text


def test_it_travels_packed_to_who_can_unpack_it(door: Door, address: str) -> None:
    plain = door.program.get(address)
    packed = door.program.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert {plain.headers["Vary"], packed.headers["Vary"]} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    "path",
    [
        "/bundle/0123456789abcdef/js/wall/page.js",
        "{version}/js/wall/tile.js",
        "{version}/css/../js/wall/page.js",
        "{version}/../../../etc/passwd",
    ],
)
def test_nothing_else_is_there(door: Door, address: str, path: str) -> None:
    answer = door.stranger().get(path.format(version=address.removesuffix("/js/wall/page.js")))
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_pages_start_with_is_what_is_served() -> None:
    pages = (page.read_text() for page in (ROOT / "ops/templates").rglob("*.html"))
    assert {entry for page in pages for entry in re.findall(r"bundle_url\('([^']+)'\)", page)} == ENTRIES
