"""Everyone is out: what is known of each person, and what holds when they are back in."""

from dataclasses import replace
from datetime import datetime

from ops.domain import facts
from ops.domain.visit_clock import unconfirmed
from ops.domain.visit_data import Step, Visit
from ops.domain.words import IN_PLACE, HeadCount


def counted(visit: Visit, said: HeadCount, at: datetime) -> Step:
    """One person ticked. Whoever is out, refuses or needs carrying was seen; the timer is
    left alone: nobody looked in a seat."""
    seen = visit.last_seen_at
    if said is not HeadCount.NOT_FOUND:
        seen = max(seen or at, at)
    after = replace(visit, head_count=said, last_seen_at=seen)
    return after, [facts.HeadCounted(at, visit.id, said.value)]


def back_in(visit: Visit, at: datetime) -> Visit:
    """The count is over; who is in place has to be confirmed, unless someone has looked since."""
    after = replace(visit, head_count=None)
    looked = visit.last_look_at is not None and visit.last_look_at >= at
    if visit.state not in IN_PLACE or looked:
        return after
    return unconfirmed(after, at)
