"""PINs: hashed, slowed on a device and for a person, never locked out elsewhere."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import select

from ops.domain.words import Role
from ops.models import DeviceSession, PinTry, Staff
from ops.services.house import House
from ops.services.ways_in import devices, hashing, invitations, pins, sessions, staff
from ops.services.ways_in.devices import DeviceRef
from tests.services.room import Clock, Room
from tests.support.keys import KEYS

T = TypeVar("T")
RIGHT, WRONG = "825731", "604913"


def tablet(room: Room, name: str = "Tablet 2") -> DeviceRef:
    """A browser on a tablet."""
    device, _ = devices.add_device(room.house, room.site_id, role=Role.FLOOR, name=name)
    return room.browser(device.id)


def person(room: Room, name: str = "Rosa") -> int:
    """Someone with a PIN; their number."""
    cookie = invitations.use(room.house, invitations.invite_person(room.house, room.site_id))
    known = devices.identify_session(room.house, cookie)
    assert known is not None
    staff.settle_in(room.house, known, name=name, pin=RIGHT)
    return next(one.id for one in staff.everyone(room.house, room.site_id) if one.name == name)


def wrong(room: Room, device: DeviceRef, who: int, times: int) -> None:
    for _ in range(times):
        answer = pins.unlock(room.house, device, who, WRONG)
        assert not answer.right
        if answer.wait_until is not None:
            room.clock.time = answer.wait_until


def test_a_right_pin_unlocks_for_a_quarter_of_an_hour(room: Room, clock: Clock) -> None:
    rosa, device = person(room), tablet(room)
    assert sessions.unlocked(room.house, device) is None
    assert pins.unlock(room.house, device, rosa, RIGHT).right
    found = sessions.unlocked(room.house, device)
    assert found is not None
    assert (found.name, found.role) == ("Rosa", Role.COORDINATOR)
    clock.pass_(minutes=15)
    assert sessions.unlocked(room.house, device) is None


def test_only_this_browser_is_unlocked(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    cookie = sessions.open_session(room.house, device.id)
    other = devices.identify_session(room.house, cookie)
    assert other is not None
    pins.unlock(room.house, device, rosa, RIGHT)
    assert sessions.unlocked(room.house, other) is None


def test_it_can_be_locked_before(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    pins.unlock(room.house, device, rosa, RIGHT)
    sessions.lock(room.house, device)
    assert sessions.unlocked(room.house, device) is None
    assert sessions.last_person(room.house, device) == rosa


def test_the_wait_doubles_from_the_third_wrong_pin(room: Room, clock: Clock) -> None:
    rosa, device = person(room), tablet(room)
    waits = []
    for _ in range(14):
        answer = pins.unlock(room.house, device, rosa, WRONG)
        wait = answer.wait_until - clock() if answer.wait_until else None
        waits.append(None if wait is None else wait.total_seconds())
        clock.time = answer.wait_until or clock()
    assert waits == [None, None, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


def test_while_a_wait_runs_nothing_is_checked(room: Room, clock: Clock) -> None:
    rosa, device = person(room), tablet(room)
    for _ in range(3):
        pins.unlock(room.house, device, rosa, WRONG)
    waits = pins.unlock(room.house, device, rosa, RIGHT)
    assert not waits.right
    assert waits.wait_until is not None
    clock.pass_(seconds=4.9)
    assert not pins.unlock(room.house, device, rosa, RIGHT).right
    clock.pass_(seconds=0.1)
    assert pins.unlock(room.house, device, rosa, RIGHT).right


def test_a_right_pin_clears_the_count(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    wrong(room, device, rosa, 5)
    assert pins.unlock(room.house, device, rosa, RIGHT).right
    assert pins.unlock(room.house, device, rosa, WRONG).wait_until is None


def test_guessing_slows_nobody_elsewhere(room: Room) -> None:
    """Three guesses at one person: that person there, and neither them elsewhere nor another here."""
    rosa, sam = person(room), person(room, "Sam")
    stolen, other = tablet(room), tablet(room, "Tablet 3")
    for _ in range(9):
        pins.unlock(room.house, stolen, rosa, WRONG)
    assert not pins.unlock(room.house, stolen, rosa, RIGHT).right
    assert pins.unlock(room.house, other, rosa, RIGHT).right
    assert pins.unlock(room.house, stolen, sam, RIGHT).right


@pytest.fixture
def team(room: Room) -> list[int]:
    """Twenty with one PIN, which is hashed once."""
    hashed = pins.hashed(room.house, RIGHT)
    with room.house.db.write() as session:
        people = [
            Staff(site_id=room.site_id, name=f"Nr {number}", role=Role.FLOOR, pin_hash=hashed)
            for number in range(20)
        ]
        session.add_all(people)
        session.flush()
        return [one.id for one in people]


def tries_in(room: Room, device: DeviceRef, people: list[int], minutes: int) -> int:
    """How many wrong PINs are looked at there, tried over the whole team without a pause."""
    looked_at, until = 0, room.clock.time + timedelta(minutes=minutes)
    while True:
        for who in people:
            answer = pins.unlock(room.house, device, who, WRONG)
            looked_at += 1
            assert not answer.right
            if answer.wait_until is not None:
                room.clock.time = answer.wait_until
            if room.clock.time >= until:
                return looked_at


def test_one_pin_over_the_whole_team_is_slowed_by_the_tablet(
    room: Room, team: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute between two tries, soon: some ninety in an hour and a half, of a million PINs."""
    monkeypatch.setattr(hashing, "is_right", lambda *_: False)
    device = tablet(room)
    assert tries_in(room, device, team, 10) <= 20
    assert tries_in(room, device, team, 60) <= 62


