"""``ops disclosure close``: steps of counters that may be shown are closed when their time has come."""

import argparse
import secrets
from functools import partial

from ops.cli.opening import existing_house, log_emptied
from ops.cli.words import say
from ops.config import Settings
from ops.disclosure.holding import ONE_IN, hold_back
from ops.services import board
from ops.services.disclosure import closing


def close(settings: Settings, _said: argparse.Namespace) -> int:
    """All that are due, of every site; 0 also when there is none."""
    judge = partial(hold_back, by_chance=by_chance)
    with existing_house(settings) as house:
        closing.begin(house)
        closed = 0
        for site in board.sites(house):
            while (step := closing.close_next(house, site.id, judge)) is not None:
                closed += 1
                say(f"{site.slug}: the step up to {step.until} is closed.")
                if step.held:
                    say(f"  held back until the next: {', '.join(step.held)}")
        # What was counted of them is in the database's log, too.
        wiped = not closed or log_emptied(house)
    if not wiped:
        say("What was counted is still in the database's log, as somebody is reading. ops purge empties it.")
    return 0


def by_chance() -> bool:
    """A coin that nobody sees, for each series at each step."""
    return secrets.randbelow(ONE_IN) == 0
