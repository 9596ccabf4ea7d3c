"""Somebody is taken off the team: from this commit on their PIN, browsers and links open nothing.

What they did stays on record under their name. A tablet of the room that they unlocked is only
locked again: it is the room's.
"""

from sqlalchemy import select, update

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.models import Device, DeviceSession, Invitation, Staff
from ops.services import devices, lateness, own_proofs, response_by_chip, staff_moving
from ops.services.devices import CARETAKER, own_command
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction, perform


def take_off(house: House, site_id: int, staff_id: int, *, actor: Actor = CARETAKER) -> None:
    """Off the list, off shift, and signed out everywhere. Raises ``Refused``."""

    def work(transaction: Transaction) -> Made:
        person = on_the_list(transaction, staff_id)
        staff_moving.move(transaction, person, None, transaction.now)
        response_by_chip.leave_all(transaction, person.name, transaction.now)
        person.active, person.pin_hash = False, None
        own_proofs.forget_all(transaction.session, person.id)
        sign_out_of_all(transaction, person)
        lateness.judge_again(transaction, transaction.now)
        transaction.record(facts.StaffLeft(transaction.now, person.id))
        transaction.touch("staff")
        return Made({})

    perform(house, own_command(site_id, actor, "staff.take_off"), work, receipt=False)


def sign_out_everywhere(house: House, site_id: int, staff_id: int, *, actor: Actor = CARETAKER) -> None:
    """Still on the team, with their PIN: but every browser and link of theirs is used up. Raises
    ``Refused``."""

    def work(transaction: Transaction) -> Made:
        person = on_the_list(transaction, staff_id)
        sign_out_of_all(transaction, person)
        transaction.record(facts.SignedOutEverywhere(transaction.now, person.id))
        return Made({})

    perform(house, own_command(site_id, actor, "staff.sign_out_everywhere"), work, receipt=False)


def sign_out_of_all(transaction: Transaction, person: Staff) -> None:
    """Their own browsers are devices no more; what they unlocked is locked; links do not work."""
    session, now = transaction.session, transaction.now
    own = select(Device).where(Device.staff_id == person.id, Device.revoked_at.is_(None))
    for device in session.scalars(own).all():
        devices.revoke_now(transaction, device)
    session.execute(
        update(DeviceSession)
        .where(DeviceSession.staff_id == person.id)
        .values(staff_id=None, unlocked_until=None, proved_until=None)
    )
    session.execute(
        update(Invitation)
        .where(Invitation.staff_id == person.id, Invitation.used_at.is_(None))
        .values(used_at=now)
    )


def on_the_list(transaction: Transaction, staff_id: int) -> Staff:
    """One of this site's team. Another site's is as unknown as none."""
    person = transaction.session.get(Staff, staff_id)
    if person is None or person.site_id != transaction.site.id or not person.active:
        raise Refused(Code.NOT_FOUND, "staff")
    return person
