"""``ops site export|import``: the set-up of a site, as its commented file."""

import argparse
import sys
from pathlib import Path

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.services.set_up import settings as set_up
from ops.services.set_up import setup, site_file
from ops.services.set_up.settings import NotKept
from ops.services.set_up.site_file_out import write
from ops.services.set_up.site_section import SiteFileWrong


def export(settings: Settings, said: argparse.Namespace) -> int:
    """The site as it is now. It is all of the output."""
    with existing_house(settings) as house:
        shown = set_up.current(house, site_named(house, said.site).id)
    sys.stdout.write(write(shown.plan))
    return 0


def take(settings: Settings, said: argparse.Namespace) -> int:
    """Make the site as the file says, at once on all screens; or only say what would change."""
    content = _content(said.file)
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        shown = set_up.current(house, site.id)
        try:
            plan = site_file.read(content.decode())
            if said.dry_run:
                changes = set_up.differences(house, site.id, plan)
                left = []
            else:
                done = set_up.change(house, site.id, plan, setup.SITE_FILE, shown.mark, text=content)
                changes, left = done.changes, done.left
        except UnicodeDecodeError as error:
            raise Problem(f"{said.file} is not a text file in UTF-8.") from error
        except (SiteFileWrong, NotKept) as wrong:
            raise Problem(f"{said.file} cannot be used. {wrong}") from wrong
    for change in changes:
        say(change)
    for name in left:
        remark(f"{name} stays: somebody is in it. Import the file again when it is empty.")
    if not changes:
        remark(f"{site.slug} is as the file says already.")
    return 0


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror}.") from error
