"""Back on the floor: who leaves a response is not there any more, and with the last it sounds again."""

import pytest

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.response import Outcome, Record, wake_at
from ops.domain.response_data import Left, Person
from ops.domain.words import ResponseAct, ResponseState
from tests.domain.records import after, decides, does, in_state, logs, over, running

HERE, GOING, LEAVE = ResponseAct.HERE, ResponseAct.GOING, ResponseAct.LEAVE


def two_there() -> Record:
    """Ana from 14:01, Bo from 14:02; attended until 14:05."""
    return does(does(running(), HERE, after(1), who="Ana"), HERE, after(2), who="Bo")


def test_one_of_two_leaves_and_it_stays_as_quiet_as_it_was() -> None:
    decision = decides(two_there(), LEAVE, after(4), who="Ana")
    record, response = decision.record, decision.record.response
    assert record.people == (Person("Bo", "here", after(2)),)
    assert record.left == (Left("Ana", after(1), after(4)),)
    assert (response.attended_at, response.attended_until) == (after(1), after(5))
    assert decision.facts == [facts.SomeoneLeft(after(4), response.id, "Ana")]


def test_with_the_last_one_attendance_ends_at_that_moment() -> None:
    record = does(does(two_there(), LEAVE, after(3), who="Ana"), LEAVE, after(4), who="Bo")
    assert record.people == ()
    assert (record.response.attended_at, record.response.attended_until) == (after(1), after(4))
    assert wake_at(record.response) == after(4)


def test_leaving_prolongs_nothing_that_has_lapsed() -> None:
    record = does(does(running(), HERE, after(1), who="Ana"), LEAVE, after(9), who="Ana")
    assert record.response.attended_until == after(4)
    assert record.left == (Left("Ana", after(1), after(9)),)


def test_somebody_still_on_the_way_keeps_it_quiet_for_their_time() -> None:
    record = does(does(running(), HERE, after(1), who="Ana"), GOING, after(2), who="Bo")
    response = does(record, LEAVE, after(2.5), who="Ana").response
    assert (response.attended_until, response.going_until) == (after(2.5), after(4))


def test_who_was_only_on_the_way_never_was_there() -> None:
    record = does(does(running(), GOING, after(1), who="Ana"), LEAVE, after(2), who="Ana")
    assert (record.people, record.left) == ((), ())
    assert record.response.going_until == after(2)
    assert record.response.attended_at is None


def test_going_ends_also_for_who_had_arrived() -> None:
    record = does(does(running(), GOING, after(1), who="Ana"), HERE, after(1.2), who="Ana")
    response = does(record, LEAVE, after(2), who="Ana").response
    assert (response.going_until, response.attended_until) == (after(2), after(2))


def test_a_tablet_without_a_chip_takes_off_its_own_entry() -> None:
    record = does(does(running(), HERE, after(1)), HERE, after(1), who="Bo", device_name="tablet 7")
    assert [person.who for person in does(record, LEAVE, after(2)).people] == ["Bo"]


def test_a_name_without_an_entry_came_by_its_tablet() -> None:
    record = does(running(), HERE, after(1))
    decision = decides(record, LEAVE, after(2), who="Ana")
    assert decision.record.people == ()
    assert decision.record.left == (Left("tablet 2", after(1), after(2)),)


def test_whoever_is_named_leaves_by_anybodys_tap() -> None:
    record = does(does(two_there(), HERE, after(2)), LEAVE, after(3), who="tablet 9", leaves="tablet 2")
    assert [person.who for person in record.people] == ["Ana", "Bo"]
    for nobody in ("tablet 2", ""):
        assert decides(record, LEAVE, after(4), who="Ana", leaves=nobody).outcome is Outcome.REPEAT


@pytest.mark.parametrize("who", ["Cleo", "tablet 2"])
def test_who_is_not_in_it_leaves_nothing(who: str) -> None:
    record = two_there()
    decision = decides(record, LEAVE, after(3), who=who)
    assert (decision.outcome, decision.record, decision.facts) == (Outcome.REPEAT, record, [])


def test_said_twice_is_a_repeat() -> None:
    record = does(two_there(), LEAVE, after(3), who="Ana")
    assert decides(record, LEAVE, after(3), who="Ana").outcome is Outcome.REPEAT


@pytest.mark.parametrize("minutes", [0.5, 1.5])
def test_one_from_before_they_came_or_logged_takes_nobody_off(minutes: float) -> None:
    record = logs(does(running(), HERE, after(1), who="Ana"), ActionKind.AIRWAY, after(2), who="Ana")
    decision = decides(record, LEAVE, after(minutes), who="Ana")
    assert (decision.outcome, decision.record) == (Outcome.REPEAT, record)


def test_one_from_before_attendance_was_confirmed_takes_the_only_one_off_not() -> None:
    record = does(does(running(), HERE, after(1), who="Ana"), HERE, after(5), who="Ana")
    assert decides(record, LEAVE, after(4), who="Ana").outcome is Outcome.REPEAT
    assert does(record, LEAVE, after(6), who="Ana").response.attended_until == after(6)


def test_who_comes_back_is_there_anew_and_was_there_before() -> None:
    record = does(does(two_there(), LEAVE, after(3), who="Ana"), HERE, after(6), who="Ana")
    assert Person("Ana", "here", after(6)) in record.people
    assert record.left == (Left("Ana", after(1), after(3)),)
    assert record.response.attended_until == after(9)


@pytest.mark.parametrize("state", [ResponseState.OVER, ResponseState.ALL_OK, ResponseState.MIS_TAP])
def test_after_the_end_it_only_says_until_when_they_were_there(state: ResponseState) -> None:
    act = {ResponseState.OVER: ResponseAct.OVER, ResponseState.ALL_OK: ResponseAct.ALL_OK}.get(
        state, ResponseAct.MIS_TAP
    )
    ended = does(does(running(), HERE, after(1), who="Ana"), act, after(4), who="Ana")
    record = does(ended, LEAVE, after(3), who="Ana")
    assert record.response == ended.response
    assert record.left == (Left("Ana", after(1), after(3)),)


def test_one_that_was_undone_stays_undone() -> None:
    record = in_state(ResponseState.UNDONE)
    assert decides(record, LEAVE, after(1)).outcome is Outcome.REPEAT


def test_a_late_end_knows_of_nobody_who_has_left() -> None:
    record = does(two_there(), LEAVE, after(3), who="Bo")
    assert over(record, after(4)).response.state is ResponseState.OVER
