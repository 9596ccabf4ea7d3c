"""A wrong guess is counted on the row that it slows, before what was said is looked at."""

from datetime import datetime

from ops.domain.guessing import Brake, Wrong
from ops.models.staff import Guessed


def count(row: Guessed, brake: Brake, now: datetime) -> None:
    """One more, with the wait that so many cost."""
    wrong = brake.one_more(Wrong(row.wrong, row.wrong_since), now)
    row.wrong, row.wrong_since = wrong.tries, wrong.since
    wait = brake.wait(wrong.tries)
    row.wait_until = now + wait if wait else None
