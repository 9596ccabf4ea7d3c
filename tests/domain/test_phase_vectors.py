"""``phase_at``, by the vectors the screens are held to as well."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ops.domain.timers import phase_at
from ops.domain.words import Phase

VECTORS = Path(__file__).parent.parent / "vectors" / "phase.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]


def instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_phase(case: dict[str, Any]) -> None:
    timer = case["timer"]
    found = phase_at(
        instant(timer["due_soon_at"]),
        instant(timer["due_at"]),
        instant(timer["overdue_at"]),
        instant(timer["urgent_at"]),
        datetime.fromisoformat(case["at"]),
    )
    assert found == Phase(case["phase"])


def test_the_vectors_meet_every_phase() -> None:
    assert {Phase(case["phase"]) for case in CASES} == set(Phase)
