"""One person in two teams: one set of proofs, a role in each; and nobody of one team gets into the other by it."""

from dataclasses import dataclass

import pyotp
import pytest
from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.domain.words import Role
from ops.models import Device, DeviceSession, Passphrase, Person, Staff
from ops.services.ways_in import (
    devices,
    invitations,
    joining,
    leaving,
    own_proofs,
    passphrases,
    persons,
    roles,
    sessions,
    sign_in,
    staff,
)
from ops.services.ways_in.devices import DeviceRef
from ops.services.ways_in.invitations import WayInClosed
from ops.services.ways_in.passkeys import NotProved
from ops.services.ways_in.sessions import Unlocked
from tests.services.room import Room

PHRASE = "kettle orbit sandal thrift"
PIN = "825731"


@dataclass
class Noor:
    """Coordinator here, with a passphrase and an app, signed in on a browser of her own."""

    here: Room
    there: Room
    cookie: str
    secret: str

    @property
    def browser(self) -> DeviceRef:
        return identified(self.here, self.cookie)

    @property
    def me(self) -> Unlocked:
        return unlocked(self.here, self.cookie)

    @property
    def person(self) -> int:
        return self.me.person_id

    def proves(self) -> int | None:
        digits = pyotp.TOTP(self.secret).generate_otp(int(self.here.clock().timestamp()) // 30)
        return passphrases.proved(self.here.house, "Noor", PHRASE, digits)

    def opens(self) -> None:
        """By her passphrase, in her browser."""
        who = self.proves()
        assert who is not None
        sign_in.unlock(self.here.house, self.browser, who)

    def joins(self, role: Role = Role.ADMINISTRATOR, name: str | None = "Noor") -> int:
        """A link of the other site, accepted; who she is there."""
        code = invitations.invite_person(self.there.house, self.there.site_id, role=role, name=name)
        joining.accept(self.here.house, self.me, code)
        own_proofs.prove(self.here.house, self.browser)
        return staff_id(self.there, "Noor")

    def goes_there(self) -> str:
        return sign_in.go_to(self.here.house, self.browser, self.me, self.there.furnished.slug)


def identified(room: Room, cookie: str) -> DeviceRef:
    known = devices.identify_session(room.house, cookie)
    assert known is not None
    return known


def unlocked(room: Room, cookie: str) -> Unlocked:
    found = sessions.unlocked(room.house, identified(room, cookie))
    assert found is not None
    return found


def staff_id(room: Room, name: str) -> int:
    return next(one.id for one in staff.everyone(room.house, room.site_id) if one.name == name)


def comes_in(room: Room, name: str, role: Role) -> str:
    """By a link made for that name, with a PIN; the cookie."""
    code = invitations.invite_person(room.house, room.site_id, role=role, name=name)
    cookie = invitations.use(room.house, code)
    staff.settle_in(room.house, identified(room, cookie), name=name, pin=PIN)
    return cookie


@pytest.fixture
def noor(room: Room, elsewhere: Room) -> Noor:
    cookie = comes_in(room, "Noor", Role.COORDINATOR)
    secret = passphrases.new_secret()
    digits = pyotp.TOTP(secret).generate_otp(int(room.clock().timestamp()) // 30)
    who = unlocked(room, cookie).staff_id
    passphrases.keep(room.house, identified(room, cookie), who, phrase=PHRASE, secret=secret, digits=digits)
    room.clock.pass_(seconds=60)
    return Noor(room, elsewhere, cookie, secret)


def test_her_proof_is_good_at_both_with_a_role_of_each(noor: Noor) -> None:
    noor.joins()
    noor.here.clock.pass_(seconds=60)
    assert noor.proves() == noor.person
    cookie = noor.goes_there()
    there = identified(noor.there, cookie)
    assert (there.site_slug, there.role) == ("elsewhere", Role.ADMINISTRATOR)
    assert unlocked(noor.there, cookie).role is Role.ADMINISTRATOR
    assert devices.identify_session(noor.here.house, noor.cookie) is None, "the browser of here ended"


def test_a_code_for_the_floor_is_accepted_alike(noor: Noor) -> None:
    chip = staff.add(noor.there.house, noor.there.site_id, name="Noor")
    code = invitations.invite_pin(noor.there.house, noor.there.site_id, chip)
    joining.accept(noor.here.house, noor.me, code)
    own_proofs.prove(noor.here.house, noor.browser)
    there = identified(noor.there, noor.goes_there())
    assert there.role is Role.FLOOR
    assert there.id not in {screen["id"] for screen in noor.there.board()["devices"]}, "no screen of the room"


def test_on_a_tablet_of_either_room_she_is_who_she_is_there(noor: Noor) -> None:
    member = noor.joins(Role.AUDITOR)
    tablet = noor.there.browser(noor.there.furnished.devices["floor"])
    sign_in.unlock(noor.there.house, tablet, noor.person)
    found = sessions.unlocked(noor.there.house, tablet)
    assert found is not None
    assert (found.staff_id, found.role) == (member, Role.AUDITOR)


def test_whoever_is_in_one_team_opens_nothing_of_another(noor: Noor) -> None:
    tablet = noor.there.browser(noor.there.furnished.devices["floor"])
    with pytest.raises(NotProved):
        sign_in.unlock(noor.there.house, tablet, noor.person)
    with pytest.raises(Refused) as refusal:
        noor.goes_there()
    assert refusal.value.code is Code.NOT_FOUND


def test_nothing_of_it_is_told_at_the_first_site(noor: Noor) -> None:
    before = noor.here.facts()
    noor.joins()
    noor.goes_there()
    assert noor.here.facts() == before
    [joined] = noor.there.facts("staff_joined")
    assert set(joined) == {"kind", "at", "by", "staff"}
    assert "elsewhere" not in str(noor.here.board())


def test_a_code_is_good_once_and_for_a_person_only(noor: Noor) -> None:
    screen = invitations.invite_screen(noor.there.house, noor.there.site_id, role=Role.FLOOR, name="T")
    for code in ("nonsense", screen):
        with pytest.raises(WayInClosed):
            joining.accept(noor.here.house, noor.me, code)
    noor.joins()
    again = invitations.invite_person(noor.there.house, noor.there.site_id, name="Noor")
    with pytest.raises(joining.CannotJoin):
        joining.accept(noor.here.house, noor.me, again)


def test_who_has_no_proof_joins_nothing(room: Room, elsewhere: Room) -> None:
    me = unlocked(room, comes_in(room, "Sam", Role.COORDINATOR))
    code = invitations.invite_person(elsewhere.house, elsewhere.site_id, name="Sam")
    with pytest.raises(Refused):
        joining.accept(room.house, me, code)
    assert invitations.look(elsewhere.house, code), "the code stays good"


def test_a_name_with_proofs_of_its_own_is_somebody_else(noor: Noor) -> None:
    member = staff.add(noor.there.house, noor.there.site_id, name="Noor", role=Role.COORDINATOR)
    device = noor.there.browser(noor.there.furnished.devices["coordinator"])
    passphrases.new_codes(noor.there.house, device, member)
    with pytest.raises(joining.CannotJoin):
        noor.joins()


class TestNobodyOfOneTeamGetsIntoTheOther:
    """An administrator of there makes links and PINs for her name there; of here, for her name here."""

    def test_a_link_proves_nothing_any_more(self, noor: Noor) -> None:
        noor.joins()
        stolen = comes_in(noor.there, "Noor", Role.ADMINISTRATOR)
        thief = unlocked(noor.there, stolen)
        assert not thief.proved
        with pytest.raises(Refused):
            sign_in.go_to(noor.there.house, identified(noor.there, stolen), thief, "here")

    def test_nor_does_one_from_before(self, noor: Noor) -> None:
        stolen = comes_in(noor.here, "Noor", Role.COORDINATOR)
        assert unlocked(noor.here, stolen).proved
        noor.opens()
        noor.joins()
        assert not unlocked(noor.here, stolen).proved

    def test_whoever_was_in_under_that_name_is_out(self, noor: Noor) -> None:
        before = comes_in(noor.there, "Noor", Role.COORDINATOR)
        noor.joins()
        assert devices.identify_session(noor.there.house, before) is None
        [person] = [one for one in staff.everyone(noor.there.house, noor.there.site_id) if one.name == "Noor"]
        assert not person.has_pin

    def test_her_name_is_not_taken_by_a_link_for_anybody(self, noor: Noor) -> None:
        noor.joins()
        code = invitations.invite_person(noor.there.house, noor.there.site_id)
        cookie = invitations.use(noor.there.house, code)
        with pytest.raises(devices.NameInUse):
            staff.settle_in(noor.there.house, identified(noor.there, cookie), name="Noor", pin=PIN)


def test_off_the_one_team_she_is_still_of_the_other(noor: Noor) -> None:
    noor.joins()
    person = noor.person
    cookie = noor.goes_there()
    leaving.take_off(noor.here.house, noor.here.site_id, staff_id(noor.here, "Noor"))
    noor.here.clock.pass_(seconds=60)
    assert noor.proves() == person
    assert unlocked(noor.there, cookie).role is Role.ADMINISTRATOR
    tablet = noor.here.browser(noor.here.furnished.devices["floor"])
    with pytest.raises(NotProved):
        sign_in.unlock(noor.here.house, tablet, person)


def test_back_on_the_team_she_has_to_be_let_in_anew(noor: Noor) -> None:
    noor.joins()
    person = noor.person
    leaving.take_off(noor.here.house, noor.here.site_id, staff_id(noor.here, "Noor"))
    again = staff.add(noor.here.house, noor.here.site_id, name="Noor", role=Role.ADMINISTRATOR)
    with noor.here.house.db.read() as session:
        assert persons.of(session, again) != person


def test_a_floor_role_in_one_team_takes_no_proof_of_the_other(noor: Noor) -> None:
    noor.joins()
    roles.give(noor.here.house, noor.here.site_id, staff_id(noor.here, "Noor"), Role.FLOOR)
    assert own_proofs.of(noor.there.house, staff_id(noor.there, "Noor")).passphrase
    roles.give(noor.there.house, noor.there.site_id, staff_id(noor.there, "Noor"), Role.FLOOR)
    with noor.here.house.db.read() as session:
        assert session.scalars(select(Passphrase)).all() == []


def test_signed_out_everywhere_is_in_every_team(noor: Noor) -> None:
    noor.joins()
    at_home = sign_in.come_in(noor.here.house, noor.person)
    cookie = noor.goes_there()
    leaving.sign_out_everywhere(noor.there.house, noor.there.site_id, staff_id(noor.there, "Noor"))
    for ended in (cookie, at_home):
        assert devices.identify_session(noor.there.house, ended) is None
    with noor.here.house.db.read() as session:
        own = select(Device.id).where(Device.staff_id.is_not(None), Device.revoked_at.is_(None))
        assert session.scalars(own).all() == []
        opened = select(DeviceSession.id).where(DeviceSession.staff_id.is_not(None))
        assert session.scalars(opened).all() == []
    [fact] = noor.here.facts("signed_out_everywhere")
    assert fact["staff"] == staff_id(noor.here, "Noor")


def test_what_was_proved_holds_no_longer_for_going_to_and_fro(noor: Noor) -> None:
    noor.joins()
    noor.here.clock.pass_(minutes=4)
    cookie = noor.goes_there()
    assert unlocked(noor.there, cookie).proved
    noor.here.clock.pass_(minutes=2)
    assert not unlocked(noor.there, cookie).proved


def test_parted_they_are_two_again(noor: Noor) -> None:
    member = noor.joins()
    cookie = noor.goes_there()
    joining.part(noor.there.house, noor.there.site_id, member)
    assert devices.identify_session(noor.there.house, cookie) is None
    assert not own_proofs.of(noor.there.house, member).any
    assert own_proofs.of(noor.here.house, staff_id(noor.here, "Noor")).any
    with noor.here.house.db.read() as session:
        people = set(session.scalars(select(Person.id)))
        assert people == set(session.scalars(select(Staff.person_id))), "nobody is kept who is in no team"
