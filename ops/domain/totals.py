"""What adds up over days and over sites, made from the parts of a day's figures.

Whole numbers only: counts, seconds, micrograms; counts by a code; lengths as tallies. What does not add
up is not here: how many are here at a moment, the most at once, an average. Whatever a measure means is
said where it is counted (``ops.domain.summary``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from ops.domain.counting import Bin, Spread
from ops.domain.durations import Tally
from ops.domain.figures import HourOfStays, OfHouse, OfResponses, OfStays
from ops.domain.totals_later import later
from ops.domain.window import Window, periods

K = TypeVar("K", int, str)

MICROGRAMS = 1000
"""In a milligram: a sum of thousandths has to come out even."""


class By(StrEnum):
    """Counts (or seconds) by a code."""

    TURNED_AWAY_WHY = "turned_away_why"
    IN_BOOTH_MINUTES = "in_booth_minutes"
    """By where a step of minutes begins, as in ``Bin``."""
    DONE = "done"
    KIND = "kind"
    DEBRIEF = "debrief"
    CLOSED_WHY = "closed_why"
    STAFF_PLACE = "staff_place"
    TREATED = "treated"
    """Overdoses, each once, by ``Treated``."""
    SUPPLIES_RESPONSE = "supplies_response"
    """Pieces that left the shelf, by the site's name of the form."""
    SUPPLIES_GIVEN_OUT = "supplies_given_out"
    SUPPLIES_USED_ELSEWHERE = "supplies_used_elsewhere"
    SUPPLIES_EXPIRED = "supplies_expired"


class Length(StrEnum):
    """How long things took."""

    WAIT = "wait"
    WAIT_BEFORE_LEAVING = "wait_before_leaving"
    IN_BOOTH = "in_booth_for"
    LATENESS = "lateness"
    ATTENDANCE = "attendance"
    LASTED = "lasted"
    TO_FIRST_BREATH = "to_first_breath"
    TO_AMBULANCE_CALL = "to_ambulance_call"


class ByHour(StrEnum):
    """Counts by the hour of the site's clock, ``0`` to ``23``: one that the clock shows twice holds both."""

    VISITS = "visits_by_hour"
    LOOKS = "looks_by_hour"
    LATE = "late_by_hour"
    MISSED = "missed_by_hour"
    NOT_POSSIBLE = "not_possible_by_hour"
    RESPONSES = "responses_by_hour"
    """That ran at some time in it: one may be in several."""


