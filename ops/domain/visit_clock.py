"""The clocks of a stay: when the next look is due, and until when the usual time runs."""

from dataclasses import replace
from datetime import datetime, timedelta

from ops.domain import timers
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_data import Visit
from ops.domain.words import Route, Track, VisitState


def next_check(visit: Visit, at: datetime, protocol: SiteProtocol) -> Visit:
    """The visit with the timer of its next look started at ``at``."""
    name = timers.interval_name(
        protocol,
        state=visit.state,
        track=visit.track,
        route=visit.route,
        opioid=visit.opioid,
        episode_at=visit.episode_at,
        at=at,
    )
    due = timers.due_at(at, protocol.interval(name))
    return replace(
        visit,
        check_number=visit.check_number + 1,
        due_soon_at=due.due_soon_at,
        due_at=due.due_at,
        overdue_at=due.overdue_at,
        urgent_at=due.urgent_at,
        going_until=None,
    )


def sooner(visit: Visit, at: datetime, protocol: SiteProtocol) -> Visit:
    """The next look counted from ``at``, unless the one that runs is due before it."""
    new = next_check(visit, at, protocol)
    if visit.due_at is not None and new.due_at is not None and visit.due_at <= new.due_at:
        return visit
    return new


def outside(visit: Visit, at: datetime, protocol: SiteProtocol) -> Visit:
    """What was seen before someone went out: only a worry shortens their clock outside."""
    return visit if visit.track is Track.REGULAR else sooner(visit, at, protocol)


def unconfirmed(visit: Visit, at: datetime) -> Visit:
    """Nobody knows whether the board still holds: the running check is void, and the seat is
    to be confirmed."""
    void = without_deadline(visit)
    return replace(void, check_number=visit.check_number + 1, going_until=None, confirm_since=at)


def without_deadline(visit: Visit) -> Visit:
    return replace(visit, due_soon_at=None, due_at=None, overdue_at=None, urgent_at=None)


def without_timer(visit: Visit) -> Visit:
    return replace(
        without_deadline(visit),
        going_until=None,
        usual_until=None,
        stepped_out_until=None,
        stepped_out_to=None,
        look_outside=False,
    )


def seen(visit: Visit, at: datetime) -> Visit:
    return replace(visit, last_look_at=at, last_seen_at=at)


def usual_until(visit: Visit, at: datetime, protocol: SiteProtocol) -> datetime:
    route = visit.route or Route.INJECT
    name = "aftercare" if visit.state is VisitState.AFTERCARE else route.value
    return at + timedelta(seconds=protocol.usual[name])
