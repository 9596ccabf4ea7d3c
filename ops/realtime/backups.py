"""A backup each day, made by a process of its own so that the room does not wait for it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ops import logs
from ops.backup import folder
from ops.clock import monotonic

log = logs.get(__name__)

LOOK_EVERY = 60.0
AGAIN_AFTER = 3600.0
"""Seconds after one that failed."""
JOURNAL_DOES_NOT_HOLD, REFUSED = 3, 2
"""What the command says by its code; the second with words of ours."""
COMMAND = (sys.executable, "-m", "ops.cli", "backup", "--daily")


class BackupRound:
    """What the folder holds says when the next one is due, so a restart makes none too many."""

    def __init__(
        self,
        into: Path,
        now: Callable[[], datetime],
        steady: Callable[[], float] = monotonic,
        command: tuple[str, ...] = COMMAND,
        key: bytes | None = None,
    ) -> None:
        self._into = into
        self._now = now
        self._steady = steady
        self._command = command
        self._key = key
        self._not_before = steady()

    def make_when_due(self) -> None:
        """Now and then. Why one failed is in the log, and `ops check` says how old the newest is."""
        if self._steady() < self._not_before or not folder.is_due(self._into, self._now()):
            return
        self._not_before = self._steady() + AGAIN_AFTER
        made = self._run()
        if made.returncode == JOURNAL_DOES_NOT_HOLD:
            log.error("A backup was made, but the journal is not what it was: ops journal verify")
        elif made.returncode == REFUSED:
            log.error("No backup could be made.", why=made.stderr.strip())
        elif made.returncode != 0:
            log.error("No backup could be made. See why: ops backup", status=made.returncode)

    def _run(self) -> "subprocess.CompletedProcess[str]":
        """With the database's key, which a person may have given: by a file that is only in memory."""
        environment, handed = dict(os.environ), os.memfd_create("key")
        try:
            if self._key is not None:
                os.fchmod(handed, 0o600)
                os.write(handed, self._key.hex().encode())
                environment["OPS_DB_KEY_FILE"] = f"/proc/self/fd/{handed}"
            return subprocess.run(  # noqa: S603 our own command
                self._command,
                env=environment,
                pass_fds=(handed,),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            os.close(handed)
