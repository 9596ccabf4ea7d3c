"""Ten seconds to take an act back; the record of it stays."""

from ops.domain.errors import Code
from ops.domain.words import Answer, Audience, VisitState, Where
from tests.scenarios.pictures import CLEANING, DUE, FREE, OK, OVERDUE, RESPONSE
from tests.scenarios.shift import Shift


def test_seated_by_mistake(shift: Shift) -> None:
    at = shift.at
    done = at("10:00").seats("Robin", "1")
    at("10:00:08").undoes(done)
    shift.between("10:00:08", "10:00:08").wall_shows("1", FREE)
    assert shift.times("act_undone") == ["10:00:08"]
    assert shift.times("person_seated") == ["10:00:00"]
    assert shift.pictures.of(Audience.FLOOR)["room"]["recently_left"] == []


def test_a_look_at_the_wrong_person(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    done = at("10:05:55").looks_in("Robin")
    at("10:06:03").undoes(done)
    between("10:06:03", "10:07:59").wall_shows("1", OVERDUE)
    at("10:08").looks_in("Robin", Answer.ASLEEP)
    between("10:08", "10:11:59").wall_shows("1", OK)


def test_ended_by_mistake(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    word = shift.visit("1")["handle"]
    done = at("10:03").looks_in("Robin", Answer.NOT_HERE, Where.LEFT)
    between("10:03", "10:03:05").wall_shows("1", CLEANING)
    at("10:03:05").undoes(done)
    between("10:05", "10:05").wall_shows("1", DUE)
    assert shift.visit("1")["handle"] == word
    assert shift.tile("1")["cleaning_since"] is None


def test_a_swap_goes_back(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:01").seats("Alex", "2")
    done = at("10:02").swaps("Robin", "Alex")
    at("10:02:04").undoes(done)
    assert shift.visit("1")["id"] == str(shift.people["Robin"])
    assert shift.visit("2")["id"] == str(shift.people["Alex"])


def test_a_slip_on_the_response_button_is_nothing_at_all(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    done = at("10:04").responds("slip", "1")
    between("10:04", "10:04:05").wall_shows("1", RESPONSE)
    at("10:04:06").undoes(done)
    assert shift.pictures.of(Audience.FLOOR)["responses"] == []
    between("10:05", "10:05:30").wall_shows("1", DUE)
    between("10:06", "10:06").wall_shows("1", OVERDUE)


def test_after_ten_seconds_or_when_built_upon_it_stands(shift: Shift) -> None:
    at = shift.at
    seated = at("10:00").seats("Robin", "1")
    with shift.refused(Code.UNDO_TOO_LATE):
        at("10:00:20").undoes(seated)
    moved = at("10:01").moves("Robin", "2")
    at("10:01:02", "tablet 2").looks_in("Robin")
    with shift.refused(Code.UNDO_TOO_LATE):
        at("10:01:05").undoes(moved)
    assert shift.stored("Robin").state is VisitState.USING


def test_an_undo_is_done_once(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    done = at("10:01").moves("Robin", "2")
    at("10:01:03").undoes(done)
    with shift.refused(Code.UNDO_TOO_LATE):
        at("10:01:05").undoes(done)
    assert shift.visit("1")["id"] == str(shift.people["Robin"])
