"""Two machines with one database of PostgreSQL have the same keys, or only one of them serves it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Caretaker

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
