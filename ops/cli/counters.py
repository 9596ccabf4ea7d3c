"""``ops disclosure close``: steps of counters that may be shown are closed when their time has come."""

import argparse
from collections.abc import Collection, Sequence

from ops.cli.opening import existing_house
from ops.cli.words import say
from ops.config import Settings
from ops.domain.disclosure import DECLARED, History, Series
from ops.services import board
from ops.services.disclosure import closing

TRIES = 20
"""Each waits for a moment itself."""


def close(settings: Settings, _said: argparse.Namespace) -> int:
    """All that are due, of every site; 0 also when there is none."""
    with existing_house(settings) as house:
        closing.begin(house)
        closed = 0
        for site in board.sites(house):
            while (step := closing.close_next(house, site.id, hold_back)) is not None:
                closed += 1
                say(f"{site.slug}: the step up to {step.until} is closed.")
                if step.held:
                    say(f"  held back until the next: {', '.join(step.held)}")
        # What was counted of them is in the database's log, too.
        wiped = not closed or any(house.db.empty_log() for _ in range(TRIES))
    if not wiped:
        say("What was counted is still in the database's log, as somebody is reading. ops purge empties it.")
    return 0


def hold_back(_before: Sequence[History], after: Sequence[History]) -> Collection[Series]:
    """Parts of what is shown as a whole tell of each other."""
    return [one.series for one in after if DECLARED[one.series].parts_of is not None]
