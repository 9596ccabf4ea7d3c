"""A day in the parts that public reports ask for, by the site's wall clock.

A part that goes on after midnight is in two days of the clock: each holds its own end of it.
"""

from collections.abc import Iterable
from enum import StrEnum


class PartOfDay(StrEnum):
    """Named after when it begins and ends."""

    MORNING = "07:00-11:59"
    AFTERNOON = "12:00-16:59"
    EVENING = "17:00-21:59"
    LATE_EVENING = "22:00-02:59"
    NIGHT = "03:00-06:59"


_BEGINS = {7: PartOfDay.MORNING, 12: PartOfDay.AFTERNOON, 17: PartOfDay.EVENING, 22: PartOfDay.LATE_EVENING}


def part_of(hour: int) -> PartOfDay:
    """The part that an hour of the clock lies in: each of them begins on one."""
    if hour < 3:
        return PartOfDay.LATE_EVENING
    begun = [part for begins, part in _BEGINS.items() if begins <= hour]
    return begun[-1] if begun else PartOfDay.NIGHT


def by_part(counted: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Counts of each, from counts by hour of the clock. An hour that the clock shows twice is in it twice."""
    found = dict.fromkeys(PartOfDay, 0)
    for hour, count in counted:
        found[part_of(hour)] += count
    return {part.value: count for part, count in found.items()}
