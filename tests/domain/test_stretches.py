"""Who was where: moves, swaps, comings back, and ends nobody saw."""

from uuid import UUID, uuid4

from ops.domain.stretches import PlaceFact, PlaceKind, Stretch, runs, stretches
from tests.domain.times import START, at

A, B = uuid4(), uuid4()


def seated(minutes: float, booth: int, who: UUID = A) -> PlaceFact:
    return PlaceFact(PlaceKind.SEATED, at(minutes), who, booth)


def moved(minutes: float, booth: int, who: UUID = A) -> PlaceFact:
    return PlaceFact(PlaceKind.MOVED, at(minutes), who, booth)


def ended(minutes: float, who: UUID = A) -> PlaceFact:
    return PlaceFact(PlaceKind.ENDED, at(minutes), who)


def back(minutes: float, booth: int, who: UUID = A) -> PlaceFact:
    return PlaceFact(PlaceKind.BACK, at(minutes), who, booth)


def told(*happened: PlaceFact) -> list[tuple[int, float, float | None]]:
    return [_short(one) for one in stretches(happened)]


def _short(one: Stretch) -> tuple[int, float, float | None]:
    minutes = [(when - START).total_seconds() / 60 if when else None for when in (one.start, one.end)]
    return one.booth, minutes[0] or 0.0, minutes[1]


def test_seated_moved_and_left() -> None:
    assert told(seated(0, 1), moved(10, 2), ended(25)) == [(1, 0, 10), (2, 10, 25)]


def test_still_there_has_no_end() -> None:
    assert told(seated(0, 1)) == [(1, 0, None)]


def test_another_seat_in_the_same_booth_is_no_other_place() -> None:
    assert told(seated(0, 1), moved(10, 1), ended(20)) == [(1, 0, 20)]


def test_two_swap() -> None:
    swap = PlaceFact(PlaceKind.SWAPPED, at(10), A, other=B)
    happened = [seated(0, 1), seated(5, 2, B), swap, ended(20), ended(30, B)]
    assert told(*happened) == [(1, 0, 10), (2, 10, 20), (2, 5, 10), (1, 10, 30)]


def test_back_in_the_seat_changes_nothing_back_in_another_is_a_move() -> None:
    assert told(seated(0, 1), back(10, 1), ended(20)) == [(1, 0, 20)]
    assert told(seated(0, 1), back(10, 3), ended(20)) == [(1, 0, 10), (3, 10, 20)]


def test_back_after_leaving_is_a_stretch_of_its_own() -> None:
    assert told(seated(0, 1), ended(20), back(30, 2), ended(40)) == [(1, 0, 20), (2, 30, 40)]


def test_an_end_when_last_seen_takes_back_what_the_board_believed_after_it() -> None:
    assert told(seated(0, 1), moved(20, 2), ended(12)) == [(1, 0, 12)]


def test_a_stay_in_which_nobody_was_seen_again_has_no_length() -> None:
    assert told(seated(5, 1), ended(5)) == [(1, 5, 5)]


def test_moves_between_booths_are_one_time_and_aftercare_ends_it() -> None:
    happened = [seated(0, 1), moved(10, 2), moved(25, 9), moved(40, 1), ended(50)]
    found = runs(stretches(happened), {1, 2})
    assert [_short(one) for one in found] == [(1, 0, 25), (1, 40, 50)]


def test_two_people_after_each_other_are_never_one_time() -> None:
    found = runs(stretches([seated(0, 1), ended(10), seated(10, 1, B), ended(15, B)]), {1})
    assert [_short(one) for one in found] == [(1, 0, 10), (1, 10, 15)]
