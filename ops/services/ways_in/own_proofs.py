"""What somebody has, beyond a PIN, to prove that it is them; and a browser that takes it as proved.

Proofs are a person's, for whoever has a role beyond the floor. They sign in where no link was used,
and step up where a PIN is not enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.words import Role
from ops.models import DeviceSession, Passkey, Passphrase, RecoveryCode, Staff
from ops.services.house import House
from ops.services.transaction import Made, Transaction
from ops.services.ways_in import persons
from ops.services.ways_in.devices import DeviceRef, set_up

PROVED_FOR = timedelta(minutes=5)
A_LINK_PROVES_FOR = timedelta(hours=1)
"""Whoever just came in by a one-time link sets the room up, and their own proofs."""


@dataclass(frozen=True)
class PasskeyShown:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Proofs:
    """What there is of one person. ``joined``: who is in another team as well."""

    passkeys: Sequence[PasskeyShown]
    passphrase: bool
    codes_left: int
    joined: bool

    @property
    def any(self) -> bool:
        return bool(self.passkeys) or self.passphrase


def of(house: House, staff_id: int) -> Proofs:
    """Of one person."""
    with house.db.read() as session:
        who = persons.of(session, staff_id)
        keys = session.scalars(select(Passkey).where(Passkey.person_id == who).order_by(Passkey.id))
        left = select(RecoveryCode.code_hash).where(
            RecoveryCode.person_id == who, RecoveryCode.used_at.is_(None)
        )
        return Proofs(
            [PasskeyShown(key.id, key.name, key.added_at, key.used_at) for key in keys],
            session.get(Passphrase, who) is not None,
            len(session.scalars(left).all()),
            persons.is_joined(session, staff_id),
        )


def has_any(session: Session, member: Staff) -> bool:
    """Whether there is anything that proves it is them."""
    models = (Passkey, Passphrase, RecoveryCode)
    return any(
        session.scalar(select(model.person_id).where(model.person_id == member.person_id).limit(1))
        for model in models
    )


def prove(house: House, device: DeviceRef) -> None:
    """This browser takes it as proved for a while; whoever it is has unlocked it."""
    with house.db.write() as session:
        session.execute(
            update(DeviceSession)
            .where(DeviceSession.id == device.session_id)
            .values(proved_until=house.now() + PROVED_FOR)
        )


def remove_passkey(house: House, device: DeviceRef, staff_id: int, passkey_id: int) -> None:
    """It opens nothing any more. One that is not theirs stays."""

    def work(transaction: Transaction) -> Made:
        gone = transaction.session.scalar(
            delete(Passkey)
            .where(
                Passkey.id == passkey_id,
                Passkey.person_id.in_(persons.on_a_team().where(Staff.id == staff_id)),
            )
            .returning(Passkey.id)
        )
        if gone is not None:
            transaction.record(facts.ProofRemoved(transaction.now, staff_id, "passkey"))
        return Made({})

    set_up(house, device.site_id, device.actor, "proof.remove", work)


def forget_all(session: Session, member: Staff) -> None:
    """Who is off the team, or on the floor alone, proves nothing any more; in the caller's commit. Where
    they have more than that in another team, it is not this one's to take."""
    if any(one.role is not Role.FLOOR for one in persons.elsewhere(session, member)):
        return
    for model in (Passkey, Passphrase, RecoveryCode):
        session.execute(delete(model).where(model.person_id == member.person_id))
