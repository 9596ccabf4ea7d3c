"""A backup each day, made by a process of its own so that the room does not wait for it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ops import logs
from ops.backup import folder
from ops.clock import monotonic
from ops.realtime import children

log = logs.get(__name__)

LOOK_EVERY = 60.0
AGAIN_AFTER = 3600.0
"""Seconds after one that failed."""
JOURNAL_DOES_NOT_HOLD, REFUSED = 3, 2
"""What the command says by its code; the second with words of ours."""
COMMAND = children.of_ours("backup", "--daily")


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
        made = children.run(self._command, self._key)
        if made.returncode == JOURNAL_DOES_NOT_HOLD:
            log.error("A backup was made, but the journal is not what it was: ops journal verify")
        elif made.returncode == REFUSED:
            log.error("No backup could be made.", why=made.stderr.strip())
        elif made.returncode != 0:
            log.error("No backup could be made. See why: ops backup", status=made.returncode)
