"""Where someone is: seating, moves, stepping out, coming back, aftercare, leaving."""

from dataclasses import replace

import pytest

from ops.domain import facts
from ops.domain.visit import Outcome
from ops.domain.words import (
    Answer,
    EndKind,
    Route,
    Substance,
    Track,
    TurnedAwayWhy,
    VisitAct,
    VisitState,
    Where,
)
from tests.domain.stays import (
    AFTERCARE_BOOTH,
    AFTERCARE_SEAT,
    BOOTH,
    RESPONSE,
    SEAT,
    after,
    decides,
    does,
    in_state,
    looked,
    seated,
    waiting,
)

TO_AFTERCARE = {"booth_id": AFTERCARE_BOOTH, "seat_id": AFTERCARE_SEAT, "aftercare_place": True}


def test_called_is_held_for_the_sites_time() -> None:
    called = does(waiting(), VisitAct.CALL, after(10))
    assert called.hold_until == after(15)


def test_seating_is_being_seen_and_begins_an_episode() -> None:
    decision = decides(waiting(), VisitAct.SEAT, after(4), booth_id=BOOTH, seat_id=SEAT, mark="A")
    person = decision.visit
    assert (person.booth_id, person.seat_id, person.episodes) == (BOOTH, SEAT, 1)
    assert person.last_seen_at == person.seated_at == person.episode_at == after(4)
    assert person.usual_until == after(34)
    assert decision.facts == [
        facts.PersonSeated(after(4), person.id, BOOTH, "A"),
        facts.EpisodeBegun(after(4), person.id, 1),
    ]


def test_a_stay_in_aftercare_alone_holds_no_use() -> None:
    person = does(waiting(), VisitAct.SEAT, after(4), **TO_AFTERCARE)
    assert person.state is VisitState.AFTERCARE
    assert person.episodes == 0
    assert person.due_at == after(14)


@pytest.mark.parametrize(
    ("route", "minutes"),
    [
        (Route.INJECT, 30),
        (Route.SMOKE, 15),
        (Route.SNORT, 30),
        (Route.SWALLOW, 30),
        (Route.OTHER, 30),
        (None, 30),
    ],
)
def test_the_usual_time_goes_by_route(route: Route | None, minutes: int) -> None:
    assert seated(after(1), route=route).usual_until == after(1 + minutes)


@pytest.mark.parametrize("act", [VisitAct.MOVE, VisitAct.SWAP])
@pytest.mark.parametrize("answer", [Answer.OK, Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE])
def test_the_clock_survives_a_move(act: VisitAct, answer: Answer) -> None:
    before = looked(seated(), answer, after(3))
    moved = does(before, act, after(4), booth_id=4, seat_id=41)
    for name in (
        "due_soon_at",
        "due_at",
        "overdue_at",
        "urgent_at",
        "check_number",
        "track",
        "track_since",
        "usual_until",
        "last_look_at",
        "last_seen_at",
    ):
        assert getattr(moved, name) == getattr(before, name)
    assert (moved.booth_id, moved.seat_id) == (4, 41)


def test_the_clock_survives_the_way_to_aftercare() -> None:
    before = looked(seated(), Answer.OK, after(3))
    decision = decides(before, VisitAct.AFTERCARE, after(6), **TO_AFTERCARE)
    assert decision.visit.state is VisitState.AFTERCARE
    assert decision.visit.due_at == before.due_at
    assert decision.visit.usual_until == after(21)
    assert [type(fact) for fact in decision.facts] == [facts.PersonMoved, facts.AftercareBegun]
    assert looked(decision.visit, Answer.OK, after(8)).due_at == after(18)


def test_aftercare_where_one_sits() -> None:
    decision = decides(seated(), VisitAct.AFTERCARE, after(6))
    assert decision.visit.seat_id == SEAT
    assert decision.facts == [facts.AftercareBegun(after(6), decision.visit.id)]


def test_a_move_to_aftercare_is_aftercare() -> None:
    assert does(seated(), VisitAct.MOVE, after(6), **TO_AFTERCARE).state is VisitState.AFTERCARE


CLOCKS = "check_number due_soon_at due_at overdue_at urgent_at stepped_out_until stepped_out_to".split()
SIGHT = "state last_look_at last_seen_at answer look_outside".split()


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (VisitAct.MOVE, VisitState.STEPPED_OUT),
        (VisitAct.SWAP, VisitState.STEPPED_OUT),
        (VisitAct.SWAP, VisitState.LOOKED_FOR),
    ],
)
def test_of_someone_out_the_place_changes_and_nobody_has_seen_them(act: VisitAct, state: VisitState) -> None:
    before = in_state(state)
    person = does(before, act, after(6), booth_id=4, seat_id=41)
    assert (person.booth_id, person.seat_id, person.changed_at) == (4, 41, after(6))
    for name in (*CLOCKS, *SIGHT):
        assert getattr(person, name) == getattr(before, name)