@dataclass(frozen=True)
class Totals:
    """Of a day, or of many. ``days``, ``seconds``: of which, and how long they were. ``not_counted``: in how
    many of these days a measure was not counted; it adds nothing there, and is not nought."""

    days: int = 0
    seconds: int = 0
    # Stays.
    visits: int = 0
    episodes: int = 0
    ended: int = 0
    without_use: int = 0
    end_not_recorded: int = 0
    waited: int = 0
    left_before_using: int = 0
    turned_away: int = 0
    in_booth: int = 0
    in_booth_not_recorded: int = 0
    looks: int = 0
    looks_on_time: int = 0
    looks_late: int = 0
    looks_missed: int = 0
    looks_not_possible: int = 0
    past_second_limit: int = 0
    looks_late_but_ok: int = 0
    seat_seconds: int = 0
    seat_capacity: int = 0
    alarms_medium: int = 0
    alarms_high: int = 0
    alarms_reached: int = 0
    alarms_over: int = 0
    walk_rounds: int = 0
    walk_seats: int = 0
    walk_differing: int = 0
    board_errors: int = 0
    late_entries: int = 0
    late_unsigned: int = 0
    # Responses.
    responses: int = 0
    responses_running: int = 0
    responses_complete: int = 0
    all_ok: int = 0
    mis_tap: int = 0
    doses: int = 0
    doses_at_most: int = 0
    micrograms: int = 0
    micrograms_at_most: int = 0
    doses_without_amount: int = 0
    taken_by_ambulance: int = 0
    take_home_offered: int = 0
    reconstructed: int = 0
    attended: int = 0
    never_attended: int = 0
    overdoses: int = 0
    kind_not_recorded: int = 0
    staff_with_naloxone: int = 0
    staff_without_naloxone: int = 0
    others_only: int = 0
    doses_by_staff: int = 0
    doses_by_staff_at_most: int = 0
    ambulance_calls: int = 0
    transported: int = 0
    deaths: int = 0
    under_minimum: int = 0
    # The house around them.
    open: int = 0
    closed: int = 0
    walls_not_live: int = 0
    walls_fell_silent: int = 0
    staff: int = 0
    staffed: int = 0
    oxygen_litres: int = 0
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    lengths: Mapping[str, Tally] = field(default_factory=dict[str, Tally])
    hours: Mapping[str, Mapping[int, int]] = field(default_factory=dict[str, Mapping[int, int]])
    not_counted: Mapping[str, int] = field(default_factory=dict[str, int])

    def days_of(self, measure: str) -> int:
        """In how many of the days that measure was counted."""
        return self.days - max(self.not_counted.get(one, 0) for one in SUMS.get(measure, (measure,)))

    def counted_alike(self, *measures: str) -> bool:
        """Whether they were counted on as many days as each other: only then is one a part of the other."""
        return len({self.days_of(measure) for measure in measures}) == 1

    @property
    def responses_to_finish(self) -> int | None:
        """``None`` where of some responses only their number is known."""
        if not self.counted_alike("responses", "responses_running", "responses_complete"):
            return None
        return self.responses - self.responses_running - self.responses_complete

    @property
    def alarms(self) -> int:
        """On walls, of both levels."""
        return self.alarms_medium + self.alarms_high

    @property
    def looks_possible(self) -> int:
        """Checks that somebody could make: on time, late or missed."""
        return self.looks_on_time + self.looks_late + self.looks_missed


SUMS = {
    "alarms": ("alarms_medium", "alarms_high"),
    "looks_possible": ("looks_on_time", "looks_late", "looks_missed"),
}
"""What is made of several measures was counted where all of these were."""
NUMBERS = tuple(one.name for one in fields(Totals) if one.type is int)
"""The measures that are one number each."""
GROUPS: dict[str, type[StrEnum]] = {"by": By, "lengths": Length, "hours": ByHour}
"""Those that are several, by what."""
MEASURES = (*NUMBERS, *(measure for several in GROUPS.values() for measure in several))


