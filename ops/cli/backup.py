"""``ops backup`` and ``ops restore``."""

import argparse
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from ops.backup import BackupRefused, contents, folder, making, putting_back, sealing
from ops.backup.contents import Manifest
from ops.cli.opening import existing_house, restored_house
from ops.cli.serving import refuse_taken_port
from ops.cli.words import Problem, remark, say
from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.domain import facts
from ops.domain.chain import State
from ops.embedded import DatabaseRefused
from ops.keys import database_key
from ops.migrations import schema
from ops.services import board, known_keys, notices, proof
from ops.services.disclosure import closing
from ops.services.house import House
from ops.timelines import Timelines

JOURNAL_DOES_NOT_HOLD = 3
NICE = 10
"""How far a backup that the server makes by itself stands back behind it."""


def key(settings: Settings, said: argparse.Namespace) -> int:
    """A new key that opens backups. It belongs elsewhere."""
    path = Path(said.file).absolute()
    secret, public = sealing.new_identity()
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(f"# opens backups made for {public}\n{secret}\n")
    except OSError as error:
        raise Problem(f"{path} could not be made ({error.strerror}). Nothing was changed.") from error
    remark(f"Take {path} off this machine, and keep it twice: without it no backup can be opened.")
    remark("This line goes into the file that OPS_BACKUP_TO names:")
    say(public)
    return 0


def backup(settings: Settings, said: argparse.Namespace) -> int:
    """One now. Its name is the last line; 3 when its journal is not what it was."""
    _embedded(settings)
    if settings.backup_to is None:
        raise Problem("Say for whom: OPS_BACKUP_TO=FILE, with public keys in it. One: ops backup key FILE")
    into = Path(said.to).absolute() if said.to else settings.backup_dir
    now = utc_now()
    if said.daily:
        with suppress(OSError):  # where the service manager forbids it, it is only not as polite
            os.nice(NICE)
        if not folder.is_due(into, now):
            return 0
    with existing_house(settings) as house:
        try:
            path, manifest = making.make(
                house.db,
                settings.site_file,
                sealing.Recipients.in_file(settings.backup_to),
                into,
                now,
                timedelta(days=settings.backup_days),
            )
        except (BackupRefused, DatabaseRefused) as refused:
            raise Problem(f"There is no new backup. {refused}") from refused
        except OSError as error:
            raise Problem(
                f"There is no new backup. {into} takes nothing ({error.strerror or error})."
            ) from error
        journals = _of_the_journals(house)
    for words in (_what_is_in_it(manifest), *journals):
        remark(words)
    say(str(path))
    return JOURNAL_DOES_NOT_HOLD if journals else 0


def restore(settings: Settings, said: argparse.Namespace) -> int:
    """Open a backup and see that it is whole; then, unless only that was asked, put it back."""
    path = _embedded(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        identities = sealing.identities_in(Path(said.identity))
        with making.work_folder(path.parent) as work:
            opened = putting_back.open_whole(Path(said.file), identities, database_key(settings), work)
            say(_what_is_in_it(opened.manifest))
            if not said.check:
                refuse_taken_port(settings)
            _bring_to_now(settings, opened)
            if said.check:
                say("It is whole, and can be put back. Nothing was changed.")
                return 0
            with putting_back.nobody_has_it_open(path):
                aside = putting_back.take_the_place(opened.database, path, utc_now())
            _bring_site_file(settings, opened)
    except (BackupRefused, DatabaseRefused) as refused:
        raise Problem(str(refused)) from refused
    say("It is in its place. Start the server: screens ask anew, tablets send again what they keep.")
    if aside is not None:
        say(f"What was here before, for a week: {aside}")
    say(
        "Who was revoked or taken off the team after it was made is not so in it. Look, and do it again: "
        "ops device list, ops staff list"
    )
    return 0


def restored(settings: Settings, said: argparse.Namespace) -> int:
    """What the database's own tools put back is another history, too, perhaps of an earlier timeline, of other
    keys."""
    Timelines(settings.data_dir).forget()
    with existing_house(settings) as house:
        schema.draw_epochs(house.db)
        known_keys.take(house)
        closing.begin_anew(house)
        notices.note(house, facts.BackupPutBack(utc_now(), None))
    say("From now on it is another history: screens ask anew, tablets send again what they keep.")
    return 0


def _bring_to_now(settings: Settings, opened: putting_back.Opened) -> None:
    """Newest tables, another history, and a fact that says so: while it is not in its place yet."""
    with restored_house(settings, opened.database) as house:
        for words in _of_the_journals(house):
            say(words)
        closing.begin_anew(house)
        notices.note(house, facts.BackupPutBack(utc_now(), opened.manifest.made))
    contents.fold(opened.database, database_key(settings))


def _of_the_journals(house: House) -> list[str]:
    """Those that are not what they were."""
    return [
        f"The journal of {site.slug} is not what it was. What is wrong with it: ops journal verify --site {site.slug}"
        for site in board.sites(house)
        if proof.verify(house, site.id).state is not State.OK
    ]


def _bring_site_file(settings: Settings, opened: putting_back.Opened) -> None:
    if settings.site_file.exists():
        say(f"{settings.site_file} stays as it is, and is applied at the next start.")
    elif opened.site_file.exists():
        shutil.copyfile(opened.site_file, settings.site_file)


def _embedded(settings: Settings) -> Path:
    path = Database(settings.database_url).file
    if path is None:
        raise Problem(
            "This is for the embedded database. PostgreSQL has tools of its own: docs/backing-up.md"
        )
    return path


def _what_is_in_it(manifest: Manifest) -> str:
    sites = ", ".join(f"{slug} at version {version}" for slug, version in manifest.versions.items())
    return f"The room as of {manifest.made:%Y-%m-%d %H:%M:%S} UTC: {sites}."
