"""What each act does to the record of a response. One small function per act."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.response_attendance import (
    on_the_way,
    others_at_work,
    others_there,
    somebody_there,
    who_leaves,
    with_person,
    without,
)
from ops.domain.response_data import GOING, Ask, Mark, Record, Response
from ops.domain.response_log import Step, amend, log, unique, void
from ops.domain.words import ResponseAct, ResponseKind, ResponsePlace, ResponseState

RUNNING, OVER = ResponseState.RUNNING, ResponseState.OVER


def start(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """A start where one is: it joins, and says what nobody had said before."""
    response = record.response
    nowhere = response.booth_id is None and response.place in (None, ResponsePlace.OTHER)
    said: dict[str, object] = {"began_at": min(response.began_at, ask.at)}
    if nowhere and (ask.booth_id is not None or ask.place is not None):
        said |= {"booth_id": ask.booth_id, "place": ask.place, "seat": ask.seat}
    elif response.seat is None and response.booth_id == ask.booth_id:
        said["seat"] = ask.seat
    if response.visit_id is None:
        said["visit_id"] = ask.visit_id
    if response.kind is ResponseKind.UNKNOWN and ask.kind is not None:
        said["kind"] = ask.kind
    joined = replace(_marked(response, ask.marks), **said)  # type: ignore[arg-type]
    if ask.id != response.id:
        return replace(record, response=joined), [facts.ResponseJoined(ask.at, response.id, ask.id)]
    changed = {
        name: getattr(joined, name) for name in said if getattr(joined, name) != getattr(response, name)
    }
    told: list[Fact] = [facts.ResponseAmended(ask.at, response.id, changed)] if changed else []
    return replace(record, response=joined), told


def going(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """ "I am going": quiet for the site's time. After an undo it begins again."""
    record, told = _begun_again(record, ask)
    response = on_the_way(record.response, ask.at, protocol)
    after = replace(record, response=response, people=with_person(record.people, ask, GOING))
    return after, [*told, facts.SomeoneGoing(ask.at, response.id, response.going_until or ask.at)]


