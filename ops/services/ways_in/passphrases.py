"""A passphrase together with an app's six digits, for whoever has no passkey; and codes on paper.

* Of passphrase and digits neither is told to be wrong alone, and unknown names take as long.
* A code of the app counts once: of two processes one moves ``last_step`` on.
* Wrong ones cost seconds and never stop anybody.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.guessing import PERSON
from ops.models import Passphrase, RecoveryCode, Staff
from ops.services.house import House
from ops.services.transaction import Made, Transaction
from ops.services.ways_in import guesses, hashing, persons, typed_codes
from ops.services.ways_in.devices import DeviceRef, set_up

SHORTEST, LONGEST = 14, 200
STEP = 30
CODES, _IN_A_CODE, _IN_A_GROUP = 10, 16, 4
EVERYBODYS = (
    "correcthorsebatterystaple",
    "qwertyuiopasdfghjkl",
    "1234567890123456",
    "passwordpassword",
    "iloveyouiloveyou",
    "letmeinletmeinletmein",
    "thequickbrownfox",
    "overdoseprevention",
    "administratoradministrator",
)


class WeakPhrase(Exception):
    """Too short, or one that anyone would guess."""


class NotTheApp(Exception):
    """The digits are not those that the app shows now: it was not set up, or its clock is wrong."""


@dataclass(frozen=True)
class _Known:
    person_id: int
    phrase_hash: str
    sealed: bytes


def new_secret() -> str:
    """For an app: 160 random bits."""
    import pyotp

    return pyotp.random_base32()


def address_for_app(secret: str, name: str, site_name: str) -> str:
    """What an app reads from a square."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=site_name)


def keep(house: House, device: DeviceRef, staff_id: int, *, phrase: str, secret: str, digits: str) -> None:
    """A passphrase, and an app that was seen to work. Raises ``WeakPhrase`` and ``NotTheApp``."""
    _check(phrase)
    step = _step_of(secret, digits, house.now()) if re.fullmatch("[A-Z2-7]{32}", secret) else None
    if step is None:
        raise NotTheApp
    phrase_hash = hashing.hashed(house, phrase)

    def work(transaction: Transaction) -> Made:
        who = persons.of(transaction.session, staff_id)
        row = transaction.session.get(Passphrase, who) or Passphrase(person_id=who)
        row.phrase_hash, row.secret_sealed = phrase_hash, _seal(house, who, secret)
        row.last_step, row.added_at, row.wrong, row.wait_until = step, transaction.now, 0, None
        transaction.session.add(row)
        transaction.record(facts.ProofAdded(transaction.now, staff_id, "passphrase"))
        return Made({})

    set_up(house, device.site_id, device.actor, "proof.add", work)


def drop(house: House, device: DeviceRef, staff_id: int) -> None:
    """Passkeys alone from now on."""

    def work(transaction: Transaction) -> Made:
        row = transaction.session.get(Passphrase, persons.of(transaction.session, staff_id))
        if row is not None:
            transaction.session.delete(row)
            transaction.record(facts.ProofRemoved(transaction.now, staff_id, "passphrase"))
        return Made({})

    set_up(house, device.site_id, device.actor, "proof.remove", work)


def proved(house: House, name: str, phrase: str, digits: str, *, staff_id: int | None = None) -> int | None:
    """Which person's passphrase and digits these are; ``staff_id``: only if they are that one's."""
    now = house.now()
    with house.db.write() as session:
        known = _counted(session, name, staff_id, now)
    if not known:
        hashing.is_right(house, _NOBODYS, phrase)
    for one in known:
        right = hashing.is_right(house, one.phrase_hash, phrase)
        step = _step_of(_unseal(house, one), digits, now)
        if right and step is not None and _moved_on(house, one.person_id, step):
            return one.person_id
    return None


def new_codes(house: House, device: DeviceRef, staff_id: int) -> list[str]:
    """Ten codes for paper, shown once. Those of before open nothing any more."""
    codes = [typed_codes.new(_IN_A_CODE) for _ in range(CODES)]

    def work(transaction: Transaction) -> Made:
        session = transaction.session
        who = persons.of(session, staff_id)
        for row in session.scalars(select(RecoveryCode).where(RecoveryCode.person_id == who)).all():
            session.delete(row)
        session.add_all(
            RecoveryCode(code_hash=hashing.keyed(house, "recovery", code), person_id=who) for code in codes
        )
        transaction.record(facts.ProofAdded(transaction.now, staff_id, "codes"))
        return Made({})

    set_up(house, device.site_id, device.actor, "proof.codes", work)
    return [typed_codes.in_groups(code, _IN_A_GROUP) for code in codes]


def recovered(house: House, name: str, code: str) -> int | None:
    """Whose code on paper it is; it is used up."""
    plain = typed_codes.read(code)
    if len(plain) != _IN_A_CODE:
        return None
    with house.db.write() as session:
        return session.scalar(
            update(RecoveryCode)
            .where(
                RecoveryCode.code_hash == hashing.keyed(house, "recovery", plain),
                RecoveryCode.used_at.is_(None),
                RecoveryCode.person_id.in_(persons.on_a_team().where(Staff.name == name)),
            )
            .values(used_at=house.now())
            .returning(RecoveryCode.person_id)
        )


def _counted(session: Session, name: str, staff_id: int | None, now: datetime) -> list[_Known]:
    """Who is called that, in whatever site, with this try counted; not who waits for seconds yet."""
    those = persons.on_a_team().where(Staff.name == name if staff_id is None else Staff.id == staff_id)
    wanted = select(Passphrase).where(Passphrase.person_id.in_(those)).order_by(Passphrase.person_id)
    known = []
    for row in session.scalars(wanted.limit(5).with_for_update()):
        if row.wait_until is not None and row.wait_until > now:
            continue
        guesses.count(row, PERSON, now)
        known.append(_Known(row.person_id, row.phrase_hash, row.secret_sealed))
    return known


def _moved_on(house: House, person_id: int, step: int) -> bool:
    with house.db.write() as session:
        moved = session.scalar(
            update(Passphrase)
            .where(Passphrase.person_id == person_id, Passphrase.last_step < step)
            .values(last_step=step, wrong=0, wrong_since=None, wait_until=None)
            .returning(Passphrase.person_id)
        )
        return moved is not None


def _step_of(secret: str, digits: str, now: datetime) -> int | None:
    """Which half minute those digits are of: this one, the one before or the next."""
    import pyotp

    plain = digits.replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) == 6):
        return None
    app, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    return next(
        (step for step in (here, here - 1, here + 1) if hmac.compare_digest(app.generate_otp(step), plain)),
        None,
    )


def _check(phrase: str) -> None:
    plain = "".join(letter for letter in phrase.casefold() if letter.isalnum())
    if not SHORTEST <= len(phrase) <= LONGEST or len(set(plain)) < 6:
        raise WeakPhrase
    if any(plain.startswith(known) or known.startswith(plain) for known in EVERYBODYS):
        raise WeakPhrase


def _seal(house: House, person_id: int, secret: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(_key(house)).encrypt(nonce, secret.encode(), str(person_id).encode())


def _unseal(house: House, one: _Known) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    opened = AESGCM(_key(house)).decrypt(one.sealed[:12], one.sealed[12:], str(one.person_id).encode())
    return opened.decode()


def _key(house: House) -> bytes:
    return bytes.fromhex(hashing.keyed(house, "sealing", "app secrets"))


_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE"
"""No passphrase has this hash."""
