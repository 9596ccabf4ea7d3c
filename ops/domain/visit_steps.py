"""What each act does to a visit, once the table lets it. One small function per act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_clock import next_check, outside, sooner, usual_until
from ops.domain.visit_data import Ask, Step, Visit
from ops.domain.visit_ends import end
from ops.domain.visit_looks import answered, check_in, going, in_place
from ops.domain.visit_places import aftercare, back, call, move, seat, step_out, swap
from ops.domain.words import OUT, Answer, VisitAct, VisitState


def extend(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    start = max(visit.usual_until or ask.at, ask.at)
    until = start + timedelta(seconds=ask.seconds or protocol.extend_by)
    return replace(visit, usual_until=until), [facts.StayExtended(ask.at, visit.id, until)]


def episode(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """One more use in the same stay, also in aftercare. A shorter interval starts now, never
    a longer one."""
    number = visit.episodes + 1
    using = visit.state is VisitState.AFTERCARE
    after = replace(
        visit,
        state=VisitState.USING if using else visit.state,
        stage=VisitState.USING,
        episodes=number,
        episode_at=max(ask.at, visit.episode_at or ask.at),
        route=ask.route or visit.route,
        substances=ask.substances or visit.substances,
    )
    after = sooner(after, ask.at, protocol)
    return after, [facts.EpisodeBegun(ask.at, visit.id, number)]


def pause(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """A response takes over; the deadlines stay stored and are silent while it runs."""
    assert ask.response is not None
    after = replace(visit, response_id=ask.response)
    return after, [facts.TimerPaused(ask.at, visit.id, ask.response)]


def resume(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """The response is done with. ``answer`` says how:

    OK: looked at just now, the next look follows. Keep an eye / hard to rouse: it was a
    real one, aftercare follows on that track. None: a mis-tap, nobody looked, the old
    deadline holds. What was seen since, and that someone has gone out since, still stands.
    """
    response = ask.response or visit.response_id
    assert response is not None
    why = ask.answer.value if ask.answer else "mis_tap"
    happened: list[Fact] = [facts.TimerResumed(ask.at, visit.id, response, why)]
    freed = replace(visit, response_id=None)
    if ask.answer is None or visit.state in (VisitState.WAITING, VisitState.CALLED):
        return freed, happened
    seen_since = visit.last_look_at is not None and ask.at < visit.last_look_at
    gone_since = visit.state in OUT and ask.at < visit.changed_at
    freed = freed if gone_since else in_place(freed, ask.at)
    if ask.answer is not Answer.OK:
        freed, begun = _observed(freed, ask, protocol)
        happened += begun
    if seen_since:
        return freed, happened
    freed = answered(freed, ask)
    clock = outside if gone_since else next_check
    return clock(freed, ask.at, protocol), happened


def _observed(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Aftercare begins; someone who is out comes back to it."""
    begun: list[Fact] = []
    if visit.stage is not VisitState.AFTERCARE:
        begun.append(facts.AftercareBegun(ask.at, visit.id))
    out = visit.state in OUT
    after = replace(
        visit,
        stage=VisitState.AFTERCARE,
        state=visit.state if out else VisitState.AFTERCARE,
        changed_at=max(visit.changed_at, ask.at),
    )
    until = usual_until(replace(after, state=VisitState.AFTERCARE), ask.at, protocol)
    return replace(after, usual_until=until), begun


STEPS: dict[VisitAct, Callable[[Visit, Ask, SiteProtocol], Step]] = {
    VisitAct.CALL: call,
    VisitAct.SEAT: seat,
    VisitAct.GOING: going,
    VisitAct.CHECK_IN: check_in,
    VisitAct.MOVE: move,
    VisitAct.SWAP: swap,
    VisitAct.STEP_OUT: step_out,
    VisitAct.BACK: back,
    VisitAct.EXTEND: extend,
    VisitAct.EPISODE: episode,
    VisitAct.AFTERCARE: aftercare,
    VisitAct.END: end,
    VisitAct.LEAVE_WAITING: end,
    VisitAct.PAUSE: pause,
    VisitAct.RESUME: resume,
}
