"""``ops staff add|invite|list|remove``."""

import argparse

from ops.cli.devices import plain_name
from ops.cli.opening import existing_house, site_named
from ops.cli.serving import way_in
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.words import Role
from ops.services import invitations, leaving, staff
from ops.services.board import SiteRef
from ops.services.devices import NameInUse
from ops.services.house import House
from ops.services.staff import StaffRef


def add(settings: Settings, said: argparse.Namespace) -> int:
    """A name chip. Who needs a PIN is invited."""
    name = plain_name(said.name)
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        try:
            staff.add(house, site.id, name=name, role=Role(said.role))
        except NameInUse as error:
            raise Problem(f"{site.slug} has somebody called {name!r} already.") from error
    say(f"{name} is on the team list of {site.slug}.")
    return 0


def invite(settings: Settings, said: argparse.Namespace) -> int:
    """A one-time way in. It is all of the output."""
    name = plain_name(said.name) if said.name else None
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        code = invitations.invite_person(house, site.id, role=Role(said.role), name=name)
    remark(f"A way into {site.slug} for {name or f'a {said.role}'}. It works once, and for a day:")
    say(way_in(settings, code))
    return 0


def show(settings: Settings, said: argparse.Namespace) -> int:
    """A line each: role, PIN or not, where in the shift, name."""
    with existing_house(settings) as house:
        for person in staff.everyone(house, site_named(house, said.site).id):
            pin = "PIN" if person.has_pin else "no PIN"
            place = person.place.value if person.place else "not on shift"
            say(f"{person.role.value:<13}  {pin:<6}  {place:<12}  {person.name}")
    return 0


def remove(settings: Settings, said: argparse.Namespace) -> int:
    """Within a second nothing of theirs opens anything."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        leaving.take_off(house, site.id, named(house, site, said.name).id)
    say(f"{said.name} is off the team list of {site.slug}; PIN, browsers and links of theirs open nothing.")
    return 0


def named(house: House, site: SiteRef, name: str) -> StaffRef:
    """One of the team. Raises ``Problem``."""
    for person in staff.everyone(house, site.id):
        if person.name == name:
            return person
    raise Problem(f"Nobody on the team list of {site.slug} is called {name!r}. All of them: ops staff list")