def test_whose_kept_place_is_in_aftercare_comes_back_to_aftercare() -> None:
    decision = decides(in_state(VisitState.STEPPED_OUT), VisitAct.MOVE, after(6), **TO_AFTERCARE)
    assert decision.visit.state is VisitState.STEPPED_OUT
    assert [type(fact) for fact in decision.facts] == [facts.PersonMoved, facts.AftercareBegun]
    back = does(decision.visit, VisitAct.BACK, after(8))
    assert (back.state, back.due_at) == (VisitState.AFTERCARE, after(18))


def test_the_same_place_kept_again_is_a_repeat() -> None:
    moved = does(in_state(VisitState.STEPPED_OUT), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    assert decides(moved, VisitAct.MOVE, after(7), booth_id=4, seat_id=41).outcome is Outcome.REPEAT


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (VisitAct.MOVE, VisitState.LOOKED_FOR),
        (VisitAct.AFTERCARE, VisitState.STEPPED_OUT),
        (VisitAct.AFTERCARE, VisitState.LOOKED_FOR),
        (VisitAct.BACK, VisitState.STEPPED_OUT),
        (VisitAct.BACK, VisitState.LOOKED_FOR),
    ],
)
def test_whoever_is_found_or_back_has_been_seen(act: VisitAct, state: VisitState) -> None:
    person = does(in_state(state), act, after(6), booth_id=AFTERCARE_BOOTH, seat_id=AFTERCARE_SEAT)
    assert person.state in (VisitState.USING, VisitState.AFTERCARE)
    assert person.last_seen_at == after(6)
    assert person.answer is not Answer.NOT_HERE
    assert person.due_at is not None
    assert person.due_at > after(6)


def test_back_to_aftercare_where_one_sat_is_a_fact() -> None:
    out = does(does(seated(), VisitAct.AFTERCARE, after(3)), VisitAct.STEP_OUT, after(4))
    decision = decides(out, VisitAct.AFTERCARE, after(6))
    assert decision.facts == [facts.CameBack(after(6), out.id, False, BOOTH)]


@pytest.mark.parametrize("where", [Where.WASHROOM, Where.SMOKE, Where.PHONE, Where.OTHER, None])
def test_stepping_out_keeps_the_place_and_a_clock(where: Where | None) -> None:
    person = does(seated(), VisitAct.STEP_OUT, after(4), where=where)
    assert person.state is VisitState.STEPPED_OUT
    assert person.seat_id == SEAT
    assert person.stepped_out_to is where
    assert person.stepped_out_until == person.due_at == after(14)


def test_a_worry_keeps_its_interval_outside() -> None:
    worried = looked(seated(), Answer.KEEP_AN_EYE, after(3))
    assert does(worried, VisitAct.STEP_OUT, after(4)).due_at == after(6)


def test_back_in_the_seat() -> None:
    out = does(seated(), VisitAct.STEP_OUT, after(4))
    decision = decides(out, VisitAct.BACK, after(9))
    assert decision.visit.state is VisitState.USING
    assert decision.visit.due_at == after(14)
    assert decision.visit.stepped_out_until is None
    assert decision.facts == [facts.CameBack(after(9), out.id, False, BOOTH)]


def test_back_after_having_left_reopens_the_stay() -> None:
    left = does(seated(), VisitAct.END, after(20))
    back = decides(left, VisitAct.BACK, after(40))
    assert back.visit.state is VisitState.USING
    assert (back.visit.ended_at, back.visit.end_kind) == (None, None)
    assert back.visit.seated_at == after(0)
    assert back.visit.due_at == after(45)
    assert back.visit.usual_until == after(70)
    assert back.facts == [facts.CameBack(after(40), left.id, True, BOOTH)]


def test_back_after_naloxone_brings_the_observation_back() -> None:
    left = replace(does(seated(), VisitAct.END, after(20)), naloxone=True)
    back = does(left, VisitAct.BACK, after(40))
    assert back.state is VisitState.AFTERCARE
    assert back.due_at == after(50)


