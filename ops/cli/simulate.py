"""``ops simulate``: simulated rooms, many at once, with the figures of published ones."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

from ops.cli.opening import ready_house
from ops.cli.simulated import SLUG, TOKEN, furnish, moves, refuse_speed, write_site_file
from ops.cli.simulated_days import ONE_DAY, LivedDays, Past
from ops.cli.words import Problem, say
from ops.clock import monotonic, utc_now
from ops.config import Settings
from ops.services.set_up import site_file, site_files
from ops.services.set_up.site_section import SiteFileWrong
from ops.services.transaction import milliseconds
from ops.simulator.profiles import PROFILES
from ops.simulator.run import any_seed

MOST_SITES = 500
MOST_DAYS = 400


def play(settings: Settings, said: argparse.Namespace) -> int:
    """Move sites of a served house, each with the token of a floor device, until interrupted."""
    refuse_speed(said.speed)
    rooms = _rooms(said)
    seed = any_seed() if said.seed is None else said.seed
    say(f"{len(rooms)} of the kind {said.profile!r}, nobody in them is real. Seed {seed}. Ctrl-C ends it.")
    profile = PROFILES[said.profile]
    if said.drill:
        profile = replace(profile, opens=None)
    moves(said.against, rooms, profile, seed, said.speed, drill=said.drill)
    return 0


def sites(settings: Settings, said: argparse.Namespace) -> int:
    """Make simulated sites, in an installation that has no others, and write down their tablets' tokens."""
    refuse_speed(said.speed)
    if not 1 <= said.number <= MOST_SITES:
        raise Problem(f"1 to {MOST_SITES} sites.")
    if not 0 <= said.days <= MOST_DAYS or (said.days and said.speed != 1):
        raise Problem(f"0 to {MOST_DAYS} days, at speed 1.")
    refuse_real_sites(settings, lived=said.days > 0)
    others = site_files.beside(settings.site_file)
    others.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(1, said.number + 1):
        slug = f"{SLUG}{number:03}"
        write_site_file(settings.site_file if number == 1 else others / f"{slug}.toml", said.speed, number)
    past = Past(milliseconds(utc_now()) - said.days * ONE_DAY)
    with ready_house(settings, now=past if said.days else utc_now) as house:
        made = furnish(house)
    with Path(said.tokens).open("a", encoding="utf-8") as file:
        file.writelines(f"{slug} {token}\n" for slug, token in made)
    say(f"{len(made)} simulated sites made. Their tablets' tokens: {said.tokens}")
    if said.days and made:
        _live_through(settings, past, made, said)
    return 0


def _live_through(
    settings: Settings, past: Past, made: list[tuple[str, str]], said: argparse.Namespace
) -> None:
    seed = any_seed() if said.seed is None else said.seed
    say(f"They live through {said.days} days of the kind {said.profile!r}, seed {seed}. This takes a while.")
    began = monotonic()
    days = LivedDays(settings, past, made, profile=PROFILES[said.profile], seed=seed)
    try:
        lived = days.live_until(utc_now())
    finally:
        days.close()
    took = monotonic() - began
    say(
        f"{lived.acts} acts, {lived.refused} of them refused; {lived.sweeps} sweeps that found something; "
        f"{lived.nights} nights. {took:.0f} s, {lived.acts / took:.0f} acts a second."
    )


def refuse_real_sites(settings: Settings, *, lived: bool) -> None:
    """A simulated person in a real room would be counted as one; and nobody has lived before they were made.
    Raises ``Problem``."""
    files = [settings.site_file, *site_files.beside(settings.site_file).glob("*.toml")]
    if lived and any(path.exists() for path in files):
        raise Problem("There are sites here already. Days are lived through by sites that are made for it.")
    for path in files:
        if path.exists() and not _slug(path).startswith(SLUG):
            raise Problem(f"{path} is of a site that is not simulated. Nothing was touched.")


def _slug(path: Path) -> str:
    try:
        return site_file.read(path.read_text(encoding="utf-8")).slug
    except (UnicodeDecodeError, SiteFileWrong):
        return ""


def _rooms(said: argparse.Namespace) -> list[tuple[str | None, str]]:
    if said.tokens is None:
        token = said.token or os.environ.get(TOKEN)
        if not token:
            raise Problem(f"A served room needs a floor device's token: --tokens, --token, or {TOKEN}.")
        return [(said.site, token)]
    try:
        lines = Path(said.tokens).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise Problem(f"{said.tokens} cannot be read.") from error
    pairs = [line.split() for line in lines if line.strip()]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise Problem(f"{said.tokens} holds a site's short name and a token in each line.")
    return [(site, token) for site, token in pairs]
