"""Lies of what the house says no to, and of a clock that nobody set."""

from tests.soak.lies.telling import Records, also_on_record, also_tapped, later, refused
from tests.soak.told import written


def look_is_refused(records: Records) -> None:
    """As if she had left; she leaves four seconds later."""
    refused(records, "look 2", "visit_ended")


def look_is_refused_for_what_came_after_it(records: Records) -> None:
    """Her end is on its way in the same list, from the same tablet."""
    refused(records, "look 2", "visit_ended")
    later(records, "look 2", 3.95)


def end_is_refused(records: Records) -> None:
    """As if she had been seen since; nobody looked again."""
    refused(records, "ann leaves", "seen_since")


def end_is_refused_as_ended(records: Records) -> None:
    refused(records, "ann leaves", "visit_ended")


def seat_is_refused(records: Records) -> None:
    """As if somebody sat there; she is the first to come."""
    refused(records, "ann", "booth_full")


def seat_is_refused_once_they_left(records: Records) -> None:
    said = {"code": "booth_full"}
    also_tapped(records, 40, "cleo", "/sites/here/visits", said, status=409, booth=1, route="inject")


def seat_is_refused_as_dirty(records: Records) -> None:
    """Nobody has been there before her."""
    refused(records, "bob", "booth_cleaning")


def seat_is_refused_as_unknown(records: Records) -> None:
    refused(records, "ann", "bad_value", 422)


def wiping_is_refused(records: Records) -> None:
    also_tapped(records, 38, "wiped", "/booths/1/cleaned", {"code": "booth_occupied"}, status=409)


def look_is_refused_as_from_before_they_came(records: Records) -> None:
    refused(records, "look 1", "happened_before_visit")


def clock_is_suspected(records: Records) -> None:
    also_on_record(records, 8, "clock_suspected", 25, "sweep", stepped=-4.0)


def times_are_moved(records: Records) -> None:
    also_on_record(records, 8, "times_moved_back", 25, "sweep", back=4.0, visits=1, responses=0)


def looks_are_hidden_by_a_move(records: Records) -> None:
    """Whatever is older than that is not looked for on a screen any more."""
    times_are_moved(records)
    for one in records:
        if one["what"] == "delta" and one["delta"]["version"] >= 8:
            for tile in one["delta"]["changed"].values():
                for seat in tile["seats"]:
                    if "visit" in seat:
                        seat["visit"] |= {"last_look_at": written(11)}


LIES = {
    "refused for no reason of the room": [
        look_is_refused,
        look_is_refused_for_what_came_after_it,
        end_is_refused,
        end_is_refused_as_ended,
        seat_is_refused,
        seat_is_refused_once_they_left,
        seat_is_refused_as_dirty,
        seat_is_refused_as_unknown,
        wiping_is_refused,
        look_is_refused_as_from_before_they_came,
    ],
    "a clock was set and nobody set it": [clock_is_suspected, times_are_moved, looks_are_hidden_by_a_move],
    "a look that is not on the screen": [looks_are_hidden_by_a_move],
}
