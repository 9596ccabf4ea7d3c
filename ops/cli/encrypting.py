"""``ops db``: the embedded database as a file, and its key."""

import argparse
from dataclasses import replace
from pathlib import Path

from ops import encrypting
from ops.cli.words import Problem, say
from ops.config import Settings
from ops.db import Database
from ops.embedded import DatabaseRefused
from ops.keys import database_key, make_key


def key(settings: Settings, said: argparse.Namespace) -> int:
    """A new key in a file of its own; one that is there stays."""
    path = Path(said.file).absolute()
    if path.exists():
        raise Problem(f"{path} is there already, and stays as it is.")
    if not path.parent.is_dir():
        raise Problem(f"There is no folder {path.parent}.")
    make_key(path)
    say(f"A new key is in {path}. Without it nobody opens what it encrypts: keep it twice, elsewhere too.")
    return 0


def encrypt(settings: Settings, said: argparse.Namespace) -> int:
    """Encrypt what is plain, in place, while the server is ended."""
    given = database_key(settings)
    if given is None:
        raise Problem("Say where the key is: OPS_DB_KEY_FILE=…   (a new one: ops db key FILE)")
    path = Database(settings.database_url).file
    if path is None or not path.exists():
        raise Problem("There is no database yet. It will be encrypted from the start: make run")
    try:
        done = encrypting.encrypt(path, given)
    except DatabaseRefused as refused:
        raise Problem(str(refused)) from refused
    say(
        f"{path} is encrypted." if done else f"{path} was encrypted already, and nothing plain lay beside it."
    )
    return 0


def rekey(settings: Settings, said: argparse.Namespace) -> int:
    """Another key for what is encrypted, in place, while the server is ended. The new one may have been
    made before; a file that is not there yet is made."""
    old = database_key(settings)
    if old is None:
        raise Problem("Say where the key of now is: OPS_DB_KEY_FILE=…")
    file = Path(said.file).absolute()
    path = Database(settings.database_url).file
    if path is None or not path.exists():
        raise Problem("There is no database yet.")
    if not file.parent.is_dir():
        raise Problem(f"There is no folder {file.parent}.")
    if not file.exists():
        make_key(file)
    new = database_key(replace(settings, db_key_file=file))
    assert new is not None
    try:
        done = encrypting.rekey(path, old, new)
    except DatabaseRefused as refused:
        raise Problem(str(refused)) from refused
    say(
        f"{path} opens with the key in {file} and with no other."
        if done
        else f"{path} had that key already, and nothing under another lay beside it."
    )
    if file != settings.db_key_file:
        say(
            f"Set OPS_DB_KEY_FILE={file} before the server starts. Backups of before need the old key: keep it "
            f"for {settings.backup_days} days, apart from this machine, and then destroy it."
        )
    return 0