def totals_of(window: Window, stays: OfStays, responses: OfResponses, house: OfHouse) -> Totals:
    """Of one day, over or going on."""
    said = responses.responses
    waits, looks = stays.waits, stays.looks
    spreads = {
        Length.WAIT: waits.seated,
        Length.WAIT_BEFORE_LEAVING: waits.left_before_using,
        Length.IN_BOOTH: stays.in_booth.spread,
        Length.LATENESS: looks.lateness,
        Length.ATTENDANCE: said.attendance,
        Length.LASTED: said.lasted,
    }
    more = later(stays, responses, house)
    for name, spread in spreads.items():
        more.take_length(name.value, None if _has_no_tally(spread) else spread)
    return Totals(
        days=1,
        seconds=round((window.until - window.start).total_seconds()),
        visits=stays.visits.begun,
        episodes=stays.visits.episodes,
        ended=stays.visits.ended,
        without_use=stays.visits.without_use,
        end_not_recorded=stays.visits.end_not_recorded,
        waited=waits.seated.count,
        left_before_using=waits.left_before_using.count,
        turned_away=waits.turned_away_in_all,
        in_booth=stays.in_booth.spread.count,
        in_booth_not_recorded=stays.in_booth.not_recorded,
        looks=looks.made,
        looks_on_time=looks.on_time,
        looks_late=looks.late,
        looks_missed=looks.missed,
        looks_not_possible=looks.not_possible,
        past_second_limit=looks.past_second_limit,
        board_errors=stays.board_errors,
        late_entries=stays.late_entries,
        late_unsigned=stays.late_unsigned,
        responses=said.count,
        responses_running=said.running,
        responses_complete=said.complete,
        all_ok=said.all_ok,
        mis_tap=said.mis_tap,
        doses=said.doses,
        doses_at_most=said.doses_at_most,
        micrograms=round(said.milligrams * MICROGRAMS),
        micrograms_at_most=round(said.milligrams_at_most * MICROGRAMS),
        doses_without_amount=said.doses_without_amount,
        taken_by_ambulance=said.taken_by_ambulance,
        take_home_offered=said.take_home_offered,
        reconstructed=said.reconstructed,
        attended=said.attendance.count,
        never_attended=said.never_attended,
        under_minimum=responses.under_minimum,
        closed=sum(house.closed.values()),
        walls_not_live=sum(wall.seconds for wall in house.walls_not_live),
        walls_fell_silent=sum(wall.times for wall in house.walls_not_live),
        staff=sum(house.staff.values()),
        staffed=house.staffed,
        by={
            By.TURNED_AWAY_WHY.value: dict(waits.turned_away),
            By.IN_BOOTH_MINUTES.value: _by_minutes(stays.in_booth.bins),
            By.DONE.value: dict(said.done),
            By.KIND.value: dict(said.by_kind),
            By.DEBRIEF.value: dict(said.debriefs),
            By.CLOSED_WHY.value: dict(house.closed),
            By.STAFF_PLACE.value: dict(house.staff),
            **more.by,
        },
        lengths=more.lengths,
        hours=_by_hour(window, stays.hours, responses.hours),
        not_counted=dict.fromkeys(more.not_counted, 1),
        **more.numbers,
    )


def added(several: Iterable[Totals]) -> Totals:
    """All of them together."""
    numbers: dict[str, Any] = dict.fromkeys(NUMBERS, 0)
    groups: dict[str, list[Mapping[str, Mapping[Any, int]]]] = {name: [] for name in GROUPS}
    not_counted: list[Mapping[str, int]] = []
    for one in several:
        for name in NUMBERS:
            numbers[name] += getattr(one, name)
        for name, found in groups.items():
            found.append(getattr(one, name))
        not_counted.append(one.not_counted)
    together: dict[str, Any] = {name: by_measure(found) for name, found in groups.items()}
    return Totals(**numbers | together, not_counted=summed(not_counted))


def by_measure(several: Iterable[Mapping[str, Mapping[K, int]]]) -> dict[str, dict[K, int]]:
    """Measure by measure, added up by what each of them is by."""
    found: dict[str, dict[K, int]] = {}
    for one in several:
        for measure, counts in one.items():
            _add(found.setdefault(measure, {}), counts)
    return found


def summed(several: Iterable[Mapping[K, int]]) -> dict[K, int]:
    """By key."""
    found: dict[K, int] = {}
    for one in several:
        _add(found, one)
    return found


def _add(to: dict[K, int], counts: Mapping[K, int]) -> None:
    for key, count in counts.items():
        to[key] = to.get(key, 0) + count


def _has_no_tally(spread: Spread) -> bool:
    """Figures kept before there were tallies say only how many there were."""
    return sum(spread.tally.values()) != spread.count


def _by_minutes(bins: Iterable[Bin]) -> dict[str, int]:
    return {str(one.from_minutes): one.count for one in bins if one.count}


def _by_hour(window: Window, stays: Iterable[HourOfStays], ran: Iterable[int]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {measure.value: defaultdict(int) for measure in ByHour}
    for period, told, running in zip(periods(window), stays, ran, strict=True):
        counts = {
            ByHour.VISITS: told.visits,
            ByHour.LOOKS: told.looks,
            ByHour.LATE: told.late,
            ByHour.MISSED: told.missed,
            ByHour.NOT_POSSIBLE: told.not_possible,
            ByHour.RESPONSES: running,
        }
        for measure, count in counts.items():
            if count:
                found[measure.value][period.clock.hour] += count
    return {measure: dict(hours) for measure, hours in found.items()}
