"""What each act does to a visit, once the table lets it. One small function per act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_clock import next_check, usual_until
from ops.domain.visit_data import Ask, Step, Visit
from ops.domain.visit_ends import end
from ops.domain.visit_looks import answered, check_in, going
from ops.domain.visit_places import aftercare, back, call, move, seat, step_out, swap
from ops.domain.words import Answer, VisitAct, VisitState


def extend(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    start = max(visit.usual_until or ask.at, ask.at)
    until = start + timedelta(seconds=ask.seconds or protocol.extend_by)
    return replace(visit, usual_until=until), [facts.StayExtended(ask.at, visit.id, until)]


def episode(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """One more use in the same stay. A shorter interval starts now, never a longer one."""
    number = visit.episodes + 1
    after = replace(
        visit,
        episodes=number,
        episode_at=ask.at,
        route=ask.route or visit.route,
        substances=ask.substances or visit.substances,
    )
    sooner = next_check(after, ask.at, protocol)
    if visit.due_at is None or (sooner.due_at is not None and sooner.due_at < visit.due_at):
        after = sooner
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
    deadline holds.
    """
    freed = replace(visit, response_id=None)
    response = ask.response or visit.response_id
    assert response is not None
    why = ask.answer.value if ask.answer else "mis_tap"
    happened: list[Fact] = [facts.TimerResumed(ask.at, visit.id, response, why)]
    if ask.answer is None or visit.state in (VisitState.WAITING, VisitState.CALLED):
        return freed, happened
    freed = replace(answered(freed, ask), changed_at=max(visit.changed_at, ask.at))
    if ask.answer is not Answer.OK or ask.aftercare_place:
        freed = replace(
            freed,
            state=VisitState.AFTERCARE,
            stage=VisitState.AFTERCARE,
            stepped_out_until=None,
            stepped_out_to=None,
            look_outside=False,
        )
        freed = replace(freed, usual_until=usual_until(freed, ask.at, protocol))
        happened.append(facts.AftercareBegun(ask.at, visit.id))
    return next_check(freed, ask.at, protocol), happened


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