def test_a_tablet_that_is_slowed_slows_no_other(room: Room, team: list[int]) -> None:
    stolen, other = tablet(room), tablet(room, "Tablet 3")
    for who in team[:8]:
        pins.unlock(room.house, stolen, who, WRONG)
    assert pins.unlock(room.house, stolen, team[19], RIGHT).wait_until is not None
    assert pins.unlock(room.house, other, team[0], RIGHT).right


def test_a_right_pin_does_not_clear_what_was_tried_in_others_names(room: Room, team: list[int]) -> None:
    """Or a colleague could guess for ever, with their own PIN in between."""
    device = tablet(room)
    for who in team[:5]:
        pins.unlock(room.house, device, who, WRONG)
    pins.unlock(room.house, device, team[19], WRONG)
    room.clock.pass_(seconds=2)
    assert pins.unlock(room.house, device, team[19], RIGHT).right
    assert pins.unlock(room.house, device, team[6], WRONG).wait_until is not None


def test_what_was_tried_on_a_tablet_is_forgotten_bit_by_bit(room: Room, team: list[int]) -> None:
    device = tablet(room)
    for who in team[:5]:
        pins.unlock(room.house, device, who, WRONG)
    room.clock.pass_(minutes=30)
    for who in team[5:8]:
        assert pins.unlock(room.house, device, who, WRONG).wait_until is None
    assert pins.unlock(room.house, device, team[8], WRONG).wait_until is not None


def test_one_person_guessed_on_many_tablets_waits_for_seconds_and_is_never_shut_out(room: Room) -> None:
    rosa = person(room)
    tablets = [tablet(room, f"Tablet {number}") for number in range(2, 9)]
    waits = []
    for device in tablets[:6] * 2:
        answer = pins.unlock(room.house, device, rosa, WRONG)
        waits.append((answer.wait_until - room.clock()).total_seconds() if answer.wait_until else 0)
        room.clock.time = answer.wait_until or room.clock.time
    assert waits == [0] * 9 + [5] * 3
    assert pins.unlock(room.house, tablets[6], rosa, RIGHT).right


def test_tries_at_the_same_moment_cannot_share_one(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    with ThreadPoolExecutor(12) as guesses:
        answers = list(guesses.map(lambda _: pins.unlock(room.house, device, rosa, WRONG), range(12)))
    assert not any(answer.right for answer in answers)
    with room.house.db.read() as session:
        assert session.scalars(select(PinTry.wrong)).all() == [3]


def test_the_wait_outlives_a_restart(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    for _ in range(3):
        pins.unlock(room.house, device, rosa, WRONG)
    restarted = House(room.house.db, room.clock, room.house.ring, KEYS)
    assert pins.unlock(restarted, device, rosa, RIGHT).wait_until is not None


def test_nobody_and_people_without_a_pin(room: Room, elsewhere: Room) -> None:
    device = tablet(room)
    ana = staff.add(room.house, room.site_id, name="Ana")
    theirs = person(elsewhere)
    for who in (0, 4711, ana, theirs):
        assert not pins.unlock(room.house, device, who, RIGHT).right
    assert sessions.unlocked(room.house, device) is None


def test_a_pin_is_stored_as_nothing_that_can_be_guessed(room: Room) -> None:
    rosa, device = person(room), tablet(room)
    with room.house.db.read() as session:
        stored = session.scalars(select(Staff.pin_hash).where(Staff.id == rosa)).one()
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert RIGHT not in stored
    thief = House(room.house.db, room.clock, room.house.ring, replace(KEYS, pepper=b"another pepper"))
    assert not pins.unlock(thief, device, rosa, RIGHT).right


def test_the_same_pin_twice_is_stored_differently(room: Room) -> None:
    person(room)
    person(room, "Sam")
    with room.house.db.read() as session:
        assert len(set(session.scalars(select(Staff.pin_hash)))) == 2


@pytest.mark.parametrize(
    "pin", ["", "12345", "1" * 13, "111111", "123456", "987654", "82573x", "82 5731", "٨٢٥٧٣١"]
)
def test_a_pin_that_will_not_do(room: Room, pin: str) -> None:
    with pytest.raises(pins.WeakPin):
        pins.hashed(room.house, pin)


def test_a_token_is_never_unlocked(room: Room) -> None:
    device, _ = devices.add_device(room.house, room.site_id, role=Role.FLOOR, name="Tablet 2")
    pins.unlock(room.house, device, person(room), RIGHT)
    assert sessions.unlocked(room.house, device) is None
    with room.house.db.read() as session:
        unlocked = select(DeviceSession).where(DeviceSession.device_id == device.id)
        assert session.scalars(unlocked).all() == []


def test_a_pin_is_hashed_aside(room: Room) -> None:
    """Where one thread serves all screens none of them waits for it."""
    rosa, device = person(room), tablet(room)
    asked: list[str] = []

    def aside(work: Callable[[], T], /) -> T:
        asked.append("aside")
        return work()

    house = replace(room.house, aside=aside)
    pins.hashed(house, RIGHT)
    pins.unlock(house, device, rosa, RIGHT)
    assert len(asked) == 2
