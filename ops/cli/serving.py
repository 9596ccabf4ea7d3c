"""``ops serve`` and ``ops init``."""

import argparse
import os
import socket
import sys
from pathlib import Path

from ops.cli.opening import apply_site_file, is_sealed, keep_site_file, make_ready, ready_house
from ops.cli.words import Problem, say
from ops.config import EVENTLET, Settings
from ops.domain.words import Role
from ops.services import board
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.set_up import setup
from ops.services.ways_in import invitations, staff


def serve(settings: Settings, said: argparse.Namespace) -> int:
    """Make ready, say where, serve until told to end."""
    refuse_taken_port(settings)
    if is_sealed(settings):
        return _serve_sealed(settings)
    with ready_house(settings) as house:
        for site in board.sites(house):
            _announce(settings, house, site)
    if settings.async_mode == EVENTLET:
        # Its worker must patch before anything of ours is imported: begin anew.
        os.execv(sys.executable, [sys.executable, "-m", "ops.server"])  # noqa: S606 our own module
    from ops import server

    server.serve(settings)
    return 0


def _serve_sealed(settings: Settings) -> int:
    """Nobody is admitted until somebody who has the key gives it at the page."""
    from ops import server

    say("The database is encrypted and no key is given (OPS_DB_KEY_FILE): SEALED. Whoever has it opens it at")
    say(f"  {settings.origins[0]}/unseal")
    server.serve(settings, make_ready)
    return 0


def init(settings: Settings, said: argparse.Namespace) -> int:
    """Everything ``serve`` does before it serves."""
    more = Path(said.site_file).absolute() if said.site_file else None
    if more is not None and not more.exists():
        raise Problem(f"There is no file {more}.")
    with ready_house(settings) as house:
        if more is not None:
            apply_site_file(house, more, first=False, may_add=True)
            keep_site_file(house, more)
        for site in board.sites(house):
            say(f"{site.slug}: {site.name}, time zone {site.time_zone}")
    say(f"The room is described in {settings.site_file}")
    return 0


def addresses(settings: Settings, site: SiteRef) -> dict[str, str]:
    """Where each screen of a site is, by the name people call it."""
    origin = settings.origins[0]
    return {
        "wall": f"{origin}/wall?site={site.slug}",
        "floor tablet": f"{origin}/floor?site={site.slug}",
        "shifts": f"{origin}/shifts?site={site.slug}",
    }


def way_in(settings: Settings, code: str) -> str:
    """The address that a one-time code makes."""
    return f"{settings.origins[0]}/in/{code}"


def first_or_next(house: House, site: SiteRef) -> Role:
    """Whoever comes in while there is no administrator is one; the next are coordinators."""
    return Role.COORDINATOR if staff.has_administrator(house, site.id) else Role.ADMINISTRATOR


def _announce(settings: Settings, house: House, site: SiteRef) -> None:
    say()
    say(f"{site.name} ({site.slug})")
    for name, address in addresses(settings, site).items():
        say(f"  {name:<13} {address}")
    if not setup.somebody_signed_in(house, site.id):
        if _kept_in_the_journal():
            say("  Nobody has signed in yet. A one-time way in: ops staff invite")
            return
        code = invitations.invite_person(house, site.id, role=first_or_next(house, site))
        say()
        say("  A one-time way in, good for a day (open it in a browser; `ops staff invite` makes another):")
        say(f"  {way_in(settings, code)}")
    say()


def _kept_in_the_journal() -> bool:
    """systemd names the file that its journal reads; a log is no place for a way in."""
    output = os.fstat(1)
    return os.environ.get("JOURNAL_STREAM") == f"{output.st_dev}:{output.st_ino}"


def refuse_taken_port(settings: Settings) -> None:
    """Say it now rather than after everything else. Raises ``Problem``."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise Problem(
                f"{where} cannot be listened on ({error.strerror}). Is the room served already? "
                f"Another port: OPS_PORT={settings.port + 1}"
            ) from error
