"""Somebody is taken off the team: from this commit on their PIN, browsers and links open nothing.

What they did stays on record under their name. A tablet of the room that they unlocked is only
locked again: it is the room's.
"""

from contextlib import suppress
from functools import partial

from sqlalchemy import select, update

from ops.domain import facts
from ops.domain.errors import Refused
from ops.models import Device, DeviceSession, Invitation, Staff
from ops.services import lateness, response_by_chip, staff_moving, team_list
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in import devices, own_proofs, persons, sessions
from ops.services.ways_in.devices import CARETAKER, set_up


def take_off(house: House, site_id: int, staff_id: int, *, actor: Actor = CARETAKER) -> None:
    """Off the list, off shift, and signed out everywhere. Raises ``Refused``."""

    def work(transaction: Transaction) -> Made:
        person = team_list.on_the_list(transaction, staff_id)
        staff_moving.move(transaction, person, None, transaction.now)
        response_by_chip.leave_all(transaction, person.name, transaction.now)
        person.active, person.pin_hash = False, None
        own_proofs.forget_all(transaction.session, person)
        persons.part(transaction.session, person)
        sign_out_of_all(transaction, person)
        lateness.judge_again(transaction, transaction.now)
        transaction.record(facts.StaffLeft(transaction.now, person.id))
        transaction.touch("staff")
        return Made({})

    set_up(house, site_id, actor, "staff.take_off", work)


def sign_out_everywhere(house: House, site_id: int, staff_id: int, *, actor: Actor = CARETAKER) -> None:
    """Still on the team, with their PIN: but every browser and link of theirs is used up, in other
    teams of theirs, too, where nobody is told by whom. Raises ``Refused``."""
    others: list[tuple[int, int, str]] = []

    def work(transaction: Transaction, staff_id: int) -> Made:
        person = team_list.on_the_list(transaction, staff_id)
        if transaction.site.id == site_id:
            there = persons.elsewhere(transaction.session, person)
            others.extend((one.site_id, one.id, one.name) for one in there)
        sign_out_of_all(transaction, person)
        transaction.record(facts.SignedOutEverywhere(transaction.now, person.id))
        return Made({})

    set_up(house, site_id, actor, "staff.sign_out_everywhere", partial(work, staff_id=staff_id))
    for other_site, member, name in others:
        own = Actor(None, name)
        with suppress(Refused):  # They were taken off that team just now, which ends the same.
            set_up(house, other_site, own, "staff.sign_out_everywhere", partial(work, staff_id=member))


def sign_out_of_all(transaction: Transaction, person: Staff) -> None:
    """Their own browsers are devices no more; what they unlocked is locked; links do not work."""
    session = transaction.session
    own = select(Device).where(Device.staff_id == person.id, Device.revoked_at.is_(None))
    for device in session.scalars(own).all():
        devices.revoke_now(transaction, device)
    session.execute(
        update(DeviceSession)
        .where(DeviceSession.staff_id == person.id)
        .values(staff_id=None, **sessions.LOCKED)
    )
    end_links(transaction, person.id)


def end_links(transaction: Transaction, staff_id: int) -> None:
    """What was made for them and is not used yet opens nothing."""
    transaction.session.execute(
        update(Invitation)
        .where(Invitation.staff_id == staff_id, Invitation.used_at.is_(None))
        .values(used_at=transaction.now)
    )
