"""``ops staff add|invite|code|role|list|sign-out|remove|join|part``."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from ops.cli.devices import plain_name
from ops.cli.opening import existing_house, site_named
from ops.cli.serving import first_or_next, way_in
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.words import Role
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.ways_in import invitations, joining, leaving, roles, staff
from ops.services.ways_in.devices import NameInUse
from ops.services.ways_in.staff import StaffRef


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
        role = Role(said.role) if said.role else first_or_next(house, site)
        made = invitations.invite_person(house, site.id, role=role, name=name)
    remark(f"A way into {site.slug} for {name or role.value}. It works once, and for a day:")
    say(way_in(settings, made))
    return 0


def code(settings: Settings, said: argparse.Namespace) -> int:
    """A one-time code for a first PIN, or another one. It is all of the output."""
    with one_of_the_team(settings, said) as (house, site, person):
        if person.role in roles.PEOPLE:
            raise Problem(f"{person.name} has a browser of their own: ops staff invite --name {person.name}")
        made = invitations.invite_pin(house, site.id, person.id)
    remark(f"{person.name} types it on a tablet: Unlock, then “I have a code”. It works once, and for a day:")
    say(made)
    return 0


def role(settings: Settings, said: argparse.Namespace) -> int:
    """What somebody may do from now on."""
    with one_of_the_team(settings, said) as (house, site, person):
        roles.give(house, site.id, person.id, Role(said.role))
    say(f"{said.name} is {said.role} at {site.slug}.")
    return 0


def show(settings: Settings, said: argparse.Namespace) -> int:
    """A line each: role, PIN or not, where in the shift, name."""
    with existing_house(settings) as house:
        for person in staff.everyone(house, site_named(house, said.site).id):
            pin = "PIN" if person.has_pin else "no PIN"
            place = person.place.value if person.place else "not on shift"
            say(f"{person.role.value:<13}  {pin:<6}  {place:<12}  {person.name}")
    return 0


def sign_out(settings: Settings, said: argparse.Namespace) -> int:
    """For a lost computer."""
    with one_of_the_team(settings, said) as (house, site, person):
        leaving.sign_out_everywhere(house, site.id, person.id)
    say(f"{said.name} is signed out everywhere; the PIN stays.")
    return 0


def remove(settings: Settings, said: argparse.Namespace) -> int:
    """Within a second nothing of theirs opens anything."""
    with one_of_the_team(settings, said) as (house, site, person):
        leaving.take_off(house, site.id, person.id)
    say(f"{said.name} is off the team list of {site.slug}; PIN, browsers and links of theirs open nothing.")
    return 0


def join(settings: Settings, said: argparse.Namespace) -> int:
    """One person, with the proofs they have in the other team."""
    with one_of_the_team(settings, said) as (house, site, person):
        other = site_named(house, said.to)
        name = said.name_there or person.name
        them = next((one for one in staff.everyone(house, other.id) if one.name == name), None)
        if them is None:
            raise Problem(f"Nobody on the team list of {other.slug} is called {name!r}.")
        try:
            joining.join(house, site.id, person.id, them.id)
        except joining.CannotJoin as error:
            raise Problem(
                f"They cannot be one person: {name} of {other.slug} needs a passkey or a passphrase first, "
                f"{person.name} of {site.slug} may have none, and nobody is in a team twice."
            ) from error
    say(f"{person.name} of {site.slug} is {name} of {other.slug}, and proves it by what they have there.")
    return 0


def part(settings: Settings, said: argparse.Namespace) -> int:
    """Somebody of their own again."""
    with one_of_the_team(settings, said) as (house, site, person):
        joining.part(house, site.id, person.id)
    say(f"{said.name} of {site.slug} has nothing to do with any other team, and is signed out there.")
    return 0


@contextmanager
def one_of_the_team(
    settings: Settings, said: argparse.Namespace
) -> Iterator[tuple[House, SiteRef, StaffRef]]:
    """The house, the site and the person that were named. Raises ``Problem``."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        for person in staff.everyone(house, site.id):
            if person.name == said.name:
                yield house, site, person
                return
    raise Problem(
        f"Nobody on the team list of {site.slug} is called {said.name!r}. All of them: ops staff list"
    )
