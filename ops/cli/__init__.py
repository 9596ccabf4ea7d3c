"""The caretaker's door: ``ops serve`` and what belongs to it.

Every command works while the server runs: they share the database, and the server looks
once a second for what changed without it. What is unknown is said in words, with code 2.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from ops.cli.words import Problem, complain
from ops.config import ConfigError, Settings

DEVICE_ROLES = ("display", "floor", "responder", "coordinator", "integration")
PERSON_ROLES = ("coordinator", "administrator", "auditor", "region")
PROFILES = ("melbourne", "insite", "new-york", "toronto", "glasgow", "guelph", "demo")
CHIP_ROLES = ("floor", *PERSON_ROLES)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 2 when it could not."""
    said = parser().parse_args(argv)
    os.umask(0o077)  # whatever is made here is for its owner only
    module, name = said.does.split(":")
    try:
        # Each command imports only what it needs: a start is under three seconds.
        work: Callable[[Settings, argparse.Namespace], int] = getattr(
            importlib.import_module(f"ops.cli.{module}"), name
        )
        return work(Settings.from_environment(), said)
    except (Problem, ConfigError) as problem:
        complain(str(problem))
        return 2
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        sys.stderr.close()
        return 0


def parser() -> argparse.ArgumentParser:
    """Every command with its words."""
    top = argparse.ArgumentParser(prog="ops", description="The live room, for its caretaker.")
    commands = top.add_subparsers(title="commands", metavar="", required=True)
    _command(commands, "serve", "serving:serve", "serve the room until told to end; makes what is not there")
    init = _command(commands, "init", "serving:init", "make or update database and room, and end")
    init.add_argument("--site-file", metavar="FILE", help="another site beside the one there is")
    _demo(commands)
    _simulate(commands)
    _alarm_load(commands)
    _site(commands)
    _devices(commands)
    _staff(commands)
    _journal(commands)
    _told(commands)
    _database(commands)
    _import(commands)
    _backup(commands)
    words = "delete what is over for as long as the site keeps it; the server does it each day"
    purge = _with_site(_command(commands, "purge", "purging:purge_now", words))
    purge.add_argument("--dry-run", action="store_true", help="only say what would go")
    rollup = commands.add_parser("rollup", help="days in numbers that add up, for weeks, months and years")
    kinds = rollup.add_subparsers(title="commands", metavar="", required=True)
    _with_site(
        _command(kinds, "rebuild", "rollup:rebuild", "make them again from the rows that are still there")
    )
    _disclosure(commands)
    job = commands.add_parser("job", help="long work")
    kinds = job.add_subparsers(title="commands", metavar="", required=True)
    run = _command(kinds, "run", "jobs:run", "do one that was asked for on a page; the server begins it")
    run.add_argument("id", metavar="ID")
    run.add_argument("--runner", required=True, metavar="R", help="who holds it")
    hold = commands.add_parser("hold", help="legal holds")
    kinds = hold.add_subparsers(title="commands", metavar="", required=True)
    _with_site(_command(kinds, "list", "holds:show", "what must not be deleted, and since when"))
    _release(commands)
    _command(commands, "check", "checking:check", "what is missing on this installation")
    return top


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: _Commands, name: str, does: str, words: str) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=words, description=words)
    made.set_defaults(does=does)
    return made


