"""Many shifts as one row of figures; docs/alarm-load.md says what each of them means."""

import math
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from ops.alarm_load import figures
from ops.alarm_load.places import Booth
from ops.alarm_load.room import Room
from ops.alarm_load.tally import Onset, Tally
from ops.domain.protocol import SiteProtocol
from ops.domain.words import AlarmLevel

TEN_MINUTES = 600
WINDOWS = figures.SHIFT // TEN_MINUTES


@dataclass(frozen=True)
class Setting:
    """A room to play: how busy, how many staff, the grace in seconds."""

    load: str
    staff: int
    grace: int


@dataclass(frozen=True)
class Loud:
    """Alarms without or with the gathering. ``during``: a share, of alarms about looks;
    ``None`` where there were none."""

    medium_in_ten: float
    worst_ten: int
    high_looks: float
    high_responses: float
    during: float | None


@dataclass(frozen=True)
class Row:
    """Means of a shift, and shares."""

    setting: Setting
    before: Loud
    after: Loud
    seated: float
    left_before_using: float
    people: float
    looks: float
    late: float
    at_work: float
    sounding: float
    response_runs: float
    nobody_free_minutes: float
    eyes_minutes: float
    eyes_rightly_minutes: float


def rows(
    settings: Sequence[Setting],
    booths: Sequence[Booth],
    protocol: SiteProtocol,
    *,
    shifts: int,
    seed: int,
    processes: int,
) -> Iterator[Row]:
    """A row for each setting, in their order. The same seed is the same rows."""
    plays: list[Callable[[int], Tally]] = [
        partial(play, setting, booths, with_grace(protocol, setting.grace), seed) for setting in settings
    ]
    if processes == 1:
        for setting, one in zip(settings, plays, strict=True):
            yield row(setting, [one(shift) for shift in range(1, shifts + 1)])
        return
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
    )
    try:
        # All at once, so that nobody waits for the last shift of a row.
        played = [pool.map(one, range(1, shifts + 1)) for one in plays]
        for setting, tallies in zip(settings, played, strict=True):
            yield row(setting, list(tallies))
    finally:
        pool.shutdown(cancel_futures=True)


def play(setting: Setting, booths: Sequence[Booth], protocol: SiteProtocol, seed: int, shift: int) -> Tally:
    """One shift. It has the same people and responses with every staff and grace."""
    return Room(booths, protocol, load=setting.load, staff=setting.staff, seed=f"{seed}/{shift}").play()


def with_grace(protocol: SiteProtocol, grace: int) -> SiteProtocol:
    """The protocol with another grace everywhere; intervals and second limits stay."""
    return replace(
        protocol,
        intervals={name: replace(one, grace=grace) for name, one in protocol.intervals.items()},
    )


def row(setting: Setting, tallies: Sequence[Tally]) -> Row:
    shifts = len(tallies)
    of_shift = figures.SHIFT * shifts

    def total(name: str) -> float:
        return sum(float(getattr(tally, name)) for tally in tallies)

    def seconds(name: str) -> float:
        return sum(float(getattr(tally.times, name)) for tally in tallies)

    return Row(
        setting=setting,
        before=_loud([tally.before for tally in tallies]),
        after=_loud([tally.after for tally in tallies]),
        seated=total("seated") / shifts,
        left_before_using=total("left_before_using") / shifts,
        people=seconds("people") / of_shift,
        looks=total("looks") / shifts,
        late=total("looks_late") / max(1.0, total("looks")),
        at_work=seconds("work") / seconds("on_floor"),
        sounding=seconds("sounding") / of_shift,
        response_runs=seconds("response_runs") / of_shift,
        nobody_free_minutes=seconds("nobody_free") / shifts / 60,
        eyes_minutes=seconds("eyes") / shifts / 60,
        eyes_rightly_minutes=seconds("eyes_rightly") / shifts / 60,
    )


def _loud(shifts: Sequence[Sequence[Onset]]) -> Loud:
    onsets = [onset for shift in shifts for onset in shift]
    looks = [onset for onset in onsets if not onset.of_response]
    medium = [onset for onset in onsets if onset.level is AlarmLevel.MEDIUM]
    high = [onset for onset in onsets if onset.level is AlarmLevel.HIGH]
    high_responses = sum(onset.of_response for onset in high)
    return Loud(
        medium_in_ten=len(medium) / (WINDOWS * len(shifts)),
        worst_ten=_percentile_95([_worst(shift) for shift in shifts]),
        high_looks=(len(high) - high_responses) / len(shifts),
        high_responses=high_responses / len(shifts),
        during=sum(onset.during for onset in looks) / len(looks) if looks else None,
    )


def _worst(shift: Sequence[Onset]) -> int:
    medium = (onset for onset in shift if onset.level is AlarmLevel.MEDIUM)
    return max(Counter(onset.time // TEN_MINUTES for onset in medium).values(), default=0)


def _percentile_95(numbers: Sequence[int]) -> int:
    """The smallest that is not below 95 of 100 of them."""
    return sorted(numbers)[math.ceil(0.95 * len(numbers)) - 1]
