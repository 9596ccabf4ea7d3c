"""``ops release``: a page for everybody, from what may be known by everybody."""

import re

import pytest

from ops.cli.opening import site_named
from ops.services import releases
from tests.cli.conftest import Caretaker
from tests.support.counters import closed_steps


@pytest.fixture
def told(caretaker: Caretaker) -> Caretaker:
    """A year of it can be told."""
    closed_steps(caretaker.house, site_named(caretaker.house, None).id)
    return caretaker


def test_a_page_is_written_once_for_the_same_figures_and_is_in_the_log(told: Caretaker) -> None:
    to = told.folder / "page.html"
    first = told.types("release", "--to", str(to))
    assert (first.code, first.lines, first.err) == (0, ["riverside-r2026-001"], "")
    page = to.read_text()
    again = told.types("release", "--to", str(to))
    assert again.lines == first.lines
    assert "Nothing has changed" in again.err
    assert to.read_text() == page
    site = site_named(told.house, None).id
    found = releases.by_number(told.house, first.lines[0], [site])
    assert (found.entry.by, [one.format for one in found.taken]) == ("caretaker", ["html", "html"])
    assert told.types("release", "--months", "3", "--to", str(to)).lines == ["riverside-r2026-002"]


def test_the_page_needs_nobody_and_holds_what_is_said_and_no_other_number(told: Caretaker) -> None:
    to = told.folder / "page.html"
    told.types("release", "--to", str(to))
    page = to.read_text()
    assert not re.search(r"<script|<link|<img|https?:|url\(|@import| on\w+=", page)
    assert "default-src 'none'" in page
    said = re.findall(r'<td class="n[^"]*">([^<]+)</td>', page)
    known = {int(number.replace(",", "")) for one in said for number in re.findall(r"[\d,]+", one)}
    for drawing in re.findall(r"<svg.*?</svg>", page):
        widths = re.findall(r'(?:viewBox="0 0|width="|x1="|x2=")\s?(\d+)', drawing)
        assert {int(width) for width in widths} <= known
    assert page.count('<th scope="row">') == page.count("<tr>") - page.count("<thead>")


def test_without_figures_it_says_so(caretaker: Caretaker) -> None:
    answer = caretaker.types("release", "--to", str(caretaker.folder / "page.html"))
    assert answer.code == 2
    assert "can be released yet" in answer.err
    assert not (caretaker.folder / "page.html").exists()
