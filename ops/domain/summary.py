"""A shift or a day in numbers: exact operational totals, and what each of them means.

Nothing here describes a person: no route, substance, gender, age or first visit, and
nothing is told by member of staff. Times are those at which things happened, also when
they were recorded later; an act that was undone is counted nowhere. Durations are whole
seconds. "In the window" means ``start <= t < until``. A measure that is ``None`` is not recorded: these
figures were kept before it was counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ops.domain.counting import Bin, Spread
from ops.domain.handover import AtTheEnd, Handover, Running, ToFinish
from ops.domain.measures import Alarms, Seats, Supplies, Walks
from ops.domain.overdoses import Overdoses
from ops.domain.parts_of_day import by_part
from ops.domain.window import Period, Step, Window, WindowKind, step
from ops.domain.words import StaffPlace


class Done(StrEnum):
    """What a response held, as the page tells it. One response may be in several."""

    OXYGEN = "oxygen"
    STIMULATION = "stimulation"
    BREATHS = "breaths"
    NALOXONE = "naloxone"
    OVER_AMPING_CARE = "over_amping_care"
    AMBULANCE = "ambulance"
    NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True)
class Visits:
    """Stays in which someone was given a place.

    ``begun``: given a place in the window. ``already_here``: given one before it and still
    in it when it began; not part of ``begun``. ``episodes``: uses begun in the window, also
    in stays begun before; a use that turned out not to have been one is not counted.
    ``ended``: left in the window. ``without_use``: of those, with no use recorded.
    ``end_not_recorded``: of those, whose end nobody recorded; they end when last seen.
    ``still_here``: in a place at the end of the window (or now).
    """

    begun: int
    already_here: int
    episodes: int
    ended: int
    without_use: int
    end_not_recorded: int
    still_here: int


@dataclass(frozen=True)
class Waits:
    """``seated``: of those given a place in the window who had waited, how long, from
    arriving to being given the place. Who sat down at once did not wait.

    ``left_before_using``: left the waiting list by their own choice in the window, and how
    long they had waited. ``turned_away``: sent on by us in the window, by why; why not said
    is ``""``. ``waiting``: on the list at the end of the window (or now). ``bins``: ``seated`` by
    how long; figures kept before they were counted have none.
    """

    seated: Spread
    left_before_using: Spread
    turned_away: Mapping[str, int]
    waiting: int
    bins: tuple[Bin, ...] = ()

    @property
    def turned_away_in_all(self) -> int:
        return sum(self.turned_away.values())


@dataclass(frozen=True)
class InBooth:
    """Time in a booth: from being given a place until leaving it, for aftercare or the door.

    Moves from booth to booth are one time; places of an aftercare area are no booths.
    Counted when it ended in the window. ``not_recorded``: ended in the window, but nobody
    recorded the end, so its length is not known and is in no other figure.
    """

    spread: Spread
    bins: tuple[Bin, ...]
    not_recorded: int


@dataclass(frozen=True)
class Looks:
    """Check-ins. ``made``: looks made in the window, whatever was seen, "not here" too.

    ``late``: made at or after the late limit (due and the site's grace) of the check they
    answered; ``lateness`` of those is counted from due. ``on_time``: made before it, or
    with no limit at all.
    ``missed``: checks whose late limit passed in the window and that nobody looked in on
    before the next check began or the stay ended; a response, being moved and coming
    back count as somebody being there.
    ``not_possible``: checks whose late limit passed in the window while the room needed
    eyes. They are neither late nor missed; a look that answered one afterwards is ``made``
    and in no other figure.
    ``past_second_limit``: checks whose second limit passed in the window unattended,
    those apart that passed while the room needed eyes.
    ``late_at_end``: checks past their late limit at the end of the window (or now) that
    nobody had looked in on by then, whatever became of them, the not possible ones apart.
    A look that arrived late but was made in time makes its check neither late nor missed.
    ``late_but_ok``: of the late ones, those that found someone awake, or asleep and breathing.
    """

    made: int
    on_time: int
    late: int
    lateness: Spread
    missed: int
    not_possible: int
    past_second_limit: int
    late_at_end: int
    late_but_ok: int | None = None

    @property
    def possible(self) -> int:
        """Checks that somebody could make: on time, late or missed."""
        return self.on_time + self.late + self.missed


@dataclass(frozen=True)
class Responses:
    """Responses begun in the window; all-OK and mis-tap are apart and in no other figure.

    ``already_running``: begun before it and running when it began. ``running``: not over.
    ``done``: in how many responses each was done. Oxygen, stimulation, breaths, naloxone:
    at least one such act stands in the log. Over-amping care: cooling, fluids or a calm
    space. Ambulance: called, by an act in the log or by the recorded outcome, also when it
    was cancelled. ``by_kind``: as set, ``unknown`` while nobody has.

    ``doses``..``doses_at_most``: naloxone doses, and ``milligrams``..``milligrams_at_most``
    their sum, whoever gave them; the two differ while it is open whether two rows are one
    dose. ``doses_without_amount``: doses whose amount was not recorded; they add nothing to
    the sum. ``taken_by_ambulance``: recorded outcome "transported".

    ``take_home_offered``: naloxone to take home was offered, taken or not. ``debriefs``: as said, of
    the team; care, and no figure of what should have been.

    ``complete``: over, and nothing is missing in the record; ``complete_records`` are these. ``to_finish``: over, and
    something is. ``reconstructed``: rows of its log were placed afterwards, their minute
    approximate. ``attendance``: from the beginning until somebody was there.
    ``never_attended``: nobody logged or said that they were. ``lasted``: beginning to over.
    ``to_first_breath``: from the beginning to the first oxygen or breaths, ``to_ambulance_call``: to calling one;
    where neither was done, or only before we came, or its minute is approximate, there is none.
    """

    count: int
    already_running: int
    running: int
    all_ok: int
    mis_tap: int
    done: Mapping[str, int]
    by_kind: Mapping[str, int]
    doses: int
    doses_at_most: int
    milligrams: float
    milligrams_at_most: float
    doses_without_amount: int
    taken_by_ambulance: int
    take_home_offered: int
    debriefs: Mapping[str, int]
    complete: int
    complete_records: tuple[Running, ...]
    reconstructed: int
    to_finish: tuple[ToFinish, ...]
    attendance: Spread
    never_attended: int
    lasted: Spread
    to_first_breath: Spread | None = None
    to_ambulance_call: Spread | None = None
    overdoses: Overdoses | None = None

    @property
    def unfinished(self) -> int:
        """How many are over and have no complete record."""
        return self.count - self.running - self.complete


@dataclass(frozen=True)
class SilentScreen:
    """A wall that was not live in the window: from when its silence was noticed until it
    was back. ``times``: how often it fell silent or was silent when the window began."""

    name: str
    seconds: int
    times: int


def on_floor(staff: Mapping[str, int], staffed: int) -> float | None:
    """People on the floor, on average over the time in which someone was on shift."""
    return staff.get(StaffPlace.FLOOR.value, 0) / staffed if staffed else None


@dataclass(frozen=True)
class House:
    """The room around it.

    ``closed``: seconds in which it was closed to new people, by reason, no reason is ``""``;
    last entry, closing, everyone out and lock-down by their own words. ``open``: seconds in which a shift
    was on and it was open to them.
    ``walls_not_live``: walls that were silent, longest first. ``board_errors``: times the
    board gave way because the room said otherwise.
    ``staff``: seconds of staff by where they were, people's times added up; empty when
    nobody's presence was recorded. ``staffed``: seconds in which someone was on shift.
    ``under_minimum``: seconds of those with fewer people free than the site's minimum: of
    those on the floor or with a response, as many are busy as tapped "with a response" or,
    if more, as were there or on the way in running responses: the same as on tablets.
    """

    closed: Mapping[str, int]
    walls_not_live: tuple[SilentScreen, ...]
    board_errors: int
    staff: Mapping[str, int]
    staffed: int
    under_minimum: int
    minimum_free_staff: int
    open: int | None = None
    supplies: Supplies | None = None

    @property
    def closed_in_all(self) -> int:
        return sum(self.closed.values())

    @property
    def staff_in_all(self) -> int:
        return sum(self.staff.values())

    @property
    def not_live_in_all(self) -> int:
        return sum(wall.seconds for wall in self.walls_not_live)

    @property
    def on_floor(self) -> float | None:
        """See ``on_floor``."""
        return on_floor(self.staff, self.staffed)


@dataclass(frozen=True)
class Hour:
    """One period of the window: lateness is shown beside what else went on.

    ``visits``: given a place in it. ``most_in_use``: the most places of booths taken at one
    moment. ``looks``, ``late``, ``missed``, ``not_possible``: as in ``Looks``.
    ``staff_on_floor``: people on the floor, on average over the time in which someone was on
    shift; ``None`` when nobody's presence was recorded in it. ``responses``: how many ran at
    some time in it, however short.
    """

    period: Period
    visits: int
    most_in_use: int
    looks: int
    late: int
    missed: int
    not_possible: int
    staff_on_floor: float | None
    responses: int


@dataclass(frozen=True)
class Summary:
    """All of it. ``places``: seats of all booths as they are set up now. ``busiest``: the
    hour with most visits begun, of several the one with most places in use, then the first.
    ``late_entries``: acts that happened in the window and were typed in from paper; ``late_unsigned``:
    those of them that nobody has signed by now.
    ``handover``: only while the window goes on; ``at_the_end``: only after it, of what is still held.
    ``stays_gone``, ``responses_gone``: their rows are deleted, and these are the figures that were kept."""

    window: Window
    site_name: str
    places: int
    visits: Visits
    waits: Waits
    in_booth: InBooth
    looks: Looks
    responses: Responses
    house: House
    hours: tuple[Hour, ...]
    late_entries: int
    late_unsigned: int
    handover: Handover | None
    at_the_end: AtTheEnd | None
    seats: Seats | None = None
    alarms: Alarms | None = None
    walks: Walks | None = None
    stays_gone: bool = False
    responses_gone: bool = False

    @property
    def visits_by_part(self) -> Mapping[str, int] | None:
        """Visits begun by part of the day; ``None`` when it is told by day."""
        if step(self.window) is Step.DAY:
            return None
        return by_part((hour.period.clock.hour, hour.visits) for hour in self.hours)

    @property
    def busiest(self) -> Hour | None:
        best = max(self.hours, key=lambda hour: (hour.visits, hour.most_in_use))
        return best if best.visits else None

    @property
    def busy_hours(self) -> tuple[Hour, ...]:
        """Without those at the beginning and the end in which nobody was here."""
        busy = [
            number
            for number, hour in enumerate(self.hours)
            if hour.visits
            or hour.most_in_use
            or hour.looks
            or hour.missed
            or hour.not_possible
            or hour.responses
        ]
        return self.hours[busy[0] : busy[-1] + 1] if busy else ()

    @property
    def drawn_hours(self) -> tuple[Hour, ...]:
        """A shift whole; of a day only what lies between the first hour and the last in use."""
        return self.busy_hours if self.window.kind is WindowKind.DAY else self.hours

    @property
    def drawn_alarms(self) -> tuple[tuple[int, int], ...]:
        """MEDIUM and HIGH in each of the drawn hours; none where they were not recorded."""
        drawn = self.drawn_hours
        first = self.hours.index(drawn[0]) if drawn else 0
        return self.alarms.by_period[first : first + len(drawn)] if self.alarms else ()

    @property
    def most_in_use(self) -> int:
        return max(hour.most_in_use for hour in self.hours)

    @property
    def as_of(self) -> datetime:
        return self.window.as_of
