"""Attended is silent, for the site's time; going is, for a shorter one."""

import pytest

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.protocol import SiteProtocol
from ops.domain.response import Outcome, advance, wake_at
from ops.domain.response_data import Mark, Person
from ops.domain.words import ResponseAct, ResponseKind, ResponseState
from tests.domain.records import after, ask, decides, does, in_state, logs, over, running

SEVEN = {"who": "tablet 7", "device_name": "tablet 7", "device_id": 7}
LOGGED = [ResponseAct.ACTION, ResponseAct.MARK, ResponseAct.HERE]
NOT_THERE = [
    ResponseAct.MORE_HANDS,
    ResponseAct.AMEND,
    ResponseAct.VOID,
    ResponseAct.LEAD,
    ResponseAct.OUTCOME,
    ResponseAct.START,
]


@pytest.mark.parametrize("act", LOGGED)
def test_whatever_is_logged_is_attendance(act: ResponseAct) -> None:
    response = does(running(), act, after(1)).response
    assert response.attended_at == after(1)
    assert response.attended_until == after(4)


@pytest.mark.parametrize("act", NOT_THERE)
def test_what_can_be_done_from_afar_is_not(act: ResponseAct) -> None:
    response = does(running(), act, after(1), lead="Ana", changes={"kind": ResponseKind.SEIZURE}).response
    assert response.attended_until is None


def test_going_is_quiet_for_its_time() -> None:
    record = does(running(), ResponseAct.GOING, after(1), who="Ana")
    assert record.response.going_until == after(3)
    assert record.people == (Person("Ana", "going", after(1)),)
    assert record.response.attended_until is None


@pytest.mark.parametrize("act", [*LOGGED, ResponseAct.GOING])
def test_attendance_counts_from_when_it_happened_and_never_shrinks(act: ResponseAct) -> None:
    record = does(does(running(), ResponseAct.HERE, after(6)), ResponseAct.GOING, after(6))
    late = does(record, act, after(2)).response
    assert late.attended_until == after(9)
    assert late.going_until == after(8)


def test_the_first_attendance_is_kept_also_when_it_comes_in_late() -> None:
    record = does(running(), ResponseAct.HERE, after(6))
    assert does(record, ResponseAct.HERE, after(8), who="Ana").response.attended_at == after(6)
    assert does(record, ResponseAct.HERE, after(2), who="Ana").response.attended_at == after(2)
    assert does(record, ResponseAct.HERE, after(-2), who="Ana").response.attended_at == after(0)


def test_in_a_long_sedation_attendance_lasts_one_interval() -> None:
    site = SiteProtocol.from_json(
        {"attended_for": 240, "intervals": {"sedation": {"every": 600, "grace": 60, "urgent_after": 180}}}
    )
    for kind, minutes in ((ResponseKind.PROLONGED_SEDATION, 10), (ResponseKind.SLOW_BREATHING, 4)):
        here = advance(running(kind=kind), ask(ResponseAct.HERE, after(1)), site).record
        assert here.response.attended_until == after(1 + minutes)


@pytest.mark.parametrize("state", [ResponseState.OVER, ResponseState.ALL_OK, ResponseState.MIS_TAP])
@pytest.mark.parametrize("act", [ResponseAct.GOING, ResponseAct.HERE])
def test_after_the_end_it_is_kept_and_marked(state: ResponseState, act: ResponseAct) -> None:
    decision = decides(in_state(state), act, after(11), who="Ana")
    response = decision.record.response
    assert decision.outcome is Outcome.DONE
    assert Mark.AFTER_OVER in response.marks
    assert response.state is state
    assert (response.going_until, response.attended_until, response.attended_at) == (None, None, None)
    assert [person.who for person in decision.record.people] == ["Ana"]


def test_an_earlier_attendance_that_comes_in_after_the_end_is_not_marked() -> None:
    record = does(over(), ResponseAct.HERE, after(2))
    assert record.response.attended_at == after(2)
    assert record.response.attended_until is None
    assert record.response.marks == ()


