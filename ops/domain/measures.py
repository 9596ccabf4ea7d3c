"""What a summary says of how full the room was, how loud, how right its board, what it used up.

As in ``summary``: exact operational totals, nothing of any person and nobody of the team.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from ops.domain.window import Period
from ops.domain.words import AlarmLevel

TEN_MINUTES = timedelta(minutes=10)
SOON = timedelta(seconds=30)
"""An alarm that somebody reached by then was reached soon."""


@dataclass(frozen=True)
class Seats:
    """Seconds of seats. ``used``: taken in booths, aftercare apart, of stays that go on, too, up to the end of
    the window; a stay whose end nobody recorded ends when they were last seen. ``capacity``: seats of
    all booths, closed ones too, times the seconds in which the room was open (``House.open``)."""

    used: int
    capacity: int


@dataclass(frozen=True)
class Alarms:
    """What began to sound on walls in the window. ``medium``: a look past its late limit, with nobody on the way.
    ``high``: one past its second limit; a response that nobody had reached as it began, or that nobody confirmed
    for the site's time; a room to be walked. While the room needs eyes all late looks are one alarm.

    ``reached_soon``: of those, to which somebody was there or said that they were going within 30 seconds.
    ``worst_ten_minutes``: the most that began in any ten. ``by_period``: MEDIUM and HIGH in each hour (or day) of the
    window; figures kept before it was counted have none. ``over``: seconds in which someone was on shift, or all
    of the window when nobody's presence was recorded: what "per ten minutes" is of."""

    medium: int
    high: int
    reached_soon: int
    worst_ten_minutes: int
    over: int
    by_period: tuple[tuple[int, int], ...] = ()

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As its fields were kept."""
        return cls(
            **dict(kept) | {"by_period": tuple((one, other) for one, other in kept.get("by_period", ()))}
        )

    @property
    def count(self) -> int:
        return self.medium + self.high

    def per_ten_minutes(self, alarms: int) -> float | None:
        """So many of them on average; ``None`` over no time."""
        return alarms * TEN_MINUTES.total_seconds() / self.over if self.over else None


@dataclass(frozen=True)
class Onset:
    """One of them. ``reached_at`` empty: nobody did."""

    at: datetime
    level: AlarmLevel
    reached_at: datetime | None


@dataclass(frozen=True)
class Walks:
    """Walk-rounds. ``begun`` in the window; ``seats``: seats seen in them in the window; ``differing``: of those, that
    the board had otherwise. Walks after an outage, or back in, are apart and in none of these."""

    begun: int
    seats: int
    differing: int


class Went(StrEnum):
    """Why something left the shelf."""

    RESPONSE = "response"
    GIVEN_OUT = "given_out"
    USED_ELSEWHERE = "used_elsewhere"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Supplies:
    """``pieces``: what left the shelf in the window, by why and by the site's name of the form.
    ``oxygen_litres``: what flowed in it, estimated from the flows that were logged."""

    pieces: Mapping[str, Mapping[str, int]]
    oxygen_litres: int

    def in_all(self, went: str) -> int:
        """Of every form."""
        return sum(self.pieces.get(went, {}).values())


def alarms(onsets: Iterable[Onset], over: int, periods: Iterable[Period] = ()) -> Alarms:
    """See ``Alarms``."""
    found = sorted(onsets, key=lambda one: one.at)
    levels = [one.level for one in found]
    inside = [[one.level for one in found if period.start <= one.at < period.end] for period in periods]
    return Alarms(
        medium=levels.count(AlarmLevel.MEDIUM),
        high=levels.count(AlarmLevel.HIGH),
        reached_soon=sum(one.reached_at is not None and one.reached_at - one.at <= SOON for one in found),
        worst_ten_minutes=_worst(found),
        over=over,
        by_period=tuple((one.count(AlarmLevel.MEDIUM), one.count(AlarmLevel.HIGH)) for one in inside),
    )


def loud(
    at: datetime, going: Iterable[tuple[datetime, datetime]], there: Sequence[datetime]
) -> tuple[datetime, datetime | None] | None:
    """When a limit that passed ``at`` was heard and when somebody was there or on the way after that.

    ``going``: from when to until when somebody said that they were; ``there``: when somebody was, in order, none of it
    from before the check was due. ``None``: it was not heard, as somebody came in time.
    """
    on_the_way = sorted(going)
    heard = at
    for since, until in on_the_way:
        if since <= heard < until:
            heard = until
    # Somebody who was there by then had been there in time, or was so without the house knowing yet.
    if heard > at and there and there[0] <= heard:
        return None
    after = [max(heard, moment) for moment in there]
    after += [since for since, _ in on_the_way if since > heard]
    return heard, min(after, default=None)


def _worst(found: Sequence[Onset]) -> int:
    times = [one.at for one in found]
    return max((bisect_left(times, at + TEN_MINUTES) - number for number, at in enumerate(times)), default=0)
