"""``ops check``: what is missing on this installation, in words."""

import argparse
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta

from ops.backup import BackupRefused, folder
from ops.backup.sealing import Recipients
from ops.cli import reaching
from ops.cli.opening import existing_house
from ops.cli.words import say
from ops.clock import clock_is_held_right, utc_now
from ops.config import Settings
from ops.domain.chain import State
from ops.domain.words import Role
from ops.services import board, installation, messages, proof
from ops.services.board import SiteRef
from ops.services.disclosure import closing
from ops.services.house import House
from ops.services.installation import Installation
from ops.services.retention import purge
from ops.services.set_up import setup, site_file, site_files
from ops.services.set_up.site_section import SiteFileWrong
from ops.services.statutory import definitions
from ops.services.ways_in import own_proofs, staff
from ops.services.ways_in.roles import PEOPLE
from ops.services.ways_in.staff import StaffRef

WATCHED_WITHIN = timedelta(seconds=15)
BACKUP_WITHIN = timedelta(hours=26)
HEARD_WITHIN, USED_WITHIN = timedelta(days=30), timedelta(days=90)
PURGED_WITHIN = timedelta(hours=30)
MEGABYTE = 1024 * 1024


def check(settings: Settings, said: argparse.Namespace) -> int:
    """A line for each thing that is missing; 0 when nothing is."""
    with existing_house(settings) as house:
        say(_how_it_is_kept(house))
        for what in reaching.unproven(settings):
            say(what)
        missing = [
            *_of_the_machine(settings),
            *_of_the_file(settings),
            *_of_own_reports(house),
            *_of_backups(settings, utc_now()),
        ]
        for site in board.sites(house):
            say(_what_was_deleted(house, site))
            missing += [f"{site.slug}: {what}" for what in _of_a_site(settings, house, site, utc_now())]
    for what in missing:
        say(f"- {what}")
    if not missing:
        say("Nothing is missing.")
    return 1 if missing else 0


def _how_it_is_kept(house: House) -> str:
    if not house.db.is_sqlite:
        return "The database is PostgreSQL: it must lie on an encrypted disk of its own."
    if house.db.is_encrypted:
        return "The database is encrypted."
    return (
        "The database is plain: on a disk that is not encrypted, whoever takes the disk can read it. "
        "A key for it: ops db key FILE"
    )


def _what_was_deleted(house: House, site: SiteRef) -> str:
    last = purge.newest(house, site.id)
    if last is None:
        return f"{site.slug}: Nothing that is over was ever deleted. The server does it each day."
    return f"{site.slug}: What is over was last deleted at {last.began_at:%Y-%m-%d %H:%M} UTC."


def _of_what_is_over(house: House, site: SiteRef, now: datetime) -> Iterator[str]:
    last = purge.newest(house, site.id)
    if last is not None and last.is_to_be_wiped and house.db.is_sqlite:
        yield "What was deleted is still in the database's log. End the server and start it, or: ops purge"
    since = purge.held_back(house, site.id)
    if since is not None:
        yield (
            f"A shift that is open, somebody who is still in a seat or on the list, or a response that runs, "
            f"holds back since {since:%Y-%m-%d} what is to be deleted. Close the shift, end the stay or the response."
        )
    recently = last is not None and now - last.began_at <= PURGED_WITHIN
    if not recently and any(purge.would_go(house, site.id).values()):
        yield "There is more than is to be kept. See what, and delete it: ops purge --dry-run, ops purge"


def _of_the_machine(settings: Settings) -> Iterator[str]:
    home = settings.data_dir
    if home.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"Others on this machine can look into {home}. Run: chmod 700 {home}"
    if shutil.disk_usage(home).free < settings.disk_low_mb * MEGABYTE:
        yield f"There is little room left on the disk of {home}."
    if settings.db_key_file is not None and settings.db_key_file.is_relative_to(home):
        yield f"The key of the database lies in {home}, beside it: whoever takes the one has the other."
    if not clock_is_held_right():
        yield (
            "Nothing holds this machine's clock right by NTP, as far as its system says: a look that is due by "
            "a wrong clock is due at a wrong time. systemctl enable --now systemd-timesyncd, or chrony"
        )
    yield from reaching.missing(settings, utc_now())


def _of_the_file(settings: Settings) -> Iterator[str]:
    path = settings.site_file
    if not path.exists():
        yield f"{path} is not there; the room stays as it was made."
        return
    try:
        site_file.read(path.read_text(encoding="utf-8"))
    except (SiteFileWrong, UnicodeDecodeError) as wrong:
        yield f"{path} cannot be used, so the room stays as it was. {wrong}"


