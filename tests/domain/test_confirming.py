"""After an outage: whose deadline is void, and what proves that somebody was seen."""

from dataclasses import replace

import pytest

from ops.domain.confirming import after_gap
from ops.domain.visit import Ask, Outcome, Visit, advance
from ops.domain.words import IN_PLACE, OUT, Answer, EndKind, VisitAct, VisitState, Where
from tests.domain.stays import RESPONSE, SITE, after, does, in_state, looked, seated, usual_ask

# Seated at 14:00, the board was away from 14:05 to 14:43.
GAP_FROM, BACK = after(5), after(43)
PLACED = sorted(IN_PLACE)
SEEN = (
    VisitAct.CHECK_IN,
    VisitAct.MOVE,
    VisitAct.SWAP,
    VisitAct.STEP_OUT,
    VisitAct.BACK,
    VisitAct.AFTERCARE,
    VisitAct.EPISODE,
)


def unsure(visit: Visit | None = None) -> Visit:
    """Somebody the board is not sure of."""
    return after_gap(visit or seated(), GAP_FROM, BACK)


def acts(visit: Visit, act: VisitAct, at: float, **more: object) -> Visit:
    ask = replace(usual_ask(act, after(at)), gap_from=GAP_FROM, **more)  # type: ignore[arg-type]
    return advance(visit, ask, SITE).visit


def deadlines(visit: Visit) -> tuple[object, ...]:
    return visit.due_soon_at, visit.due_at, visit.overdue_at, visit.urgent_at


@pytest.mark.parametrize("state", PLACED)
def test_whoever_is_in_place_is_to_be_confirmed_and_no_deadline_is_kept(state: VisitState) -> None:
    visit = unsure(in_state(state))
    assert visit.confirm_since == BACK
    assert deadlines(visit) == (None,) * 4
    assert visit.state is state


@pytest.mark.parametrize("state", sorted(set(VisitState) - IN_PLACE))
def test_nobody_else_is(state: VisitState) -> None:
    visit = in_state(state)
    assert after_gap(visit, GAP_FROM, BACK) == visit


@pytest.mark.parametrize("state", PLACED)
@pytest.mark.parametrize("act", SEEN)
def test_whatever_proves_that_they_were_seen_confirms_them(state: VisitState, act: VisitAct) -> None:
    visit = acts(unsure(in_state(state)), act, 44)
    if act is VisitAct.STEP_OUT and state is VisitState.STEPPED_OUT:
        assert visit.confirm_since == BACK  # already so: nobody was seen
        return
    if act is VisitAct.BACK and state not in (VisitState.STEPPED_OUT, VisitState.LOOKED_FOR):
        assert visit.confirm_since == BACK
        return
    if act is VisitAct.AFTERCARE and state is VisitState.AFTERCARE:
        assert visit.confirm_since == BACK
        return
    placed_only = {VisitAct.MOVE: {VisitState.STEPPED_OUT}, VisitAct.SWAP: set(OUT)}
    if state in placed_only.get(act, ()):
        assert visit.confirm_since == BACK  # the place kept for them is another one: nobody was seen
        return
    assert visit.confirm_since is None
    assert visit.due_at is not None
    assert visit.due_at > after(44)


@pytest.mark.parametrize("answer", [answer for answer in Answer if answer is not Answer.RESPOND])
def test_any_answer_of_a_look_does(answer: Answer) -> None:
    where = Where.UNKNOWN if answer is Answer.NOT_HERE else None
    visit = acts(unsure(), VisitAct.CHECK_IN, 43.5, answer=answer, where=where)
    assert visit.confirm_since is None
    assert visit.due_at is not None


def test_whoever_left_is_not_waited_for() -> None:
    visit = does(unsure(), VisitAct.END, after(44), end_kind=EndKind.LEFT)
    assert (visit.state, visit.confirm_since) == (VisitState.ENDED, None)
    gone = acts(unsure(), VisitAct.CHECK_IN, 44, answer=Answer.NOT_HERE, where=Where.LEFT)
    assert (gone.state, gone.confirm_since) == (VisitState.ENDED, None)


@pytest.mark.parametrize("act", [VisitAct.GOING, VisitAct.EXTEND])
def test_what_proves_nothing_confirms_nobody(act: VisitAct) -> None:
    visit = acts(unsure(), act, 44)
    assert visit.confirm_since == BACK
    assert deadlines(visit) == (None,) * 4


@pytest.mark.parametrize(
    ("looked_at", "stands"),
    [
        (4, False),  # before the board went away
        (30, False),  # in the gap, and due again in it
        (38, False),  # due in the moment the board came back
        (38.5, True),
        (42, True),
        (43, True),
    ],
)
def test_a_look_replayed_from_the_gap_stands_when_its_deadline_lies_ahead(
    looked_at: float, stands: bool
) -> None:
    visit = acts(unsure(), VisitAct.CHECK_IN, looked_at)
    assert visit.last_look_at == after(looked_at)
    assert (visit.confirm_since is None) is stands
    assert visit.due_at == (after(looked_at + 5) if stands else None)


def test_a_look_of_before_with_a_long_interval_confirms_nobody() -> None:
    """The outage took three minutes; a look a minute before it would have been good for ten."""
    person = after_gap(in_state(VisitState.AFTERCARE), after(5), after(8))
    ask = Ask(VisitAct.CHECK_IN, after(4), answer=Answer.OK, gap_from=after(5))
    assert advance(person, ask, SITE).visit.confirm_since == after(8)


def test_a_look_already_on_record_when_the_gap_is_told_stands() -> None:
    seen = looked(seated(), Answer.OK, after(41))
    assert after_gap(seen, GAP_FROM, BACK) == seen
    stepped_out = does(seated(), VisitAct.STEP_OUT, after(40), where=Where.SMOKE)
    assert after_gap(stepped_out, GAP_FROM, BACK) == stepped_out
    too_long_ago = looked(seated(), Answer.OK, after(20))
    assert after_gap(too_long_ago, GAP_FROM, BACK).confirm_since == BACK


def test_an_older_look_does_not_move_a_confirmed_one() -> None:
    confirmed = acts(unsure(), VisitAct.CHECK_IN, 44)
    decision = advance(
        confirmed, Ask(VisitAct.CHECK_IN, after(42), answer=Answer.ASLEEP, gap_from=GAP_FROM), SITE
    )
    assert decision.outcome is Outcome.LATE
    assert decision.visit == confirmed


def test_a_move_of_before_the_newest_look_takes_nothing_back() -> None:
    seen = replace(unsure(), last_look_at=after(44), last_seen_at=after(44))
    moved = acts(seen, VisitAct.MOVE, 43.5)
    assert (moved.seat_id, moved.last_look_at) == (41, after(44))


def test_the_end_of_a_response_confirms_and_a_mis_tap_does_not() -> None:
    helped = unsure(does(seated(), VisitAct.PAUSE, after(4), response=RESPONSE))
    assert (helped.response_id, helped.confirm_since) == (RESPONSE, BACK)
    over = acts(helped, VisitAct.RESUME, 50)
    assert (over.state, over.confirm_since) == (VisitState.AFTERCARE, None)
    assert over.due_at is not None
    mis_tap = acts(helped, VisitAct.RESUME, 50, answer=None)
    assert (mis_tap.confirm_since, mis_tap.due_at) == (BACK, None)


def test_a_second_outage_asks_again() -> None:
    once = unsure()
    twice = after_gap(once, after(50), after(60))
    assert twice.confirm_since == after(60)
