"""A walk: what was found against what the board has, every combination."""

import json
from pathlib import Path
from typing import Any

import pytest

from ops.domain.walk import TABLE, Follows, Shown, answer_of, follows, shown, tally
from ops.domain.words import OUT, Answer, Found, Track, VisitState

VECTORS = Path(__file__).parent.parent / "vectors"


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return found


CASES = cases("walk")
ANSWERS = cases("walk_answers")


@pytest.mark.parametrize("has", Shown)
@pytest.mark.parametrize("found", Found)
def test_every_finding_means_something(has: Shown, found: Found) -> None:
    what, differs = TABLE[has, found]
    # The board was wrong exactly where somebody was not where it had them, or was where it had none.
    somebody_found = found is not Found.EMPTY
    if has is Shown.HELPED:
        assert (what, differs) == (Follows.NOTHING, False)
    elif found is Found.SOMEONE_ELSE:
        assert differs
        assert what is (Follows.SOMEONE_CAME if has is Shown.NOBODY else Follows.ANOTHER)
    else:
        assert differs is (somebody_found is not (has is Shown.SOMEBODY))
        if has is not Shown.NOBODY and somebody_found:
            assert what is Follows.LOOK


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_finding_as_tablets_foresee_it(case: dict[str, Any]) -> None:
    found = follows(Shown(case["shown"]), Found(case["found"]), to_confirm=case["to_confirm"])
    assert found == (Follows(case["follows"]), case["differs"])


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_what_was_seen_of_whom_was_found(case: dict[str, Any]) -> None:
    assert answer_of(Found(case["found"]), Track(case["track"])) is Answer(case["answer"])


def test_the_vectors_hold_every_finding() -> None:
    assert len({case["name"] for case in CASES}) == 2 * len(Shown) * len(Found)
    assert len({case["name"] for case in ANSWERS}) == 2 * len(Track)


def test_an_empty_seat_of_somebody_who_is_out_is_as_the_board_has_it() -> None:
    assert follows(Shown.OUT, Found.EMPTY, to_confirm=False) == (Follows.NOTHING, False)


def test_after_an_outage_nobody_knows_where_they_are() -> None:
    assert follows(Shown.OUT, Found.EMPTY, to_confirm=True) == (Follows.NOT_HERE, False)
    assert follows(Shown.SOMEBODY, Found.EMPTY, to_confirm=True) == (Follows.NOT_HERE, True)
    assert follows(Shown.HELPED, Found.EMPTY, to_confirm=True) == (Follows.NOTHING, False)


def test_what_the_board_has_in_a_seat() -> None:
    assert shown(None, helped=False) is Shown.NOBODY
    for state in (VisitState.USING, VisitState.AFTERCARE):
        assert shown(state, helped=False) is Shown.SOMEBODY
        assert shown(state, helped=True) is Shown.HELPED
    for state in OUT:
        assert shown(state, helped=False) is Shown.OUT


def test_a_seat_counts_once_however_often_it_was_seen() -> None:
    seats = [(1, "A"), (2, "A"), (2, "B"), (3, "A")]
    found = [((1, "A"), False), ((2, "A"), True), ((1, "A"), True), ((2, "A"), False)]
    assert tally(seats, found) == (2, 2, 2)
    assert tally(seats, []) == (0, 0, 4)
    # One that is no seat any more was seen all the same.
    assert tally(seats, [((9, "A"), False)]) == (1, 0, 4)
