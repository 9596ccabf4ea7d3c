"""Somebody in several teams: which rows are one person. Of another site nobody but they themselves is told."""

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from ops.domain.words import Role
from ops.models import Person, Staff


def of(session: Session, staff_id: int) -> int:
    """The person behind one of a team."""
    return session.execute(select(Staff.person_id).where(Staff.id == staff_id)).scalar_one()


def on_a_team() -> Select[int]:
    """Who is, to be asked further."""
    return select(Staff.person_id).where(Staff.active.is_(True))


def memberships(session: Session, person_id: int) -> list[Staff]:
    """What they are now, in each team; first where they are more than floor staff."""
    rows = session.scalars(
        select(Staff).where(Staff.person_id == person_id, Staff.active.is_(True)).order_by(Staff.id)
    )
    return sorted(rows, key=lambda one: one.role is Role.FLOOR)


def elsewhere(session: Session, member: Staff) -> list[Staff]:
    """The others of the same person."""
    return [one for one in memberships(session, member.person_id) if one.id != member.id]


def is_joined(session: Session, staff_id: int) -> bool:
    """Whether they are in another team as well: then nobody of one team may stand in for their proof."""
    return bool(elsewhere(session, session.get_one(Staff, staff_id)))


def become(session: Session, member: Staff, person_id: int) -> None:
    """From now on they are that person; who they were is nobody."""
    before = member.person_id
    member.person = session.get_one(Person, person_id)
    session.flush()
    if session.scalar(select(Staff.id).where(Staff.person_id == before)) is None:
        session.execute(delete(Person).where(Person.id == before))


def part(session: Session, member: Staff) -> None:
    """A person of their own again, without any proof, where they were in another team as well."""
    if session.scalar(select(Staff.id).where(Staff.person_id == member.person_id, Staff.id != member.id)):
        member.person = Person()
        session.flush()
