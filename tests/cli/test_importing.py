"""``ops import``: what a caretaker is told, before and after."""

from pathlib import Path

from sqlalchemy import select

from ops.models import DayTotals
from tests.cli.conftest import Caretaker
from tests.domain.test_history import DAYS
from tests.support.source import ROOT


def files(folder: Path, table: str) -> tuple[str, str, str]:
    (folder / "mapping.toml").write_text(DAYS)
    (folder / "before.csv").write_text(f"Day,Visits,Open,Naloxone\n{table}")
    return str(folder / "before.csv"), "--mapping", str(folder / "mapping.toml")


def days(caretaker: Caretaker) -> list[int | None]:
    with caretaker.house.db.read() as session:
        return list(session.scalars(select(DayTotals.visits).order_by(DayTotals.day)))


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(caretaker: Caretaker, tmp_path: Path) -> None:
    said = files(tmp_path, "02/01/2025,12,7.5,0.8\n01/01/2025,3,,\n")
    dry = caretaker.types("import", *said, "--dry-run")
    told = ["lines: 2; days: 2, 2025-01-01 to 2025-01-02", "micrograms: 800", "open: 27000", "visits: 15"]
    assert (dry.code, dry.lines, days(caretaker)) == (0, told, [])
    assert "nothing was changed" in dry.err
    done = caretaker.types("import", *said)
    assert (done.code, done.lines, days(caretaker)) == (0, told, [3, 12])
    assert "--replace" in caretaker.types("import", *said).err
    assert caretaker.types("import", *said, "--replace").code == 0


def test_one_line_that_cannot_be_read_keeps_all_out(caretaker: Caretaker, tmp_path: Path) -> None:
    answer = caretaker.types("import", *files(tmp_path, "01/01/2025,3,8,0\nJane Doe,4,8,0\n"))
    assert (answer.code, answer.out, days(caretaker)) == (2, "", [])
    assert "line 3: 'Day' holds no date written %d/%m/%Y." in answer.err
    assert "Nothing was imported. Problems in" in answer.err
    assert "Jane" not in answer.err


def test_files_that_are_none_are_told(caretaker: Caretaker, tmp_path: Path) -> None:
    table, option, mapping = files(tmp_path, "01/01/2025,3,8,0\n")
    nowhere, noise = str(tmp_path / "nowhere"), tmp_path / "noise"
    noise.write_bytes(b"\xff\x00\x9f" * 100)
    for asked, told in (
        ((nowhere, option, mapping), "cannot be read"),
        ((str(tmp_path), option, mapping), "cannot be read"),
        ((str(noise), option, mapping), "not in the encoding"),
        ((table, option, nowhere), "cannot be read"),
        ((table, option, str(noise)), "is not a TOML file"),
        ((table, option, table), "is not a TOML file"),
        ((table, option, str(ROOT / "pyproject.toml")), "cannot be used"),
    ):
        answer = caretaker.types("import", *asked)
        assert (answer.code, told in answer.err) == (2, True), asked
    assert days(caretaker) == []
