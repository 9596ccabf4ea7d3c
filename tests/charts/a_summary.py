"""A shift in numbers made by hand, so that a chart can be held to it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ops.domain.counting import Bin, Spread
from ops.domain.summary import Hour, House, InBooth, Looks, Responses, Summary, Visits, Waits
from ops.domain.window import Period, Window, WindowKind

START = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
NONE = Spread(0, None, None)
DONE = ("oxygen", "stimulation", "breaths", "naloxone", "over_amping_care", "ambulance", "none_of_these")


def hour(number: int, visits: int, most_in_use: int) -> Hour:
    start = START + timedelta(hours=number)
    period = Period(start, start + timedelta(hours=1), start, again=False)
    return Hour(period, visits, most_in_use, 0, 0, 0, 0, None, 0)


def summary(
    visits: Sequence[int] = (5, 12, 9),
    most_in_use: Sequence[int] = (3, 9, 8),
    bins: Sequence[Bin] = (Bin(0, 5, 2), Bin(5, 10, 7), Bin(10, 15, 0)),
    done: Mapping[str, int] | None = None,
) -> Summary:
    hours = tuple(hour(n, *pair) for n, pair in enumerate(zip(visits, most_in_use, strict=True)))
    end = START + timedelta(hours=len(hours))
    return Summary(
        window=Window(WindowKind.SHIFT, "a", START, end, end, "UTC"),
        site_name="Here",
        places=9,
        visits=Visits(sum(visits), 0, 0, 0, 0, 0, 0),
        waits=Waits(NONE, NONE, {}, 0),
        in_booth=InBooth(NONE, tuple(bins), 0),
        looks=Looks(0, 0, 0, NONE, 0, 0, 0, 0),
        responses=Responses(
            count=4,
            already_running=0,
            running=0,
            all_ok=0,
            mis_tap=0,
            done=dict.fromkeys(DONE, 0) | dict(done or {"oxygen": 3, "stimulation": 4}),
            by_kind={},
            doses=0,
            doses_at_most=0,
            milligrams=0,
            milligrams_at_most=0,
            doses_without_amount=0,
            taken_by_ambulance=0,
            take_home_offered=0,
            debriefs={},
            complete=4,
            complete_records=(),
            reconstructed=1,
            to_finish=(),
            attendance=NONE,
            never_attended=0,
            lasted=NONE,
        ),
        house=House({}, (), 0, {}, 0, 0, 1),
        hours=hours,
        late_entries=0,
        late_unsigned=0,
        handover=None,
        at_the_end=None,
    )
