"""Whether a start means a response that is already there, or another person's.

The tablet foretells it in ``static/js/floor/joining.js``, by the same vectors.
"""

from collections.abc import Sequence
from datetime import timedelta

from ops.domain.response_data import Ask, Mark, Response
from ops.domain.words import ResponsePlace

SAME_EVENT = timedelta(minutes=5)
"""A start that was tapped this long before the one the server heard first means the same."""

CLEARLY_OLDER = timedelta(minutes=2)
"""Only a start tapped longer ago than this may mean one that has ended since."""

MOMENTS = timedelta(seconds=30)
"""A start tapped so shortly before an end is more likely a new emergency."""

SAME_MOMENT = timedelta(seconds=30)
"""Two starts without a place, tapped this close together, may mean the same."""

_NOT_KNOWN = frozenset({Mark.UNKNOWN_BOOTH, Mark.UNKNOWN_PLACE, Mark.UNKNOWN_VISIT})


def joins(running: Sequence[Response], ask: Ask) -> Response | None:
    """The response that a start joins: the same person's; else, at the same place, the newest
    that is not known to be somebody else's. ``None``: it is another one."""
    near = [response for response in running if _at_the_time(response, ask)]
    for response in near:
        if ask.visit_id is not None and response.visit_id == ask.visit_id:
            return response
    same_place = [response for response in near if _same_place(response, ask)]
    return max(same_place, key=lambda response: (response.began_at, response.id), default=None)


def _at_the_time(response: Response, ask: Ask) -> bool:
    """Running now; or it ran when the start was tapped, well before it ended and long enough
    ago that this is no new emergency. In doubt it is another one, and alarms."""
    if response.running:
        return ask.at >= response.began_at - SAME_EVENT
    if response.over_at is None or ask.at >= ask.now - CLEARLY_OLDER:
        return False
    return response.began_at <= ask.at < response.over_at - MOMENTS


def _same_place(response: Response, ask: Ask) -> bool:
    if (response.booth_id, response.place) != (ask.booth_id, ask.place):
        return False
    other_seat = None not in (response.seat, ask.seat) and response.seat != ask.seat
    other_person = None not in (response.visit_id, ask.visit_id)
    if other_seat or other_person:
        return False
    if ask.booth_id is None and not _NOT_KNOWN.isdisjoint(ask.marks):
        return False  # it was about a booth, a place or a person that nobody can make out
    elsewhere = ask.booth_id is None and ask.place in (None, ResponsePlace.OTHER)
    return not elsewhere or _same_moment(response, ask)


def _same_moment(response: Response, ask: Ask) -> bool:
    """Elsewhere is no place. Two starts there mean the same only when they came together, and
    only while the first still sounds: nobody's call may fall silent under another's."""
    silent = response.attended_until is not None or response.going_until is not None
    together = abs(ask.at - response.began_at) <= SAME_MOMENT
    return response.running and together and not silent