def here(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """ "I am here": quiet until it lapses. After an undo it begins again."""
    record, told = _begun_again(record, ask)
    return somebody_there(record, ask, protocol), [*told, facts.SomeoneThere(ask.at, record.response.id)]


def leave(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """ "Back on the floor": whoever says so, or is named, is not there any more, nor on the way.
    Nobody whom it could mean, or one from before what they did since: it changes nothing."""
    person = who_leaves(record, ask, protocol)
    if person is None:
        return record, []
    return without(record, person, ask.at), [facts.SomeoneLeft(ask.at, record.response.id, person.who)]


def more_hands(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """A call for help, or its end. After the end of a response it makes it run again: a call
    for help is never swallowed."""
    response = record.response
    if not ask.on:
        after = replace(response, more_hands_at=None)
        return replace(record, response=after), [facts.MoreHandsAsked(ask.at, response.id, False)]
    told: list[Fact] = [facts.MoreHandsAsked(ask.at, response.id, True)]
    if not response.running:
        if response.over_at is not None and ask.at <= response.over_at:
            return record, []
        response = replace(_marked(response, _after(response)), state=RUNNING, over_at=None)
        told.append(facts.ResponseReopened(ask.at, response.id))
    after = replace(response, more_hands_at=response.more_hands_at or ask.at)
    return replace(record, response=after), told


def lead(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """Who leads; whoever taps, who is there, unless someone else is named. A name nobody knows
    changes nothing."""
    if ask.somebody_named and ask.lead is None:
        return record, []
    name = ask.lead or ask.who
    over_at = record.response.over_at
    told: list[Fact] = [facts.LeadTaken(ask.at, record.response.id, name)]
    if ask.lead is None and (over_at is None or ask.at <= over_at):
        record = somebody_there(record, ask, protocol)
        told.append(facts.SomeoneThere(ask.at, record.response.id))
    return replace(record, response=replace(record.response, lead=name)), told


def logged(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """An act in the log. After "all OK" or a mis-tap it was a real one after all: over, with
    a record to finish. After an undo it begins again."""
    record, told = _begun_again(record, ask)
    response = record.response
    if response.state in (ResponseState.ALL_OK, ResponseState.MIS_TAP):
        response = replace(_marked(response, _after(response)), state=OVER)
        told.append(facts.ResponseOver(response.over_at or ask.at, response.id))
    after, happened = log(replace(record, response=response), ask, protocol)
    return after, told + happened


def amended(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """A correction: of a row of the log, or of the response itself."""
    if ask.action is not None:
        return amend(record, ask, protocol)
    response = record.response
    said = {name: value for name, value in ask.changes.items() if getattr(response, name) != value}
    if not said:
        return record, []
    after = replace(response, **said)
    return replace(record, response=after), [facts.ResponseAmended(ask.at, response.id, said)]


def over(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """Stops clocks and alarms; the record stays to be finished. One from before what others
    have done in it since stops nothing."""
    if record.response.running and others_at_work(record, ask, protocol):
        return _goes_on(record), []
    response = _marked(record.response, _after(record.response))
    over_at = response.over_at or max(ask.at, response.began_at)
    ended = replace(response, state=OVER, over_at=over_at, more_hands_at=None)
    return replace(record, response=ended), [facts.ResponseOver(over_at, response.id)]


def outcome(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """State, place, ambulance; what is not said stays as it was. It does not end a running
    response, but there was one: "all OK", a mis-tap or an undo no longer hold."""
    response, told = record.response, list[Fact]()
    if not response.running and response.state is not OVER:
        record, told = over(record, ask, protocol)
        response = record.response
    words = _said(ask, "outcome_state", "outcome_place", "outcome_ambulance")
    after = replace(response, **words)
    signs = ask.done_by is not None and _outcome(after) != (None, None, None)
    if not words and not signs:
        return record, told
    if signs or _outcome(after) != _outcome(response):
        after = replace(after, outcome_by=ask.done_by or ask.who)
    said = facts.OutcomeRecorded(
        ask.at,
        after.id,
        after.outcome_state,
        after.outcome_place,
        after.outcome_ambulance,
        after.outcome_by,
    )
    return replace(record, response=after), [*told, said]


def care(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """What was offered afterwards; what is not said stays as it was. Nothing of it ends, completes or
    begins anything."""
    words = _said(ask, "care_naloxone", "care_place", "debrief")
    if not words:
        return record, []
    after = replace(record.response, **words)
    said = facts.CareOffered(ask.at, after.id, after.care_naloxone, after.care_place, after.debrief)
    return replace(record, response=after), [said]


def all_ok(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """ "All OK, no response needed"."""
    return _no_response(record, ask, protocol, ResponseState.ALL_OK)


def mis_tap(record: Record, ask: Ask, protocol: SiteProtocol) -> Step:
    """A mis-tap."""
    return _no_response(record, ask, protocol, ResponseState.MIS_TAP)


def _no_response(record: Record, ask: Ask, protocol: SiteProtocol, state: ResponseState) -> Step:
    """Nothing was needed. With acts in the log something was, and nobody taps by mistake what
    a colleague came to: then it is over, and marked; it goes on when they came to it since.
    Colleagues who came and saw that all is OK are what "all OK" means."""
    if record.response.running and others_at_work(record, ask, protocol):
        return _goes_on(record), []
    came_to_it = state is ResponseState.MIS_TAP and others_there(record, ask)
    if record.standing() or came_to_it:
        after, told = (record, list[Fact]())
        if record.response.state is not OVER:
            after, told = over(record, ask, protocol)
        mark = Mark.ALL_OK_AFTER_ACTS if state is ResponseState.ALL_OK else Mark.MIS_TAP_AFTER_ACTS
        return replace(after, response=_marked(after.response, (mark,))), told
    response = record.response
    over_at = response.over_at or max(ask.at, response.began_at)
    ended = replace(response, state=state, over_at=over_at, more_hands_at=None)
    fact = facts.ResponseAllOk if state is ResponseState.ALL_OK else facts.ResponseMisTapped
    return replace(record, response=ended), [fact(ask.at, response.id)]


def _said(ask: Ask, *names: str) -> dict[str, Any]:
    """Of these what was said; the rest stays as it was."""
    return {name: value for name in names if (value := getattr(ask, name)) is not None}


def _outcome(response: Response) -> tuple[object, object, object]:
    return response.outcome_state, response.outcome_place, response.outcome_ambulance


def _goes_on(record: Record) -> Record:
    return replace(record, response=_marked(record.response, (Mark.OTHERS_AT_WORK,)))


def _begun_again(record: Record, ask: Ask) -> Step:
    """One that was taken back runs again: somebody works in it after all."""
    if record.response.state is not ResponseState.UNDONE:
        return record, []
    response = replace(_marked(record.response, (Mark.BEGUN_BY_ACT,)), state=RUNNING, over_at=None)
    return replace(record, response=response), [facts.ResponseReopened(ask.at, response.id)]


def _marked(response: Response, marks: tuple[str, ...]) -> Response:
    return replace(response, marks=unique([*response.marks, *marks]))


def _after(response: Response) -> tuple[str, ...]:
    """What to mark when something real follows the state a response was in."""
    return {
        OVER: (Mark.AFTER_OVER,),
        ResponseState.ALL_OK: (Mark.ACTS_AFTER_ALL_OK,),
        ResponseState.MIS_TAP: (Mark.ACTS_AFTER_MIS_TAP,),
        ResponseState.UNDONE: (Mark.BEGUN_BY_ACT,),
    }.get(response.state, ())


STEPS: dict[ResponseAct, Callable[[Record, Ask, SiteProtocol], Step]] = {
    ResponseAct.START: start,
    ResponseAct.GOING: going,
    ResponseAct.HERE: here,
    ResponseAct.LEAVE: leave,
    ResponseAct.MORE_HANDS: more_hands,
    ResponseAct.ACTION: logged,
    ResponseAct.MARK: logged,
    ResponseAct.AMEND: amended,
    ResponseAct.VOID: void,
    ResponseAct.LEAD: lead,
    ResponseAct.OVER: over,
    ResponseAct.OUTCOME: outcome,
    ResponseAct.CARE: care,
    ResponseAct.ALL_OK: all_ok,
    ResponseAct.MIS_TAP: mis_tap,
}
