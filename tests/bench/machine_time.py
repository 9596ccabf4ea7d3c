"""What the machine's processors were busy with meanwhile, whoever asked them to be.

The operating system counts it since it began. *Taken*: a machine that is itself a guest wanted to work, and others
on its host did.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic

WINDOW = 2.0
NEARLY = 0.1
"""Seconds that a look may come early, and still ends a window."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Moment:
    """Seconds of all processors together, so far, and when that was."""

    at: float
    all: float
    busy: float
    taken: float


@dataclass(frozen=True)
class Machine:
    """Percent of all its processors. ``taken_at_worst``: in a window of two seconds."""

    busy: float
    taken: float
    busy_at_worst: float
    taken_at_worst: float


def moment(words: str | None = None) -> Moment:
    """Now. ``words``: what the operating system says, where that is not to be asked."""
    first = (words or Path("/proc/stat").read_text()).split("\n", 1)[0]
    user, nice, system, idle, waiting, *interrupts, taken = map(float, first.split()[1:9])
    busy = user + nice + system + sum(interrupts)
    return Moment(monotonic(), (busy + idle + waiting + taken) / TICKS, busy / TICKS, taken / TICKS)


def between(moments: Sequence[Moment]) -> Machine:
    """From the first to the last of them."""
    chosen = [moments[0]]
    for one in moments[1:]:
        if one.at - chosen[-1].at >= WINDOW - NEARLY:
            chosen.append(one)
    windows = [_shares(before, after) for before, after in pairwise(chosen)]
    whole = _shares(moments[0], moments[-1])
    busiest = max((busy for busy, _ in windows), default=whole[0])
    return Machine(*whole, busiest, max((taken for _, taken in windows), default=whole[1]))


def _shares(before: Moment, after: Moment) -> tuple[float, float]:
    lasted = (after.all - before.all) or 1.0
    return (after.busy - before.busy) / lasted * 100, (after.taken - before.taken) / lasted * 100
