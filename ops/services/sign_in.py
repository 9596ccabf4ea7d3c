"""Somebody proved who they are: their browser opens, on a device of the room or as one of their own."""

from sqlalchemy import select

from ops.domain import facts
from ops.models import Device, DeviceSession, Staff
from ops.services import devices, invitations, own_proofs, sessions
from ops.services.devices import CARETAKER, DeviceRef, set_up
from ops.services.house import House
from ops.services.passkeys import NotProved
from ops.services.roles import PEOPLE
from ops.services.transaction import Made, Transaction


def unlock(house: House, device: DeviceRef, staff_id: int) -> None:
    """On a browser that is known: opened as with a PIN, and proved. Raises ``NotProved`` for somebody
    of another site."""
    with house.db.write() as session:
        person = session.get(Staff, staff_id)
        if person is None or person.site_id != device.site_id or not person.active:
            raise NotProved
        sessions.keep_unlocked(session, device, staff_id, house.now(), proved_for=own_proofs.PROVED_FOR)


def come_in(house: House, staff_id: int) -> str:
    """On a browser that is nobody's: one of their own; answers its cookie. Raises ``NotProved``."""
    with house.db.read() as session:
        found = session.get(Staff, staff_id)
        if found is None or found.role not in PEOPLE:
            raise NotProved
        site_id = found.site_id
    cookies: list[str] = []

    def work(transaction: Transaction) -> Made:
        person = transaction.session.get_one(Staff, staff_id)
        if not person.active or person.role not in PEOPLE:
            raise NotProved
        device_id = _left_over(transaction, person) or _another(transaction, person).id
        cookies.append(
            sessions.begin(
                transaction.session,
                device_id,
                transaction.now,
                staff_id=staff_id,
                ends_at=transaction.now + sessions.PERSON_STAYS,
                proved_for=own_proofs.PROVED_FOR,
            )
        )
        transaction.record(facts.SignedIn(transaction.now, staff_id, device_id))
        return Made({})

    set_up(house, site_id, CARETAKER, "sign_in", work)
    return cookies[0]


def _left_over(transaction: Transaction, person: Staff) -> int | None:
    """One of their own on which nobody is signed in any more."""
    live = select(DeviceSession.id).where(
        DeviceSession.device_id == Device.id, devices.going_on(transaction.now)
    )
    return transaction.session.scalar(
        select(Device.id)
        .where(Device.staff_id == person.id, Device.revoked_at.is_(None), ~live.exists())
        .order_by(Device.id)
        .limit(1)
    )


def _another(transaction: Transaction, person: Staff) -> Device:
    name = invitations.free_name(transaction, f"{person.name}: computer")
    return devices.enrol(transaction, role=person.role, name=name, token=None, staff_id=person.id)
