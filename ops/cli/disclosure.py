"""``ops disclosure audit``: what somebody could know at most who keeps every number that was shown."""

import argparse
from collections.abc import Iterator

from ops.cli.opening import existing_house, site_named
from ops.cli.words import remark, say
from ops.config import Settings
from ops.disclosure.attack import Learnt, learnt, least_and_most
from ops.disclosure.holding import AUDIENCES, Audience, Family, families
from ops.disclosure.known import Cell
from ops.domain.disclosure import History
from ops.services.disclosure import reading

TOO_WELL = 3
WHO = {
    "outsider": "Somebody outside who keeps all that was released",
    "coordinator": "Somebody who runs the room and keeps all that is shown inside",
}


def audit(settings: Settings, said: argparse.Namespace) -> int:
    """The newest step of each count, and every small count that is known too well; 3 when there is one."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        ledgers = reading.ledgers(house, site.id)
    if not any(len(history.boundaries) > 1 for ledger in ledgers for history in ledger):
        say("Nothing was shown yet, so there is nothing to know.")
        return 0
    found = 0
    for audience in AUDIENCES:
        remark(f"{WHO[audience.name]}: …")
        say(f"{WHO[audience.name]} could know at most:")
        for ledger in ledgers:
            found += _of_ledger(audience, ledger)
    if found:
        say(
            f"{found} small counts are known too well. What was shown cannot be taken back; what is shown from "
            "now on is judged together with it. docs/disclosure.md says what that means."
        )
        return TOO_WELL
    say("No small count is known better than the rule promises.")
    return 0


def _of_ledger(audience: Audience, ledger: list[History]) -> int:
    found = 0
    for family in families(audience, ledger):
        for line in _newest(family):
            say(f"  {line}")
        for one in learnt(family.known, family.k):
            found += 1
            say(f"  TOO WELL: {_words(family, one)}")
    return found


def _newest(family: Family) -> Iterator[str]:
    """What can be true of each count in its newest step, everything that was ever shown taken together."""
    for cell in family.known.cells:
        if cell in family.known.totals:
            continue
        shown = sorted({0, *(one.until for one in family.known.publications if one.cell == cell)})
        if len(shown) < 2:
            continue
        start, until = shown[-2:]
        low, high = least_and_most(family.known, cell, (start, until)).of(start, until)
        yield f"{_named(cell)}, {_days(family, start, until)}: {low} to {high}"


def _words(family: Family, one: Learnt) -> str:
    words = f"{_named(one.cell)}, {_days(family, one.start, one.until)}: {one.low} to {one.high}"
    if not one.settled:
        return f"{words}, or less: it was not to be settled in time"
    return f"{words}, which is {one.candidates} candidates where {one.needed} must be left"


def _days(family: Family, start: int, until: int) -> str:
    return f"from {family.boundaries[start]} up to {family.boundaries[until]}"


def _named(cell: Cell) -> str:
    return f"{cell.series}, {cell.category}" if cell.category else cell.series
