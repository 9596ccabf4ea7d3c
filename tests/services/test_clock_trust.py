"""CLOCK SUSPECT: said once, seen by everyone, taken back by a person or by an even clock."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience
from ops.services import clock_trust, notices
from ops.services.undo import undo
from tests.services.room import Clock, Room, at

SECOND = timedelta(seconds=1)
KINDS = ("clock_suspected", "clock_steady", "clock_confirmed")


def told(room: Room, audience: Audience = Audience.FLOOR) -> list[dict[str, Any]]:
    return [one for one in room.board(audience)["notices"] if one["kind"] == "clock_suspect"]


def moved(room: Room, seconds: float) -> None:
    """Somebody sets the machine's clock, and the house notices."""
    room.clock.pass_(seconds=seconds)
    clock_trust.was_moved(room.house, seconds, within=SECOND)
    room.screens_follow()


def evenly(room: Room, minutes: float) -> None:
    room.clock.pass_(minutes=minutes)
    clock_trust.goes_evenly(room.house)
    room.screens_follow()


def right(room: Room) -> dict[str, Any]:
    """Somebody looks at another clock and taps."""
    return room.does(clock_trust.confirm, UUID(told(room)[0]["id"]))


def test_a_step_is_told_to_those_who_watch_the_room(watched: Room) -> None:
    moved(watched, -3600)
    assert [one["since"] for one in told(watched)] == ["2026-11-22T13:00:00.000Z"]
    assert told(watched, Audience.WALL) == told(watched)
    assert told(watched, Audience.WAITING) == []
    assert watched.clock.rings
    assert watched.facts(*KINDS) == [
        {"kind": "clock_suspected", "at": at("13:00"), "by": None, "stepped": -3600.0}
    ]


def test_every_site_is_told_once_however_many_notice(watched: Room, elsewhere: Room) -> None:
    moved(watched, 60)
    watched.clock.pass_(seconds=0.9)
    clock_trust.was_moved(watched.house, 60.04, within=SECOND)
    assert (len(told(watched)), len(told(elsewhere))) == (1, 1)
    assert (len(watched.facts("clock_suspected")), len(elsewhere.facts("clock_suspected"))) == (1, 1)


@pytest.mark.parametrize(("later", "step"), [(0, -60), (20, 60), (20, 4)])
def test_another_step_is_a_fact_of_its_own_while_the_first_stands(
    watched: Room, later: float, step: float
) -> None:
    moved(watched, 60)
    watched.clock.pass_(seconds=later)
    moved(watched, step)
    assert len(told(watched)) == 1
    assert [fact["stepped"] for fact in watched.facts("clock_suspected")] == [60, step]


def test_two_who_notice_at_the_same_moment_tell_it_once(
    watched: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both read that nobody had said it yet; the site's next version settles it."""
    moved(watched, 60)
    monkeypatch.setattr(notices, "standing", lambda house, kind: {})
    clock_trust.was_moved(watched.house, 60, within=SECOND)
    watched.screens_follow()
    assert len(told(watched)) == 1
    assert len(watched.facts("clock_suspected")) == 1


def test_a_start_behind_what_is_on_record_is_suspect(watched: Room) -> None:
    watched.seats("1")
    watched.clock.pass_(minutes=-10)
    clock_trust.compare_with_records(watched.house)
    watched.screens_follow()
    assert len(told(watched)) == 1
    [fact] = watched.facts("clock_suspected")
    assert (fact["at"], fact["behind"]) == (at("13:50"), 600.0)


@pytest.mark.parametrize("since", [-2, 0, 600])
def test_a_start_not_behind_it_is_not(watched: Room, since: float) -> None:
    """Two machines on one database may differ by a moment."""
    watched.seats("1")
    watched.clock.pass_(seconds=since)
    clock_trust.compare_with_records(watched.house)
    assert told(watched) == []


def test_a_site_without_a_record_is_not_suspect_for_anothers(watched: Room, elsewhere: Room) -> None:
    watched.seats("1")
    watched.clock.pass_(minutes=-10)
    clock_trust.compare_with_records(watched.house)
    assert told(elsewhere) == []


def test_a_clock_that_goes_evenly_is_believed_again(watched: Room) -> None:
    moved(watched, 30)
    evenly(watched, 4.9)
    assert len(told(watched)) == 1
    evenly(watched, 0.1)
    assert told(watched) == []
    assert [fact["kind"] for fact in watched.facts(*KINDS)] == ["clock_suspected", "clock_steady"]


def test_not_while_it_is_behind_what_is_on_record(watched: Room) -> None:
    watched.seats("1")
    moved(watched, -1800)
    evenly(watched, 29)
    assert len(told(watched)) == 1
    evenly(watched, 1)
    assert told(watched) == []


def test_somebody_says_that_it_is_right(watched: Room) -> None:
    """It was a day ahead and has been put right: nobody waits a day for it."""
    watched.clock.pass_(minutes=24 * 60)
    watched.seats("1")
    moved(watched, -24 * 3600)
    watched.staff("Ana")
    watched.does(clock_trust.confirm, UUID(told(watched)[0]["id"]), by="Ana")
    assert told(watched) == []
    assert watched.facts("clock_confirmed")[0]["by"] == "Ana"
    clock_trust.compare_with_records(watched.house)
    assert told(watched) == []


def test_two_who_say_so_are_one(watched: Room) -> None:
    moved(watched, 60)
    notice = UUID(told(watched)[0]["id"])
    assert "repeat" not in watched.does(clock_trust.confirm, notice)
    assert watched.does(clock_trust.confirm, notice)["repeat"] is True
    assert len(watched.facts("clock_confirmed")) == 1


def test_a_slip_is_taken_back(watched: Room) -> None:
    moved(watched, 60)
    before = told(watched)
    answer = right(watched)
    watched.clock.pass_(seconds=5)
    watched.does(undo, said={"target": UUID(answer["id"])})
    assert told(watched) == before


def test_a_slip_taken_back_after_it_was_moved_again_is_one_notice(watched: Room) -> None:
    moved(watched, 60)
    answer = right(watched)
    moved(watched, 5)
    watched.does(undo, said={"target": UUID(answer["id"])})
    assert len(told(watched)) == 1


def test_a_tap_settles_only_what_it_was_about(watched: Room) -> None:
    """From a tablet that was offline: since then the clock was moved once more."""
    moved(watched, 60)
    first = UUID(told(watched)[0]["id"])
    right(watched)
    moved(watched, 60)
    watched.does(clock_trust.confirm, first)
    assert len(told(watched)) == 1


def test_another_sites_clock_is_another_sites(watched: Room, elsewhere: Room) -> None:
    moved(watched, 60)
    with pytest.raises(Refused) as refused:
        elsewhere.does(clock_trust.confirm, UUID(told(watched)[0]["id"]))
    assert refused.value.code is Code.NOT_FOUND


def test_an_unknown_notice_is_one_that_is_gone(room: Room, clock: Clock) -> None:
    assert room.does(clock_trust.confirm, uuid4())["repeat"] is True