def test_the_sweep_wakes_when_the_last_of_going_and_being_there_has_passed() -> None:
    record = running()
    assert wake_at(record.response) is None
    record = does(record, ResponseAct.GOING, after(1))
    assert wake_at(record.response) == after(3)
    record = does(record, ResponseAct.HERE, after(2))
    assert wake_at(record.response) == after(5)
    assert wake_at(over(record).response) is None


def test_who_goes_arrives_and_stays() -> None:
    record = does(running(), ResponseAct.GOING, after(1), who="Ana")
    record = does(record, ResponseAct.HERE, after(2), who="Ana")
    assert record.people == (Person("Ana", "here", after(2)),)
    assert does(record, ResponseAct.GOING, after(3), who="Ana").people == record.people


def test_a_name_takes_its_tablets_place() -> None:
    record = does(running(), ResponseAct.HERE, after(1))
    assert record.people == (Person("tablet 2", "here", after(1)),)
    named = does(record, ResponseAct.HERE, after(2), who="Ana")
    assert named.people == (Person("Ana", "here", after(1)),)


def test_a_name_on_the_way_does_not_take_the_place_of_someone_there() -> None:
    record = does(running(), ResponseAct.HERE, after(1))
    both = does(record, ResponseAct.GOING, after(2), who="Ana")
    assert {person.who: person.state for person in both.people} == {"tablet 2": "here", "Ana": "going"}


def test_whoever_logs_is_there_but_a_nameless_tablet_is_nobody_new() -> None:
    record = logs(running(), ActionKind.STIMULATION, after(1))
    assert [person.who for person in record.people] == ["tablet 2"]
    record = logs(record, ActionKind.STIMULATION, after(2), who="Ana")
    assert [person.who for person in record.people] == ["Ana"]
    team = frozenset({"Ana"})
    record = logs(record, ActionKind.STIMULATION, after(3), team=team)
    record = logs(record, ActionKind.STIMULATION, after(3), team=team, **SEVEN)
    assert [person.who for person in record.people] == ["Ana"]


def test_a_nameless_tablet_is_another_one_where_only_nameless_ones_are() -> None:
    record = logs(running(), ActionKind.STIMULATION, after(1))
    record = logs(record, ActionKind.OXYGEN_START, after(2), **SEVEN)
    record = logs(record, ActionKind.AIRWAY, after(3))
    assert record.people == (Person("tablet 2", "here", after(1)), Person("tablet 7", "here", after(2)))
    left = does(record, ResponseAct.LEAVE, after(3.5)).response
    assert left.attended_until == record.response.attended_until


@pytest.mark.parametrize("who", ["tablet 2", "Ana"])
def test_who_takes_the_lead_is_there(who: str) -> None:
    decision = decides(running(), ResponseAct.LEAD, after(1), who=who)
    record = decision.record
    assert record.people == (Person(who, "here", after(1)),)
    assert (record.response.lead, record.response.attended_until) == (who, after(4))
    assert facts.SomeoneThere(after(1), record.response.id) in decision.facts


def test_a_tablet_that_takes_the_lead_stands_beside_whoever_is_there_by_name() -> None:
    record = does(running(), ResponseAct.HERE, after(1), who="Ana")
    record = does(record, ResponseAct.LEAD, after(2), team=frozenset({"Ana"}), **SEVEN)
    assert [person.who for person in record.people] == ["Ana", "tablet 7"]


def test_who_is_named_as_the_lead_by_others_or_after_the_end_did_not_come_by_that() -> None:
    named = does(running(), ResponseAct.LEAD, after(1), lead="Ana", somebody_named=True)
    later = does(over(), ResponseAct.LEAD, after(11))
    assert (named.people, named.response.attended_until) == ((), None)
    assert (later.people, later.response.lead) == ((), "tablet 2")


def test_the_same_word_at_the_same_time_is_a_repeat() -> None:
    record = does(running(), ResponseAct.HERE, after(1), who="Ana")
    assert decides(record, ResponseAct.HERE, after(1), who="Ana").outcome is Outcome.REPEAT
