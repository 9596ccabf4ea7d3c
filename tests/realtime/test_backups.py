"""When the server makes a backup by itself, and when it tries again."""

import logging
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.backup import folder
from ops.realtime.backups import AGAIN_AFTER, BackupRound

MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)


class Day:
    """A clock, and a command that leaves a mark for each time it is run."""

    def __init__(self, into: Path) -> None:
        self.into = into
        self.passed = 0.0
        self.works = True

    def now(self) -> datetime:
        return MIDNIGHT + timedelta(seconds=self.passed)

    def looks(self, made: BackupRound, hours: float) -> int:
        """Once a minute for so long; how many were made."""
        before = len(folder.kept(self.into))
        until = self.passed + hours * 3600
        while self.passed < until:
            made.make_when_due()
            self.passed += 60
        return len(folder.kept(self.into)) - before

    def round(self, program: str) -> BackupRound:
        command = (sys.executable, "-c", program, str(self.into))
        return BackupRound(self.into, self.now, lambda: self.passed, command)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_one_a_day_also_after_a_restart(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: object, **_: object) -> object:
        folder.path_for(day.into, day.now()).touch()
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr("ops.realtime.backups.subprocess.run", run)
    assert day.looks(day.round(""), 12) == 1
    assert day.looks(day.round(""), 11) == 0
    assert day.looks(day.round(""), 49) == 2


def test_one_that_fails_is_said_and_tried_again_an_hour_later(
    day: Day, caplog: pytest.LogCaptureFixture
) -> None:
    fails = day.round("import sys; sys.exit('no room')")
    with caplog.at_level(logging.ERROR):
        assert day.looks(fails, 2 * AGAIN_AFTER / 3600) == 0
    assert [record.getMessage() for record in caplog.records] == ["No backup could be made: no room"] * 2
