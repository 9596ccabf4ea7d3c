"""What the checker makes of an act that the house keeps and does not do: believed where a clock was set, or where a
booth was cleaned before somebody left it of whom was heard first; and nowhere else."""

from collections.abc import Iterable

import pytest

from tests.soak.checker.acts import check_acts
from tests.soak.checker.content import check_content
from tests.soak.checker.history import Record, history
from tests.soak.checker.pictures import pictures
from tests.soak.told import BEGAN, TABLET, well_told, written

LEAVES = 37
STAYS, LOST = "still there after they left", "acknowledged and lost"


def ann_stays(*, told: bool, clock_at: float | None) -> list[Record]:
    """Her end was taken, and every screen goes on showing her."""
    records = well_told()
    seated = next(
        record["delta"]["changed"]["1"]
        for record in records
        if record["what"] == "delta" and record["t"] >= BEGAN + 33 and "1" in record["delta"]["changed"]
    )
    for record in records:
        if record["what"] == "delta" and record["t"] > BEGAN + LEAVES:
            record["delta"]["changed"] = {"1": seated}
        elif record["what"] == "journal" and told:
            for fact in record["facts"]:
                if fact["command"] == "ann leaves":
                    fact |= {"kind": "late_act_kept", "data": {"visit": "ann", "act": "end"}}
    if clock_at is not None:
        records.append({"t": BEGAN + clock_at, "who": "nemesis", "what": "clock", "ahead": 0.0})
    return records


def rules(records: Iterable[Record]) -> set[str]:
    found = history(records)
    findings = (*check_content(found, list(pictures(found))), *check_acts(found))
    return {finding.rule for finding in findings}


def test_an_end_by_a_clock_that_was_set_may_be_kept() -> None:
    assert rules(ann_stays(told=True, clock_at=LEAVES - 5)).isdisjoint({STAYS, LOST})


@pytest.mark.parametrize(
    ("told", "clock_at"), [(True, None), (True, LEAVES - 20), (True, LEAVES + 5), (False, LEAVES - 5)]
)
def test_no_other_end_is(told: bool, clock_at: float | None) -> None:
    found = rules(ann_stays(told=told, clock_at=clock_at))
    assert STAYS in found
    assert (LOST in found) is told


@pytest.mark.parametrize(("left_at", "believed"), [(LEAVES + 1, True), (LEAVES - 1, False)])
def test_a_cleaning_before_a_later_end_may_be_kept(left_at: float, *, believed: bool) -> None:
    records = well_told()
    at, said = written(LEAVES + 0.5), {"id": "cleaned", "late": True, "version": 13}
    act = {"id": "cleaned", "path": "/booths/1/cleaned", "body": {"happened_at": at}}
    for what, more in (
        ("tapped", {"act": act}),
        ("sent", {"ids": ["cleaned"]}),
        ("answered", {"id": "cleaned", "status": 200, "body": said, "replayed": False}),
    ):
        records.append({"t": BEGAN + LEAVES + 2, "who": TABLET, "what": what, **more})
    facts = next(record["facts"] for record in records if record["what"] == "journal")
    of_end = {"version": 12, "kind": "booth_needs_cleaning", "command": "sweep", "data": {"booth": 1}}
    of_act = {"version": 13, "kind": "late_act_kept", "command": "cleaned", "data": {"act": "booth_cleaned"}}
    facts += [of_end | {"happened_at": written(left_at)}, of_act | {"happened_at": at}]
    assert (LOST in rules(records)) is not believed
