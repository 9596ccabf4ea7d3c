"""Going and being there. Attended is silent, and only for the site's time.

Attendance counts from when it happened, never from when it arrived. It ends early only when
everybody has said that they left.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from ops.domain.protocol import SiteProtocol
from ops.domain.response_data import GOING, HERE, Ask, Left, Person, Record, Response
from ops.domain.words import ResponseAct, ResponseKind, Track

_SAYS_SO = frozenset({ResponseAct.HERE, ResponseAct.LEAD})
"""Acts that say who is there, where others only show that somebody is."""


def attended(response: Response, at: datetime, protocol: SiteProtocol) -> Response:
    """The response with somebody there at ``at``. When it is over nothing is kept silent
    any more; an earlier attendance still tells how long it took."""
    if response.over_at is None or at <= response.over_at:
        first = max(at, response.began_at)
        response = replace(response, attended_at=min(response.attended_at or first, first))
    if not response.running:
        return response
    until = at + timedelta(seconds=period(response, protocol))
    return replace(response, attended_until=max(response.attended_until or until, until))


def period(response: Response, protocol: SiteProtocol) -> int:
    """How long attendance lasts, in seconds: in a long sedation one interval of it."""
    if response.kind is ResponseKind.PROLONGED_SEDATION:
        return protocol.interval(Track.SEDATION.value).every
    return protocol.attended_for


def on_the_way(response: Response, at: datetime, protocol: SiteProtocol) -> Response:
    """The response with somebody going."""
    if not response.running:
        return response
    until = at + timedelta(seconds=protocol.going_for)
    return replace(response, going_until=max(response.going_until or until, until))


def somebody_there(record: Record, ask: Ask, protocol: SiteProtocol) -> Record:
    """Whoever logs, or leads, is there. A tablet without a name chip stands as itself; one that only logs
    is nobody new while somebody is there by name, as it may be theirs."""
    people = record.people
    by_name = any(person.state == HERE and person.who in ask.team for person in people)
    if ask.act in _SAYS_SO or ask.named or not by_name:
        people = with_person(people, ask, HERE)
    return replace(record, response=attended(record.response, ask.at, protocol), people=people)


def others_there(record: Record, ask: Ask) -> list[Person]:
    """Who is there beside whoever acts, by name chip or by tablet."""
    mine = (ask.who, ask.device_name)
    return [person for person in record.people if person.state == HERE and person.who not in mine]


def others_at_work(record: Record, ask: Ask, protocol: SiteProtocol) -> bool:
    """Whether something was done in it, or confirmed, after ``ask`` was tapped: hands called
    for, an act in the log, somebody else there. An end from before that knew nothing of it."""
    response, at = record.response, ask.at
    if response.more_hands_at is not None and at < response.more_hands_at:
        return True
    if any(at < row.happened_at for row in record.standing()):
        return True
    others = others_there(record, ask)
    if any(at < person.since for person in others):
        return True
    return bool(others) and _confirmed_since(response, at, protocol)


def who_leaves(record: Record, ask: Ask, protocol: SiteProtocol) -> Person | None:
    """Whose entry "back on the floor" takes off the list; ``None``: it changes nothing.

    1. The one by the name that was said. Without any the one of whoever taps; a name chip
       without an entry is who came by its tablet.
    2. Whoever came, or logged something, after it was tapped has come back since. So has
       somebody nobody can tell from them, when attendance was confirmed since and nobody
       else is there.
    """
    listed = {person.who: person for person in record.people}
    own = listed.get(ask.who) or listed.get(ask.device_name)
    person = own if ask.leaves is None else listed.get(ask.leaves)
    if person is None or ask.at < person.since:
        return None
    if any(row.by == person.who and ask.at < row.happened_at for row in record.standing()):
        return None
    alone = not any(other.state == HERE for other in record.people if other != person)
    if person.state == HERE and alone and _confirmed_since(record.response, ask.at, protocol):
        return None
    return person


def without(record: Record, person: Person, at: datetime) -> Record:
    """The record without ``person``, who left at ``at``; that they were there is kept.

    With the last one there attendance ends, with the last one on the way going does: at that
    moment, so that it sounds again. When somebody first was there stays as it is.
    """
    people = tuple(other for other in record.people if other != person)
    left = record.left
    if person.state == HERE:
        left = (*left, Left(person.who, person.since, at))
    response, states = record.response, {other.state for other in people}
    end = max(at, response.began_at)
    if response.running and HERE not in states:
        response = replace(response, attended_until=_ended(response.attended_until, end))
    if response.running and GOING not in states:
        response = replace(response, going_until=_ended(response.going_until, end))
    return replace(record, response=response, people=people, left=left)


def _ended(until: datetime | None, at: datetime) -> datetime | None:
    return None if until is None else min(until, at)


def _confirmed_since(response: Response, at: datetime, protocol: SiteProtocol) -> bool:
    """Whether somebody was there after ``at``. Who confirms again keeps their first time; how
    long it is quiet tells of the last."""
    longest = max(protocol.attended_for, protocol.interval(Track.SEDATION.value).every)
    until = response.attended_until
    return until is not None and at < until - timedelta(seconds=longest)


def with_person(people: tuple[Person, ...], ask: Ask, state: str) -> tuple[Person, ...]:
    """Someone going or there. Who is there stays there; a name takes its tablet's entry."""
    listed = {person.who: person for person in people}
    known = listed.get(ask.who)
    if known is None and ask.named:
        known = listed.get(ask.device_name)
        if known is not None and (known.state, state) != (HERE, GOING):
            del listed[ask.device_name]
        else:
            known = None
    if known is None or (known.state, state) == (GOING, HERE):
        listed[ask.who] = Person(ask.who, state, ask.at)
    else:
        listed[ask.who] = replace(known, who=ask.who)
    return tuple(listed.values())
