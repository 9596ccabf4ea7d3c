"""What each act does to a visit, once the table lets it. One small function per act."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from ops.domain import facts, timers
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.words import (
    OPIOIDS,
    Answer,
    EndKind,
    Look,
    Route,
    Substance,
    Track,
    TurnedAwayWhy,
    VisitAct,
    VisitState,
    Where,
)


@dataclass(frozen=True)
class Visit:
    """One stay. Instants are aware UTC. ``stage`` is what stepping out returns to."""

    id: UUID
    arrived_at: datetime
    changed_at: datetime
    state: VisitState = VisitState.WAITING
    stage: VisitState = VisitState.USING
    booth_id: int | None = None
    seat_id: int | None = None
    route: Route | None = None
    substances: tuple[Substance, ...] = ()
    handle: str | None = None
    look: Look = Look.EYES
    called_at: datetime | None = None
    hold_until: datetime | None = None
    seated_at: datetime | None = None
    episode_at: datetime | None = None
    episodes: int = 0
    last_look_at: datetime | None = None
    last_seen_at: datetime | None = None
    answer: Answer | None = None
    asleep_in_a_row: int = 0
    track: Track = Track.REGULAR
    track_since: datetime | None = None
    check_number: int = 0
    due_soon_at: datetime | None = None
    due_at: datetime | None = None
    overdue_at: datetime | None = None
    urgent_at: datetime | None = None
    going_until: datetime | None = None
    usual_until: datetime | None = None
    stepped_out_until: datetime | None = None
    stepped_out_to: Where | None = None
    look_outside: bool = False
    response_id: UUID | None = None
    naloxone: bool = False
    ended_at: datetime | None = None
    end_kind: EndKind | None = None
    turned_away_why: TurnedAwayWhy | None = None

    @property
    def opioid(self) -> bool:
        """Whether an opioid was named, as reported."""
        return any(substance in OPIOIDS for substance in self.substances)


@dataclass(frozen=True)
class Ask:
    """One act as it was asked for. Only the fields of its kind are read."""

    act: VisitAct
    at: datetime
    room_says_otherwise: bool = False
    answer: Answer | None = None
    where: Where | None = None
    breaths_per_minute: float | None = None
    booth_id: int | None = None
    seat_id: int | None = None
    mark: str = ""
    aftercare_place: bool = False
    """Whether the seat meant stands in an aftercare area."""
    seconds: int | None = None
    route: Route | None = None
    substances: tuple[Substance, ...] = ()
    end_kind: EndKind = EndKind.LEFT
    why: TurnedAwayWhy | None = None
    without_use: bool = False
    other: UUID | None = None
    response: UUID | None = None


Step = tuple[Visit, list[Fact]]


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


def _without_timer(visit: Visit) -> Visit:
    return replace(
        visit,
        due_soon_at=None,
        due_at=None,
        overdue_at=None,
        urgent_at=None,
        going_until=None,
        usual_until=None,
        stepped_out_until=None,
        stepped_out_to=None,
        look_outside=False,
    )


def _seen(visit: Visit, at: datetime) -> Visit:
    return replace(visit, last_look_at=at, last_seen_at=at)


def _usual_until(visit: Visit, at: datetime, protocol: SiteProtocol) -> datetime:
    route = visit.route or Route.INJECT
    name = "aftercare" if visit.state is VisitState.AFTERCARE else route.value
    return at + timedelta(seconds=protocol.usual[name])


def call(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    until = ask.at + timedelta(seconds=protocol.hold_for)
    after = replace(visit, state=VisitState.CALLED, called_at=ask.at, hold_until=until, changed_at=ask.at)
    return after, [facts.PersonCalled(ask.at, visit.id, until)]


def seat(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Seating is being seen. In a using place it begins an episode; in aftercare it does not."""
    stage = VisitState.AFTERCARE if ask.aftercare_place else VisitState.USING
    seated = replace(
        _seen(visit, ask.at),
        state=stage,
        stage=stage,
        booth_id=ask.booth_id,
        seat_id=ask.seat_id,
        seated_at=ask.at,
        changed_at=ask.at,
        hold_until=None,
        track_since=ask.at,
        episode_at=None if ask.aftercare_place else ask.at,
        episodes=0 if ask.aftercare_place else 1,
    )
    seated = replace(seated, usual_until=_usual_until(seated, ask.at, protocol))
    happened: list[Fact] = [facts.PersonSeated(ask.at, visit.id, ask.booth_id or 0, ask.mark)]
    if not ask.aftercare_place:
        happened.append(facts.EpisodeBegun(ask.at, visit.id, 1))
    return next_check(seated, ask.at, protocol), happened


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
        visit.due_at,
        next_due_at,
    )


