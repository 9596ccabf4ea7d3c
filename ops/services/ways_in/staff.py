"""The team: name chips, where each of them is in the shift, and the person behind a PIN."""

from dataclasses import dataclass

from sqlalchemy import select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Role, StaffPlace
from ops.models import Device, DeviceSession, Staff, StaffPresence
from ops.services import lateness, response_by_chip, staff_moving, team_list
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Reply, Transaction, perform
from ops.services.ways_in import invitations, own_proofs, persons, pins, sessions
from ops.services.ways_in.devices import CARETAKER, LONGEST_NAME, DeviceRef, NameInUse, set_up


@dataclass(frozen=True)
class StaffRef:
    """One of the team. ``place``: where they are in the shift; none: not on shift."""

    id: int
    name: str
    role: Role
    has_pin: bool
    place: StaffPlace | None


def everyone(house: House, site_id: int) -> list[StaffRef]:
    """The team list, by name."""
    with house.db.read() as session:
        rows = session.execute(
            select(Staff, StaffPresence.place)
            .outerjoin(
                StaffPresence,
                (StaffPresence.staff_id == Staff.id) & StaffPresence.until.is_(None),
            )
            .where(Staff.site_id == site_id, Staff.active.is_(True))
            .order_by(Staff.name)
        )
        return [
            StaffRef(person.id, person.name, person.role, person.pin_hash is not None, place)
            for person, place in rows
        ]


def find(house: House, site_id: int, staff_id: int) -> StaffRef | None:
    """One of them."""
    return next((one for one in everyone(house, site_id) if one.id == staff_id), None)


def has_administrator(house: House, site_id: int) -> bool:
    """Whether anybody can give roles."""
    return any(one.role is Role.ADMINISTRATOR for one in everyone(house, site_id))


def add(house: House, site_id: int, *, name: str, role: Role = Role.FLOOR, actor: Actor = CARETAKER) -> int:
    """A new name chip; someone who was on the list before is back on it. Raises ``NameInUse``."""
    made: list[int] = []

    def work(transaction: Transaction) -> Made:
        person = team_list.named(transaction, name)
        if person is not None and person.active:
            raise NameInUse(name)
        if person is None:
            person = Staff(site_id=site_id, name=name, role=role)
            transaction.session.add(person)
        person.role, person.active, person.pin_hash = role, True, None
        transaction.session.flush()
        transaction.record(facts.SiteConfigured(transaction.now, f"staff {person.id} added"))
        transaction.touch("staff")
        made.append(person.id)
        return Made({"id": person.id})

    set_up(house, site_id, actor, "staff.add", work)
    return made[0]


def staff_on_shift(house: House, command: Command, *, staff: int | str, place: StaffPlace | None) -> Reply:
    """Someone of the team is now in that place; ``None``: off shift. Anywhere but with a response
    they have left the responses they were in. One from before what is known of them is late."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        person = _on_the_list(transaction, staff)
        moved = staff_moving.move(transaction, person, place, at)
        left = place is not StaffPlace.RESPONSE and response_by_chip.leave_all(transaction, person.name, at)
        lateness.judge_again(transaction, at)
        return answer(transaction, command.id, outcome=Outcome.DONE if left else moved)

    return perform(house, command, work)


def needs_settling(house: House, device: DeviceRef) -> str | None:
    """For a person's browser without a PIN yet: their name if it is known, else empty."""
    with house.db.read() as session:
        staff_id = session.scalar(select(DeviceSession.staff_id).where(DeviceSession.id == device.session_id))
        person = session.get(Staff, staff_id) if staff_id is not None else None
        if person is None:
            return ""
        return person.name if person.pin_hash is None else None


def settle_in(house: House, device: DeviceRef, *, name: str, pin: str) -> None:
    """A person who came in by their way in gives name and PIN; their browser is unlocked.

    Raises ``NameInUse`` when the name is of someone who has a PIN, and ``pins.WeakPin``.
    """
    pin_hash = pins.hashed(house, pin)

    def work(transaction: Transaction) -> Made:
        session = transaction.session
        row = session.get_one(DeviceSession, device.session_id)
        person = session.get(Staff, row.staff_id) if row.staff_id is not None else None
        person = person or team_list.named(transaction, name)
        if person is None:
            person = Staff(site_id=transaction.site.id, name=name, role=device.role)
            session.add(person)
            session.flush()
        known = row.staff_id is None and own_proofs.has_any(session, person)
        if person.pin_hash is not None or known:
            raise NameInUse(name)
        person.role, person.active, person.pin_hash = device.role, True, pin_hash
        session.flush()
        _is_theirs(transaction, device, person)
        by_link = None if persons.is_joined(session, person.id) else own_proofs.A_LINK_PROVES_FOR
        sessions.keep_unlocked(session, device, person.id, transaction.now, proved_for=by_link)
        transaction.record(facts.PinSet(transaction.now, person.id))
        transaction.touch("staff")
        return Made({})

    set_up(house, device.site_id, device.actor, "staff.settle_in", work)


def set_pin(house: House, device: DeviceRef, *, code: str, pin: str) -> str:
    """Somebody of the floor gives their PIN, by a code, on a tablet, which is unlocked; answers their
    name. Raises ``invitations.WayInClosed`` and ``pins.WeakPin``."""
    way = invitations.look(house, code)
    if not way.sets_pin or way.site_id != device.site_id or device.session_id is None:
        raise invitations.WayInClosed
    pin_hash = pins.hashed(house, pin)
    names: list[str] = []

    def work(transaction: Transaction) -> Made:
        invitations.use_up(house, transaction, code)
        person = transaction.session.get_one(Staff, way.staff_id)
        person.pin_hash = pin_hash
        sessions.keep_unlocked(transaction.session, device, person.id, transaction.now)
        transaction.record(facts.PinSet(transaction.now, person.id))
        names.append(person.name)
        return Made({})

    set_up(house, device.site_id, device.actor, "staff.set_pin", work)
    return names[0]


def _is_theirs(transaction: Transaction, device: DeviceRef, person: Staff) -> None:
    """Their browser goes when they do, and is called after them, if nothing else is."""
    own = transaction.session.get_one(Device, device.id)
    own.staff_id = person.id
    wanted = f"{person.name}: computer"[:LONGEST_NAME]
    taken = transaction.session.scalar(
        select(Device.id).where(Device.site_id == transaction.site.id, Device.name == wanted)
    )
    if taken is None:
        own.name = wanted


def _on_the_list(transaction: Transaction, said: int | str) -> Staff:
    column = Staff.id if isinstance(said, int) else Staff.name
    person = transaction.session.scalar(
        select(Staff).where(Staff.site_id == transaction.site.id, Staff.active.is_(True), column == said)
    )
    if person is None:
        raise Refused(Code.UNKNOWN_STAFF, "staff")
    return person
