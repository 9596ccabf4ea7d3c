"""Oxygen: what flows by the log, from which cylinder, and when it is empty."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ops.domain.actions import ActionKind
from ops.domain.oxygen import (
    Cylinder,
    Draw,
    changed,
    choose,
    drawn,
    flows,
    lacks,
    litres_at,
    litres_left,
)
from ops.domain.response_data import Record
from ops.domain.supply_plan import SupplyPlan
from ops.domain.words import GivenBy, ResponseAct
from tests.domain.records import BEGAN, SITE, after, does, last, logs, new_id, over, running

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "supplies.json").read_text(encoding="utf-8")
)
A, B, C = UUID(int=10), UUID(int=11), UUID(int=12)


def starts(record: Record, minute: float, flow: float | None = None, **said: Any) -> Record:
    values = {} if flow is None else {"litres_per_minute": flow}
    return logs(record, ActionKind.OXYGEN_START, after(minute), values=values, **said)


def stops(record: Record, minute: float) -> Record:
    return logs(record, ActionKind.OXYGEN_STOP, after(minute))


def told(record: Record) -> list[tuple[float, float | None, float]]:
    """Minutes from and to, and litres a minute."""

    def minute(at: datetime | None) -> float | None:
        return None if at is None else (at - BEGAN).total_seconds() / 60

    return [(minute(f.since) or 0, minute(f.until), f.litres_per_minute) for f in flows(record, SITE)]


def test_a_flow_goes_on_until_another_a_stop_or_the_end() -> None:
    record = starts(running(), 1, 15)
    assert told(record) == [(1, None, 15)]
    record = starts(record, 3, 6)
    assert told(record) == [(1, 3, 15), (3, None, 6)]
    assert told(over(record)) == [(1, 3, 15), (3, 10, 6)]
    assert told(starts(stops(record, 4), 5)) == [(1, 3, 15), (3, 4, 6), (5, None, 10)]


def test_what_is_not_from_our_cylinder_takes_nothing_from_it() -> None:
    record = starts(starts(running(), 1, 15), 4, 10, given_by=GivenBy.PARAMEDIC)
    assert told(record) == [(1, 4, 15)]
    voided = does(record, ResponseAct.VOID, after(5), action=record.actions[0].id)
    assert told(voided) == []


def test_a_flow_logged_after_the_end_and_one_that_cannot_be_are_no_endless_loss() -> None:
    assert told(starts(over(), 11, 10)) == []
    assert told(starts(running(), 1, 4000)) == [(1, None, 25)]


def test_a_flow_stays_with_its_cylinders_through_corrections() -> None:
    record = starts(running(), 1, 10)
    before = changed(drawn(flows(record, SITE), [], A), A, B, after(4))
    assert [(one.cylinder, one.since, one.until) for one in before] == [
        (A, after(1), after(4)),
        (B, after(4), None),
    ]
    other = does(
        record,
        ResponseAct.AMEND,
        after(5),
        action=last(record).id,
        changes={"values": {"litres_per_minute": 6}, "happened_at": after(2)},
    )
    pieces = drawn(flows(other, SITE), before, C)
    assert [(one.cylinder, one.since, one.litres_per_minute) for one in pieces] == [
        (A, after(2), 6),
        (B, after(4), 6),
    ]
    # It had stopped before the change was made.
    assert [(one.cylinder, one.until) for one in drawn(flows(stops(record, 3), SITE), before, C)] == [
        (A, after(3))
    ]


def test_with_no_cylinder_known_it_flows_from_nowhere() -> None:
    assert drawn(flows(starts(running(), 1), SITE), [], None) == []


def test_a_change_told_late_moves_what_began_since() -> None:
    draws = [Draw(new_id(), A, after(1), after(2), 10), Draw(new_id(), A, after(5), None, 10)]
    assert [one.cylinder for one in changed(draws, A, B, after(3))] == [A, B]


def cylinder(key: UUID, litres: int, *, in_use: bool = True) -> Cylinder:
    return Cylinder(key, "bottle", 400, litres, BEGAN, in_use)


def test_a_new_flow_is_from_one_in_use_that_nobody_else_is_on_then_from_the_fullest() -> None:
    shelf = [cylinder(A, 100), cylinder(B, 300), cylinder(C, 400, in_use=False)]
    assert choose(shelf, {}, BEGAN) == B
    assert choose(shelf, {B: 1}, BEGAN) == A
    assert choose(shelf, {A: 1, B: 1}, BEGAN) == B
    assert choose(shelf[2:], {}, BEGAN) is None


@pytest.mark.parametrize("case", VECTORS["oxygen"], ids=lambda case: case["what"])
def test_how_much_is_left(case: dict[str, Any]) -> None:
    now = after(60)

    def at(seconds: int | None) -> datetime | None:
        return None if seconds is None else now + timedelta(seconds=seconds)

    draws = tuple(
        Draw(new_id(), A, at(one["since"]) or now, at(one["until"]), one["flow"]) for one in case["draws"]
    )
    read_at = at(case.get("read", -3600)) or now
    one = Cylinder(A, "bottle", 400, case["litres"], read_at, True, draws)
    assert litres_left(one, now) == pytest.approx(case["left"])
    plan = SupplyPlan.from_json(VECTORS["plan"])
    other = cylinder(B, 400)
    assert (lacks(plan, [one, other], now) == []) is case["enough"]


@pytest.mark.parametrize(("gauge", "litres"), [(0, 0), (137, 425), (200, 425), (68, 211), (1, 3)])
def test_a_gauge_stands_for_litres(gauge: int, litres: int) -> None:
    assert litres_at(425, 137, gauge) == litres
