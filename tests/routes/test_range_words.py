"""Stretches of days as people say them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from ops.domain import ranges
from ops.routes import range_words


@pytest.fixture(scope="module", autouse=True)
def in_english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("said", "title", "short"),
    [
        ("2026-11-21", "Saturday 21 November 2026", "21 Nov"),
        ("2026-W47", "Week 47, 16–22 Nov 2026", "W47"),
        ("2026-W40", "Week 40, 28 Sep – 4 Oct 2026", "W40"),
        ("2026-W53", "Week 53, 28 Dec 2026 – 3 Jan 2027", "W53"),
        ("2026-11", "November 2026", "Nov"),
        ("2026-Q4", "October – December 2026", "Q4"),
        ("2026", "2026", "2026"),
        ("2026-11-02..2026-11-20", "2–20 Nov 2026", "2 Nov"),
        ("2026-11-02..2026-11-02", "2 Nov 2026", "2 Nov"),
    ],
)
def test_a_range_is_said(said: str, title: str, short: str) -> None:
    of = ranges.read(said)
    assert (range_words.title(of), range_words.short(of)) == (title, short)
