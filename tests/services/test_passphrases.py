"""Passphrase and app, and codes on paper: together, once, slowed and never shut."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyotp
import pytest
from sqlalchemy import select

from ops.domain.words import Role
from ops.models import Passphrase, RecoveryCode
from ops.services.ways_in import own_proofs, passphrases, persons, staff
from ops.services.ways_in.devices import DeviceRef
from ops.services.ways_in.passphrases import NotTheApp, WeakPhrase
from tests.services.room import Room

PHRASE = "kettle orbit sandal thrift"


@dataclass
class Holder:
    """Somebody of the team with a passphrase and an app."""

    room: Room
    staff_id: int
    device: DeviceRef
    secret: str

    def app(self, ahead: int = 0) -> str:
        return pyotp.TOTP(self.secret).generate_otp(int(self.room.clock().timestamp()) // 30 + ahead)

    def proves(self, phrase: str = PHRASE, digits: str | None = None, name: str = "Rosa") -> bool:
        who = passphrases.proved(self.room.house, name, phrase, self.app() if digits is None else digits)
        return who == self.person

    @property
    def person(self) -> int:
        with self.room.house.db.read() as session:
            return persons.of(session, self.staff_id)


@pytest.fixture
def holder(room: Room) -> Holder:
    who = staff.add(room.house, room.site_id, name="Rosa", role=Role.COORDINATOR)
    device = room.browser(room.furnished.devices["coordinator"])
    one = Holder(room, who, device, passphrases.new_secret())
    passphrases.keep(room.house, device, who, phrase=PHRASE, secret=one.secret, digits=one.app())
    room.clock.pass_(seconds=60)
    return one


def test_both_together_are_a_proof(holder: Holder) -> None:
    assert holder.proves()
    assert own_proofs.of(holder.room.house, holder.staff_id).passphrase


@pytest.mark.parametrize(
    ("phrase", "digits", "name"),
    [("kettle orbit sandal thrifts", None, "Rosa"), (PHRASE, "000000", "Rosa"), (PHRASE, "", "Rosa"),
     ("", None, "Rosa"), (PHRASE, None, "Sam"), (PHRASE, "١٢٣٤٥٦", "Rosa")],
)  # fmt: skip
def test_one_of_them_is_none(holder: Holder, phrase: str, digits: str | None, name: str) -> None:
    assert not holder.proves(phrase, digits, name)
    holder.room.clock.pass_(seconds=30)
    assert holder.proves()


def test_a_code_of_the_app_counts_once_and_half_a_minute_around(holder: Holder) -> None:
    assert holder.proves(digits=holder.app(-1))
    assert not holder.proves(digits=holder.app(-1))
    assert holder.proves()
    assert not holder.proves()
    assert holder.proves(digits=holder.app(1))
    assert not holder.proves()
    holder.room.clock.pass_(seconds=120)
    assert not holder.proves(digits=holder.app(-2))
    assert not holder.proves(digits=holder.app(2))


def test_of_two_at_the_same_moment_one_counts(holder: Holder) -> None:
    digits = holder.app()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: holder.proves(digits=digits), range(4)))
    assert answers.count(True) == 1


def test_guessing_costs_seconds_and_shuts_nobody_out(holder: Holder) -> None:
    for _ in range(10):
        assert not holder.proves("wrong wrong wrong word")
    assert not holder.proves()
    holder.room.clock.pass_(seconds=5)
    assert holder.proves()


@pytest.mark.parametrize(
    "phrase", ["", "short", "x" * 13, "aaaaaaaaaaaaaaaaaaaa", "correct horse battery staple", "ab" * 200]
)
def test_a_phrase_that_will_not_do(holder: Holder, phrase: str) -> None:
    with pytest.raises(WeakPhrase):
        passphrases.keep(
            holder.room.house,
            holder.device,
            holder.staff_id,
            phrase=phrase,
            secret=holder.secret,
            digits=holder.app(),
        )


@pytest.mark.parametrize("secret", ["", "short", "not base 32 at all!!!!!!!!!!!!!!!"])
def test_an_app_that_was_not_seen_to_work_is_not_kept(holder: Holder, secret: str) -> None:
    for wrong in ({"secret": secret, "digits": holder.app()}, {"secret": holder.secret, "digits": "000000"}):
        with pytest.raises(NotTheApp):
            passphrases.keep(holder.room.house, holder.device, holder.staff_id, phrase=PHRASE, **wrong)


def test_what_is_stored_opens_nothing(holder: Holder) -> None:
    codes = passphrases.new_codes(holder.room.house, holder.device, holder.staff_id)
    with holder.room.house.db.read() as session:
        row = session.scalars(select(Passphrase)).one()
        assert row.phrase_hash.startswith("$argon2id$")
        assert holder.secret.encode() not in row.secret_sealed
        stored = set(session.scalars(select(RecoveryCode.code_hash)))
    assert len(stored) == len(codes) == 10
    assert not stored & {code.replace("-", "") for code in codes}


def test_a_code_on_paper_is_good_once_and_for_its_owner(holder: Holder) -> None:
    house = holder.room.house
    first, second, *_ = passphrases.new_codes(house, holder.device, holder.staff_id)
    assert passphrases.recovered(house, "Sam", first) is None
    assert passphrases.recovered(house, "Rosa", first.lower().replace("-", " ")) == holder.person
    assert passphrases.recovered(house, "Rosa", first) is None
    assert own_proofs.of(house, holder.staff_id).codes_left == 9
    passphrases.new_codes(house, holder.device, holder.staff_id)
    assert passphrases.recovered(house, "Rosa", second) is None


def test_a_passphrase_can_be_put_away(holder: Holder) -> None:
    passphrases.drop(holder.room.house, holder.device, holder.staff_id)
    assert not holder.proves()
    assert not own_proofs.of(holder.room.house, holder.staff_id).any
