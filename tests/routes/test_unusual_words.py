"""What was unusual, as it is asked: a number, the usual range, a question, and no verdict."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from ops.domain.usual import Measure, Unusual, Usual
from ops.domain.window import Window, WindowKind
from ops.routes import unusual_words
from tests.routes.door import Door


@pytest.fixture(autouse=True)
def in_english(door: Door) -> Iterator[None]:
    with door.app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Unusual(Measure.LONGEST_WAIT, 2460, 720, 1500), "Waited 41 min at most (usual 12–25 min)."),
        (Unusual(Measure.CLOSED, 7500, 3900, 4800), "Closed to new people for 2 h 05 (usual 1 h 05–1 h 20)."),
        (Unusual(Measure.RESPONSES, 6, 1.2, 2.8), "Responses: 6 (usual 1–3)."),
        (Unusual(Measure.LEFT_BEFORE_USING, 6, 0, 0), "Left before using: 6 (usual 0)."),
        (Unusual(Measure.ON_TIME, 85.4, 92, 96.5), "Possible looks on time: 85 % (usual 92–97 %)."),
        (Unusual(Measure.ON_FLOOR, 1.9, 2.6, 3.0), "On the floor, on average: 1.9 (usual 2.6–3.0)."),
    ],
)
def test_it_is_a_number_its_usual_range_and_a_question(one: Unusual, said: str) -> None:
    asked = unusual_words.question(one)
    assert asked.startswith(said)
    assert asked.endswith("?")


def test_every_measure_has_its_question() -> None:
    for measure in Measure:
        assert unusual_words.question(Unusual(measure, 9, 1, 2)).endswith("?")
    assert "kept people away" in unusual_words.question(Unusual(Measure.VISITS, 1, 8, 9))


@pytest.mark.parametrize(
    ("hour", "part"), [(7, "morning"), (11, "afternoon"), (16, "evening"), (22, "night"), (0, "night")]
)
def test_a_shift_is_called_by_its_middle(hour: int, part: str) -> None:
    start = datetime(2026, 11, 21, hour, tzinfo=UTC)
    end = start + timedelta(hours=8 if hour else 4)
    shift = Window(WindowKind.SHIFT, "a", start, end, end, "UTC")
    assert unusual_words.title(shift) == f"Unusual for a Saturday {part}"


def test_with_too_few_others_it_says_so() -> None:
    start = datetime(2026, 11, 21, 16, tzinfo=UTC)
    shift = Window(WindowKind.SHIFT, "a", start, start, start, "UTC")
    said = unusual_words.compared_with(Usual(3, ()), shift)
    assert said == "Too little to compare with yet: 3 earlier shifts of the same weekday and hours."
    assert "Nothing lies outside" in unusual_words.compared_with(Usual(7, ()), shift)
