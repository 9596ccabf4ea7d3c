"""What was issued comes back from its kept form as it was."""

import json
from datetime import UTC, date, datetime

import pytest

from ops.domain.sheet import (
    Column,
    Definition,
    Missing,
    Row,
    Sheet,
    SheetKind,
    Table,
    Unit,
    about,
    exact,
    none,
)

CELLS = (exact(52.5, Unit.PERCENT, of=120), about(1350, 1341, 1359), none(Missing.HELD_BACK))
COLUMNS = (Column("share", "Share"), Column("visits", "Visits"), Column("people", "People"))
SHEET = Sheet(
    kind=SheetKind.RELEASE,
    key="monthly",
    title="Riverside, October 2026",
    sites=("Riverside",),
    period="October 2026",
    first=date(2026, 10, 1),
    last=date(2026, 10, 31),
    as_of=datetime(2026, 11, 5, 8, 0, tzinfo=UTC),
    language="en",
    protection="Rounded to protect people.",
    tables=(Table("routes", "Visits by route", "Route", COLUMNS, (Row("inject", "injecting", CELLS),)),),
    definitions=(Definition("visit", "one stay"),),
    number="R-12",
)


def test_it_comes_back_as_it_was_issued() -> None:
    assert Sheet.from_json(json.loads(json.dumps(SHEET.as_json()))) == SHEET


def test_another_form_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="not known here"):
        Sheet.from_json(SHEET.as_json() | {"version": 99})


def test_about_a_number_is_never_outside_of_what_can_be_true() -> None:
    with pytest.raises(ValueError, match="1360"):
        about(1360, 1341, 1359)
    assert not about(1350, 1341, 1359).is_exact
    assert exact(7).is_exact


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="routes"):
        Table("routes", "Visits by route", "Route", COLUMNS, (Row("inject", "injecting", CELLS[:2]),))
