"""How late pulses are: by the grid that they keep, and not by the time between two of them.

1. The grid begins with the earliest pulse that any screen heard while it was quiet, whole steps taken
   away, and has a step each two seconds. It is not moved: pulses that come later from some moment on are late
   each time, also where the server has moved its own grid after one that was very late.
2. Each screen is owed one at each step, in their order. One that never came is as late as was waited for it.

What it cannot see is that all pulses of the quiet time come late by as much. All screens are told by one
process: each process has a grid of its own.
"""

from collections.abc import Sequence
from statistics import median

from ops.realtime.protocol import PULSE_EVERY


def lateness(
    screens: Sequence[Sequence[float]], quiet_until: float, until: float, asked_at: float
) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds, for each screen, of those that were due while it was quiet, and of those due from then on.
    ``screens``: when each of them heard its pulses, all by one clock, none left out from the first on."""
    if not all(heard and heard[0] < quiet_until for heard in screens):
        raise ValueError("a screen heard no pulse while it was quiet, so there is no grid")
    earliest = min(heard[0] for heard in screens)
    steps = [round((heard[0] - earliest) / PULSE_EVERY) for heard in screens]
    begins = min(
        at - PULSE_EVERY * (first + number)
        for heard, first in zip(screens, steps, strict=True)
        for number, at in enumerate(heard)
        if at < quiet_until
    )
    quiet: list[list[float]] = []
    later: list[list[float]] = []
    for heard, first in zip(screens, steps, strict=True):
        quiet.append([])
        later.append([])
        number = 0
        while (due := begins + PULSE_EVERY * (first + number)) < until:
            came = heard[number] if number < len(heard) else asked_at
            (quiet if due < quiet_until else later)[-1].append(max(0.0, came - due))
            number += 1
    return quiet, later


def held_up(quiet: Sequence[Sequence[float]], later: Sequence[Sequence[float]]) -> float:
    """Seconds by which the worst pulse was later than half of those that the same screen heard while it was
    quiet. Each screen beside itself: to tell many takes a while, in which each has its place."""
    return max(max(after) - median(before) for before, after in zip(quiet, later, strict=True) if after)
