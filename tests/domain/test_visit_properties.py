"""What holds whatever is done to a stay, in whatever order, at whatever time."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from ops.domain.errors import Refused
from ops.domain.visit import Ask, Outcome, Visit, advance
from ops.domain.words import (
    IN_PLACE,
    Answer,
    EndKind,
    Route,
    Substance,
    Track,
    VisitAct,
    VisitState,
    Where,
)
from tests.domain.stays import ANOTHER_RESPONSE, RESPONSE, SITE, after, waiting

LOOKS = [answer for answer in Answer if answer is not Answer.RESPOND]
MOMENTS = some.integers(-2, 120).map(after)
SEATS = some.sampled_from([(3, 31), (3, 32), (4, 41), (9, 91)])


@some.composite
def asks(draw: some.DrawFn) -> Ask:
    """Any act, said in any way a service could say it."""
    act = draw(some.sampled_from(VisitAct))
    booth, seat = draw(SEATS)
    placed = act in (VisitAct.SEAT, VisitAct.MOVE, VisitAct.SWAP) or draw(some.booleans())
    return Ask(
        act,
        draw(MOMENTS),
        room_says_otherwise=draw(some.booleans()),
        answer=draw(some.sampled_from([Answer.OK, Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE, None]))
        if act is VisitAct.RESUME
        else draw(some.sampled_from(LOOKS)),
        where=draw(some.sampled_from([None, *Where])),
        booth_id=booth if placed else None,
        seat_id=seat if placed else None,
        mark="A",
        aftercare_place=placed and booth == 9,
        route=draw(some.sampled_from([None, *Route])),
        substances=draw(some.sampled_from([(), (Substance.FENTANYL,), (Substance.COCAINE,)])),
        end_kind=draw(some.sampled_from(EndKind)),
        without_use=draw(some.booleans()),
        response=draw(some.sampled_from([RESPONSE, ANOTHER_RESPONSE])),
    )


def lived(stay: Visit, acts: list[Ask]) -> list[tuple[Visit, Ask, Visit, Outcome | None]]:
    """Each act with the stay before and after it; a refusal leaves it and has no outcome."""
    steps: list[tuple[Visit, Ask, Visit, Outcome | None]] = []
    for ask in acts:
        before = stay
        try:
            decision = advance(stay, ask, SITE)
        except Refused:
            steps.append((before, ask, stay, None))
            continue
        stay = decision.visit
        steps.append((before, ask, stay, decision.outcome))
    return steps


def seen_first(acts: list[Ask]) -> list[Ask]:
    return [Ask(VisitAct.SEAT, after(0), booth_id=3, seat_id=31, mark="A"), *acts]


LIVES = some.lists(asks(), max_size=20)


@given(LIVES)
@settings(max_examples=200)
def test_whoever_is_seated_has_a_deadline_and_a_seat(acts: list[Ask]) -> None:
    for _, _, stay, _ in lived(waiting(), acts):
        if stay.state in IN_PLACE:
            assert stay.seat_id is not None
            assert None not in (stay.due_soon_at, stay.due_at, stay.overdue_at, stay.urgent_at)
        else:
            assert stay.due_at is None


@given(LIVES)
def test_deadlines_stand_in_order(acts: list[Ask]) -> None:
    for _, _, stay, _ in lived(waiting(), seen_first(acts)):
        if stay.due_at and stay.due_soon_at and stay.overdue_at and stay.urgent_at:
            assert stay.due_soon_at < stay.due_at < stay.overdue_at < stay.urgent_at


def longest_allowed(stay: Visit) -> timedelta:
    """The longest interval that could have been meant for this stay as it is now."""
    if stay.track is not Track.REGULAR:
        return timedelta(
            seconds=max(SITE.interval(stay.track.value).every, SITE.interval("looked_for").every)
        )
    return timedelta(seconds=max(interval.every for interval in SITE.intervals.values()))


@given(LIVES)
@settings(max_examples=200)
def test_due_is_never_later_than_the_newest_act_allows(acts: list[Ask]) -> None:
    newest: datetime | None = None
    for _, ask, stay, outcome in lived(waiting(), seen_first(acts)):
        if outcome is Outcome.DONE:
            newest = max(newest or ask.at, ask.at)
        if stay.due_at is not None and newest is not None:
            assert stay.due_at <= newest + longest_allowed(stay)


@given(LIVES)
@settings(max_examples=200)
def test_only_what_is_newer_than_the_last_look_moves_due_later(acts: list[Ask]) -> None:
    for before, ask, stay, _ in lived(waiting(), seen_first(acts)):
        if before.due_at is None or stay.due_at is None or stay.due_at <= before.due_at:
            continue
        assert before.last_look_at is not None
        assert ask.at >= before.last_look_at
        assert ask.at >= before.changed_at or ask.act in (VisitAct.CHECK_IN, VisitAct.RESUME)


@given(LIVES)
def test_a_look_is_never_forgotten_for_an_older_one(acts: list[Ask]) -> None:
    for before, _, stay, _ in lived(waiting(), seen_first(acts)):
        if before.last_look_at is not None and stay.last_look_at is not None:
            assert stay.last_look_at >= before.last_look_at or before.state is VisitState.ENDED


@given(LIVES)
def test_a_refusal_and_a_repeat_change_nothing(acts: list[Ask]) -> None:
    for before, _, stay, outcome in lived(waiting(), acts):
        if outcome in (None, Outcome.REPEAT, Outcome.LATE):
            assert stay == before


@given(LIVES, asks())
def test_the_same_act_of_a_colleague_does_no_harm(acts: list[Ask], twice: Ask) -> None:
    steps = lived(waiting(), [*seen_first(acts), twice, twice])
    before, _, once, outcome = steps[-2]
    _, _, again, _ = steps[-1]
    if outcome is Outcome.DONE and twice.act not in (VisitAct.EXTEND, VisitAct.EPISODE):
        assert (again.state, again.seat_id, again.track) == (once.state, once.seat_id, once.track)
        assert before.id == again.id


@given(LIVES)
def test_a_running_response_holds_the_timer_until_it_lets_go_or_the_stay_ends(acts: list[Ask]) -> None:
    held = replace(waiting(), response_id=RESPONSE)
    for before, ask, stay, _ in lived(held, acts):
        if before.response_id is not None and stay.response_id is None:
            freed = ask.act is VisitAct.RESUME
            assert freed or stay.state is VisitState.ENDED or ask.room_says_otherwise


@given(LIVES)
def test_people_are_counted_once_and_uses_never_below_none(acts: list[Ask]) -> None:
    for _, _, stay, _ in lived(waiting(), acts):
        assert stay.episodes >= 0
        assert (stay.ended_at is None) == (stay.end_kind is None)
        assert (stay.state is VisitState.ENDED) == (stay.ended_at is not None)
