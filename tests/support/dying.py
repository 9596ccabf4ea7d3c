"""What is done to a house, ended as by kill -9 before the n-th thing that it does to the world.

    python -m tests.support.dying N WORDS …

``WORDS``: a command of the caretaker; ``later FOLDER`` before one: of a version whose revisions lie in
that folder; ``end-months NOW``: what a served house does by itself.

Counted are calls that write, rename, remove, lock, or commit to the database. With 0 it lives, and says on the
last line of its errors how many there were.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

HARMLESS = {"stat", "lstat", "fspath", "getpid", "listdir", "scandir", "getcwd", "readlink", "fstat", "open"}
WRITES = {"write", "flush", "close", "truncate"}
DATABASES = {"sqlite3", "sqlcipher3"}


class Counted:
    """Each thing done; the last one is not."""

    def __init__(self, dies_at: int) -> None:
        self.done = 0
        self._dies_at = dies_at

    def __call__(self, frame: FrameType, event: str, call: Any) -> None:
        if event == "c_call" and _does_something(call):
            self.done += 1
            if self.done == self._dies_at:
                os.kill(os.getpid(), signal.SIGKILL)


def _does_something(call: Any) -> bool:
    owner = getattr(call, "__self__", None)
    if getattr(owner, "__name__", "") == "posix":
        return call.__name__ not in HARMLESS
    kind = type(owner).__module__.partition(".")[0]
    if kind in DATABASES:
        # Within a transaction nothing is done before it is committed.
        connection = getattr(owner, "connection", owner)
        return call.__name__ == "commit" or not getattr(connection, "in_transaction", False)
    return kind == "_io" and call.__name__ in WRITES


def does(words: Sequence[str]) -> int:
    """Its code."""
    from ops import cli

    match list(words):
        case ["later", folder, *rest]:
            from ops.migrations import schema

            schema.HERE = Path(folder)
            return cli.main(rest)
        case ["end-months", now]:
            from ops.cli.opening import existing_house
            from ops.config import Settings
            from ops.services.retention import cards

            with existing_house(Settings.from_environment()) as house:
                cards.end_months(house, datetime.fromisoformat(now))
            return 0
        case rest:
            return cli.main(rest)


def main() -> None:
    # Imported before it counts: what they read of the disk is nothing done to the world.
    import ops.cli.backup
    import ops.cli.encrypting
    import ops.cli.serving  # noqa: F401

    counted = Counted(int(sys.argv[1]))
    sys.setprofile(counted)
    code = does(sys.argv[2:])
    sys.setprofile(None)
    sys.stderr.write(f"{counted.done}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
