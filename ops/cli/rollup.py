"""``ops rollup rebuild``: the numbers of days, made again from the rows that are still there."""

import argparse

from ops.cli.opening import existing_house, site_named
from ops.cli.words import say
from ops.config import Settings
from ops.services import board
from ops.services.summaries import rolling


def rebuild(settings: Settings, said: argparse.Namespace) -> int:
    """Of all sites, or one."""
    with existing_house(settings) as house:
        for site in [site_named(house, said.site)] if said.site else board.sites(house):
            done = rolling.rebuild(house, site.id)
            say(
                f"{site.slug}: days made again: {done.days}; older than their rows, left as they were: {done.left}."
            )
    return 0
