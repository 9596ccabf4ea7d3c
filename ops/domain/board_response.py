"""A response as each audience may see it.

The wall learns where, how long, how many are there and whether more hands are asked for;
not what kind it is, what was done, or by whom.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ops.domain.response_complete import missing
from ops.domain.response_data import GOING, HERE, Action, Record, Response, order
from ops.domain.words import Audience, ResponseState


def shown(response: Response, audience: Audience) -> bool:
    """Running ones to all; to tablets also those over whose record is to finish."""
    if response.running:
        return audience is not Audience.WAITING
    to_finish = response.state is ResponseState.OVER and response.complete_at is None
    return to_finish and audience is Audience.FLOOR


def shape(
    record: Record,
    aliases: Iterable[UUID],
    audience: Audience,
    insists_at: datetime | None = None,
    told: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """One entry of the board's ``responses``. ``insists_at``: from then on screens insist, if
    nobody is there or on the way. ``told``: who was told next, for tablets."""
    response = record.response
    states = [person.state for person in record.people]
    entry: dict[str, Any] = {
        "id": response.id,
        "booth": response.booth_id,
        "seat": response.seat,
        "place": response.place,
        "visit": response.visit_id,
        "state": response.state,
        "began_at": response.began_at,
        "going_until": response.going_until,
        "attended_until": response.attended_until,
        "there": states.count(HERE),
        "going": states.count(GOING),
        "more_hands_at": response.more_hands_at,
        "over_at": response.over_at,
        "complete": response.complete_at is not None,
        "insists_at": insists_at,
    }
    if audience is Audience.FLOOR:
        entry |= _for_the_floor(record, aliases) | {"told": list(told)}
    return entry


def _for_the_floor(record: Record, aliases: Iterable[UUID]) -> dict[str, Any]:
    response = record.response
    return {
        "kind": response.kind,
        "aliases": sorted(aliases),
        "lead": response.lead,
        "people": [
            {"who": person.who, "state": person.state, "since": person.since}
            for person in sorted(record.people, key=lambda person: (person.since, person.who))
        ],
        "left": [
            {"who": person.who, "since": person.since, "until": person.until}
            for person in sorted(record.left, key=lambda person: (person.since, person.who))
        ],
        "missing": missing(response, record.actions),
        "marks": list(response.marks),
        "outcome": {
            "state": response.outcome_state,
            "place": response.outcome_place,
            "ambulance": response.outcome_ambulance,
            "by": response.outcome_by,
        },
        "care": {
            "naloxone": response.care_naloxone,
            "somewhere": response.care_place,
            "debrief": response.debrief,
        },
        "actions": [_action(action) for action in sorted(record.actions, key=order)],
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "kind": action.kind,
        "values": dict(action.values),
        "given_by": action.given_by,
        "happened_at": action.happened_at,
        "recorded_at": action.recorded_at,
        "by": action.by,
        "corrected_by": action.corrected_by,
        "marks": list(action.marks),
        "amends": action.amends,
        "amend_reason": action.amend_reason,
        "voided_at": action.voided_at,
        "void_reason": action.void_reason,
        "same_as": action.same_as,
        "superseded_by": action.superseded_by,
    }
