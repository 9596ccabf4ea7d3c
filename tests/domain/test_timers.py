"""When a look is due, when it is late, and which interval runs."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ops.domain.protocol import Interval, SiteProtocol
from ops.domain.timers import due_at, interval_name, next_wake, phase_at
from ops.domain.words import Answer, LateLevel, Phase, Route, Substance, Track, VisitAct, VisitState
from tests.domain.stays import SITE, after, does, looked, seated

OPIOIDS = [
    Substance.HEROIN,
    Substance.FENTANYL,
    Substance.OXYCODONE,
    Substance.MORPHINE,
    Substance.HYDROMORPHONE,
    Substance.UNSPECIFIED_OPIOID,
]
INTERVALS = some.builds(
    Interval,
    every=some.integers(1, 4000),
    grace=some.integers(1, 120),
    urgent_after=some.integers(121, 900),
)


@pytest.mark.parametrize("name", sorted(SITE.intervals))
def test_late_counts_from_due(name: str) -> None:
    interval = SITE.interval(name)
    deadlines = due_at(after(0), interval)
    assert deadlines.due_at == after(0) + timedelta(seconds=interval.every)
    assert deadlines.overdue_at - deadlines.due_at == timedelta(minutes=1)
    assert deadlines.urgent_at - deadlines.due_at == timedelta(minutes=3)


@given(INTERVALS)
def test_due_soon_is_the_last_minute_and_at_most_a_quarter(interval: Interval) -> None:
    deadlines = due_at(after(0), interval)
    soon = deadlines.due_at - deadlines.due_soon_at
    assert soon <= timedelta(seconds=60)
    assert soon <= timedelta(seconds=interval.every) / 4
    assert soon == timedelta(seconds=60) or soon == timedelta(seconds=interval.every) / 4


@pytest.mark.parametrize(("every", "soon"), [(300, 60), (240, 60), (180, 45), (120, 30), (60, 15), (600, 60)])
def test_due_soon_of_usual_intervals(every: int, soon: int) -> None:
    deadlines = due_at(after(0), Interval(every))
    assert deadlines.due_at - deadlines.due_soon_at == timedelta(seconds=soon)


@given(INTERVALS, some.integers(-10, 6000))
def test_a_phase_says_one_thing_and_only_ever_gets_worse(interval: Interval, seconds: int) -> None:
    d = due_at(after(0), interval)
    order = list(Phase)
    now, later = after(seconds=seconds), after(seconds=seconds + 1)
    here = phase_at(d.due_soon_at, d.due_at, d.overdue_at, d.urgent_at, now)
    then = phase_at(d.due_soon_at, d.due_at, d.overdue_at, d.urgent_at, later)
    assert order.index(here) <= order.index(then)


def test_a_phase_begins_at_its_instant() -> None:
    d = due_at(after(0), Interval(300))

    def phase(seconds: float) -> Phase:
        return phase_at(d.due_soon_at, d.due_at, d.overdue_at, d.urgent_at, after(seconds=seconds))

    assert [phase(s) for s in (239.999, 240, 299.999, 300, 359.999, 360, 479.999, 480)] == [
        Phase.OK,
        Phase.DUE_SOON,
        Phase.DUE_SOON,
        Phase.DUE,
        Phase.DUE,
        Phase.OVERDUE,
        Phase.OVERDUE,
        Phase.URGENT,
    ]


def test_without_a_due_time_there_is_nothing_to_say() -> None:
    assert phase_at(None, None, None, None, after(5)) is Phase.NONE


def test_the_sweep_wakes_for_each_limit_once() -> None:
    overdue, urgent = after(6), after(8)
    assert next_wake(overdue, urgent, None) == overdue
    assert next_wake(overdue, urgent, LateLevel.OVERDUE) == urgent
    assert next_wake(overdue, urgent, LateLevel.URGENT) is None


def test_every_way_of_being_here_has_an_interval() -> None:
    for state, track, route, opioid, minutes in product(
        (VisitState.USING, VisitState.AFTERCARE, VisitState.STEPPED_OUT, VisitState.LOOKED_FOR),
        Track,
        [*Route, None],
        (True, False),
        (None, 0, 9, 10, 60),
    ):
        name = interval_name(
            SITE,
            state=state,
            track=track,
            route=route,
            opioid=opioid,
            episode_at=None if minutes is None else after(0),
            at=after(minutes or 0),
        )
        assert SITE.interval(name).every > 0


@pytest.mark.parametrize("opioid", OPIOIDS)
def test_the_first_ten_minutes_after_an_opioid_are_shorter(opioid: Substance) -> None:
    person = seated(after(0), opioid)
    assert person.due_at == after(3)
    person = looked(person, Answer.OK, after(9, 59))
    assert person.due_at == after(12, 59)
    person = looked(person, Answer.OK, after(10))
    assert person.due_at == after(10) + timedelta(minutes=5)


@pytest.mark.parametrize("substance", sorted(set(Substance) - set(OPIOIDS)))
def test_other_substances_have_the_plain_interval(substance: Substance) -> None:
    assert seated(after(0), substance).due_at == after(5)


def test_an_opioid_smoked_has_the_interval_of_smoking() -> None:
    assert seated(after(0), Substance.FENTANYL, route=Route.SMOKE).due_at == after(5)


def test_a_route_nobody_said_counts_as_injecting() -> None:
    assert seated(after(0), Substance.FENTANYL, route=None).due_at == after(3)


def test_the_ten_minutes_begin_again_with_each_use() -> None:
    person = looked(seated(after(0), Substance.FENTANYL), Answer.OK, after(20))
    assert person.due_at == after(25)
    again = does(person, VisitAct.EPISODE, after(21))
    assert again.due_at == after(24)
    assert looked(again, Answer.OK, after(30)).due_at == after(33)


def test_a_worry_outranks_the_stage_and_the_stage_the_route() -> None:
    in_aftercare = does(seated(after(0), Substance.FENTANYL), VisitAct.AFTERCARE, after(2))
    assert looked(in_aftercare, Answer.OK, after(3)).due_at == after(13)
    assert looked(in_aftercare, Answer.KEEP_AN_EYE, after(3)).due_at == after(5)
    assert looked(in_aftercare, Answer.HARD_TO_ROUSE, after(3)).due_at == after(6)


def test_intervals_are_the_sites() -> None:
    slow = SiteProtocol.from_json({"intervals": {"inject": {"every": 420, "grace": 30, "urgent_after": 90}}})
    person = does(seated(), VisitAct.CHECK_IN, after(1), answer=Answer.OK, protocol=slow)
    assert person.due_at == after(8)
    assert person.overdue_at == after(8, 30)
    assert person.urgent_at == after(9, 30)
