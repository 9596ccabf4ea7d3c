"""How long things took, kept so that it adds up: how many fell into each of a fixed row of buckets.

Buckets are whole seconds up to a minute and no wider than a sixteenth of their lowest second from
there on. Whatever is summed over days and sites, its median and its 90th percentile are still told,
as the two seconds between which they lie.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

Tally = Mapping[int, int]
"""How many in each bucket, by its lowest second; a bucket in which there is none is left out."""

EXACT_BELOW = 64
"""Seconds up to which each is a bucket of its own."""
STEPS = 16
"""Buckets of equal width from one power of two to the next."""


@dataclass(frozen=True)
class Between:
    """Seconds: the exact number is not below ``low`` and not above ``high``."""

    low: int
    high: int


def bucket(seconds: float) -> int:
    """The lowest second of the bucket it falls into, by the nearest whole second. What ended before it
    began, by clocks that differed, took no time."""
    whole = max(0, round(seconds))
    return whole // _width(whole) * _width(whole)


def highest(lowest: int) -> int:
    """The highest second of that bucket."""
    return lowest + _width(lowest) - 1


def tally(seconds: Iterable[float]) -> dict[int, int]:
    """Of these, in order."""
    return dict(sorted(Counter(map(bucket, seconds)).items()))


def from_json(kept: Mapping[str, int]) -> dict[int, int]:
    """JSON has names for its keys."""
    return {int(lowest): count for lowest, count in kept.items()}


def median(of: Tally) -> Between | None:
    """Of an even number it lies in the middle of the middle two."""
    count = sum(of.values())
    if not count:
        return None
    lower, upper = _ranked(of, (count + 1) // 2), _ranked(of, count // 2 + 1)
    return Between((lower.low + upper.low) // 2, -(-(lower.high + upper.high) // 2))


def percentile_90(of: Tally) -> Between | None:
    """What nine of ten took at most: the one at ``rank_90``."""
    count = sum(of.values())
    return _ranked(of, rank_90(count)) if count else None


def rank_90(count: int) -> int:
    """Which one of so many, in order from 1, nine tenths of them do not exceed."""
    return -(-count * 9 // 10)


def _ranked(of: Tally, rank: int) -> Between:
    """The one that is so far up, in order from 1."""
    lowest = sorted(of)
    so_far = accumulate(of[one] for one in lowest)
    found = next(one for one, passed in zip(lowest, so_far, strict=True) if passed >= rank)
    return Between(found, highest(found))


def _width(second: int) -> int:
    if second < EXACT_BELOW:
        return 1
    return 1 << (second.bit_length() - STEPS.bit_length())
