"""A worker's call: until when nobody is going, and by whose word it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.domain.help import Call, loud_at, may_reset, unattended_from

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
CALL = Call(device=2, who="Ana", began_at=AT)
NOBODY = (None, None)


def test_it_is_soft_for_as_long_as_the_site_chose() -> None:
    assert loud_at(AT, 10) == AT + timedelta(seconds=10)


def test_nobody_is_going_from_the_beginning_or_once_going_ran_out() -> None:
    went = AT + timedelta(minutes=2)
    assert unattended_from(CALL) == AT
    assert unattended_from(Call(2, "Ana", AT, going_until=went)) == went
    assert unattended_from(Call(2, "Ana", AT, going_until=went, over_at=AT)) is None


@pytest.mark.parametrize(
    ("device", "present", "why", "over"),
    [
        pytest.param(2, NOBODY, False, True, id="where it was raised"),
        pytest.param(3, NOBODY, True, False, id="another tablet, nobody named"),
        pytest.param(3, ("Bo", None), True, False, id="one is not enough"),
        pytest.param(3, ("Bo", "Bo"), True, False, id="the same one twice"),
        pytest.param(3, ("Bo", "Ana"), True, False, id="whoever raised it is no other"),
        pytest.param(3, ("Bo", "Cy"), False, False, id="two without a reason"),
        pytest.param(3, ("Bo", "Cy"), True, True, id="two with a reason"),
        pytest.param(None, ("Bo", "Cy"), True, True, id="two, by no tablet of the room"),
        pytest.param(None, NOBODY, False, False, id="no tablet is not the tablet"),
    ],
)
def test_who_may_say_that_it_is_over(
    device: int | None, present: tuple[str | None, str | None], why: bool, over: bool
) -> None:
    assert may_reset(CALL, device, present, why=why) is over
    unnamed = Call(None, None, AT)
    assert may_reset(unnamed, None, NOBODY, why=True) is False