def _with_site(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--site", metavar="S", help="which site; not needed when there is one")
    return command


def _demo(commands: _Commands) -> None:
    words = "a simulated room in motion, apart from the real one"
    demo = _with_site(_command(commands, "demo", "demo:demo", words))
    demo.add_argument("--seed", type=int, metavar="N", help="the same number, the same day")
    demo.add_argument("--speed", type=float, default=1.0, metavar="X", help="events X times as often")
    demo.add_argument("--against", metavar="URL", help="move a room that is served already")
    demo.add_argument("--token", metavar="T", help="a floor device's token there; or DEMO_TOKEN")


def _simulate(commands: _Commands) -> None:
    simulate = commands.add_parser("simulate", help="simulated rooms, as busy as published ones")
    kinds = simulate.add_subparsers(title="commands", metavar="", required=True)
    words = "sites to play in, in an installation that has no others"
    sites = _command(kinds, "sites", "simulate:sites", words)
    sites.add_argument("number", type=int, metavar="N", help="how many")
    sites.add_argument("--tokens", required=True, metavar="FILE", help="where their tablets' tokens go")
    words = "move sites of a served house, as it happens"
    play = _with_site(_command(kinds, "play", "simulate:play", words))
    play.add_argument("--against", required=True, metavar="URL", help="where the house is served")
    play.add_argument("--tokens", metavar="FILE", help="sites and their floor devices' tokens")
    play.add_argument("--token", metavar="T", help="of one site; or DEMO_TOKEN")
    words = "people come and go in the drill that is running there, at any hour; the team does the rest"
    play.add_argument("--drill", action="store_true", help=words)
    words = "they have lived through so many, as if served all the time"
    sites.add_argument("--days", type=int, default=0, metavar="N", help=words)
    for made in (sites, play):
        made.add_argument("--profile", choices=PROFILES, default=PROFILES[0], help="which room it is like")
        made.add_argument("--seed", type=int, metavar="N", help="the same number, the same day")
        made.add_argument("--speed", type=float, default=1.0, metavar="X", help="X times as dense; 1 to 20")


def _alarm_load(commands: _Commands) -> None:
    words = "how many alarms the shipped rules make in a model room"
    load = _command(commands, "alarm-load", "alarm_load:alarm_load", words)
    load.add_argument("--load", choices=("busy", "middle", "quiet"), help="one of the three published loads")
    load.add_argument("--staff", type=int, choices=(2, 3), help="both when not said")
    load.add_argument("--shifts", type=int, default=20, metavar="N", help="how many of each; 20")
    load.add_argument("--seed", type=int, default=1, metavar="N", help="the same number, the same shifts")
    load.add_argument("--grace", type=int, default=60, metavar="SECONDS", help="of the tables; 60")


def _site(commands: _Commands) -> None:
    site = commands.add_parser("site", help="the set-up of a site, as its commented file")
    kinds = site.add_subparsers(title="commands", metavar="", required=True)
    _with_site(_command(kinds, "export", "site:export", "the site as it is now, to the output"))
    words = "make the site as a file says, while it is served; it must be of this site"
    take = _with_site(_command(kinds, "import", "site:take", words))
    take.add_argument("file", metavar="FILE", help="- for what is piped in")
    take.add_argument("--dry-run", action="store_true", help="only say what would change")


def _devices(commands: _Commands) -> None:
    device = commands.add_parser("device", help="screens, tablets and programs")
    kinds = device.add_subparsers(title="commands", metavar="", required=True)
    add = _with_site(_command(kinds, "add", "devices:add", "enrol one; its token is the last line"))
    add.add_argument("--role", required=True, choices=DEVICE_ROLES)
    add.add_argument("--name", required=True, metavar="N")
    words = "what a program reads, again for each; all when not said"
    add.add_argument(
        "--scope", action="append", choices=("board", "journal", "metrics", "reports"), help=words
    )
    _with_site(_command(kinds, "list", "devices:show", "all that may come in"))
    rename = _with_site(_command(kinds, "rename", "devices:rename", "another name, on all screens at once"))
    rename.add_argument("device", metavar="NAME", help="its name, or its number in the list")
    rename.add_argument("name", metavar="NEW")
    revoke = _with_site(_command(kinds, "revoke", "devices:revoke", "from now on it may not come in"))
    revoke.add_argument("device", metavar="NAME", help="its name, or its number in the list")


def _staff(commands: _Commands) -> None:
    staff = commands.add_parser("staff", help="the team")
    kinds = staff.add_subparsers(title="commands", metavar="", required=True)
    add = _with_site(_command(kinds, "add", "staff:add", "a name chip"))
    add.add_argument("--name", required=True, metavar="N")
    add.add_argument("--role", choices=CHIP_ROLES, default="floor")
    words = "a one-time way in for a person; it is the last line"
    invite = _with_site(_command(kinds, "invite", "staff:invite", words))
    invite.add_argument("--name", metavar="N", help="theirs, if it is known")
    words = "coordinator when not said; the first one is administrator"
    invite.add_argument("--role", choices=PERSON_ROLES, help=words)
    code = _with_site(_command(kinds, "code", "staff:code", "a one-time code for a PIN, typed on a tablet"))
    code.add_argument("name", metavar="NAME")
    role = _with_site(_command(kinds, "role", "staff:role", "what somebody may do from now on"))
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=CHIP_ROLES)
    _with_site(_command(kinds, "list", "staff:show", "the team list"))
    words = "their browsers and links end; the PIN stays"
    out = _with_site(_command(kinds, "sign-out", "staff:sign_out", words))
    out.add_argument("name", metavar="NAME")
    remove = _with_site(_command(kinds, "remove", "staff:remove", "off the team: PIN, browsers, links end"))
    remove.add_argument("name", metavar="NAME")
    words = "the same person as one of another site's team, with the proofs they have there"
    join = _with_site(_command(kinds, "join", "staff:join", words))
    join.add_argument("name", metavar="NAME")
    join.add_argument("--to", required=True, metavar="S", help="the other site")
    join.add_argument("--name-there", metavar="N", help="where they have another name in that team")
    words = "somebody of their own again: the other team's proofs are not theirs"
    part = _with_site(_command(kinds, "part", "staff:part", words))
    part.add_argument("name", metavar="NAME")


