"""Which measures a report of days holds, in which order, and how each becomes a cell: the one list of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from ops.domain import total_cells as cells
from ops.domain.overdoses import Treated
from ops.domain.summary import Done
from ops.domain.total_cells import Made
from ops.domain.totals import By, Length
from ops.domain.words import ResponseKind, RoomReason, RoomState, StaffPlace, TurnedAwayWhy
from ops.routes import definitions, shift_words


@dataclass(frozen=True)
class Line:
    """``measure``: whose meaning it has. ``key``: its own name in files. ``only_if_any``: left off where
    it is nought."""

    measure: str
    key: str
    label: Callable[[], str]
    made: Made
    only_if_any: bool = False


@dataclass(frozen=True)
class Group:
    """A table of a report."""

    key: str
    title: LazyString
    lines: tuple[Line, ...]


def _term(measure: str, made: Made | None = None) -> Line:
    return Line(
        measure, measure, lambda: str(definitions.meaning(measure).term), made or cells.count(measure)
    )


def _part(measure: str, key: str, label: LazyString, made: Made) -> Line:
    return Line(measure, key, lambda: str(label), made)


def _treated(how: Treated) -> Line:
    return _term(f"treated_{how.value}", cells.by(By.TREATED.value, how.value))


def _lengths(measure: str, of: Length) -> Iterator[Line]:
    yield Line(measure, f"{of.value}_median", _joined(measure, _("median")), cells.median(of))
    yield Line(measure, f"{of.value}_nine_in_ten", _joined(measure, _("nine in ten")), cells.nine_in_ten(of))


def _joined(measure: str, told: LazyString) -> Callable[[], str]:
    return lambda: f"{definitions.meaning(measure).term}, {told}"


def _codes(
    measure: str, by: By, codes: Iterable[StrEnum | str], said: Callable[[str], str]
) -> Iterator[Line]:
    for code in map(str, codes):
        made = cells.by(by.value, code)
        label = _of_these(measure, said, code)
        yield Line(measure, f"{by.value}_{code or 'not_said'}", label, made, only_if_any=True)


def _done() -> Iterator[Line]:
    """A table of their own: its title says what they are."""
    for done in map(str, Done):
        made = cells.by(By.DONE.value, done)
        yield Line("done", f"{By.DONE.value}_{done}", partial(shift_words.done, done), made, only_if_any=True)


def _of_these(measure: str, said: Callable[[str], str], code: str) -> Callable[[], str]:
    return lambda: f"{definitions.meaning(measure).term}: {said(code)}"


_CLOSED = (
    *RoomReason,
    RoomState.LAST_ENTRY,
    RoomState.CLOSING,
    RoomState.EVERYONE_OUT,
    RoomState.LOCK_DOWN,
    "",
)

GROUPS: tuple[Group, ...] = (
    Group(
        "visits",
        _("Visits"),
        (
            _term("visits"),
            _term("episodes"),
            *_lengths("in_booth", Length.IN_BOOTH),
            _term("seat_seconds"),
            _part(
                "seat_seconds",
                "seat_share",
                _("of the seat-hours there were"),
                cells.share("seat_seconds", "seat_capacity", cells.HOUR),
            ),
            _term("without_use"),
            _term("end_not_recorded"),
        ),
    ),
    Group(
        "waits",
        _("Waits"),
        (
            _term("waited"),
            *_lengths("waited", Length.WAIT),
            _term("left_before_using"),
            *_lengths("left_before_using", Length.WAIT_BEFORE_LEAVING),
            _term("turned_away"),
            *_codes("turned_away", By.TURNED_AWAY_WHY, (*TurnedAwayWhy, ""), shift_words.why),
        ),
    ),
    Group(
        "looks",
        _("Looks"),
        (
            _term("looks"),
            _term("looks_on_time", cells.share("looks_on_time", "looks_possible")),
            _term("looks_late"),
            *_lengths("looks_late", Length.LATENESS),
            _term("looks_late_but_ok"),
            _term("looks_missed"),
            _term("looks_not_possible"),
            _term("past_second_limit"),
        ),
    ),
    Group(
        "responses",
        _("Responses"),
        (
            _term("responses"),
            *_codes("responses", By.KIND, ResponseKind, shift_words.kind),
            *_lengths("attendance", Length.ATTENDANCE),
            *_lengths("to_first_breath", Length.TO_FIRST_BREATH),
            *_lengths("to_ambulance_call", Length.TO_AMBULANCE_CALL),
            *_lengths("lasted", Length.LASTED),
            _term("doses", cells.up_to("doses", "doses_at_most")),
            _part(
                "doses",
                "milligrams",
                _("in milligrams"),
                cells.milligrams("micrograms", "micrograms_at_most"),
            ),
            _term("taken_by_ambulance"),
            _term("take_home_offered"),
            _term("responses_complete", cells.share("responses_complete", "responses")),
            _term("reconstructed"),
            _part("no_response", "all_ok", _("all OK, no response needed"), cells.count("all_ok")),
            _part("no_response", "mis_tap", _("mis-tap"), cells.count("mis_tap")),
        ),
    ),
    Group("done", _("What was done in responses"), tuple(_done())),
    Group(
        "overdoses",
        _("Overdoses"),
        (
            _term("overdoses"),
            _treated(Treated.STAFF),
            _term("staff_without_naloxone"),
            _term("staff_with_naloxone"),
            *(_treated(one) for one in Treated if one is not Treated.STAFF),
            _term("others_only"),
            _term("doses_by_staff", cells.up_to("doses_by_staff", "doses_by_staff_at_most")),
            _term("ambulance_calls"),
            _term("kind_not_recorded"),
        ),
    ),
    Group(
        "room",
        _("Room and staff"),
        (
            _term("open"),
            _term("closed"),
            *_codes("closed", By.CLOSED_WHY, _CLOSED, shift_words.reason),
            _term("staff"),
            *_codes("staff", By.STAFF_PLACE, StaffPlace, shift_words.where),
            _term("under_minimum"),
            _part(
                "alarms", "alarms_medium", _("alarms, MEDIUM, in ten minutes"), cells.alarms("alarms_medium")
            ),
            _part("alarms", "alarms_high", _("alarms, HIGH, in ten minutes"), cells.alarms("alarms_high")),
            _term("alarms_reached", cells.share("alarms_reached", "alarms")),
            _term("board_errors"),
            _part("walk_rounds", "walk_rounds", _("walk-rounds"), cells.count("walk_rounds")),
            _part(
                "walk_rounds",
                "walk_differing",
                _("of the seats seen in them, otherwise than the board"),
                cells.share("walk_differing", "walk_seats"),
            ),
            _term("late_entries"),
            _term("walls_not_live"),
            _part("oxygen_litres", "oxygen_litres", _("oxygen, in litres"), cells.count("oxygen_litres")),
        ),
    ),
)
