"""``ops hold list``: what must not be deleted, and since when."""

import argparse

from ops.cli.opening import existing_house, site_named
from ops.cli.words import say
from ops.config import Settings
from ops.domain.hold import Standing
from ops.services.retention import holds

WORDS = {
    Standing.ASKED: "asked for, nothing is deleted until somebody else agreed or three days are over",
    Standing.AGREED: "stands, nothing is deleted",
    Standing.ENDING: "stands until another says, too, that it should end",
    Standing.LIFTED: "ended",
    Standing.LAPSED: "nobody else agreed in time",
}


def show(settings: Settings, said: argparse.Namespace) -> int:
    """A line for each, the newest first. They are made and ended in the browser, by two people."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        found = holds.listed(house, site.id)
    for one in found:
        by = ", ".join(f"{step} {at:%Y-%m-%d %H:%M} UTC by {name}" for step, name, at in one.said)
        say(f"{one.id}: {WORDS[one.standing]} ({by})")
    if not found:
        say("There is none.")
    return 0
