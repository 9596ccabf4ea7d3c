"""``ops rollup rebuild``: days made again from their rows."""

from datetime import timedelta

from sqlalchemy import update

from ops.clock import utc_now
from ops.models import DayTotals, JournalEntry
from tests.cli.conftest import Caretaker


def test_it_says_what_it_made_and_what_it_left(caretaker: Caretaker) -> None:
    with caretaker.house.db.write() as session:
        session.execute(update(JournalEntry).values(happened_at=utc_now() - timedelta(days=3)))
    said = "riverside: days made again: {}; older than their rows, left as they were: {}."
    assert caretaker.types("rollup", "rebuild").lines == [said.format(3, 0)]
    with caretaker.house.db.write() as session:
        session.execute(update(DayTotals).values(stays_gone=True, responses_gone=True, house_gone=True))
    assert caretaker.types("rollup", "rebuild", "--site", "riverside").lines == [said.format(0, 3)]
    assert caretaker.types("rollup", "rebuild", "--site", "nowhere").code == 2
