"""When people come, by the clock and the calendar of the site; and when the doors are open."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ops.simulator.profiles import BENEFIT_TIMES, BENEFIT_WEEKS, HOURS, WEEKDAYS, Profile

WEDNESDAY = 2
BENEFIT_DAYS = 3
LAST_ENTRY_BEFORE = timedelta(minutes=30)
ONE_DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

_IN_BENEFIT_DAYS = BENEFIT_WEEKS * sum(WEEKDAYS[WEDNESDAY : WEDNESDAY + BENEFIT_DAYS]) / sum(WEEKDAYS)
"""Of all visits."""
OTHER_DAYS = 1 / (1 + (BENEFIT_TIMES - 1) * _IN_BENEFIT_DAYS)
"""Events on all other days, so that the whole year has the published rate."""


@dataclass(frozen=True)
class Day:
    """One day of doors, as instants. ``last_entry``: nobody new from then on."""

    opens: datetime
    last_entry: datetime
    closes: datetime


def is_benefit_day(day: date) -> bool:
    """Wednesday to Friday of the month's last Wednesday's week; the days after it may be of the next month."""
    wednesday = day - timedelta(days=day.weekday() - WEDNESDAY)
    last = monthrange(wednesday.year, wednesday.month)[1]
    return wednesday.day > last - 7 and 0 <= (day - wednesday).days < BENEFIT_DAYS


class Days:
    """A profile on a site's own clock."""

    def __init__(self, profile: Profile, zone: ZoneInfo) -> None:
        self._profile = profile
        self._zone = zone
        self._always = profile.opens is None
        first, last = profile.first_hour, profile.last_hour
        shares = {hour: HOURS[hour % 24] for hour in range(int(first), int(last))}
        # Nobody new in the last half hour.
        self._in_all = 24.0 if self._always else sum(shares.values()) - shares[int(last) - 1] / 2
        self._busiest = 1.0 if self._always else float(max(shares.values()))

    @property
    def most(self) -> float:
        """Arrivals a second, at the busiest."""
        busiest_day = 1.0 if self._always else max(WEEKDAYS)
        return self._coming(busiest_day) / 3600 * self._busiest / self._in_all

    def arrivals(self, now: datetime) -> float:
        """Arrivals a second, as it is at that time; the day is the one on which the doors opened."""
        if self._always:
            return self.most
        day = self.around(now)
        if not day.opens <= now < day.last_entry:
            return 0.0
        began = day.opens.astimezone(self._zone)
        hour = HOURS[now.astimezone(self._zone).hour]
        return self._coming(WEEKDAYS[began.weekday()]) / 3600 * hour / self._in_all

    def _coming(self, weekday: float) -> float:
        """In a whole day, beside those who wait at the door when it opens."""
        outside = 0 if self._always else self._profile.waiting_outside
        return self._profile.visits_a_day * weekday - outside

    def events(self, now: datetime) -> float:
        """The chance that a visit has an event."""
        day = now.astimezone(self._zone).date()
        if not self._always:
            day = self.around(now).opens.astimezone(self._zone).date()
        times = BENEFIT_TIMES if is_benefit_day(day) else 1.0
        return min(1.0, self._profile.events_in_1000 / 1000 * OTHER_DAYS * times)

    def around(self, now: datetime) -> Day:
        """The day of doors that runs, or the next one."""
        local = now.astimezone(self._zone).date()
        days = (self._of(local + number * ONE_DAY) for number in (-1, 0, 1, 2))
        return next(day for day in days if day.closes > now)

    def _of(self, date_: date) -> Day:
        midnight = datetime.combine(date_, datetime.min.time(), self._zone)
        # Added on the wall clock, so that a day on which the clocks change opens at the same hour.
        opens = (midnight + self._profile.first_hour * HOUR).astimezone(UTC)
        closes = (midnight + self._profile.last_hour * HOUR).astimezone(UTC)
        return Day(opens, closes - LAST_ENTRY_BEFORE, closes)
