"""``ops purge``: what is over for as long as the site keeps it is deleted."""

import argparse

from ops.cli.opening import existing_house, log_emptied, site_named
from ops.cli.words import Problem, say
from ops.config import Settings
from ops.services import board
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.retention import purge
from ops.services.retention.purge import Waits

WAITS = {
    Waits.CLOCK: "Nothing is deleted while the clock is suspect. Set it right: the screens say CLOCK SUSPECT.",
    Waits.HOLD: "Nothing is deleted while a legal hold stands. See it: ops hold list",
}


def purge_now(settings: Settings, said: argparse.Namespace) -> int:
    """All sites, or one; 0 when nothing is left that should go."""
    with existing_house(settings) as house:
        sites = [site_named(house, said.site)] if said.site else board.sites(house)
        if said.dry_run:
            for site in sites:
                _say_what_would_go(house, site)
            return 0
        waiting = [why for site in sites if (why := _purge(house, site)) is not None]
        wiped = log_emptied(house)
        for site in sites if wiped else ():
            purge.wiped(house, site.id)
    if not wiped:
        say("What was deleted is still in the database's log, as somebody is reading. Run it again.")
    if waiting:
        raise Problem(" ".join(waiting))
    return 0 if wiped else 1


def _purge(house: House, site: SiteRef) -> str | None:
    """Why it waits, if it does: no other site waits with it."""
    purge.begin(house, site.id)
    while purge.go_on(house, site.id):
        pass
    waits = purge.waits_for(house, site.id)
    if waits is not None:
        return f"{site.slug}: {WAITS[waits]}"
    done = purge.newest(house, site.id)
    assert done is not None
    say(
        f"{site.slug}: deleted {done.rows} rows and what {done.facts} facts said. The figures of shifts are kept."
    )
    return None


def _say_what_would_go(house: House, site: SiteRef) -> None:
    found = {name: number for name, number in purge.would_go(house, site.id).items() if number}
    say(f"{site.slug}: " + ("this would go:" if found else "nothing would go."))
    for name, number in found.items():
        say(f"  {name}: {number}")
