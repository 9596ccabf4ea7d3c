"""Opening the house from the command line: database, tables, room."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ops import embedded
from ops.cli.words import Problem, complain, remark
from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.embedded import DatabaseRefused
from ops.keys import database_key, ensure_secrets
from ops.migrations import schema
from ops.services import board, known_keys
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.set_up import setup, site_file, site_files
from ops.services.set_up.site_section import SiteFileWrong
from ops.starter import SITE_FILE
from ops.timelines import Timelines

ZONE_LINK = Path("/etc/localtime")
LOG_TRIES = 20
"""Each waits for a moment itself."""


@contextmanager
def existing_house(settings: Settings) -> Iterator[House]:
    """The house as it was left; nothing is made. Raises ``Problem``."""
    database = _database(settings)
    try:
        _refuse_unready(database)
        yield _house(settings, database)
    finally:
        database.close()


@contextmanager
def ready_house(
    settings: Settings, key: bytes | None = None, now: Callable[[], datetime] = utc_now
) -> Iterator[House]:
    """The house with newest tables and the room of its site file. Raises ``Problem``.

    ``key``: the database's, where a person gave it. ``now``: another clock, for simulated days.

    A file that is wrong stops the first start. Later the room opens as it was, and the
    words say what is wrong: a room is never kept shut by a slip in a file.
    """
    database = _database(settings, key)
    try:
        house = _house(settings, database, now)
        _migrate(database)
        _refuse_other_keys(house)
        schema.forget_moved(settings.data_dir, utc_now())
        known = board.sites(house)
        site_files.finish_all(house)
        _apply_or_complain(house, settings.site_file, first=not known)
        for path in sorted(site_files.beside(settings.site_file).glob("*.toml")):
            _apply_or_complain(house, path, may_add=True)
        yield house
    finally:
        database.close()


def _apply_or_complain(house: House, path: Path, *, first: bool = False, may_add: bool = False) -> None:
    try:
        apply_site_file(house, path, first=first, may_add=may_add)
    except Problem as problem:
        if first:
            raise
        complain(f"{problem}\nThe room is as it was before.")


def is_sealed(settings: Settings) -> bool:
    """The database is encrypted, and nobody has said where its key is."""
    path = Database(settings.database_url).file
    return settings.db_key_file is None and path is not None and embedded.is_plain(path) is False


def make_ready(settings: Settings, key: bytes) -> None:
    """All that a start does, once somebody has given the key. Raises ``DatabaseRefused``."""
    try:
        with ready_house(settings, key):
            pass
    except Problem as problem:
        raise DatabaseRefused(str(problem)) from problem


@contextmanager
def restored_house(settings: Settings, file: Path) -> Iterator[House]:
    """The house over a database that was in a backup: newest tables, and a history of its own.

    Raises ``DatabaseRefused``.
    """
    database = Database(f"sqlite:///{file}", database_key(settings))
    try:
        schema.bring_up_to_date(database, utc_now(), copy_first=False)
        schema.draw_epochs(database)
        yield _house(settings, database)
    finally:
        database.close()


def apply_site_file(house: House, path: Path, *, first: bool, may_add: bool = False) -> None:
    """Make or update the site that the file describes, and say what changed. Raises ``Problem``."""
    if not path.exists():
        if not first:
            complain(f"{path} is not there. The room stays as it is.")
            return
        _copy_starter(path)
    content = path.read_bytes()
    try:
        plan = site_file.read(content.decode())
        done = setup.configure(house, plan, site_files.hash_of(content), may_add=may_add)
    except UnicodeDecodeError as error:
        raise Problem(f"{path} is not a text file in UTF-8.") from error
    except SiteFileWrong as wrong:
        raise Problem(f"{path} cannot be used. {wrong}") from wrong
    except setup.AnotherSite as other:
        raise Problem(
            f"{path} describes the site {plan.slug!r}, but this installation has {other}. A site keeps "
            f"its short name. To add a second site: ops init --site-file FILE"
        ) from other
    if not done.made:
        for change in done.changes:
            remark(f"Changed: {change}")
    for name in done.left:
        remark(f"{name} stays: somebody is in it. It goes at the first start that finds it empty.")


def keep_site_file(house: House, given: Path) -> None:
    """The file of a site that was added lies with the room's from now on, where changes are written."""
    content = given.read_bytes()
    site = site_named(house, site_file.read(content.decode()).slug)
    path = site_files.path_for(house, site.id)
    if path is not None and path.resolve() != given.resolve():
        site_files.put_in_place(site_files.stage(path, content))
        remark(f"Its file is {path} from now on.")


def site_named(house: House, slug: str | None) -> SiteRef:
    """The site that is meant. Raises ``Problem``."""
    sites = board.sites(house)
    names = ", ".join(site.slug for site in sites)
    if slug is None:
        if len(sites) == 1:
            return sites[0]
        raise Problem(f"There are several sites. Say which: --site, one of {names}.")
    for site in sites:
        if site.slug == slug:
            return site
    raise Problem(f"There is no site {slug!r} here. There is: {names}.")


def log_emptied(house: House) -> bool:
    """Whether what was deleted is out of the database's log, too; not while somebody goes on reading."""
    return any(house.db.empty_log() for _ in range(LOG_TRIES))


def _database(settings: Settings, key: bytes | None = None) -> Database:
    return Database(settings.database_url, key or database_key(settings), Timelines(settings.data_dir))


def _house(settings: Settings, database: Database, now: Callable[[], datetime] = utc_now) -> House:
    keys = ensure_secrets(settings)
    return House(
        db=database,
        now=now,
        ring=_nobody_listens,
        keys=keys,
        site_file=settings.site_file,
    )


def _nobody_listens(site_id: int) -> None:
    """The server looks once a second by itself."""


def _refuse_unready(database: Database) -> None:
    try:
        found = schema.current(database)
        if found is None:
            raise Problem("There is no room here yet. Begin with: make run   (or: ops init)")
        if not schema.is_current(database):
            raise Problem(
                "The tables are those of an older version. Start the server anew first, or: ops init"
            )
    except DatabaseRefused as refused:
        raise Problem(str(refused)) from refused


def _migrate(database: Database) -> None:
    try:
        migrated = schema.bring_up_to_date(database, utc_now())
    except DatabaseRefused as refused:
        raise Problem(str(refused)) from refused
    if migrated is not None and migrated.before is not None:
        kept = f" As it was before, for a week: {migrated.copy}" if migrated.copy else ""
        remark(f"Tables brought from revision {migrated.before} to {migrated.after}.{kept}")


def _refuse_other_keys(house: House) -> None:
    try:
        known_keys.refuse_others(house)
    except known_keys.OtherKeys as others:
        raise Problem(
            "This database is served with keys from another data directory. All processes of a house have the same "
            "one: let OPS_DATA_DIR name it. If those keys are lost for good, or the database was put back here: "
            "ops db restored"
        ) from others


def _copy_starter(path: Path) -> None:
    """The starter, with this machine's own time zone where it says one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    zone = _zone_of_this_machine()
    if zone is None:
        shutil.copyfile(SITE_FILE, path)
        return
    text = SITE_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace('time_zone = "UTC"', f'time_zone = "{zone}"'), encoding="utf-8")


def _zone_of_this_machine() -> str | None:
    target = os.path.realpath(ZONE_LINK)
    _, found, name = target.partition("/zoneinfo/")
    try:
        return ZoneInfo(name.removeprefix("Etc/")).key if found else None
    except (KeyError, OSError, ValueError):
        return None
