"""The alarm rule, by the vectors the screens are held to as well."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ops.domain.alarms import Alarm, Held, alarms_at
from ops.domain.words import AlarmLevel, Audience

VECTORS = Path(__file__).parent.parent / "vectors" / "alarms.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]


def as_alarm(written: dict[str, Any]) -> Alarm:
    paused_until = written["paused_until"]
    return Alarm(
        cause=written["cause"],
        level=AlarmLevel(written["level"]),
        booth=written["booth"],
        seat=written["seat"],
        place=written["place"],
        since=datetime.fromisoformat(written["since"]),
        holds=tuple(as_held(held) for held in written["holds"]),
        paused_until=datetime.fromisoformat(paused_until) if paused_until else None,
    )


def as_held(written: dict[str, Any]) -> Held:
    return Held(
        cause=written["cause"],
        booth=written["booth"],
        seat=written["seat"],
        level=AlarmLevel(written["level"]),
        since=datetime.fromisoformat(written["since"]),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_alarms(case: dict[str, Any]) -> None:
    found = alarms_at(case["board"], datetime.fromisoformat(case["now"]), Audience(case["audience"]))
    assert found == [as_alarm(written) for written in case["expect"]]


def test_the_vectors_meet_every_level_a_board_can_have() -> None:
    levels = {alarm["level"] for case in CASES for alarm in case["expect"]}
    assert levels == set(AlarmLevel)
