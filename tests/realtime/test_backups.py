"""When the server makes a backup by itself, and when it tries again."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.backup import folder
from ops.realtime.backups import AGAIN_AFTER, BackupRound
from tests.support.written import Written

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

    monkeypatch.setattr("ops.realtime.children.subprocess.run", run)
    assert day.looks(day.round(""), 12) == 1
    assert day.looks(day.round(""), 11) == 0
    assert day.looks(day.round(""), 49) == 2


def test_one_that_fails_is_said_and_tried_again_an_hour_later(day: Day, written: Written) -> None:
    fails = day.round("import sys; print('ops: no room', file=sys.stderr); sys.exit(2)")
    assert day.looks(fails, 2 * AGAIN_AFTER / 3600) == 0
    assert [(event["event"], event["why"]) for event in written.of("error")] == [
        ("No backup could be made.", "ops: no room")
    ] * 2


def test_what_broke_it_is_not_repeated(day: Day, written: Written) -> None:
    for program in ("raise SystemError('SECRET')", "import sys; sys.exit(3)"):
        assert day.looks(day.round(program), 0.5) == 0
    assert [event["event"] for event in written.of("error")] == [
        "No backup could be made. See why: ops backup",
        "A backup was made, but the journal is not what it was: ops journal verify",
    ]
    assert "SECRET" not in written.text
