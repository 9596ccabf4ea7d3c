"""The checker's own model of deadlines where the house could hear of things in more than one order."""

import pytest

from tests.soak.checker.deadlines import steps_of
from tests.soak.checker.history import Record, Rules, Try
from tests.soak.told import BEGAN, written

EVERY = {"smoke": 10, "aftercare": 20, "keep_an_eye": 6, "sedation": 7}
RULES = Rules({name: {"every": every, "grace": 3, "urgent_after": 6} for name, every in EVERY.items()}, 5, 3)


def tapped(second: float, path: str, version: int | None, **body: str) -> Try:
    made = Try("tablet", int(second), path, path, {"happened_at": written(second), **body}, BEGAN + second)
    if version is not None:
        said: Record = {"t": made.tapped, "status": 200, "body": {"version": version}}
        made.answers.append(said)
    return made


@pytest.mark.parametrize(("heard_at", "earliest"), [(4, 38), (2, 28), (None, 28)])
def test_a_look_heard_before_an_end_of_help_is_still_of_the_route(
    heard_at: int | None, earliest: float
) -> None:
    acts = [
        tapped(10, "/sites/here/visits", 1, route="smoke"),
        tapped(17, "/responses/help/over", 3),
        tapped(18, "/visits/cleo/check-ins", heard_at, answer="ok"),
    ]
    due = steps_of(acts, RULES)[-1].due
    assert due is not None
    assert due.at == (BEGAN + earliest, BEGAN + 38)
