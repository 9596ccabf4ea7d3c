"""Simulated sites: the starter's room under a name of its own, with a team and a tablet to play on."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ops.cli.words import Problem, say
from ops.config import Settings
from ops.domain.words import Role
from ops.services import board
from ops.services.house import House
from ops.services.set_up import first_set_up
from ops.services.ways_in import devices, staff
from ops.services.ways_in.devices import CARETAKER
from ops.simulator.doors import TEAM
from ops.simulator.profiles import Profile
from ops.simulator.run import against
from ops.simulator.wire import Headers, NotThere, Refused, Transport
from ops.starter import SITE_FILE

if TYPE_CHECKING:
    from flask import Flask

TABLET = "simulated tablet"
TOKEN = "DEMO_TOKEN"  # noqa: S105 the name of a variable
FASTEST = 20
SLUG = "simulated-"
ONE_MORE_PLACE = """
[[booth]]
name = "10"
kind = "injection"
row = 5
column = 1
"""


def refuse_speed(speed: float) -> None:
    """Raises ``Problem``."""
    if not 1 <= speed <= FASTEST:
        raise Problem(f"--speed goes from 1 to {FASTEST}.")


def moves(
    url: str,
    rooms: Sequence[tuple[str | None, str]],
    profile: Profile,
    seed: int,
    speed: float,
    *,
    drill: bool = False,
) -> None:
    """Served rooms, each with the token of a floor device, until interrupted; or the drills that they run, until
    the first is over. Raises ``Problem``."""
    try:
        against(url, rooms, profile=profile, seed=seed, speed=speed, drill=drill)
    except KeyboardInterrupt:
        pass
    except Refused as refused:
        if drill and isinstance(refused, NotThere):
            say("The drill is over.")
            return
        raise Problem(str(refused)) from refused


def write_site_file(path: Path, speed: float, number: int | None = None) -> None:
    """The starter; denser, its durations are shorter by as much. ``number``: one of many, of twelve places, where
    people are counted by card."""

    def shorter(found: re.Match[str]) -> str:
        seconds = int(found[1]) * {"s": 1, "min": 60, "h": 3600}[found[2]]
        return f'"{max(1, round(seconds / speed))} s"'

    text = SITE_FILE.read_text(encoding="utf-8")
    if speed != 1:
        text = re.sub(r'"(\d+) (s|min|h)"', shorter, text)
    if number is not None:
        text = text.replace('slug = "riverside"', f'slug = "{SLUG}{number:03}"')
        text = text.replace("[cards]\non = false", "[cards]\non = true")
        text = text.replace('name = "Riverside room"', f'name = "Simulated {number:03}"') + ONE_MORE_PLACE
    path.write_text(text, encoding="utf-8")


def furnish(house: House) -> list[tuple[str, str]]:
    """A team and a tablet for each site that has none yet: its short name and the tablet's token."""
    made = []
    for site in board.sites(house):
        if any(device.name == TABLET for device in devices.enrolled(house, site.id)):
            continue
        for name in TEAM:
            staff.add(house, site.id, name=name)
        first_set_up.end(house, site.id, CARETAKER)
        _, token = devices.add_device(house, site.id, role=Role.FLOOR, name=TABLET)
        made.append((site.slug, token))
    return made


def within(app: "Flask", settings: Settings) -> Transport:
    """The public wire of a house that nobody serves, inside this process."""
    client = app.test_client()

    def ask(method: str, path: str, headers: Headers, body: bytes | None) -> tuple[int, bytes]:
        answer = client.open(path, method=method, headers=headers, data=body, base_url=settings.origins[0])
        return answer.status_code, answer.data

    return ask
