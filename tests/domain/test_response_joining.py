"""A start where one runs joins it; another seat or person is another response."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ops.domain import facts
from ops.domain.response import Outcome
from ops.domain.response_data import Mark, Response
from ops.domain.response_joining import SAME_EVENT, joins
from ops.domain.words import ResponseAct, ResponseKind, ResponsePlace, ResponseState
from tests.domain.records import (
    BEGAN,
    BOOTH,
    FIRST,
    PERSON,
    after,
    ask,
    decides,
    does,
    in_state,
    over,
    running,
)

VECTORS = Path(__file__).parent.parent / "vectors" / "joining.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
OTHER = UUID("019a0000-0000-7000-8000-000000000002")


def joined(response: Response, at: float = 1, **said: Any) -> bool:
    found = joins([response], ask(ResponseAct.START, after(at), **said))
    return found is not None


@pytest.mark.parametrize(
    ("there", "said", "expected"),
    [
        ({}, {}, True),
        ({"seat": "A"}, {}, True),
        ({}, {"seat": "A"}, True),
        ({"seat": "A"}, {"seat": "A"}, True),
        ({"seat": "A"}, {"seat": "B"}, False),
        ({"visit_id": PERSON}, {}, True),
        ({}, {"visit_id": PERSON}, True),
        ({"visit_id": PERSON}, {"visit_id": PERSON, "booth_id": 7}, True),
        ({"visit_id": PERSON}, {"visit_id": OTHER}, False),
        ({"visit_id": PERSON, "seat": "A"}, {"visit_id": OTHER, "seat": "A"}, False),
        ({}, {"booth_id": 7}, False),
    ],
)
def test_same_place_or_same_person(there: dict[str, Any], said: dict[str, Any], expected: bool) -> None:
    assert joined(running(**there).response, **{"booth_id": BOOTH} | said) is expected


def of_the_vectors(shape: dict[str, Any]) -> Response:
    def instant(written: str | None) -> datetime | None:
        return datetime.fromisoformat(written) if written else None

    began = datetime.fromisoformat(shape["began_at"])
    return Response(
        id=UUID(shape["id"]),
        began_at=began,
        recorded_at=began,
        booth_id=shape["booth"],
        seat=shape["seat"],
        place=ResponsePlace(shape["place"]) if shape["place"] else None,
        visit_id=UUID(shape["visit"]) if shape["visit"] else None,
        state=ResponseState(shape["state"]),
        going_until=instant(shape["going_until"]),
        attended_until=instant(shape["attended_until"]),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_start_joins(case: dict[str, Any]) -> None:
    said = case["ask"]
    tap = ask(
        ResponseAct.START,
        datetime.fromisoformat(said["at"]),
        booth_id=said["booth"],
        seat=said["seat"],
        place=ResponsePlace(said["place"]) if said["place"] else None,
        visit_id=UUID(said["visit"]) if said["visit"] else None,
    )
    found = joins([of_the_vectors(one) for one in case["responses"]], tap)
    assert (str(found.id) if found else None) == case["expect"]


@pytest.mark.parametrize("place", [place for place in ResponsePlace if place is not ResponsePlace.OTHER])
def test_a_place_that_is_no_booth_is_a_place(place: ResponsePlace) -> None:
    there = running(booth_id=None, place=place).response
    for said in ResponsePlace:
        assert joined(there, place=said) is (said is place)


@pytest.mark.parametrize("mark", [Mark.UNKNOWN_BOOTH, Mark.UNKNOWN_PLACE, Mark.UNKNOWN_VISIT])
@pytest.mark.parametrize("place", ResponsePlace)
def test_where_nobody_knows_what_was_meant_it_is_another_one(mark: Mark, place: ResponsePlace) -> None:
    there = running(booth_id=None, place=place).response
    assert joined(there, at=0.1, place=place)
    assert not joined(there, at=0.1, place=place, marks=(mark,))
    known = running(booth_id=None, place=place, visit_id=PERSON).response
    assert joined(known, at=9, place=place, visit_id=PERSON, marks=(mark,))


def test_one_elsewhere_that_is_over_is_joined_by_nobody() -> None:
    done = over(running(booth_id=None, place=ResponsePlace.OTHER)).response
    assert not joined(done, at=0.2, now=after(30), place=ResponsePlace.OTHER)


@pytest.mark.parametrize("state", [ResponseState.OVER, ResponseState.ALL_OK])
@pytest.mark.parametrize(
    ("tapped", "now", "expected"),
    [
        (5, 12, True),
        (0, 12, True),
        (9.4, 12, True),
        (-0.1, 12, False),  # before it began
        (9.6, 12, False),  # moments before it was over
        (10, 12.5, False),
        (9, 11, False),  # not clearly older
        (9, 9, False),
        (11, 30, False),
    ],
)
def test_one_that_ended_is_joined_only_by_a_start_from_long_ago(
    state: ResponseState, tapped: float, now: float, expected: bool
) -> None:
    done = in_state(state).response
    assert joined(done, at=tapped, now=after(now), booth_id=BOOTH) is expected


def test_a_tap_shortly_before_the_first_means_the_same() -> None:
    there = running().response
    minutes = SAME_EVENT.total_seconds() / 60
    assert joined(there, at=-minutes, booth_id=BOOTH)
    assert not joined(there, at=-minutes - 0.1, booth_id=BOOTH)


def test_the_same_person_wins_over_the_newest_at_the_place() -> None:
    first = running(visit_id=PERSON, seat="A").response
    second = running(id=OTHER, began_at=after(2), seat="A").response
    tap = ask(ResponseAct.START, after(3), booth_id=BOOTH, visit_id=PERSON)
    assert joins([second, first], tap) is first
    somebody = ask(ResponseAct.START, after(3), booth_id=BOOTH)
    assert joins([first, second], somebody) is second


def test_joining_is_a_fact_and_changes_nothing_that_was_known() -> None:
    record = running(seat="A", visit_id=PERSON, kind=ResponseKind.SEIZURE)
    decision = decides(
        record, ResponseAct.START, after(1), booth_id=BOOTH, seat="B", visit_id=OTHER, kind=ResponseKind.MIXED
    )
    assert decision.record == record
    assert decision.outcome is Outcome.DONE
    (fact,) = decision.facts
    assert isinstance(fact, facts.ResponseJoined)


def test_joining_says_what_nobody_had_said() -> None:
    joined = does(
        running(),
        ResponseAct.START,
        after(1),
        booth_id=BOOTH,
        seat="B",
        visit_id=OTHER,
        kind=ResponseKind.MIXED,
    ).response
    assert (joined.seat, joined.visit_id, joined.kind) == ("B", OTHER, ResponseKind.MIXED)
    assert joined.began_at == BEGAN


def test_an_earlier_tap_is_when_it_began() -> None:
    assert does(running(), ResponseAct.START, after(-2), booth_id=BOOTH).response.began_at == after(-2)


def test_the_start_that_comes_after_its_own_acts_brings_the_place() -> None:
    begun = running(booth_id=None, place=ResponsePlace.OTHER)
    decision = decides(
        begun, ResponseAct.START, after(-1), id=FIRST, booth_id=BOOTH, seat="A", visit_id=PERSON
    )
    response = decision.record.response
    assert (response.booth_id, response.seat, response.place) == (BOOTH, "A", None)
    assert (response.visit_id, response.began_at) == (PERSON, after(-1))
    (fact,) = decision.facts
    assert isinstance(fact, facts.ResponseAmended)
    assert decides(decision.record, ResponseAct.START, after(1), id=FIRST).outcome is Outcome.REPEAT
