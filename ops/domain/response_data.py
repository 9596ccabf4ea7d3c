"""A response as the domain knows it: what it is, who is there, what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from ops.domain.actions import ActionKind
from ops.domain.words import (
    Debrief,
    GivenBy,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponsePlace,
    ResponseState,
)


class Mark(StrEnum):
    """Why something that was taken as it came deserves a second look. Never a refusal."""

    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    BEGUN_BY_ACT = "begun_by_act"
    UNKNOWN_BOOTH = "unknown_booth"
    UNKNOWN_SEAT = "unknown_seat"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_VISIT = "unknown_visit"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_STAFF = "unknown_staff"
    UNKNOWN_ACTION = "unknown_action"
    BOOTH_CLOSED = "booth_closed"
    BOOTH_CLEANING = "booth_cleaning"
    VISIT_ENDED = "visit_ended"
    VISIT_ELSEWHERE = "visit_elsewhere"
    PLACE_IGNORED = "place_ignored"
    AFTER_OVER = "after_over"
    ALL_OK_AFTER_ACTS = "all_ok_after_acts"
    MIS_TAP_AFTER_ACTS = "mis_tap_after_acts"
    OTHERS_AT_WORK = "others_at_work"
    PERSON_SEEN_SINCE = "person_seen_since"
    OTHER_RESPONSE_RUNS = "other_response_runs"
    ACTS_AFTER_ALL_OK = "acts_after_all_ok"
    ACTS_AFTER_MIS_TAP = "acts_after_mis_tap"
    BEFORE_BEGIN = "before_begin"
    ALREADY_RUNNING = "already_running"
    STOP_WITHOUT_START = "stop_without_start"
    SAME_OR_SECOND = "same_or_second"
    OUT_OF_BOUNDS = "out_of_bounds"
    VALUE_UNREADABLE = "value_unreadable"
    VALUE_UNKNOWN = "value_unknown"
    TEXT_CUT = "text_cut"
    TIME_UNREADABLE = "time_unreadable"
    FROM_PAPER = "from_paper"
    """Written by hand, and typed in afterwards."""
    APPROXIMATE = "approximate"
    """Of a row: placed afterwards between points whose time is known. The order is meant, not the minute."""
    RECONSTRUCTED = "reconstructed"
    """Of a response: rows of its log were placed afterwards."""


@dataclass(frozen=True)
class Response:
    """Columns of ``ops.models.Response``, by the same names. Instants are aware UTC."""

    id: UUID
    began_at: datetime
    recorded_at: datetime
    booth_id: int | None = None
    seat: str | None = None
    place: ResponsePlace | None = None
    visit_id: UUID | None = None
    kind: ResponseKind = ResponseKind.UNKNOWN
    state: ResponseState = ResponseState.RUNNING
    going_until: datetime | None = None
    attended_at: datetime | None = None
    attended_until: datetime | None = None
    more_hands_at: datetime | None = None
    lead: str | None = None
    over_at: datetime | None = None
    outcome_state: OutcomeState | None = None
    outcome_place: OutcomePlace | None = None
    outcome_ambulance: OutcomeAmbulance | None = None
    outcome_by: str | None = None
    """Who says so: who said the last of it, or was named for it later."""
    care_naloxone: Offered | None = None
    """Take-home naloxone."""
    care_place: Offered | None = None
    """Somewhere to go."""
    debrief: Debrief | None = None
    complete_at: datetime | None = None
    marks: tuple[str, ...] = ()

    @property
    def running(self) -> bool:
        """Whether its clocks and alarms run."""
        return self.state is ResponseState.RUNNING


@dataclass(frozen=True)
class Person:
    """A responder on the way or there. ``who`` is a name chip or a device."""

    who: str
    state: str
    since: datetime


GOING, HERE = "going", "here"


@dataclass(frozen=True)
class Left:
    """Someone who was there, from when to when. Kept as it is, also when they come back."""

    who: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Action:
    """One row of the log. Never changed: superseded or voided."""

    id: UUID
    kind: ActionKind
    happened_at: datetime
    recorded_at: datetime
    by: str
    """Whose act it was: who logged it, or who was named for it later."""
    device_id: int | None = None
    """Which screen it was first logged on."""
    corrected_by: str | None = None
    """Who wrote this row in the place of the one it amends."""
    given_by: GivenBy | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    amends: UUID | None = None
    superseded_by: UUID | None = None
    amend_reason: str | None = None
    voided_at: datetime | None = None
    void_reason: str | None = None
    same_as: UUID | None = None
    """Of a voided row: the row that is the same act. Whether this one counts follows from that one."""


@dataclass(frozen=True)
class Record:
    """A response with everything written about it."""

    response: Response
    actions: tuple[Action, ...] = ()
    people: tuple[Person, ...] = ()
    left: tuple[Left, ...] = ()

    def standing(self) -> list[Action]:
        """The rows that count, in the order things happened."""
        return standing(self.actions)


def standing(actions: Sequence[Action]) -> list[Action]:
    """The rows that count, in the order things happened: neither corrected by a later row nor
    taken back. What was said to be the same act as a row that counts no more counts again."""
    by_id = {action.id: action for action in actions}
    current = (action for action in actions if action.superseded_by is None)
    return sorted((row for row in current if _counted_by(row, by_id) is row), key=order)


def newest(row: Action | None, by_id: Mapping[UUID, Action]) -> Action | None:
    """The row that stands for this one after all corrections."""
    while row is not None and (later := row.superseded_by) is not None and later in by_id:
        row = by_id[later]
    return row


def _counted_by(row: Action, by_id: Mapping[UUID, Action]) -> Action | None:
    """The row that this one's act is counted by; ``None`` when it was taken back.

    1. One that nobody voided counts itself.
    2. Else whatever it is the same as, and so on.
    3. Where that leads to a row that was taken back, is unknown or another kind of act, the
       last one before it counts again: nobody said of this act that it was not done.
    4. Where it leads in a ring (two tablets answered at once), the first of the ring counts.
    """
    path = [row]
    while path[-1].voided_at is not None:
        last = path[-1]
        if last.same_as is None:
            return None if last is row else path[-2]
        other = newest(by_id.get(last.same_as), by_id)
        if other is None or other.kind is not row.kind:
            return last
        if other in path:
            return min(path[path.index(other) :], key=order)
        path.append(other)
    return path[-1]


def order(action: Action) -> tuple[datetime, datetime, UUID]:
    """By when it happened; what was recorded later comes later."""
    return action.happened_at, action.recorded_at, action.id


@dataclass(frozen=True)
class Ask:
    """One act in a response, read and resolved. Only the fields of its kind are used.

    ``id`` is the sender's: what the act makes has it. ``at`` is never after ``now``.
    ``changes`` holds, for an amendment, exactly the names that were said.
    """

    act: ResponseAct
    id: UUID
    at: datetime
    now: datetime
    who: str
    device_name: str = ""
    device_id: int | None = None
    team: frozenset[str] = frozenset()
    """The names on chips, where none was tapped: who else is listed came by a tablet."""
    marks: tuple[str, ...] = ()
    booth_id: int | None = None
    seat: str | None = None
    place: ResponsePlace | None = None
    visit_id: UUID | None = None
    kind: ResponseKind | None = None
    on: bool = True
    action_kind: ActionKind = ActionKind.MARK
    given_by: GivenBy | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    action: UUID | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    leaves: str | None = None
    """Whose entry is meant, where it is not that of whoever taps."""
    lead: str | None = None
    somebody_named: bool = False
    """Whether a lead was named at all; without ``lead`` it is somebody nobody knows."""
    outcome_state: OutcomeState | None = None
    outcome_place: OutcomePlace | None = None
    outcome_ambulance: OutcomeAmbulance | None = None
    done_by: str | None = None
    """One of the team who says how it went, where that is not whoever taps."""
    care_naloxone: Offered | None = None
    care_place: Offered | None = None
    debrief: Debrief | None = None

    @property
    def named(self) -> bool:
        """Whether a name chip was tapped, not just the device."""
        return self.who != self.device_name
