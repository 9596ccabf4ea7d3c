"""``ops told test|key``: trying out who is told next, before it matters."""

import argparse

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.words import ToldBy
from ops.keys import key_in
from ops.outside import Outside
from ops.outside.sender import deliver
from ops.outside.webhook import key_file
from ops.services import ladder, messages


def test(settings: Settings, said: argparse.Namespace) -> int:
    """A test message to each of the ladder, now; 0 when all of them took it."""
    outside = Outside(settings)
    missed = 0
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        steps = ladder.addresses(house, site.id)
        wanted = [step for step in steps if said.who in (None, step.who)]
        if not wanted:
            known = ", ".join(step.who for step in steps) or "nobody: see [[told_next]] in the site file"
            raise Problem(f"{site.slug} tells nobody of that name outside. It tells: {known}.")
        for step in wanted:
            why = deliver(house, outside, messages.write_test(house, site.id, step))
            missed += why is not None
            say(f"{step.who} ({step.by}): " + ("sent" if why is None else f"NOT TOLD: {why}"))
    return 1 if missed else 0


def key(settings: Settings, said: argparse.Namespace) -> int:
    """The key with which a site signs, for the receiver's own settings."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
    file = key_file(settings.data_dir, site.slug)
    value = key_in(file)
    remark(f"{site.slug} signs what it sends to a {ToldBy.WEBHOOK} with the key in {file}:")
    say(value.hex())
    return 0
