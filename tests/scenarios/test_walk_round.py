"""Someone went from a booth unseen: found out on a walk-round, looked for, and answered."""

from ops.domain.words import AlarmLevel, Answer, Audience, Found, Where
from tests.scenarios.shift import Shift


def found(shift: Shift) -> list[tuple[str, str, str]]:
    """What tablets show of the walk: booth, seat, what was found."""
    names = {tile["id"]: tile["name"] for tile in shift.pictures.of(Audience.FLOOR)["booths"]}
    walk = shift.pictures.of(Audience.FLOOR)["room"]["walk"]
    return [(names[one["booth"]], one["seat"], one["found"]) for one in walk["found"]]


def test_somebody_gone_unseen(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("16:00").seats("Robin", "1")
    at("16:01").seats("Alex", "2")
    at("16:03").looks_in("Robin", Answer.KEEP_AN_EYE)
    # Robin slips out at 16:04. Before anything is due, the new team walks round.
    at("16:04:30").begins_a_walk()
    joined = at("16:04:32", "tablet 2").begins_a_walk()
    assert joined.repeat
    at("16:04:35").finds("1", Found.EMPTY, had="Robin")
    at("16:04:40", "tablet 2").finds("2", Found.HERE, had="Alex")
    at("16:04:44").finds("3", Found.EMPTY)
    assert found(shift) == [("1", "A", "empty"), ("2", "A", "here"), ("3", "A", "empty")]
    # The board had it otherwise once; a worried-about person is to be looked for outside.
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == ["using"]
    robin = shift.visit("1")
    assert (robin["state"], robin["look_outside"]) == ("looked_for", True)
    at("16:05").ends_the_walk()
    ((_, told),) = shift.facts("walk_ended")
    assert (told["seen"], told["differing"]) == (3, 1)
    assert told["unseen"] > 0
    # Nobody finds Robin: late at 16:07:35. Then somebody says that they saw them leave.
    between("16:07", "16:07:34").wall_sounds("1", None)
    between("16:07:35", "16:07:50").wall_sounds("1", AlarmLevel.MEDIUM)
    at("16:07:50").looks_in("Robin", Answer.NOT_HERE, Where.LEFT)
    between("16:07:50", "16:08").wall_sounds("1", None)
    # They left when they were last seen; nobody knows a later time.
    assert shift.stored("Robin").ended_at == shift.stored("Robin").last_seen_at
    assert shift.times("visit_ended") == ["16:03:00"]


def test_a_tap_on_the_wrong_seat_is_taken_back(shift: Shift) -> None:
    at = shift.at
    at("16:00").seats("Robin", "1")
    at("16:02").begins_a_walk()
    slip = at("16:02:05").finds("2", Found.HERE, new="nobody")
    at("16:02:09").undoes(slip)
    assert found(shift) == []
    assert shift.stored("nobody").end_kind == "undone"
    at("16:02:12").finds("1", Found.HERE, had="Robin")
    assert found(shift) == [("1", "A", "here")]