def _of_own_reports(house: House) -> Iterator[str]:
    folder = definitions.own_folder(house)
    for name, why in definitions.known(folder).wrong.items():
        yield f"The report in {folder}/{name} cannot be used. {why}"


def _of_backups(settings: Settings, now: datetime) -> Iterator[str]:
    if not settings.is_sqlite:
        return
    if settings.backup_to is not None:
        try:
            Recipients.in_file(settings.backup_to)
        except BackupRefused as refused:
            yield f"No backup can be made. {refused}"
    last = folder.newest(settings.backup_dir)
    if settings.backup_to is None:
        yield "No backups are made. A key for them: ops backup key FILE, then set OPS_BACKUP_TO."
    elif last is None:
        yield f"There is no backup in {settings.backup_dir}. Make one: ops backup"
    elif now - last.made > BACKUP_WITHIN:
        yield f"The newest backup is from {last.made:%Y-%m-%d %H:%M} UTC. Make one, and see why: ops backup"


def _of_a_site(settings: Settings, house: House, site: SiteRef, now: datetime) -> Iterator[str]:
    found = installation.look(house, site.id, silent_since=now - HEARD_WITHIN, unused_since=now - USED_WITHIN)
    yield from _of_the_people(house, site)
    yield from _of_the_journal(house, site, now)
    yield from _of_the_devices(found)
    if not found.staff:
        yield "The team list is empty, so acts carry no names. ops staff add --name …"
    if site.time_zone in ("UTC", "Etc/UTC"):
        yield "The time zone is UTC. If that is not where the room is, say so in the site file."
    if not _is_applied(settings, house, site, found.file_hash) and len(board.sites(house)) == 1:
        yield "The site file was changed, or could not be applied whole. It is applied at the next start."
    if found.watched_at is None or now - found.watched_at > WATCHED_WITHIN:
        yield "The room is not being served now: nobody watches the deadlines. Start it: make run"
    yield from _of_what_is_over(house, site, now)
    until = closing.left_open(house, site.id)
    if until is not None:
        yield f"What was counted up to {until} could be released and is not closed. See why: ops disclosure close"
    for failing in messages.failing(house, site.id):
        yield f"{failing.who} could not be told at {failing.since:%Y-%m-%d %H:%M} UTC. Try it: ops told test"
    if found.newest_record_at is not None and found.newest_record_at > now:
        yield "This machine's clock is behind what is on record. Set it right: the screens say CLOCK SUSPECT."


def _of_the_devices(found: Installation) -> Iterator[str]:
    if not found.devices.get(Role.DISPLAY):
        yield "There is no wall display. ops device add --role display --name …, or add a screen in the browser."
    if not found.devices.get(Role.FLOOR) and not found.devices.get(Role.RESPONDER):
        yield "There is no tablet. ops device add --role floor --name …, or add a screen in the browser."
    if found.silent:
        yield f"Not heard of for 30 days: {', '.join(found.silent)}. What is not there any more: ops device revoke NAME"
    if found.unused:
        yield f"A token nobody used for 90 days: {', '.join(found.unused)}. Take it back: ops device revoke NAME"


def _of_the_people(house: House, site: SiteRef) -> Iterator[str]:
    if not setup.somebody_signed_in(house, site.id):
        yield "Nobody has signed in yet. A way in: ops staff invite"
    elif not staff.has_administrator(house, site.id):
        yield "Nobody is an administrator, so roles cannot be given. ops staff role NAME administrator"
    elif sum(one.role is Role.ADMINISTRATOR for one in staff.everyone(house, site.id)) < 2:
        yield (
            "There is one administrator. When they are away, or lose their way in, nobody gives roles: "
            "ops staff role NAME administrator"
        )
    bare = [one.name for one in staff.everyone(house, site.id) if _has_only_a_pin(house, one)]
    if bare:
        yield (
            f"Only a PIN, so no new devices and no roles by them: {', '.join(bare)}. On their own browser's "
            "first page: How I prove it is me"
        )


def _of_the_journal(house: House, site: SiteRef, now: datetime) -> Iterator[str]:
    """Of the last day, as a year of it takes long: whoever wants more asks for all of it."""
    if proof.verify(house, site.id, since=now - timedelta(days=1)).state is not State.OK:
        yield "The journal is not what it was. What is wrong with it: ops journal verify"


def _has_only_a_pin(house: House, one: StaffRef) -> bool:
    return one.role in PEOPLE and one.has_pin and not own_proofs.of(house, one.id).any


def _is_applied(settings: Settings, house: House, site: SiteRef, applied: str | None) -> bool:
    content = site_files.content_of(settings.site_file)
    if content is None or site_files.hash_of(content) != applied:
        return False
    try:
        return setup.is_like(house, site.id, site_file.read(content.decode()))
    except (SiteFileWrong, UnicodeDecodeError):
        return False
