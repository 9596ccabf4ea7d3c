"""How busy a room is and what happens in it: one model, and published rooms that set its numbers.

Rates are those of shared public figures (Insite's, Melbourne's, New York's and others'), named at each
profile. **[m]** is an assumption that no source was read for. A rate of events is one among visits in
which somebody sat down; deaths are 0 everywhere, as published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Weighted = Sequence[tuple[T, float]]
Span = tuple[float, float]

NEW_YORK: Weighted[str] = (("over_amping", 45), ("oxygen", 35), ("watched", 26), ("naloxone", 19))
"""New York's first 63 days: 125 interventions, by what was done."""
GUELPH: Weighted[str] = (("over_amping", 28.5), ("oxygen", 22.1), ("watched", 16.4), ("naloxone", 33))
"""Guelph: 33 % naloxone; what is left is shared out as in New York [m]."""
CANADA: Weighted[str] = (("over_amping", 31.4), ("oxygen", 24.4), ("watched", 18.2), ("naloxone", 26))
"""Canada's sites: about 26 % needed naloxone; what is left as in New York [m]."""

# By the hour of the site's day, relative to each other; no site in the sources publishes them [m]. A
# slow morning, most people in the afternoon and the evening.
HOURS = (2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 9, 9, 8, 7, 6, 4)
WEEKDAYS = (1.0, 1.0, 1.05, 1.1, 1.1, 0.95, 0.8)
"""From Monday; a mean of one [m]."""

BENEFIT_TIMES = 1.5
"""Overdoses on Wednesday to Friday of the week benefits are paid: half as many again (published)."""
BENEFIT_WEEKS = 12 / (365.25 / 7)
"""Of all weeks: one a month. Which one is [m]: that of the month's last Wednesday."""


@dataclass(frozen=True)
class Profile:
    """``opens``, ``closes``: hours of the site's own day, the second past 24 where a night belongs to it;
    ``None``: it never closes, and people come evenly. ``visits_a_day``: on a mean day.

    ``events_in_1000``: responses that are no slip, among visits. ``new_people``: how readily somebody is
    here for the first time, see ``Regulars``. Where a site counts by card everybody shows theirs [m], so that
    its people are all who came, as in the published figures.
    """

    name: str
    visits_a_day: float
    events_in_1000: float
    new_people: float
    opens: float | None = None
    closes: float | None = None
    kinds: Weighted[str] = NEW_YORK
    ambulance_share: float = 0.05
    """Published: 3 to 7 % of events."""
    waiting_outside: int = 2
    """People at the door when it opens [m]."""
    patience: Span = (600, 5400)
    """Seconds somebody waits before they leave: as long as published waits last, 10 to 90 min [m]."""
    looks: Weighted[str] = (("before", 70), ("in_grace", 26), ("overdue", 3.4), ("urgent", 0.6))
    """When a look is made: before it is due, within the grace, after it, after the second limit [m]."""
    returns_share: float = 0.05
    """Who leaves and is back within the hour; published that some are, not how many [m]."""
    responses_last: bool = True
    """As long as docs/alarm-load.md has it (published cases: 12, 20 and 40 min), or as short as their steps."""
    ambulance_after: Span = (420, 900)
    """Seconds from the call until it is there [m]."""
    all_ok_share: float = 0.1
    """Responses begun that were not needed, for each that was [m]."""

    @property
    def first_hour(self) -> float:
        return 0.0 if self.opens is None else self.opens

    @property
    def last_hour(self) -> float:
        return 24.0 if self.closes is None else self.closes


INSITE = Profile("insite", 480, 1000 * 2151 / 175_464, 1540, 10, 28, CANADA)
"""Vancouver, 2017: 480 visits a day, 175,464 visits, 7,301 people, 2,151 overdoses. Hours [m]."""
TORONTO = Profile("toronto", 80, 1000 * 11_000 / 400_000, 240, 9, 21, CANADA)
"""Toronto, 2020-24: about 400,000 visits and 11,000 overdoses; a day, the hours and the people of one of
about ten sites [m]."""
MELBOURNE = Profile("melbourne", 61_823 / 365, 1000 * 1232 / 61_823, 540, 7, 20)
"""Its first year: 61,823 injecting visits, 1,232 overdoses. Hours and people [m]."""
NEW_YORK_SITE = Profile("new-york", 5975 / 63 / 2, 1000 * 125 / 5975, 171, 8, 20)
"""Its first 63 days at two sites: 5,975 uses of 613 people, 125 interventions. Hours [m]."""
GLASGOW = Profile("glasgow", 6147 / 231, 1000 * 56 / 6147, 101, 9, 21)
"""The Thistle, January to August 2025, open from the 13th [m]: 6,147 times accessed by 418
people, 56 medical emergencies."""
GUELPH_SITE = Profile("guelph", 4100 / 365, 1000 * 45 / 4100, 60, 9, 17, GUELPH, 0.07)
"""About 4,100 visits and 45 overdoses, 33 % with naloxone, 7 % taken to hospital; taken as a year, and hours
and people, [m]."""

DEMO = Profile(
    "demo",
    visits_a_day=38 * 24,
    events_in_1000=370,
    new_people=200,
    waiting_outside=6,
    patience=(300, 2400),
    looks=(("before", 66), ("in_grace", 25), ("overdue", 7), ("urgent", 2)),
    responses_last=False,
    ambulance_after=(40, 90),
)
"""Made up, so that there is something to see: 38 people an hour (Insite: 27), a response every few minutes,
where a real room has 1.3 to 28 among a thousand visits. All else is as everywhere."""

PROFILES = {one.name: one for one in (INSITE, TORONTO, MELBOURNE, NEW_YORK_SITE, GLASGOW, GUELPH_SITE, DEMO)}
