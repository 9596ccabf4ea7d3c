"""A legal hold: two people each time, and what waits for the second is forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.domain.hold import WAITS_FOR, Hold, NotNow, OnePerson, Said, Standing

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
JUST = timedelta(milliseconds=1)
ASKED = Said(1, NOON)
AGREED = Said(2, NOON + timedelta(hours=1))
ENDING = Said(3, NOON + timedelta(days=20))


@pytest.mark.parametrize(
    ("hold", "at", "standing"),
    [
        (Hold(ASKED), NOON, Standing.ASKED),
        (Hold(ASKED), NOON + WAITS_FOR - JUST, Standing.ASKED),
        (Hold(ASKED), NOON + WAITS_FOR, Standing.LAPSED),
        (Hold(ASKED, AGREED), NOON + timedelta(days=900), Standing.AGREED),
        (Hold(ASKED, AGREED, ENDING), ENDING.at + WAITS_FOR - JUST, Standing.ENDING),
        (Hold(ASKED, AGREED, ENDING), ENDING.at + WAITS_FOR, Standing.AGREED),
        (Hold(ASKED, AGREED, ENDING, Said(1, ENDING.at)), ENDING.at, Standing.LIFTED),
    ],
)
def test_how_it_stands(hold: Hold, at: datetime, standing: Standing) -> None:
    assert hold.standing(at) is standing
    assert hold.stands(at) is (standing not in (Standing.LIFTED, Standing.LAPSED))


def test_it_takes_another_person_each_time() -> None:
    with pytest.raises(OnePerson):
        Hold(ASKED).may_agree(1, NOON)
    Hold(ASKED).may_agree(2, NOON)
    ending = Hold(ASKED, AGREED, ENDING)
    with pytest.raises(OnePerson):
        ending.may_lift(3, ENDING.at)
    ending.may_lift(1, ENDING.at)


def test_each_step_has_its_time() -> None:
    for hold, at in ((Hold(ASKED), NOON + WAITS_FOR), (Hold(ASKED, AGREED), NOON)):
        with pytest.raises(NotNow):
            hold.may_agree(2, at)
    for hold, at in ((Hold(ASKED), NOON), (Hold(ASKED, AGREED, ENDING), ENDING.at)):
        with pytest.raises(NotNow):
            hold.may_end(at)
    for hold, at in ((Hold(ASKED, AGREED), NOON), (Hold(ASKED, AGREED, ENDING), ENDING.at + WAITS_FOR)):
        with pytest.raises(NotNow):
            hold.may_lift(1, at)
    Hold(ASKED, AGREED, ENDING).may_end(ENDING.at + WAITS_FOR)
