"""While a legal hold stands nothing is deleted; afterwards what was held goes."""

import pytest

from ops.domain.hold import NotNow, OnePerson
from ops.models import Visit
from ops.services.retention import holds, purge
from ops.services.retention.holds import Who
from ops.services.retention.purge import Waits
from ops.services.transaction import Actor
from tests.services.room import Room
from tests.services.test_purge import DAY, a_stay, count, kinds, purges, whole

NOOR, ADA, BEA = (
    Who(number, name, Actor(None, "desk")) for number, name in enumerate(("Noor", "Ada", "Bea"))
)


def the_hold(room: Room) -> int:
    return holds.listed(room.house, room.site_id)[0].id


def asks(room: Room, reason: str = "SECRET") -> int:
    holds.ask(room.house, room.site_id, NOOR, reason)
    return the_hold(room)


def test_nothing_goes_from_the_asking_until_two_have_ended_it(watched: Room) -> None:
    room = watched
    a_stay(room)
    hold = asks(room)
    room.clock.pass_(minutes=2 * DAY)
    with pytest.raises(OnePerson):
        holds.agree(room.house, room.site_id, NOOR, hold)
    holds.agree(room.house, room.site_id, ADA, hold)
    room.clock.pass_(minutes=100 * DAY)
    before = kinds(room)
    purges(room)
    assert purge.waits_for(room.house, room.site_id) is Waits.HOLD
    assert (count(room, Visit), kinds(room)) == ([1], before)
    holds.ask_to_end(room.house, room.site_id, BEA, hold)
    with pytest.raises(OnePerson):
        holds.lift(room.house, room.site_id, BEA, hold)
    purges(room)
    assert count(room, Visit) == [1]
    holds.lift(room.house, room.site_id, NOOR, hold)
    purges(room)
    assert count(room, Visit) == [0]
    assert {"hold_lifted", "purged"} <= kinds(room)
    assert whole(room)


def test_what_nobody_agreed_to_lapses(watched: Room) -> None:
    room = watched
    a_stay(room)
    room.clock.pass_(minutes=7 * DAY)
    hold = asks(room)
    room.clock.pass_(minutes=2 * DAY)
    purges(room)
    assert count(room, Visit) == [1]
    room.clock.pass_(minutes=DAY)
    with pytest.raises(NotNow):
        holds.agree(room.house, room.site_id, ADA, hold)
    purges(room)
    assert count(room, Visit) == [0]


def test_a_hold_in_the_middle_of_a_run_stops_it(room: Room) -> None:
    a_stay(room)
    room.clock.pass_(minutes=9 * DAY)
    purge.begin(room.house, room.site_id)
    assert purge.go_on(room.house, room.site_id)
    asks(room)
    assert not purge.go_on(room.house, room.site_id)
    assert count(room, Visit) == [1]


def test_its_reason_is_no_fact_and_goes_long_after_it(room: Room) -> None:
    hold = asks(room)
    holds.agree(room.house, room.site_id, ADA, hold)
    with pytest.raises(NotNow):
        asks(room)
    holds.ask_to_end(room.house, room.site_id, ADA, hold)
    holds.lift(room.house, room.site_id, NOOR, hold)
    assert "SECRET" not in str(room.facts())
    assert len(room.facts("hold_asked", "hold_agreed", "hold_end_asked", "hold_lifted")) == 4
    room.clock.pass_(minutes=92 * DAY)
    purges(room)
    assert holds.listed(room.house, room.site_id) == []


def test_another_sites_hold_is_none_here(room: Room, elsewhere: Room) -> None:
    hold = asks(elsewhere)
    assert purge.waits_for(room.house, room.site_id) is None
    with pytest.raises(NotNow):
        holds.agree(room.house, room.site_id, ADA, hold)
