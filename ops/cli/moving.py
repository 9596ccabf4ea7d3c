"""``ops migrate-to``: from the embedded database to PostgreSQL, in one go and proven."""

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from ops.backup import BackupRefused
from ops.backup.putting_back import nobody_has_it_open
from ops.cli.opening import existing_house
from ops.cli.words import Problem, remark, say
from ops.config import ConfigError, Settings
from ops.db import Database
from ops.domain.chain import State
from ops.embedded import DatabaseRefused
from ops.migrations import moving, schema
from ops.migrations.moving import Moved
from ops.services import board, checkpoints, proof
from ops.services.board import SiteRef
from ops.services.house import House

KEY = ("OPS_DB_KEY_FILE",)
"""Opens the embedded database, so it is needed until everything is out of it."""
TO_PUT_RIGHT_FIRST = (("OPS_BACKUP_TO",), ("OPS_TLS_CERT", "OPS_TLS_KEY", "CREDENTIALS_DIRECTORY"))
"""What PostgreSQL does not go with, and the embedded database does without."""


def migrate_to(settings: Settings, said: argparse.Namespace) -> int:
    """Everything into an empty database of PostgreSQL; the embedded one goes aside."""
    url = sys.stdin.readline().strip() if said.url == "-" else said.url
    try:
        with existing_house(settings) as house, closing(moving.target_at(url)) as target:
            file = _move(house, target)
            aside = schema.put_aside(file, house.now())
    except (DatabaseRefused, BackupRefused) as refused:
        raise Problem(f"{refused}\nNothing was moved.") from refused
    goes = "for a week" if aside.parent == settings.data_dir else "until you take it away (shred -u)"
    no_key = "" if settings.db_key_file is None else " and without OPS_DB_KEY_FILE"
    say(
        "Everything is there, and is what it was here.\n"
        f"From now on start with OPS_DATABASE_URL set to it{no_key}. Keys and months' keys stay in the data "
        "directory.\n"
        "Screens notice that history begins anew and fetch it; tablets send again what they sent in the last day,\n"
        "which is known there. The embedded database is as it was, under another name, and holds all that the new one\n"
        f"forgets. It stays {goes}: {aside}"
    )
    return 0


def _look_at_settings(environment: Mapping[str, str]) -> None:
    """A room that has moved and then does not start keeps everybody waiting, so it is said before. Raises
    ``Problem``."""
    wrong = [said for names in TO_PUT_RIGHT_FIRST if (said := _said_at_a_start(names, environment))]
    if wrong:
        raise Problem(
            "With these settings the server would not start on PostgreSQL. docs/moving.md says what takes their "
            "place; put that right first, as it goes with the embedded database, too.\n"
            + "".join(f"- {said}\n" for said in wrong)
            + "Nothing was moved."
        )
    said = _said_at_a_start(KEY, environment)
    if said is not None:
        remark(f"For this move, and no longer: {said}")


def _said_at_a_start(names: tuple[str, ...], environment: Mapping[str, str]) -> str | None:
    """What a start on PostgreSQL has against these settings, whatever it has against the others of them."""
    elsewhere = {name for group in (KEY, *TO_PUT_RIGHT_FIRST) for name in group} - set(names)
    given = {name: value for name, value in environment.items() if name not in elsewhere}
    try:
        Settings.from_environment({**given, "OPS_DATABASE_URL": "postgresql+psycopg://"})
    except ConfigError as refused:
        return str(refused)
    return None


def _move(house: House, target: Database) -> Path:
    file = house.db.file
    if file is None:
        raise Problem("This installation is on PostgreSQL already.")
    _look_at_settings(os.environ)
    if not schema.is_current(house.db):
        raise Problem("The database is of an older version. Start the server once, and end it again.")
    # Its own connections would count as somebody who has it open.
    house.db.engine.dispose()
    with nobody_has_it_open(file):
        pass
    with moving.moved(house.db, target) as done:
        for table, rows in done.tables.items():
            if rows:
                say(f"{rows:>12,} {table}")
        for site in board.sites(house):
            _prove(house, done, site)
    # Its log goes into the file with the last connection.
    house.db.engine.dispose()
    return file


def _prove(house: House, done: Moved, site: SiteRef) -> None:
    """The journal ends there where it ends here, and is as whole."""
    there = House(db=done.inside, now=house.now, ring=house.ring, keys=house.keys)
    head, verdict = checkpoints.of_now(there, site.id).head, proof.verify(there, site.id)
    if head != checkpoints.of_now(house, site.id).head or verdict != proof.verify(house, site.id):
        raise moving.MoveRefused(f"The journal of {site.slug} is not there what it is here.")
    say(f"{site.slug}: the journal ends there as here, with fact {head.seq}, {head.hash.hex()[:16]}…")
    if verdict.state is not State.OK:
        remark(f"It is not whole, there as here. See why: ops journal verify --site {site.slug}")
