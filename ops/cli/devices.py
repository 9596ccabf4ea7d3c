"""``ops device add|list|rename|revoke``."""

import argparse

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.words import Role, Scope
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.ways_in import devices
from ops.services.ways_in.devices import DeviceShown


def add(settings: Settings, said: argparse.Namespace) -> int:
    """Enrol one. The token is all of the output."""
    name = plain_name(said.name)
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        try:
            device, token = devices.add_device(
                house, site.id, role=Role(said.role), name=name, scopes=_scopes(said)
            )
        except devices.NameInUse as error:
            raise Problem(
                f"{site.slug} has a device {name!r} already. Names are shown on the screens."
            ) from error
    remark(f"{device.name} may come in as {device.role.value} at {site.slug}. Its token, shown only now:")
    say(token)
    return 0


def show(settings: Settings, said: argparse.Namespace) -> int:
    """A line each: number, role, when it was last heard, name."""
    with existing_house(settings) as house:
        for device in devices.enrolled(house, site_named(house, said.site).id):
            heard = f"{device.last_heard_at:%Y-%m-%d %H:%M} UTC" if device.last_heard_at else "never heard"
            say(f"{device.id:>4}  {device.role.value:<13}  {heard:<20}  {device.name}")
    return 0


def revoke(settings: Settings, said: argparse.Namespace) -> int:
    """Its token and its browsers are worth nothing from now on."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        found = _found(house, site, said.device)
        devices.revoke(house, site.id, found.id)
    say(f"{found.name} may not come in any more.")
    return 0


def rename(settings: Settings, said: argparse.Namespace) -> int:
    """Another name, on all screens at once."""
    name = plain_name(said.name)
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        found = _found(house, site, said.device)
        try:
            devices.rename(house, site.id, found.id, name)
        except devices.NameInUse as error:
            raise Problem(f"{site.slug} has a device {name!r} already.") from error
    say(f"{found.name} is called {name} now.")
    return 0


def _found(house: House, site: SiteRef, wanted: str) -> DeviceShown:
    """By its name, else by its number. Raises ``Problem``."""
    known = devices.enrolled(house, site.id)
    found = [device for device in known if device.name == wanted]
    found = found or [device for device in known if str(device.id) == wanted]
    if not found:
        raise Problem(f"{site.slug} has no device {wanted!r}. All of them: ops device list")
    return found[0]


def _scopes(said: argparse.Namespace) -> list[Scope] | None:
    """Only a program's token is for something; not said, it is for all but reports. Raises ``Problem``."""
    if said.role != Role.INTEGRATION:
        if said.scope:
            raise Problem("Only the token of a program (--role integration) has a --scope.")
        return None
    return [Scope(scope) for scope in said.scope or devices.UNSAID]


def plain_name(said: str) -> str:
    """A name as screens show it. Raises ``Problem``."""
    name = said.strip()
    if not name or len(name) > devices.LONGEST_NAME or not name.isprintable():
        raise Problem(f"A name has 1 to {devices.LONGEST_NAME} characters, all in one line.")
    return name
