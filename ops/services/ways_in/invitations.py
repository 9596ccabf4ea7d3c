"""One-time codes: a way in for a screen (a role and a name) or for a person (who then sets a PIN),
or a PIN for somebody of the floor, on a tablet of the room.

A code works once, and for a day. A way in is 130 random bits, open to strangers; a PIN code is typed
on a tablet, 50 bits, good on an enrolled device only. What is kept is a digest under the pepper:
whoever takes the table cannot try codes against it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import Role
from ops.models import Device, Invitation, Staff
from ops.services import team_list
from ops.services.house import House
from ops.services.transaction import Actor, Made, Transaction
from ops.services.ways_in import devices, roles, sessions, typed_codes
from ops.services.ways_in.devices import CARETAKER, NameInUse, set_up
from ops.services.ways_in.roles import PEOPLE

GOOD_FOR = timedelta(days=1)

_IN_A_GROUP = 5
_WAY_IN, _PIN_CODE = 26, 10
"""How many letters."""


@dataclass(frozen=True)
class WayIn:
    """What a code opens."""

    site_id: int
    role: Role
    device_name: str | None
    staff_id: int | None

    @property
    def sets_pin(self) -> bool:
        """It makes no browser a device: it is for a PIN on one that is."""
        return self.staff_id is not None and self.role not in PEOPLE


class WayInClosed(Exception):
    """Unknown, used already, or too old. Which of them is nobody's business."""


def invite_screen(house: House, site_id: int, *, role: Role, name: str, actor: Actor = CARETAKER) -> str:
    """A code that makes one browser a screen of that name. Raises ``NameInUse``."""
    code = new_code()

    def work(transaction: Transaction) -> Made:
        taken = select(Device.id).where(
            Device.site_id == site_id, Device.name == name, Device.revoked_at.is_(None)
        )
        if transaction.session.scalar(taken) is not None:
            raise NameInUse(name)
        _add(house, transaction, code, WayIn(site_id, role, name, None))
        transaction.record(facts.SiteConfigured(transaction.now, "screen invited"))
        return Made({})

    set_up(house, site_id, actor, "screen.invite", work)
    return code


def invite_person(
    house: House,
    site_id: int,
    *,
    role: Role = Role.COORDINATOR,
    name: str | None = None,
    actor: Actor = CARETAKER,
) -> str:
    """A code that signs one browser in for a person, who then sets a PIN.

    For a name on the team list it is that person's; else they give their name there.
    """
    code = new_code()

    def work(transaction: Transaction) -> Made:
        person = None
        if name is not None:
            person = team_list.named(transaction, name) or Staff(site_id=site_id, name=name, role=role)
            person.active = True
            transaction.session.add(person)
            transaction.session.flush()
            roles.change(transaction, person, role)
            transaction.record(facts.StaffInvited(transaction.now, person.id, role.value))
        else:
            transaction.record(facts.SiteConfigured(transaction.now, f"{role.value} invited"))
        _add(house, transaction, code, WayIn(site_id, role, None, person.id if person else None))
        return Made({})

    set_up(house, site_id, actor, "staff.invite", work)
    return code


def invite_pin(house: House, site_id: int, staff_id: int, *, actor: Actor = CARETAKER) -> str:
    """A code by which somebody of the floor sets a PIN on a tablet. Raises ``Refused``."""
    code = new_code(_PIN_CODE)

    def work(transaction: Transaction) -> Made:
        person = team_list.on_the_list(transaction, staff_id)
        if person.role in PEOPLE:
            raise Refused(Code.NOT_FOUND, "staff")
        _add(house, transaction, code, WayIn(site_id, person.role, None, person.id))
        transaction.record(facts.PinCodeMade(transaction.now, person.id))
        return Made({})

    set_up(house, site_id, actor, "staff.pin_code", work)
    return code


def look(house: House, code: str) -> WayIn:
    """What a code would open. It stays good. Raises ``WayInClosed``."""
    with house.db.read() as session:
        row = session.scalar(
            select(Invitation).where(
                Invitation.code_hash == _digest(house, code),
                Invitation.used_at.is_(None),
                Invitation.ends_at > house.now(),
            )
        )
        if row is None:
            raise WayInClosed
        return WayIn(row.site_id, row.role, row.device_name, row.staff_id)


def use(house: House, code: str) -> str:
    """Use a code up: this browser becomes a device; answers its cookie. Raises ``WayInClosed``.

    A person's way in clears their old PIN: whoever forgot it sets a new one.
    """
    way = look(house, code)
    if way.sets_pin:
        raise WayInClosed
    cookies: list[str] = []

    def work(transaction: Transaction) -> Made:
        use_up(house, transaction, code)
        device = devices.enrol(
            transaction,
            role=way.role,
            name=_name_for(transaction, way),
            token=None,
            staff_id=way.staff_id,
        )
        person = transaction.session.get(Staff, way.staff_id) if way.staff_id is not None else None
        if person is not None:
            person.pin_hash = None
            sessions.lock_all_of(transaction.session, person.id)
        ends_at = transaction.now + sessions.PERSON_STAYS if way.role in PEOPLE else None
        cookies.append(
            sessions.begin(
                transaction.session,
                device.id,
                transaction.now,
                staff_id=way.staff_id,
                ends_at=ends_at,
            )
        )
        return Made({})

    set_up(house, way.site_id, CARETAKER, "way_in.use", work)
    return cookies[0]


def use_up(house: House, transaction: Transaction, code: str) -> None:
    """Of two at once one gets it. Raises ``WayInClosed``."""
    used = transaction.session.scalar(
        update(Invitation)
        .where(Invitation.code_hash == _digest(house, code), Invitation.used_at.is_(None))
        .values(used_at=transaction.now)
        .returning(Invitation.id)
    )
    if used is None:
        raise WayInClosed


def new_code(letters: int = _WAY_IN) -> str:
    """Easy to read aloud and to type."""
    return typed_codes.in_groups(typed_codes.new(letters), _IN_A_GROUP)


def _add(house: House, transaction: Transaction, code: str, way: WayIn) -> None:
    transaction.session.add(
        Invitation(
            site_id=way.site_id,
            code_hash=_digest(house, code),
            staff_id=way.staff_id,
            role=way.role,
            device_name=way.device_name,
            made_at=transaction.now,
            ends_at=_end(transaction.now),
        )
    )


def _end(now: datetime) -> datetime:
    return now + GOOD_FOR


def _digest(house: House, code: str) -> str:
    read = typed_codes.read(code).encode(errors="replace")
    return hmac.new(house.keys.pepper, read, hashlib.sha256).hexdigest()


def _name_for(transaction: Transaction, way: WayIn) -> str:
    """The name that was given, or the person's or role's with a number behind it."""
    if way.device_name is not None:
        return free_name(transaction, way.device_name)
    person = transaction.session.get(Staff, way.staff_id) if way.staff_id is not None else None
    return free_name(transaction, f"{person.name if person else way.role.value}: computer")


def free_name(transaction: Transaction, wanted: str) -> str:
    """That name, or with a number behind it."""
    names = set(
        transaction.session.scalars(
            select(Device.name).where(Device.site_id == transaction.site.id, Device.revoked_at.is_(None))
        )
    )
    name, number = wanted[: devices.LONGEST_NAME], 2
    while name in names:
        name = f"{wanted[: devices.LONGEST_NAME - 4]} {number}"
        number += 1
    return name
