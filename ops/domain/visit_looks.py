"""A look, and what each of the six answers makes of the stay."""

from dataclasses import replace
from datetime import datetime, timedelta

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_clock import next_check, outside, seen
from ops.domain.visit_data import Ask, Step, Visit
from ops.domain.visit_ends import ended
from ops.domain.visit_places import step_out
from ops.domain.words import OUT, Answer, EndKind, Track, VisitState, Where


def going(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    until = ask.at + timedelta(seconds=protocol.going_for)
    until = max(until, visit.going_until or until)
    return replace(visit, going_until=until), [facts.GoingToLook(ask.at, visit.id, until)]


def checked_in(visit: Visit, ask: Ask, next_due_at: datetime | None) -> Fact:
    """The look as a fact, against the time it was due."""
    return facts.CheckedIn(
        ask.at,
        visit.id,
        visit.check_number,
        ask.answer.value if ask.answer else "",
        ask.where.value if ask.where else None,
        ask.breaths_per_minute,
        None if ask.excused else visit.due_at,
        next_due_at,
    )


def check_in(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Each answer's consequence. "Not here" by itself ends nothing.

    A look that was made before someone went out and comes in after it brings nobody back,
    but what was seen then still counts.
    """
    if ask.answer is Answer.NOT_HERE:
        return _not_here(visit, ask, protocol)
    after = answered(visit, ask)
    if after.state in OUT and ask.at < visit.changed_at:
        after = outside(after, ask.at, protocol)
    else:
        after = next_check(in_place(after, ask.at), ask.at, protocol)
    return after, [checked_in(visit, ask, after.due_at)]


def in_place(visit: Visit, at: datetime) -> Visit:
    """Whoever was out is where they were before."""
    if visit.state not in OUT:
        return visit
    return replace(
        visit,
        state=visit.stage,
        stepped_out_until=None,
        stepped_out_to=None,
        look_outside=False,
        changed_at=at,
    )


def answered(visit: Visit, ask: Ask) -> Visit:
    """Track and counts. Asleep keeps the track it found: sleep does not undo a worry."""
    track = {
        Answer.OK: Track.REGULAR,
        Answer.KEEP_AN_EYE: Track.KEEP_AN_EYE,
        Answer.HARD_TO_ROUSE: Track.SEDATION,
    }.get(ask.answer or Answer.OK, visit.track)
    return replace(
        seen(visit, ask.at),
        answer=ask.answer,
        asleep_in_a_row=visit.asleep_in_a_row + 1 if ask.answer is Answer.ASLEEP else 0,
        track=track,
        track_since=visit.track_since if track is visit.track else min(ask.since or ask.at, ask.at),
    )


def _not_here(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    happened = [checked_in(visit, ask, None)]
    looked = replace(visit, last_look_at=ask.at, answer=Answer.NOT_HERE, asleep_in_a_row=0)
    if ask.where is Where.LEFT:
        # The stay ended when the person was last seen; nobody knows a later time.
        ended_at = visit.last_seen_at or ask.at
        return ended(looked, ended_at, EndKind.LEFT, None, ask.at, happened)
    if ask.where is Where.WASHROOM:
        after, out = step_out(looked, replace(ask, where=Where.WASHROOM), protocol)
        return after, happened + out
    worrying = visit.answer in (Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE)
    worrying = worrying or visit.track is not Track.REGULAR or visit.naloxone
    after = replace(
        looked,
        state=VisitState.LOOKED_FOR,
        stepped_out_to=ask.where,
        look_outside=worrying and ask.where in (Where.UNKNOWN, None),
        changed_at=ask.at,
    )
    return next_check(after, ask.at, protocol), happened
