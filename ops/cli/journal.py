"""``ops journal show`` and ``ops journal key``."""

import argparse
import json
from collections import Counter

from ops.cli.opening import existing_house, site_named
from ops.cli.words import say
from ops.config import Settings
from ops.services import checkpoints, journal, reads_on_record
from ops.services.ways_in.devices import CARETAKER


def show(settings: Settings, said: argparse.Namespace) -> int:
    """Facts, a line of JSON each, oldest first."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        told: Counter[str] = Counter()
        try:
            for fact in journal.all_after(house, site.id, said.after):
                say(json.dumps(fact, ensure_ascii=False))
                told[fact["kind"]] += 1
        finally:
            reads_on_record.of_journal(house, site.id, CARETAKER, said.after, told)
    return 0


def key(settings: Settings, said: argparse.Namespace) -> int:
    """Print the public key of the signatures on checkpoints."""
    with existing_house(settings) as house:
        say(checkpoints.public_key(house.keys))
    return 0