def check_in(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Each answer's consequence. "Not here" by itself ends nothing."""
    if ask.answer is Answer.NOT_HERE:
        return _not_here(visit, ask, protocol)
    after = _answered(visit, ask)
    if after.state in (VisitState.STEPPED_OUT, VisitState.LOOKED_FOR):
        after = replace(
            after,
            state=after.stage,
            stepped_out_until=None,
            stepped_out_to=None,
            look_outside=False,
            changed_at=ask.at,
        )
    after = next_check(after, ask.at, protocol)
    return after, [checked_in(visit, ask, after.due_at)]


def _answered(visit: Visit, ask: Ask) -> Visit:
    """Track and counts. Asleep keeps the track it found: sleep does not undo a worry."""
    track = {
        Answer.OK: Track.REGULAR,
        Answer.KEEP_AN_EYE: Track.KEEP_AN_EYE,
        Answer.HARD_TO_ROUSE: Track.SEDATION,
    }.get(ask.answer or Answer.OK, visit.track)
    return replace(
        _seen(visit, ask.at),
        answer=ask.answer,
        asleep_in_a_row=visit.asleep_in_a_row + 1 if ask.answer is Answer.ASLEEP else 0,
        track=track,
        track_since=visit.track_since if track is visit.track else ask.at,
    )


def _not_here(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    happened = [checked_in(visit, ask, None)]
    looked = replace(visit, last_look_at=ask.at, answer=Answer.NOT_HERE, asleep_in_a_row=0)
    if ask.where is Where.LEFT:
        # The stay ended when the person was last seen; nobody knows a later time.
        ended_at = visit.last_seen_at or ask.at
        return _ended(looked, ended_at, EndKind.LEFT, None, ask.at, happened)
    if ask.where is Where.WASHROOM:
        after, out = step_out(looked, replace(ask, where=Where.WASHROOM), protocol)
        return after, happened + out
    worrying = visit.answer in (Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE)
    worrying = worrying or visit.track is not Track.REGULAR
    after = replace(
        looked,
        state=VisitState.LOOKED_FOR,
        stepped_out_to=ask.where,
        look_outside=worrying and ask.where is Where.UNKNOWN,
        changed_at=ask.at,
    )
    return next_check(after, ask.at, protocol), happened


def move(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """The person's clock survives every move. Someone looked for has been found."""
    found = visit.state in (VisitState.STEPPED_OUT, VisitState.LOOKED_FOR)
    stage = VisitState.AFTERCARE if ask.aftercare_place else visit.stage
    after = replace(
        visit,
        state=stage,
        stage=stage,
        booth_id=ask.booth_id,
        seat_id=ask.seat_id,
        stepped_out_until=None,
        stepped_out_to=None,
        look_outside=False,
        changed_at=ask.at,
    )
    happened: list[Fact] = [facts.PersonMoved(ask.at, visit.id, visit.booth_id, ask.booth_id or 0, ask.mark)]
    if stage is not visit.stage:
        after = replace(after, usual_until=_usual_until(after, ask.at, protocol))
        happened.append(facts.AftercareBegun(ask.at, visit.id))
    if found:
        after = next_check(_seen(after, ask.at), ask.at, protocol)
    return after, happened


def swap(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """One half of a swap; the service moves both in one commit and records it once."""
    after, _ = move(visit, ask, protocol)
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
    """Back in the seat, or back after leaving. After naloxone the observation comes back."""
    reopened = visit.state is VisitState.ENDED
    stage = VisitState.AFTERCARE if visit.naloxone or ask.aftercare_place else visit.stage
    after = replace(
        _seen(visit, ask.at),
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
        seated_at=visit.seated_at or ask.at,
        changed_at=ask.at,
    )
    if reopened:
        after = replace(after, usual_until=_usual_until(after, ask.at, protocol))
    after = next_check(after, ask.at, protocol)
    return after, [facts.CameBack(ask.at, visit.id, reopened)]


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


def aftercare(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """To aftercare, here or in another seat; the running deadline stays."""
    placed = ask if ask.seat_id is not None else replace(ask, booth_id=visit.booth_id, seat_id=visit.seat_id)
    after, happened = move(visit, replace(placed, aftercare_place=True), protocol)
    moved = ask.seat_id is not None and ask.seat_id != visit.seat_id
    kept = [fact for fact in happened if moved or not isinstance(fact, facts.PersonMoved)]
    return after, kept


def end(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Step:
    """Someone left. ``without_use`` takes back the episode that seating began."""
    episodes = 0 if ask.without_use and visit.episodes <= 1 else visit.episodes
    return _ended(replace(visit, episodes=episodes), ask.at, ask.end_kind, ask.why, ask.at, [])


leave_waiting = end


def _ended(
    visit: Visit,
    ended_at: datetime,
    kind: EndKind,
    why: TurnedAwayWhy | None,
    at: datetime,
    before: list[Fact],
) -> Step:
    after = replace(
        _without_timer(visit),
        state=VisitState.ENDED,
        ended_at=ended_at,
        end_kind=kind,
        turned_away_why=why,
        hold_until=None,
        changed_at=at,
    )
    ended = facts.VisitEnded(ended_at, visit.id, kind.value, why.value if why else None)
    return after, [*before, ended]


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
    freed = replace(_answered(freed, ask), changed_at=max(visit.changed_at, ask.at))
    if ask.answer is not Answer.OK or ask.aftercare_place:
        freed = replace(
            freed,
            state=VisitState.AFTERCARE,
            stage=VisitState.AFTERCARE,
            stepped_out_until=None,
            stepped_out_to=None,
            look_outside=False,
        )
        freed = replace(freed, usual_until=_usual_until(freed, ask.at, protocol))
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
    VisitAct.LEAVE_WAITING: leave_waiting,
    VisitAct.PAUSE: pause,
    VisitAct.RESUME: resume,
}
