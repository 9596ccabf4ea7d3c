"""Passkeys: only the right key, at the right place, verified, once."""

import json
import random
import secrets
from dataclasses import dataclass, replace

import pytest

from ops.domain.words import Role
from ops.services.ways_in import leaving, own_proofs, passkeys, persons, roles, staff
from ops.services.ways_in.devices import DeviceRef
from ops.services.ways_in.passkeys import NotProved, Place
from tests.services.room import Room
from tests.support.authenticator import Authenticator, plain

HERE = Place("localhost", "http://localhost:8000")


@dataclass
class Holder:
    """Somebody of the team with a key."""

    room: Room
    staff_id: int
    device: DeviceRef
    key: Authenticator

    @property
    def person(self) -> int:
        with self.room.house.db.read() as session:
            return persons.of(session, self.staff_id)

    def asked(self, staff_id: int | None = None) -> tuple[bytes, str]:
        challenge = secrets.token_bytes(32)
        return challenge, passkeys.to_prove(self.room.house, HERE, challenge, staff_id)

    def proves(self, key: Authenticator | None = None, place: Place = HERE) -> int:
        challenge, options = self.asked()
        answer = (key or self.key).proves(options)
        return passkeys.proved(self.room.house, place=place, challenge=challenge, answer=answer)


def adds(room: Room, device: DeviceRef, staff_id: int, key: Authenticator) -> None:
    challenge = secrets.token_bytes(32)
    options = passkeys.to_add(room.house, HERE, "Here", (staff_id, "Rosa"), challenge)
    answer = key.makes(options)
    passkeys.add(
        room.house, device, staff_id, place=HERE, challenge=challenge, answer=answer, name="telephone"
    )


@pytest.fixture
def holder(room: Room) -> Holder:
    who = staff.add(room.house, room.site_id, name="Rosa", role=Role.COORDINATOR)
    device = room.browser(room.furnished.devices["coordinator"])
    key = Authenticator()
    adds(room, device, who, key)
    return Holder(room, who, device, key)


def test_a_key_says_whose_it_is(holder: Holder) -> None:
    assert holder.proves() == holder.person
    assert holder.proves() == holder.person
    [shown] = own_proofs.of(holder.room.house, holder.staff_id).passkeys
    assert shown.name == "telephone"
    assert shown.used_at == holder.room.clock()
    assert [fact["proof"] for fact in holder.room.facts("proof_added")] == ["passkey"]


def test_an_answer_counts_once(holder: Holder) -> None:
    challenge, options = holder.asked()
    answer = holder.key.proves(options)
    house = holder.room.house
    assert passkeys.proved(house, place=HERE, challenge=challenge, answer=answer) == holder.person
    with pytest.raises(NotProved):
        passkeys.proved(house, place=HERE, challenge=challenge, answer=answer)


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "https://room.example.com"},
        {"origin": "http://localhost:9000"},
        {"name": "example.com"},
        {"verified": False},
        {"handle": "c29tZWJvZHkgZWxzZQ"},
        {"id": b"a key that nobody added"},
    ],
    ids=lambda bent: next(iter(bent)),
)
def test_anything_that_is_not_quite_it_proves_nothing(holder: Holder, bent: dict[str, object]) -> None:
    with pytest.raises(NotProved):
        holder.proves(replace(holder.key, **bent))  # type: ignore[arg-type]
    assert holder.proves() == holder.person


def test_another_key_under_the_same_name_proves_nothing(holder: Holder) -> None:
    with pytest.raises(NotProved):
        holder.proves(Authenticator(id=holder.key.id, handle=holder.key.handle))


def test_a_copied_key_shows_by_its_count(holder: Holder) -> None:
    copy = replace(holder.key)
    holder.proves()
    holder.proves()
    with pytest.raises(NotProved):
        holder.proves(copy)


def test_an_answer_to_another_challenge_proves_nothing(holder: Holder) -> None:
    _, options = holder.asked()
    answer = holder.key.proves(options)
    with pytest.raises(NotProved):
        passkeys.proved(holder.room.house, place=HERE, challenge=secrets.token_bytes(32), answer=answer)


@pytest.mark.parametrize(
    "answer",
    ["", "null", "[]", "{}", '{"id": 1, "response": {}}', '{"response": []}', "[" * 9000, "x" * 20000],
)
def test_what_is_no_answer_is_a_no(holder: Holder, answer: str) -> None:
    with pytest.raises(NotProved):
        passkeys.proved(holder.room.house, place=HERE, challenge=secrets.token_bytes(32), answer=answer)
    with pytest.raises(NotProved):
        passkeys.add(
            holder.room.house,
            holder.device,
            holder.staff_id,
            place=HERE,
            challenge=secrets.token_bytes(32),
            answer=answer,
            name="x",
        )


def test_whatever_a_device_says_is_a_no_and_never_a_fault(holder: Holder) -> None:
    """Each part in turn is bent: cut, garbled, of another kind."""
    house, chance = holder.room.house, random.Random(5)
    challenge, options = holder.asked()
    to_add = passkeys.to_add(house, HERE, "Here", (holder.staff_id, "Rosa"), challenge)
    for answer in (holder.key.proves(options), Authenticator().makes(to_add)):
        said = json.loads(answer)
        for part in said["response"]:
            whole = said["response"][part]
            for bent in (
                None,
                7,
                "",
                whole[: len(whole) // 2],
                plain(chance.randbytes(200)),
                ["x"],
                "é",
                "-" * 40,
            ):
                odd = json.dumps(said | {"response": said["response"] | {part: bent}})
                if part != "userHandle" or bent is not None:
                    with pytest.raises(NotProved):
                        passkeys.proved(house, place=HERE, challenge=challenge, answer=odd)
                if part != "userHandle":
                    with pytest.raises(NotProved):
                        passkeys.add(
                            house,
                            holder.device,
                            holder.staff_id,
                            place=HERE,
                            challenge=challenge,
                            answer=odd,
                            name="x",
                        )


def test_a_key_without_verification_is_not_added(holder: Holder) -> None:
    with pytest.raises(NotProved):
        adds(holder.room, holder.device, holder.staff_id, Authenticator(verified=False))


def test_one_key_is_not_added_for_two(holder: Holder) -> None:
    sam = staff.add(holder.room.house, holder.room.site_id, name="Sam", role=Role.COORDINATOR)
    with pytest.raises(NotProved):
        adds(holder.room, holder.device, sam, replace(holder.key))
    assert holder.proves() == holder.person


def test_a_removed_key_proves_nothing_and_nobody_removes_anothers(holder: Holder) -> None:
    house = holder.room.house
    [shown] = own_proofs.of(house, holder.staff_id).passkeys
    own_proofs.remove_passkey(house, holder.device, holder.staff_id + 1, shown.id)
    assert holder.proves() == holder.person
    own_proofs.remove_passkey(house, holder.device, holder.staff_id, shown.id)
    with pytest.raises(NotProved):
        holder.proves()


def test_who_leaves_or_goes_to_the_floor_proves_nothing(holder: Holder) -> None:
    house, site_id = holder.room.house, holder.room.site_id
    roles.give(house, site_id, holder.staff_id, Role.FLOOR)
    with pytest.raises(NotProved):
        holder.proves()
    roles.give(house, site_id, holder.staff_id, Role.COORDINATOR)
    adds(holder.room, holder.device, holder.staff_id, Authenticator())
    leaving.take_off(house, site_id, holder.staff_id)
    assert not own_proofs.of(house, holder.staff_id).any
