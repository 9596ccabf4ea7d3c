"""Where someone is: called, seated, moved, stepped out, back, in aftercare."""

from dataclasses import replace
from datetime import datetime, timedelta

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_clock import next_check, seen, usual_until
from ops.domain.visit_data import Ask, Step, Visit
from ops.domain.words import OUT, Answer, VisitState


def call(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    until = ask.at + timedelta(seconds=protocol.hold_for)
    after = replace(visit, state=VisitState.CALLED, called_at=ask.at, hold_until=until, changed_at=ask.at)
    return after, [facts.PersonCalled(ask.at, visit.id, until)]


def seat(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Seating is being seen; who is found asleep in a seat, asleep. In a using place it begins
    an episode; in aftercare it does not."""
    stage = VisitState.AFTERCARE if ask.aftercare_place else VisitState.USING
    seated = replace(
        seen(visit, ask.at),
        state=stage,
        stage=stage,
        booth_id=ask.booth_id,
        seat_id=ask.seat_id,
        seated_at=ask.at,
        changed_at=max(visit.changed_at, ask.at),
        hold_until=None,
        track_since=ask.at,
        episode_at=None if ask.aftercare_place else ask.at,
        episodes=0 if ask.aftercare_place else 1,
        answer=ask.answer,
        asleep_in_a_row=1 if ask.answer is Answer.ASLEEP else 0,
    )
    seated = replace(seated, usual_until=usual_until(seated, ask.at, protocol))
    happened: list[Fact] = [facts.PersonSeated(ask.at, visit.id, ask.booth_id or 0, ask.mark)]
    if not ask.aftercare_place:
        happened.append(facts.EpisodeBegun(ask.at, visit.id, 1))
    return next_check(seated, ask.at, protocol), happened


def move(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """The person's clock survives every move. Someone looked for has been found; of someone
    who stepped out the kept place changes, and nobody has seen them."""
    out = visit.state is VisitState.STEPPED_OUT
    after = (_kept_for if out else _sits)(visit, ask, protocol)
    return after, _moved(visit, after, ask)


def _kept_for(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Visit:
    """That place is theirs, wherever they are."""
    stage = VisitState.AFTERCARE if ask.aftercare_place else visit.stage
    after = replace(visit, stage=stage, booth_id=ask.booth_id, seat_id=ask.seat_id, changed_at=ask.at)
    if stage is visit.stage:
        return after
    return replace(after, usual_until=usual_until(replace(after, state=stage), ask.at, protocol))


def _sits(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Visit:
    """They are there. Someone the board was not sure of is sure again."""
    found = visit.state in OUT or (visit.confirm_since is not None and _unseen_at(visit, ask.at))
    after = _kept_for(visit, ask, protocol)
    after = replace(after, state=after.stage, stepped_out_until=None, stepped_out_to=None, look_outside=False)
    return next_check(_found(after, ask.at), ask.at, protocol) if found else after


def _moved(visit: Visit, after: Visit, ask: Ask) -> list[Fact]:
    out = True if after.state in OUT else None
    moved = facts.PersonMoved(ask.at, visit.id, visit.booth_id, ask.booth_id or 0, ask.mark, out)
    begun = [facts.AftercareBegun(ask.at, visit.id)] if after.stage is not visit.stage else []
    return [moved, *begun]


def _unseen_at(visit: Visit, at: datetime) -> bool:
    return visit.last_look_at is None or visit.last_look_at < at


def _found(visit: Visit, at: datetime) -> Visit:
    """Seen again; "not here" is no longer the last word."""
    answer = None if visit.answer is Answer.NOT_HERE else visit.answer
    return replace(seen(visit, at), answer=answer)


def swap(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """One half of a swap; the service moves both in one commit and records it once. Whoever
    is out is still out: their places were swapped."""
    after = (_kept_for if visit.state in OUT else _sits)(visit, ask, protocol)
    return after, []


def step_out(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    out = replace(
        visit,
        state=VisitState.STEPPED_OUT,
        stepped_out_to=ask.where,
        look_outside=False,
        changed_at=ask.at,
    )
    out = next_check(out, ask.at, protocol)
    until = out.due_at or ask.at
    out = replace(out, stepped_out_until=until)
    to = ask.where.value if ask.where else None
    return out, [facts.SteppedOut(ask.at, visit.id, to, until)]


def back(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Back in the seat, or back after leaving. After naloxone the observation comes back.

    Who had left before being seated is back on the waiting list, or is seated now.
    """
    reopened = visit.state is VisitState.ENDED
    if reopened and visit.seated_at is None:
        return _waits_again(visit, ask, protocol)
    stage = VisitState.AFTERCARE if visit.naloxone or ask.aftercare_place else visit.stage
    after = replace(
        _found(visit, ask.at),
        state=stage,
        stage=stage,
        booth_id=ask.booth_id if ask.seat_id is not None else visit.booth_id,
        seat_id=ask.seat_id if ask.seat_id is not None else visit.seat_id,
        stepped_out_until=None,
        stepped_out_to=None,
        look_outside=False,
        ended_at=None,
        end_kind=None,
        turned_away_why=None,
        changed_at=ask.at,
    )
    if reopened:
        after = replace(after, usual_until=usual_until(after, ask.at, protocol))
    after = next_check(after, ask.at, protocol)
    mark = ask.mark if ask.seat_id is not None else None
    return after, [facts.CameBack(ask.at, visit.id, reopened, after.booth_id, mark)]


def _waits_again(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    waiting = replace(
        visit,
        state=VisitState.WAITING,
        ended_at=None,
        end_kind=None,
        turned_away_why=None,
        called_at=None,
        changed_at=ask.at,
    )
    came_back = facts.CameBack(ask.at, visit.id, True, ask.booth_id)
    if ask.seat_id is None:
        return waiting, [came_back]
    after, happened = seat(waiting, ask, protocol)
    return after, [came_back, *happened]


def aftercare(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """To aftercare, here or in another seat; the running deadline stays."""
    placed = ask if ask.seat_id is not None else replace(ask, booth_id=visit.booth_id, seat_id=visit.seat_id)
    after = _sits(visit, replace(placed, aftercare_place=True), protocol)
    moved = ask.seat_id is not None and ask.seat_id != visit.seat_id
    happened = _moved(visit, after, placed)
    kept = [fact for fact in happened if moved or not isinstance(fact, facts.PersonMoved)]
    return after, kept or [facts.CameBack(ask.at, visit.id, False, after.booth_id)]
