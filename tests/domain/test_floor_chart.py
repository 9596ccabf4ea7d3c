"""The floor of a shift: each stay on a line of its place, each look in its stay."""

from uuid import UUID

import pytest

from ops.domain.floor_chart import (
    Bar,
    FloorChart,
    Happened,
    Line,
    MarkKind,
    OnePlace,
    Place,
    drawn,
    stands_out,
)
from ops.domain.stretches import Stretch
from tests.domain.times import START, at

ONE, TWO, SMOKING = Place(1, "1"), Place(2, "2"), Place(3, "Smoking")
ANA, BO, CLEO = (UUID(int=number) for number in (1, 2, 3))


def stay(visit: UUID, place: Place, start: float, end: float | None) -> Stretch:
    return Stretch(visit, place.id, at(start), None if end is None else at(end))


def look(visit: UUID, minutes: float, kind: MarkKind = MarkKind.LOOK) -> Happened:
    return Happened(kind, at(minutes), visit)


def floor(been: list[Stretch], *happened: Happened) -> FloorChart:
    return drawn([ONE, TWO, SMOKING], been, happened, START)


def marks(line: Line) -> list[tuple[MarkKind, float]]:
    return [(mark.kind, (mark.at - START).total_seconds() / 60) for mark in line.marks]


def test_every_place_has_a_line_in_the_rooms_order_also_when_nobody_came() -> None:
    assert [line.place for line in floor([]).lines] == ["1", "2", "Smoking"]


def test_stays_after_each_other_share_a_line_and_looks_stand_in_their_stay() -> None:
    chart = floor([stay(ANA, ONE, 0, 10), stay(BO, ONE, 10, 30)], look(ANA, 5), look(BO, 15, MarkKind.LATE))
    assert chart.lines[0].bars == (Bar(START, at(10)), Bar(at(10), at(30)))
    assert marks(chart.lines[0]) == [(MarkKind.LOOK, 5), (MarkKind.LATE, 15)]
    assert len(chart.lines) == 3


def test_who_is_in_a_place_at_once_has_a_line_each_and_the_look_is_on_theirs() -> None:
    been = [stay(ANA, SMOKING, 0, 20), stay(BO, SMOKING, 5, None), stay(CLEO, SMOKING, 20, 25)]
    first, second = floor(been, look(BO, 10), look(CLEO, 22)).lines[2:]
    assert (len(first.bars), len(second.bars)) == (2, 1)
    assert second.bars[0].end is None
    assert marks(first) == [(MarkKind.LOOK, 22)]
    assert marks(second) == [(MarkKind.LOOK, 10)]


def test_a_look_follows_who_moved_and_none_is_lost() -> None:
    been = [stay(ANA, ONE, 0, 10), stay(ANA, TWO, 10, 20)]
    chart = floor(been, look(ANA, -1), look(ANA, 9), look(ANA, 10), look(ANA, 21))
    assert [len(line.marks) for line in chart.lines] == [2, 2, 0]
    assert chart.count(MarkKind.LOOK) == 4


def test_a_stay_that_ended_before_or_was_no_time_is_not_drawn() -> None:
    assert floor([stay(ANA, ONE, -20, 0), stay(BO, ONE, 5, 5)]).lines[0].bars == ()


def test_a_response_stands_where_it_was() -> None:
    responses = (
        Happened(MarkKind.RESPONSE, at(6), ANA, 2),
        Happened(MarkKind.RESPONSE, at(7), None, 3),
        Happened(MarkKind.RESPONSE, at(8), elsewhere="washroom"),
        Happened(MarkKind.RESPONSE, at(9)),
    )
    been = [stay(ANA, ONE, 0, 20), stay(BO, SMOKING, 0, 6), stay(CLEO, SMOKING, 1, 20)]
    chart = floor(been, *responses)
    found = [(line.place, line.elsewhere, marks(line)) for line in chart.lines if line.marks]
    kind = MarkKind.RESPONSE
    assert found == [
        ("1", None, [(kind, 6)]),
        ("Smoking", None, [(kind, 7)]),
        (None, "", [(kind, 9)]),
        (None, "washroom", [(kind, 8)]),
    ]
    assert [line.place for line in chart.lines].count("Smoking") == 2
    assert [line.count(kind) for line in chart.by_place] == [1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("passed", "found"),
    [
        ([("8", ANA), ("8", BO), ("8", CLEO), ("8", ANA)], OnePlace("8", 4, 4)),
        ([("8", ANA), ("8", BO), ("8", CLEO), ("2", ANA)], OnePlace("8", 3, 4)),
        ([("8", ANA), ("8", BO), ("2", CLEO), ("2", ANA)], None),
        ([("8", ANA), ("8", BO), ("8", CLEO)], None),
        ([("8", ANA), ("8", ANA), ("8", BO), ("8", ANA)], None),
    ],
)
def test_a_place_stands_out_not_a_person_in_it(
    passed: list[tuple[str, UUID]], found: OnePlace | None
) -> None:
    assert stands_out(passed, places=9) == found
    assert stands_out(passed, places=2) is None


def test_second_limits_stand_out_where_the_stays_were() -> None:
    been = [stay(visit, TWO, number * 20, number * 20 + 19) for number, visit in enumerate((ANA, BO, CLEO))]
    limits = [look(ANA, 9), look(ANA, 12), look(BO, 30), look(CLEO, 50)]
    chart = drawn([ONE, TWO, SMOKING], been, [], START, limits)
    assert chart.stands_out == OnePlace("2", 4, 4)
    assert all(not line.marks for line in chart.lines)
