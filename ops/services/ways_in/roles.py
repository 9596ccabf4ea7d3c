"""What somebody may do here is changed: on their own browsers, too, with the next word they say."""

from sqlalchemy import select

from ops.domain import facts
from ops.domain.words import Role
from ops.models import Device, Staff
from ops.services import team_list
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in import leaving, own_proofs
from ops.services.ways_in.devices import CARETAKER, set_up

PEOPLE = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.REGION)
"""Roles of persons, with a browser of their own. The others are roles of screens and programs, and
of whoever works on the floor."""

TO_GIVE = (Role.FLOOR, *(role for role in PEOPLE if role is not Role.REGION))
"""What somebody of the team may be made by their administrator. Who looks across sites is made so by the
caretaker: no site speaks for the others."""


def give(house: House, site_id: int, staff_id: int, role: Role, *, actor: Actor = CARETAKER) -> None:
    """Another role. Their PIN stays; who is on the floor from now on has no browser of their own.

    Raises ``Refused``.
    """

    def work(transaction: Transaction) -> Made:
        change(transaction, team_list.on_the_list(transaction, staff_id), role)
        return Made({})

    set_up(house, site_id, actor, "staff.role", work)


def change(transaction: Transaction, person: Staff, role: Role) -> None:
    """The same in the caller's commit."""
    if person.role is role:
        return
    person.role = role
    if role in PEOPLE:
        own = select(Device).where(Device.staff_id == person.id, Device.revoked_at.is_(None))
        for device in transaction.session.scalars(own):
            device.role = role
        leaving.end_links(transaction, person.id)
    else:
        own_proofs.forget_all(transaction.session, person)
        leaving.sign_out_of_all(transaction, person)
    transaction.record(facts.RoleGiven(transaction.now, person.id, role.value))
    transaction.touch("devices", "staff")
