"""Somebody is on the team of another site as well: with the proofs they have, and another role there.

Both sides say so. An administrator of the other site makes a link or a code for them, and they accept
it where they are signed in, proved by what only they have. Nobody of the first site is told.
"""

from sqlalchemy import select, update

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.models import DeviceSession, Staff
from ops.services import team_list
from ops.services.house import House
from ops.services.transaction import Made, Transaction
from ops.services.ways_in import invitations, leaving, own_proofs, persons
from ops.services.ways_in.devices import CARETAKER, set_up
from ops.services.ways_in.invitations import WayInClosed
from ops.services.ways_in.sessions import Unlocked


class CannotJoin(Exception):
    """They are on that team already, or that name there is somebody with proofs of their own; or there
    is nothing yet that proves who they are."""


def accept(house: House, me: Unlocked, code: str) -> str:
    """That name in the other team is me; answers what they call me there.

    Raises ``WayInClosed``, ``CannotJoin``, and ``Refused`` where I have nothing that proves who I am.
    """
    way = invitations.look(house, code)
    if way.device_name is not None:
        raise WayInClosed
    names: list[str] = []

    def work(transaction: Transaction) -> Made:
        invitations.use_up(house, transaction, code)
        session = transaction.session
        mine = session.get_one(Staff, me.staff_id)
        if not own_proofs.has_any(session, mine):
            raise Refused(Code.NOT_FOUND, "proof")
        member = session.get(Staff, way.staff_id) if way.staff_id is not None else None
        if member is None:
            if team_list.named(transaction, mine.name) is not None:
                raise CannotJoin
            member = Staff(site_id=transaction.site.id, name=mine.name, role=way.role)
            session.add(member)
            session.flush()
        _join(transaction, member, mine)
        names.append(member.name)
        return Made({})

    set_up(house, way.site_id, CARETAKER, "staff.join", work)
    return names[0]


def join(house: House, site_id: int, staff_id: int, other_staff_id: int) -> None:
    """The same by the caretaker: one of this site's team is that one of another's. Raises ``CannotJoin``
    and ``Refused``."""

    def work(transaction: Transaction) -> Made:
        member = team_list.on_the_list(transaction, staff_id)
        other = transaction.session.get_one(Staff, other_staff_id)
        if not own_proofs.has_any(transaction.session, other):
            raise CannotJoin
        _join(transaction, member, other)
        return Made({})

    set_up(house, site_id, CARETAKER, "staff.join", work)


def part(house: House, site_id: int, staff_id: int) -> None:
    """They are somebody of their own again, and have to be let in anew. Raises ``Refused``."""

    def work(transaction: Transaction) -> Made:
        member = team_list.on_the_list(transaction, staff_id)
        leaving.sign_out_of_all(transaction, member)
        persons.part(transaction.session, member)
        transaction.record(facts.StaffParted(transaction.now, member.id))
        return Made({})

    set_up(house, site_id, CARETAKER, "staff.part", work)


def _join(transaction: Transaction, member: Staff, other: Staff) -> None:
    """1. Whoever came in under that name so far is out, and their PIN is none: it may not be theirs.
    2. From now on it is that person. 3. What was proved before, in any browser of either, is proved anew:
    a link may have said so, which somebody of the one site made.
    """
    session, site = transaction.session, transaction.site.id
    theirs = [one.site_id for one in persons.memberships(session, other.person_id)]
    if site in theirs or own_proofs.has_any(session, member) or persons.is_joined(session, member.id):
        raise CannotJoin
    leaving.sign_out_of_all(transaction, member)
    member.pin_hash = None
    persons.become(session, member, other.person_id)
    team = select(Staff.id).where(Staff.person_id == other.person_id)
    session.execute(update(DeviceSession).where(DeviceSession.staff_id.in_(team)).values(proved_until=None))
    transaction.record(facts.StaffJoined(transaction.now, member.id))
    transaction.touch("staff", "devices")