def test_back_after_leaving_without_a_seat_waits_again() -> None:
    left = does(waiting(), VisitAct.LEAVE_WAITING, after(20), end_kind=EndKind.LEFT_BEFORE_USING)
    decision = decides(left, VisitAct.BACK, after(30))
    assert decision.visit.state is VisitState.WAITING
    assert decision.visit.end_kind is None
    assert decision.visit.arrived_at == after(0)
    assert decision.facts == [facts.CameBack(after(30), left.id, True, None)]


def test_back_after_leaving_without_a_seat_may_be_seated_at_once() -> None:
    left = does(waiting(), VisitAct.LEAVE_WAITING, after(20), end_kind=EndKind.TURNED_AWAY)
    person = does(left, VisitAct.BACK, after(30), booth_id=BOOTH, seat_id=SEAT)
    assert person.state is VisitState.USING
    assert (person.episodes, person.seated_at, person.due_at) == (1, after(30), after(35))


def test_more_time_is_added_to_what_is_left() -> None:
    person = seated()
    assert does(person, VisitAct.EXTEND, after(10)).usual_until == after(40)
    assert does(person, VisitAct.EXTEND, after(45)).usual_until == after(55)
    assert does(person, VisitAct.EXTEND, after(10), seconds=300).usual_until == after(35)


def test_one_more_use_starts_a_shorter_interval_now_and_never_a_longer_one() -> None:
    person = looked(seated(), Answer.KEEP_AN_EYE, after(4))
    again = does(person, VisitAct.EPISODE, after(5), substances=(Substance.FENTANYL,))
    assert again.episodes == 2
    assert again.substances == (Substance.FENTANYL,)
    assert again.due_at == person.due_at == after(6)
    calm = does(
        looked(seated(), Answer.OK, after(4)), VisitAct.EPISODE, after(5), substances=(Substance.HEROIN,)
    )
    assert calm.due_at == after(8)


def test_use_in_aftercare_is_use() -> None:
    person = looked(does(seated(), VisitAct.AFTERCARE, after(3)), Answer.OK, after(4))
    assert person.due_at == after(14)
    again = does(person, VisitAct.EPISODE, after(5))
    assert again.state is VisitState.USING
    assert again.due_at == after(10)


@pytest.mark.parametrize(
    "kind", [EndKind.LEFT, EndKind.WITH_AMBULANCE, EndKind.OTHER_CARE, EndKind.NOT_RECORDED]
)
def test_an_end_stops_every_clock(kind: EndKind) -> None:
    paused = replace(does(seated(), VisitAct.STEP_OUT, after(3)), response_id=RESPONSE)
    decision = decides(paused, VisitAct.END, after(9), end_kind=kind)
    person = decision.visit
    assert person.end_kind is kind
    assert person.ended_at == after(9)
    clocks = (
        "due_soon_at",
        "due_at",
        "overdue_at",
        "urgent_at",
        "going_until",
        "usual_until",
        "stepped_out_until",
        "response_id",
        "hold_until",
    )
    assert {getattr(person, name) for name in clocks} == {None}
    assert decision.facts == [facts.VisitEnded(after(9), person.id, kind.value)]


def test_without_use_takes_back_the_episode_that_seating_began() -> None:
    assert does(seated(), VisitAct.END, after(9), without_use=True).episodes == 0
    twice = does(seated(), VisitAct.EPISODE, after(3))
    assert does(twice, VisitAct.END, after(9), without_use=True).episodes == 2


def test_left_and_turned_away_are_different_tallies() -> None:
    left = does(waiting(), VisitAct.LEAVE_WAITING, after(9), end_kind=EndKind.LEFT_BEFORE_USING)
    turned = decides(
        waiting(), VisitAct.LEAVE_WAITING, after(9), end_kind=EndKind.TURNED_AWAY, why=TurnedAwayWhy.FULL
    )
    assert left.end_kind is EndKind.LEFT_BEFORE_USING
    assert turned.visit.turned_away_why is TurnedAwayWhy.FULL
    assert turned.facts == [facts.VisitEnded(after(9), left.id, "turned_away", "full")]


def test_out_again_is_a_repeat() -> None:
    out = does(seated(), VisitAct.STEP_OUT, after(4), where=Where.SMOKE)
    assert decides(out, VisitAct.STEP_OUT, after(5), where=Where.PHONE).outcome is Outcome.REPEAT


def test_the_track_survives_a_stay_outside() -> None:
    worried = looked(seated(), Answer.HARD_TO_ROUSE, after(3))
    back = does(does(worried, VisitAct.STEP_OUT, after(4)), VisitAct.BACK, after(6))
    assert back.track is Track.SEDATION
    assert back.due_at == after(9)