def _journal(commands: _Commands) -> None:
    journal = commands.add_parser("journal", help="what happened")
    kinds = journal.add_subparsers(title="commands", metavar="", required=True)
    show = _with_site(_command(kinds, "show", "journal:show", "facts, each a line of JSON"))
    show.add_argument("--after", type=int, default=0, metavar="N", help="only newer than this version")
    _command(kinds, "key", "journal:key", "the public key of the signatures on checkpoints")
    words = "whether it is what it was: 0 whole, 3 broken, 4 truncated, 5 not what is on paper"
    verify = _with_site(_command(kinds, "verify", "journal_verify:verify", words))
    verify.add_argument(
        "--checkpoint", action="append", metavar="C", help="a line from paper, or a file of such lines"
    )
    verify.add_argument("--json", action="store_true", help="for programs")


def _release(commands: _Commands) -> None:
    words = "a page with a site's protected figures, to put anywhere; its number is the last line"
    release = _with_site(_command(commands, "release", "release:page", words))
    release.add_argument("--to", required=True, metavar="FILE", help="where the page is written")
    words = "up to the newest figures, over at most so many; 12"
    release.add_argument("--months", type=_months, default=12, metavar="N", help=words)


def _months(said: str) -> int:
    if not said.isdecimal() or not 1 <= int(said) <= 120:
        raise argparse.ArgumentTypeError("months are 1 to 120")
    return int(said)


def _told(commands: _Commands) -> None:
    told = commands.add_parser("told", help="who is told next, outside the room")
    kinds = told.add_subparsers(title="commands", metavar="", required=True)
    test = _with_site(_command(kinds, "test", "told:test", "a test message to each of them, now"))
    test.add_argument("--who", metavar="N", help="only to that one, as the site file calls them")
    _with_site(_command(kinds, "key", "told:key", "the key that signs what a webhook is sent"))


def _database(commands: _Commands) -> None:
    database = commands.add_parser("db", help="the database as a whole")
    kinds = database.add_subparsers(title="commands", metavar="", required=True)
    key = _command(kinds, "key", "encrypting:key", "a new key, for OPS_DB_KEY_FILE")
    key.add_argument("file", metavar="FILE")
    _command(kinds, "encrypt", "encrypting:encrypt", "encrypt what is plain; the server must be ended")
    words = "another key in place of the one in use; the server must be ended"
    _command(kinds, "rekey", "encrypting:rekey", words).add_argument("file", metavar="FILE")
    words = "after its own tools have put a database back: screens and tablets begin anew"
    _command(kinds, "restored", "backup:restored", words)
    words = "everything into an empty database of PostgreSQL, proven; the server must be ended"
    move = _command(commands, "migrate-to", "moving:migrate_to", words)
    move.add_argument(
        "url", metavar="URL", help="postgresql+psycopg://user:password@host/name; - for what is piped in"
    )


def _disclosure(commands: _Commands) -> None:
    disclosure = commands.add_parser("disclosure", help="what may be shown to others of counts")
    kinds = disclosure.add_subparsers(title="commands", metavar="", required=True)
    words = "close the steps whose time has come; the server does it by itself"
    _command(kinds, "close", "counters:close", words)
    words = "what somebody could know who keeps all that was shown: 0 nothing too well, 3 something"
    _with_site(_command(kinds, "audit", "disclosure:audit", words))


def _import(commands: _Commands) -> None:
    words = "years of before, from another system's table: totals of days, nothing of anybody"
    take = _with_site(_command(commands, "import", "importing:take", words))
    take.add_argument("file", metavar="FILE", help="the table, as CSV")
    take.add_argument("--mapping", required=True, metavar="TOML", help="which column is what")
    take.add_argument("--dry-run", action="store_true", help="only say what would come in")
    take.add_argument("--replace", action="store_true", help="in the place of what was imported before")


def _backup(commands: _Commands) -> None:
    backup = _command(commands, "backup", "backup:backup", "make one now, while the room is served")
    backup.add_argument("--to", metavar="DIR", help="a folder, in place of OPS_BACKUP_DIR")
    backup.add_argument("--daily", action="store_true", help="only when there is none from the last day")
    kinds = backup.add_subparsers(title="commands", metavar="")
    words = "a new key that opens backups; its public key, for OPS_BACKUP_TO, is the last line"
    _command(kinds, "key", "backup:key", words).add_argument("file", metavar="FILE")
    words = "put a backup in the place of the database; the server must be ended"
    restore = _command(commands, "restore", "backup:restore", words)
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--identity", required=True, metavar="KEY", help="the file with the secret key")
    restore.add_argument("--check", action="store_true", help="only see whether it could be put back")
