"""A summary in the three parts that can be kept when the rows they were counted from are gone.

Each part is made while all of its rows are there: of stays, of responses, of the house around them.
Exact operational totals only; what names a seat, a response or its record is not kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self, TypeVar

from ops.domain.counting import Bin, Spread
from ops.domain.measures import Alarms, Seats, Supplies, Walks
from ops.domain.overdoses import Overdoses
from ops.domain.retention import Speaks
from ops.domain.summary import Hour, House, InBooth, Looks, Responses, SilentScreen, Visits, Waits
from ops.domain.window import Period

Measure = TypeVar("Measure")
VERSION = 3
"""Of the form in which they are kept. From 2 on every length is there as a tally, too. From 3 on there are 90th
percentiles, and the measures that are ``None`` unless they were counted: what a form does not hold is read
as not recorded, never as nought."""
PARTS = {Speaks.STAYS: "stays", Speaks.RESPONSES: "responses", Speaks.ALL_ELSE: "house"}
"""What each part is called, by the class of rows it rests on."""
NAMES_RECORDS = ("to_finish", "complete_records")
"""Of the responses' part, what leads to a record."""


@dataclass(frozen=True)
class HourOfStays:
    """As in ``Hour``."""

    visits: int
    most_in_use: int
    looks: int
    late: int
    missed: int
    not_possible: int


@dataclass(frozen=True)
class OfStays:
    """Gone with visits, their looks and their facts; what was typed in is told by facts, too."""

    visits: Visits
    waits: Waits
    in_booth: InBooth
    looks: Looks
    board_errors: int
    late_entries: int
    late_unsigned: int
    hours: tuple[HourOfStays, ...]
    seats: Seats | None = None
    alarms: Alarms | None = None
    walks: Walks | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As ``as_json`` wrote it."""
        waits, booth, looks = kept["waits"], kept["in_booth"], kept["looks"]
        return cls(
            visits=Visits(**kept["visits"]),
            waits=Waits(
                **waits
                | _spreads(waits, "seated", "left_before_using")
                | {"bins": tuple(Bin(**one) for one in waits.get("bins", ()))}
            ),
            in_booth=InBooth(
                Spread.from_json(booth["spread"]),
                tuple(Bin(**one) for one in booth["bins"]),
                booth["not_recorded"],
            ),
            looks=Looks(**looks | _spreads(looks, "lateness")),
            board_errors=kept["board_errors"],
            late_entries=kept["late_entries"],
            late_unsigned=kept["late_unsigned"],
            hours=tuple(HourOfStays(**one) for one in kept["hours"]),
            seats=_if_kept(lambda one: Seats(**one), kept.get("seats")),
            alarms=_if_kept(Alarms.from_json, kept.get("alarms")),
            walks=_if_kept(lambda one: Walks(**one), kept.get("walks")),
        )


@dataclass(frozen=True)
class OfResponses:
    """Gone with responses and their facts. ``under_minimum`` is by who was busy in them."""

    responses: Responses
    under_minimum: int
    minimum_free_staff: int
    hours: tuple[int, ...]
    """How many ran in each."""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As ``as_json`` wrote it: no record is to be found any more."""
        said = dict(kept["responses"])
        nowhere: dict[str, Any] = dict.fromkeys(NAMES_RECORDS, ())
        later: dict[str, Any] = {
            name: _if_kept(Spread.from_json, said.get(name))
            for name in ("to_first_breath", "to_ambulance_call")
        }
        later["overdoses"] = _if_kept(lambda one: Overdoses(**one), said.get("overdoses"))
        return cls(
            responses=Responses(**said | _spreads(said, "attendance", "lasted") | later | nowhere),
            under_minimum=kept["under_minimum"],
            minimum_free_staff=kept["minimum_free_staff"],
            hours=tuple(kept["hours"]),
        )


@dataclass(frozen=True)
class OfHouse:
    """Gone with all else: when the room was closed, who was on shift, which wall was silent."""

    closed: Mapping[str, int]
    walls_not_live: tuple[SilentScreen, ...]
    staff: Mapping[str, int]
    staffed: int
    hours: tuple[float | None, ...]
    """People on the floor in each, as in ``Hour``."""
    open: int | None = None
    supplies: Supplies | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As ``as_json`` wrote it."""
        return cls(
            closed=kept["closed"],
            walls_not_live=tuple(SilentScreen(**one) for one in kept["walls_not_live"]),
            staff=kept["staff"],
            staffed=kept["staffed"],
            hours=tuple(kept["hours"]),
            open=kept.get("open"),
            supplies=_if_kept(lambda one: Supplies(**one), kept.get("supplies")),
        )


def as_json(part: OfStays | OfResponses | OfHouse) -> dict[str, Any]:
    """The form it is kept in."""
    kept = asdict(part)
    if isinstance(part, OfResponses):
        for name in NAMES_RECORDS:
            del kept["responses"][name]
    return kept


def house(stays: OfStays, responses: OfResponses, around: OfHouse) -> House:
    """The room around it, as a summary tells it."""
    return House(
        closed=around.closed,
        walls_not_live=around.walls_not_live,
        board_errors=stays.board_errors,
        staff=around.staff,
        staffed=around.staffed,
        under_minimum=responses.under_minimum,
        minimum_free_staff=responses.minimum_free_staff,
        open=around.open,
        supplies=around.supplies,
    )


def hours(
    periods: Sequence[Period], stays: OfStays, responses: OfResponses, around: OfHouse
) -> tuple[Hour, ...]:
    """Hour by hour, as a summary tells it."""
    return tuple(
        Hour(period=period, staff_on_floor=on_floor, responses=ran, **vars(told))
        for period, told, ran, on_floor in zip(
            periods, stays.hours, responses.hours, around.hours, strict=True
        )
    )


def _if_kept(read: Callable[[Mapping[str, Any]], Measure], kept: Mapping[str, Any] | None) -> Measure | None:
    return None if kept is None else read(kept)


def _spreads(kept: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: Spread.from_json(kept[name]) for name in names}
