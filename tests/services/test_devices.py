"""Devices: known by token or cookie, revoked, signed out; one-time ways in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.domain.words import Role
from ops.models import Device, DeviceSession, Invitation
from ops.services.house import House
from ops.services.ways_in import devices, invitations, sessions, staying
from ops.services.ways_in.devices import DeviceRef, NameInUse
from ops.services.ways_in.invitations import WayInClosed
from tests.services.room import Clock, Room, still_valid


def added(room: Room, name: str = "Tablet 2", role: Role = Role.FLOOR) -> tuple[DeviceRef, str]:
    return devices.add_device(room.house, room.site_id, role=role, name=name)


def browser(room: Room, device: DeviceRef) -> tuple[DeviceRef, str]:
    cookie = sessions.open_session(room.house, device.id)
    known = devices.identify_session(room.house, cookie)
    assert known is not None
    return known, cookie


def test_a_device_is_known_by_its_token(room: Room) -> None:
    device, token = added(room)
    assert device == DeviceRef(device.id, room.site_id, "here", "Tablet 2", Role.FLOOR)
    assert devices.identify(room.house, token) == device
    assert len(token) >= 43


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 4000, "\udce9", "ü"])
def test_anything_else_is_nobody(room: Room, token: str) -> None:
    assert devices.identify(room.house, token) is None
    assert devices.identify_session(room.house, token) is None


def test_neither_token_nor_cookie_nor_code_is_stored(room: Room) -> None:
    device, token = added(room)
    _, cookie = browser(room, device)
    code = invitations.invite_person(room.house, room.site_id)
    with room.house.db.read() as session:
        stored = [
            *session.scalars(select(Device.token_hash)),
            *session.scalars(select(DeviceSession.token_hash)),
            *session.scalars(select(Invitation.code_hash)),
        ]
    assert not {token, cookie, code} & set(stored)


def test_one_kind_of_secret_is_no_use_as_another(room: Room) -> None:
    device, token = added(room)
    _, cookie = browser(room, device)
    assert devices.identify(room.house, cookie) is None
    assert devices.identify_session(room.house, token) is None


def test_a_revoked_device_is_out_with_all_its_browsers(room: Room) -> None:
    device, token = added(room)
    known, cookie = browser(room, device)
    assert staying.look(room.house, {device, known}).revoked == set()
    devices.revoke(room.house, room.site_id, device.id)
    assert devices.identify(room.house, token) is None
    assert devices.identify_session(room.house, cookie) is None
    assert staying.look(room.house, {device, known}).revoked == {device, known}
    assert room.site_id in room.clock.rings


def test_revoking_twice_is_once_in_the_journal(room: Room) -> None:
    device, _ = added(room)
    for _ in range(2):
        devices.revoke(room.house, room.site_id, device.id)
    assert [fact["kind"] for fact in room.facts()].count("device_revoked") == 1


def test_signing_out_ends_one_browser(room: Room) -> None:
    device, _ = added(room)
    one, cookie = browser(room, device)
    two, _ = browser(room, device)
    room.clock.rings.clear()
    sessions.sign_out(room.house, one)
    assert devices.identify_session(room.house, cookie) is None
    assert not still_valid(room.house, one)
    assert still_valid(room.house, two)
    assert room.clock.rings == [room.site_id]


def test_a_browser_runs_out(room: Room, clock: Clock) -> None:
    device, _ = added(room)
    cookie = sessions.open_session(room.house, device.id, ends_at=clock() + timedelta(minutes=5))
    known = devices.identify_session(room.house, cookie)
    assert known is not None
    clock.pass_(minutes=5)
    assert devices.identify_session(room.house, cookie) is None
    assert not still_valid(room.house, known)


def test_a_row_that_is_gone_is_not_valid(room: Room) -> None:
    """A backup was brought back that does not know the device."""
    stranger = DeviceRef(4711, room.site_id, "here", "Ghost", Role.FLOOR)
    assert not still_valid(room.house, stranger)
    assert not still_valid(room.house, DeviceRef(1, 1, "here", "x", Role.FLOOR, "gone"))
    assert staying.look(room.house, set()) == staying.Staying(frozenset(), frozenset())


def test_a_name_is_used_once_at_a_site(room: Room, elsewhere: Room) -> None:
    device, _ = added(room)
    with pytest.raises(NameInUse):
        added(room)
    added(elsewhere)
    devices.revoke(room.house, room.site_id, device.id)
    again, _ = added(room)
    assert (again.name, again.id == device.id) == ("Tablet 2", False)


def test_a_device_is_renamed(room: Room) -> None:
    device, token = added(room)
    devices.rename(room.house, room.site_id, device.id, "By the door")
    known = devices.identify(room.house, token)
    assert known is not None
    assert known.name == "By the door"
    with pytest.raises(NameInUse):
        devices.rename(room.house, room.site_id, device.id, "The floor")


def test_another_sites_device_is_unknown(room: Room, elsewhere: Room) -> None:
    device, token = added(elsewhere)
    with pytest.raises(Refused) as refused:
        devices.revoke(room.house, room.site_id, device.id)
    assert refused.value.code is Code.NOT_FOUND
    with pytest.raises(Refused):
        devices.rename(room.house, room.site_id, device.id, "Mine")
    assert devices.identify(room.house, token) == device


def comes_in(house: House, code: str) -> DeviceRef:
    known = devices.identify_session(house, invitations.use(house, code))
    assert known is not None
    return known


def test_a_screens_way_in(room: Room) -> None:
    code = invitations.invite_screen(room.house, room.site_id, role=Role.DISPLAY, name="Wall 2")
    way = invitations.look(room.house, code)
    assert (way.role, way.device_name, way.staff_id) == (Role.DISPLAY, "Wall 2", None)
    screen = comes_in(room.house, code)
    assert (screen.name, screen.role, screen.site_id) == ("Wall 2", Role.DISPLAY, room.site_id)
    with pytest.raises(WayInClosed):
        invitations.use(room.house, code)


def test_a_name_taken_meanwhile_gets_a_number(room: Room) -> None:
    code = invitations.invite_screen(room.house, room.site_id, role=Role.DISPLAY, name="Wall 2")
    added(room, "Wall 2")
    assert comes_in(room.house, code).name == "Wall 2 2"
    with pytest.raises(NameInUse):
        invitations.invite_screen(room.house, room.site_id, role=Role.DISPLAY, name="Wall 2")


def test_persons_without_a_name_are_told_apart(room: Room) -> None:
    codes = [invitations.invite_person(room.house, room.site_id) for _ in range(2)]
    names = [comes_in(room.house, code).name for code in codes]
    assert names == ["coordinator: computer", "coordinator: computer 2"]


def test_a_code_is_long_and_never_the_same(room: Room) -> None:
    codes = {invitations.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code.replace("-", "")) == 26 for code in codes)
    assert not any(set(code) & set("OILU") for code in codes)
