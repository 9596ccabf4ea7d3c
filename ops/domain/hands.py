"""How many of the team are free to look: the staff are the capacity of the room.

Works on a board as it travels on the wire; the twin is ops/static/js/core/hands.js.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ops.domain.words import ResponseState, StaffPlace


def free_staff(board: Mapping[str, Any], now: datetime) -> int | None:
    """People free on the floor; ``None`` where nobody is named on shift, so nobody knows.

    On duty are those on the floor and those with a response. Busy are as many as tapped
    "with a response", or as many as are there or on the way in running responses, if more:
    who kneels somewhere does not stop to tap a chip.
    """
    places = [person["place"] for person in board["staff"]]
    if not places:
        return None
    at_work = sum(_hands_in(response, now) for response in board["responses"])
    return free(places.count(StaffPlace.FLOOR), places.count(StaffPlace.RESPONSE), at_work)


def free(on_floor: int, with_response: int, at_work: int) -> int:
    """Of those on duty, how many are not busy: by their chips, or by who is in a response."""
    return max(0, on_floor + with_response - max(with_response, at_work))


def _hands_in(response: Mapping[str, Any], now: datetime) -> int:
    if response["state"] != ResponseState.RUNNING:
        return 0
    going_until = response.get("going_until")
    on_the_way = going_until is not None and datetime.fromisoformat(going_until) > now
    return int(response["there"]) + (int(response["going"]) if on_the_way else 0)
