"""``ops check``: what is missing here, in words."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ops.clock import utc_now
from ops.domain.words import Role
from ops.models import Device
from ops.services import board
from ops.services.ways_in import devices
from tests.cli.conftest import Caretaker


def test_check_says_what_is_missing(caretaker: Caretaker) -> None:
    answer = caretaker.types("check")
    assert answer.code == 1
    for said in (
        "Nobody has signed in",
        "no wall display",
        "no tablet",
        "team list is empty",
        "not being served",
    ):
        assert said in answer.out
    caretaker.types("device", "add", "--role", "display", "--name", "wall")
    caretaker.types("staff", "add", "--name", "Kim")
    answer = caretaker.types("check")
    assert "no wall display" not in answer.out
    assert "team list" not in answer.out


def test_check_sees_a_site_file_that_waits(caretaker: Caretaker) -> None:
    assert "site file was changed" not in caretaker.types("check").out
    caretaker.changes('hold_for = "5 min"', 'hold_for = "6 min"')
    assert "site file was changed" in caretaker.types("check").out
    caretaker.changes('hold_for = "6 min"', 'hold_for = "6"')
    assert "cannot be used, so the room stays as it was. Line" in caretaker.types("check").out


def test_check_says_which_report_of_the_sites_own_cannot_be_used(caretaker: Caretaker) -> None:
    assert "statutory" not in caretaker.types("check").out
    folder = caretaker.site_file.parent / "statutory"
    folder.mkdir()
    (folder / "funder.toml").write_text('name = "funder"\ncolor = "red"\n')
    assert f"The report in {folder}/funder.toml cannot be used. in the file: there is no 'color' here." in (
        caretaker.types("check").out
    )


def test_check_asks_for_a_second_administrator(caretaker: Caretaker) -> None:
    site = board.sites(caretaker.house)[0]
    for name in ("Noor", "Rosa"):
        caretaker.types("staff", "add", "--name", name)
    with caretaker.house.db.write() as session:
        noor = session.execute(text("SELECT id FROM staff WHERE name = 'Noor'")).scalar_one()
        device = Device(
            site_id=site.id, name="Noor's", role=Role.COORDINATOR, staff_id=noor, enrolled_at=utc_now()
        )
        session.add(device)
    assert "Nobody is an administrator" in caretaker.types("check").out
    caretaker.types("staff", "role", "Noor", "administrator")
    assert "There is one administrator." in caretaker.types("check").out
    caretaker.types("staff", "role", "Rosa", "administrator")
    assert "administrator" not in caretaker.types("check").out


def test_check_names_what_was_not_heard_of_for_long(caretaker: Caretaker) -> None:
    for role, name in (("floor", "Tablet 9"), ("integration", "Old script"), ("integration", "Paging")):
        caretaker.types("device", "add", "--role", role, "--name", name)
    assert "Not heard of" not in caretaker.types("check").out
    with caretaker.house.db.write() as session:
        long_ago = {"at": utc_now() - timedelta(days=91)}
        session.execute(text("UPDATE device SET enrolled_at = :at, last_heard_at = NULL"), long_ago)
    token = caretaker.types("device", "add", "--role", "integration", "--name", "New").lines[-1]
    with caretaker.house.db.write() as session:
        session.execute(text("UPDATE device SET enrolled_at = :at WHERE name = 'New'"), long_ago)
    assert devices.identify(caretaker.house, token) is not None
    answer = caretaker.types("check")
    assert "Not heard of for 30 days: Tablet 9." in answer.out
    assert "A token nobody used for 90 days: Old script, Paging." in answer.out


def test_check_looks_at_the_journal_of_the_last_day(caretaker: Caretaker) -> None:
    for name in ("Kim", "Sam", "Ana"):
        caretaker.types("staff", "add", "--name", name)
    yesterday = {"at": utc_now() - timedelta(days=2)}
    with caretaker.house.db.write() as session:
        session.execute(text("UPDATE journal SET recorded_at = :at WHERE seq < 2"), yesterday)
    assert "The journal is not what it was" not in caretaker.types("check").out
    with caretaker.house.db.write() as session:
        session.execute(text("UPDATE journal SET data = '{}' WHERE seq = 3"))
    assert "The journal is not what it was" in caretaker.types("check").out


def test_check_hears_from_the_system_whether_anything_holds_the_clock(
    caretaker: Caretaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for held in (True, False):
        monkeypatch.setattr("ops.cli.checking.clock_is_held_right", lambda held=held: held)
        assert ("clock right by NTP" in caretaker.types("check").out) is not held


def test_check_reads_the_keys_that_backups_are_made_for(
    caretaker: Caretaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "public").write_text("# nobody yet\n")
    monkeypatch.setenv("OPS_BACKUP_TO", str(tmp_path / "public"))
    answer = caretaker.types("check")
    assert answer.code == 1
    assert "No backup can be made." in answer.out
    assert "holds no public key" in answer.out
