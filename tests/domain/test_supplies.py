"""The shelf: what doses take and give back, what it lacks, what is near its day."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ops.domain.actions import ActionKind
from ops.domain.response_data import Record
from ops.domain.supplies import Batch, Dose, Taken, doses, expires, lacks, taken
from ops.domain.supply_plan import Form, SupplyPlan
from ops.domain.words import GivenBy, ResponseAct, ResponseState, SupplyKind
from tests.domain.records import SITE, after, does, dose, last, logs, new_id, running

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "supplies.json").read_text(encoding="utf-8")
)
PLAN = SupplyPlan.from_json(VECTORS["plan"])
TODAY = date(2026, 11, 22)
NASAL, AMPOULE = "nasal 4 mg", "ampoule 0.4 mg"


def batch(count: int, expires_on: str | None = "2027-06-30", form: str = AMPOULE) -> Batch:
    day = None if expires_on is None else date.fromisoformat(expires_on)
    return Batch(new_id(), SupplyKind.NALOXONE, form, day, count)


def takes(record: Record, *shelf: Batch, before: list[Taken] | None = None) -> dict[int, int]:
    """Units by the place of the batch in ``shelf``."""
    found = taken(doses(record, SITE), before or [], shelf, TODAY)
    order = {one.id: number for number, one in enumerate(shelf)}
    units: dict[int, int] = {}
    for one in found:
        units[order[one.batch]] = units.get(order[one.batch], 0) + one.units
    return units


@pytest.mark.parametrize(
    ("values", "form", "units"),
    [
        ({"by_route": "in", "dose_mg": 4}, NASAL, 1),
        ({"by_route": "im", "dose_mg": 0.4}, AMPOULE, 1),
        ({"by_route": "im", "dose_mg": 0.8}, AMPOULE, 2),
        ({"by_route": "iv", "dose_mg": 0.04}, AMPOULE, 1),
        ({"by_route": "sc", "dose_mg": 1}, AMPOULE, 3),
        ({"by_route": "in"}, NASAL, 1),
        ({}, AMPOULE, 1),
        ({"by_route": "im", "dose_mg": 400}, AMPOULE, 20),
    ],
)
def test_the_form_is_by_the_route_and_the_number_by_the_dose(
    values: dict[str, Any], form: str, units: int
) -> None:
    record = logs(running(), ActionKind.NALOXONE, after(2), values=values)
    [found] = doses(record, SITE)
    assert found == Dose(last(record).id, after(2), form, units)


@pytest.mark.parametrize(
    ("milligrams", "form", "units"),
    [(4, "nasal 4 mg", 1), (2, "nasal 2 mg", 1), (6, "nasal 2 mg", 3), (None, "nasal 4 mg", 1)],
)
def test_of_two_forms_for_a_route_the_one_that_makes_up_the_dose(
    milligrams: float | None, form: str, units: int
) -> None:
    forms = {f"nasal {mg} mg": Form(SupplyKind.NALOXONE, 6, dose_mg=mg, routes=("in",)) for mg in (4, 2)}
    site = replace(SITE, supplies=SupplyPlan(forms))
    values = {"by_route": "in"} | ({"dose_mg": milligrams} if milligrams else {})
    [found] = doses(logs(running(), ActionKind.NALOXONE, after(2), values=values), site)
    assert (found.form, found.units) == (form, units)


@pytest.mark.parametrize("giver", list(GivenBy))
def test_only_what_staff_give_is_from_the_shelf(giver: GivenBy) -> None:
    found = doses(dose(running(), after(1), given_by=giver), SITE)
    assert bool(found) is (giver is GivenBy.STAFF)


def test_the_soonest_to_expire_goes_first_and_never_an_expired_one_before_it() -> None:
    record = dose(running(), after(1))
    old, near, far, dateless = (
        batch(5, "2026-11-21"),
        batch(1, "2026-11-22"),
        batch(5, "2027-11-30"),
        batch(5, None),
    )
    assert takes(record, dateless, old, far, near) == {3: 1}
    assert takes(record, dateless, old, far, replace(near, count=0)) == {2: 1}
    assert takes(record, dateless, old) == {0: 1}
    assert takes(record, old, replace(near, count=0)) == {0: 1}


def test_where_none_is_left_the_count_goes_below_nothing() -> None:
    record = dose(dose(running(), after(1)), after(3))
    assert takes(record, batch(0, "2026-11-01"), batch(1)) == {1: 2}
    assert takes(record, batch(3, form=NASAL)) == {}


def test_a_dose_of_two_may_be_of_two_batches() -> None:
    record = dose(running(), after(1), milligrams=0.8)
    assert takes(record, batch(1, "2026-12-31"), batch(4)) == {0: 1, 1: 1}


def test_a_correction_moves_what_was_taken_and_takes_nothing_twice() -> None:
    record = dose(running(), after(1))
    first = last(record)
    shelf = [batch(0, "2026-12-31"), batch(4)]
    before = [Taken(first.id, shelf[0].id, 1)]
    for values in ({"dose_mg": 0.2, "by_route": "im"}, {"dose_mg": 0.4, "by_route": "im"}):
        record = does(record, ResponseAct.AMEND, after(2), action=first.id, changes={"values": values})
    assert len(record.actions) == 3
    assert takes(record, *shelf, before=before) == {0: 1}
    more = does(
        record,
        ResponseAct.AMEND,
        after(3),
        action=first.id,
        changes={"values": {"dose_mg": 4, "by_route": "in"}},
    )
    assert takes(more, *shelf, batch(2, form=NASAL), before=before) == {2: 1}


def test_a_void_a_friends_own_and_a_slip_give_it_back() -> None:
    record = dose(running(), after(1))
    before, shelf = [Taken(last(record).id, new_id(), 1)], [batch(4)]
    void = does(record, ResponseAct.VOID, after(2), action=last(record).id)
    assert takes(void, *shelf, before=before) == {}
    theirs = does(
        record,
        ResponseAct.AMEND,
        after(2),
        action=last(record).id,
        changes={"given_by": GivenBy.PEER},
    )
    assert takes(theirs, *shelf, before=before) == {}
    undone = replace(record, response=replace(record.response, state=ResponseState.UNDONE))
    assert takes(undone, *shelf, before=before) == {}


@pytest.mark.parametrize("case", VECTORS["takes"], ids=lambda case: case["what"])
def test_what_a_dose_takes_as_tablets_paint_it(case: dict[str, Any]) -> None:
    shelf = [batch(one["count"], one["expires_on"], one["form"]) for one in case["items"]]
    shelf = [replace(one, id=UUID(int=number)) for number, one in enumerate(shelf)]
    site = replace(SITE, supplies=PLAN, action_defaults={})
    record = logs(
        running(), ActionKind.NALOXONE, after(2), values={"by_route": case["route"], "dose_mg": case["mg"]}
    )
    found = taken(doses(record, site), [], shelf, date.fromisoformat(VECTORS["today"]))
    assert [one.batch.int for one in found for _ in range(one.units)] == case["from"]


@pytest.mark.parametrize("case", VECTORS["shelf"], ids=lambda case: case["what"])
def test_what_is_lacking_and_what_is_near_its_day(case: dict[str, Any]) -> None:
    shelf = [batch(one["count"], one["expires_on"], one["form"]) for one in case["items"]]
    today = date.fromisoformat(VECTORS["today"])
    assert [[one.form, one.have, one.par] for one in lacks(PLAN, shelf, today)] == case["lacks"]
    told = [
        [one.form, one.expires_on.isoformat(), one.count, one.expired] for one in expires(PLAN, shelf, today)
    ]
    assert told == case["expires"]
