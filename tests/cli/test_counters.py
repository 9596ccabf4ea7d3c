"""``ops disclosure close``: the steps whose time has come."""

from dataclasses import replace
from datetime import timedelta

from ops.clock import utc_now
from ops.services.disclosure import closing
from tests.cli.conftest import Caretaker


def counting_began(caretaker: Caretaker, days_ago: int) -> None:
    long_ago = utc_now() - timedelta(days=days_ago)
    closing.begin(replace(caretaker.house, now=lambda: long_ago))


def test_what_is_due_is_closed_once(caretaker: Caretaker) -> None:
    counting_began(caretaker, days_ago=80)
    assert "is not closed" in caretaker.types("check").out
    first, *_ = caretaker.types("disclosure", "close").lines
    assert first.startswith("riverside: the step up to ")
    assert caretaker.types("disclosure", "close").lines == []
    assert "is not closed" not in caretaker.types("check").out


def test_after_a_database_was_put_back_what_was_due_is_never_shown(caretaker: Caretaker) -> None:
    """Somebody may have seen it with other numbers."""
    counting_began(caretaker, days_ago=80)
    assert caretaker.types("db", "restored").code == 0
    assert caretaker.types("disclosure", "close").lines == []
