"""When a look is due, and what a timer says. Instants are stored, phases are derived."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ops.domain.protocol import Interval, SiteProtocol
from ops.domain.words import LateLevel, Phase, Route, Track, VisitState

DUE_SOON_AT_MOST = timedelta(seconds=60)
"""The last minute before due is "due soon", but at most a quarter of the interval."""


@dataclass(frozen=True)
class Deadlines:
    """The four instants of one check, aware UTC."""

    due_soon_at: datetime
    due_at: datetime
    overdue_at: datetime
    urgent_at: datetime


def due_at(start: datetime, interval: Interval) -> Deadlines:
    """The instants of the check that follows a look at ``start``. Late counts from due."""
    every = timedelta(seconds=interval.every)
    due = start + every
    return Deadlines(
        due_soon_at=due - min(DUE_SOON_AT_MOST, every / 4),
        due_at=due,
        overdue_at=due + timedelta(seconds=interval.grace),
        urgent_at=due + timedelta(seconds=interval.urgent_after),
    )


def interval_name(
    protocol: SiteProtocol,
    *,
    state: VisitState,
    track: Track,
    route: Route | None,
    opioid: bool,
    episode_at: datetime | None,
    at: datetime,
) -> str:
    """Which interval runs after a look at ``at``.

    What was last seen outranks the stage, the stage outranks the route. A route nobody
    said counts as injecting: the careful side.
    """
    if state is VisitState.LOOKED_FOR:
        return "looked_for"
    if track is not Track.REGULAR:
        return track.value
    if state is VisitState.STEPPED_OUT:
        return "stepped_out"
    if state is VisitState.AFTERCARE:
        return "aftercare"
    chosen = route or Route.INJECT
    first = timedelta(seconds=protocol.opioid_first_for)
    if chosen is Route.INJECT and opioid and episode_at is not None and at < episode_at + first:
        return "inject_opioid_first"
    return chosen.value


def phase_at(
    due_soon_at: datetime | None,
    due_at: datetime | None,
    overdue_at: datetime | None,
    urgent_at: datetime | None,
    now: datetime,
) -> Phase:
    """What the timer says at ``now``. Without a due time there is nothing to say."""
    if due_at is None:
        return Phase.NONE
    if urgent_at is not None and now >= urgent_at:
        return Phase.URGENT
    if overdue_at is not None and now >= overdue_at:
        return Phase.OVERDUE
    if now >= due_at:
        return Phase.DUE
    if due_soon_at is not None and now >= due_soon_at:
        return Phase.DUE_SOON
    return Phase.OK


def next_wake(
    overdue_at: datetime | None, urgent_at: datetime | None, told: LateLevel | None
) -> datetime | None:
    """When the sweep has something to make durable; ``None`` when both limits are told."""
    if told is None:
        return overdue_at
    if told is LateLevel.OVERDUE:
        return urgent_at
    return None
