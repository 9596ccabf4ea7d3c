"""A command of the caretaker that ends as by kill -9 before the n-th thing it does to the world.

    python -m tests.support.dying N COMMAND …

Counted are calls that write, rename, remove, lock or ask the database. With 0 it lives, and says on
the last line of its errors how many there were.
"""

import os
import signal
import sys
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
    return kind in DATABASES or (kind == "_io" and call.__name__ in WRITES)


def main() -> None:
    from ops import cli

    counted = Counted(int(sys.argv[1]))
    sys.setprofile(counted)
    code = cli.main(sys.argv[2:])
    sys.setprofile(None)
    sys.stderr.write(f"{counted.done}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
