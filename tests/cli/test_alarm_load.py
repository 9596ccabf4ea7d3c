"""``ops alarm-load``: needs no room, touches none, and prints the same for the same seed."""

import subprocess
import sys

import pytest

from tests.cli.conftest import Caretaker
from tests.support.source import ROOT

QUIET = ("alarm-load", "--load", "quiet", "--staff", "3")


def test_it_prints_its_tables_before_the_first_start_and_makes_nothing(bare: Caretaker) -> None:
    answer = bare.types(*QUIET, "--shifts", "1")
    assert answer.code == 0
    assert "1 shift of eight hours, four responses in each, seed 1, grace 60 s" in answer.lines[0]
    rows = [line.split() for line in answer.lines if line.startswith("quiet")]
    assert [row[1] for row in rows] == ["3"] * 5
    assert [row[2] for row in rows[:2]] == ["before", "after"]
    assert all(float(row[3]) >= 0 and float(row[6]) == 4 for row in rows[:2])
    assert [word for word in rows[-1] if word in ("30", "60", "120")] == ["30", "60", "120"]
    assert "Playing" in answer.err
    assert not bare.folder.exists()


def test_in_several_processes_it_is_the_same(bare: Caretaker, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (*QUIET, "--shifts", "2", "--seed", "5", "--grace", "90")
    ours = [sys.executable, "-m", "ops.cli", *words]
    apart = subprocess.run(ours, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    answer = bare.types(*words)
    assert answer.out == apart.stdout
    assert "90 s" in answer.lines[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--grace", "20"), "--grace goes from 30 to 120 seconds"),
        (("--grace", "180"), "--grace goes from 30 to 120 seconds"),
        (("--shifts", "0"), "--shifts goes from 1"),
    ],
)
def test_what_cannot_be_played_is_said_in_words(bare: Caretaker, words: tuple[str, ...], said: str) -> None:
    answer = bare.types("alarm-load", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
