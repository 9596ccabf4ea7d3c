"""Two machines with one database of PostgreSQL have the same keys, or only one of them serves it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from ops.services import known_keys
from ops.services.house import House
from tests.cli.conftest import Caretaker
from tests.support.keys import KEYS

pytestmark = pytest.mark.postgres


@pytest.fixture
def served(bare: Caretaker, monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> Caretaker:
    """On PostgreSQL, with the keys of this machine."""
    monkeypatch.setenv("OPS_DATABASE_URL", postgres_url)
    assert bare.types("init").code == 0
    return bare


@pytest.fixture
def elsewhere(served: Caretaker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Caretaker:
    """The same database, another data directory."""
    monkeypatch.setenv("OPS_DATA_DIR", str(tmp_path / "elsewhere"))
    return served


def test_the_same_keys_start_again(served: Caretaker) -> None:
    assert served.types("init").code == 0


def test_other_keys_are_refused(elsewhere: Caretaker) -> None:
    said = elsewhere.types("init")
    assert said.code != 0
    assert "OPS_DATA_DIR" in said.err


def test_a_person_says_that_the_others_are_gone(elsewhere: Caretaker) -> None:
    assert elsewhere.types("db", "restored").code == 0
    assert elsewhere.types("init").code == 0


def test_of_two_that_begin_at_the_same_moment_with_other_keys_one_is_refused(postgres_url: str) -> None:
    keys = (KEYS, replace(KEYS, receipt_key=bytes(32)))
    houses = [
        House(db=Database(postgres_url), now=utc_now, ring=lambda site_id: None, keys=each) for each in keys
    ]
    schema.bring_up_to_date(houses[0].db, utc_now(), copy_first=False)
    together = Barrier(len(houses))

    def begins(house: House) -> bool:
        together.wait(20)
        try:
            known_keys.refuse_others(house)
        except known_keys.OtherKeys:
            return False
        return True

    with ThreadPoolExecutor(len(houses)) as processes:
        assert sorted(processes.map(begins, houses)) == [False, True]
    for house in houses:
        house.db.close()
