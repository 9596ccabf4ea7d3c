"""An end that was tapped before what others have done since ends nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from ops.domain.actions import ActionKind
from ops.domain.response import Outcome, Record
from ops.domain.response_data import Mark
from ops.domain.words import ResponseAct, ResponseState
from tests.domain.records import after, decides, does, dose, logs, running

RUNNING, OVER = ResponseState.RUNNING, ResponseState.OVER
ENDS = [ResponseAct.OVER, ResponseAct.ALL_OK, ResponseAct.MIS_TAP]
BO: dict[str, Any] = {"who": "Bo", "device_name": "tablet 7", "device_id": 7}


def hands(record: Record) -> Record:
    return does(record, ResponseAct.MORE_HANDS, after(5), **BO)


def a_dose(record: Record) -> Record:
    return dose(record, after(5), **BO)


def there(record: Record) -> Record:
    return does(record, ResponseAct.HERE, after(5), **BO)


def there_still(record: Record) -> Record:
    return does(does(record, ResponseAct.HERE, after(1), **BO), ResponseAct.HERE, after(5), **BO)


@pytest.mark.parametrize("act", ENDS)
@pytest.mark.parametrize("work", [hands, a_dose, there, there_still])
def test_an_end_from_before_ends_nothing(act: ResponseAct, work: Callable[[Record], Record]) -> None:
    record = work(running())
    decision = decides(record, act, after(4), now=after(6))
    response = decision.record.response
    assert (response.state, response.over_at) == (RUNNING, None)
    assert response.marks == (Mark.OTHERS_AT_WORK,)
    assert response.more_hands_at == record.response.more_hands_at
    assert response.attended_until == record.response.attended_until
    assert decision.outcome is Outcome.DONE


@pytest.mark.parametrize("work", [hands, a_dose, there, there_still])
def test_over_after_all_that_is_known_ends_it(work: Callable[[Record], Record]) -> None:
    for minutes in (5, 6):
        response = does(work(running()), ResponseAct.OVER, after(minutes)).response
        assert (response.state, response.over_at, response.more_hands_at) == (OVER, after(minutes), None)
        assert response.marks == ()


def test_an_act_that_was_taken_back_holds_nothing() -> None:
    record = a_dose(running())
    record = does(record, ResponseAct.VOID, after(6), action=record.actions[0].id)
    record = does(record, ResponseAct.MORE_HANDS, after(6), on=False)
    assert does(record, ResponseAct.OVER, after(4), now=after(7)).response.state is RUNNING  # Bo is there
    mine = logs(running(), ActionKind.STIMULATION, after(5))
    mine = does(mine, ResponseAct.VOID, after(6), action=mine.actions[0].id)
    assert does(mine, ResponseAct.OVER, after(4), now=after(7)).response.state is OVER


def test_ones_own_being_there_holds_nothing() -> None:
    record = does(running(), ResponseAct.HERE, after(5), who="Ana")
    assert does(record, ResponseAct.OVER, after(4), who="Ana").response.state is OVER
    nameless = does(running(), ResponseAct.HERE, after(5))
    assert does(nameless, ResponseAct.OVER, after(4), who="Ana").response.state is OVER


def test_nobody_taps_by_mistake_what_others_came_to() -> None:
    response = does(there(running()), ResponseAct.MIS_TAP, after(6)).response
    assert (response.state, response.marks) == (OVER, (Mark.MIS_TAP_AFTER_ACTS,))


def test_others_who_came_may_see_that_all_is_ok() -> None:
    response = does(there(running()), ResponseAct.ALL_OK, after(6)).response
    assert (response.state, response.marks) == (ResponseState.ALL_OK, ())


@pytest.mark.parametrize("act", [ResponseAct.ALL_OK, ResponseAct.MIS_TAP])
def test_on_the_way_or_alone_nothing_was_needed(act: ResponseAct) -> None:
    going = does(running(), ResponseAct.GOING, after(5), **BO)
    assert does(going, act, after(6)).response.state not in (OVER, RUNNING)
    alone = does(running(), ResponseAct.HERE, after(5))
    assert does(alone, act, after(6)).response.state not in (OVER, RUNNING)
