"""The name chips that follow a response: who is there by name is with it on the staff list.

1. Somebody of the team who was on the floor and is there now is "with a response".
2. When no running response has them any more, they are back on the floor.
3. Their own tap wins: whoever is anywhere else is left there, and so is whoever tapped after
   the act.
4. "Back on the floor" in a response is their own tap too: also who had tapped "with a response"
   is on the floor, unless another one has them.
"""

from datetime import datetime

from sqlalchemy import select

from ops.domain.response_data import HERE, Mark
from ops.domain.response_reading import read_number_of_booth, read_text
from ops.domain.words import ResponseState, StaffPlace
from ops.models import Response, ResponsePerson, Staff, StaffPresence
from ops.services import staff_moving
from ops.services.transaction import Transaction

LONGEST_NAME = 40


def one_of_team(transaction: Transaction, said: object) -> tuple[str | None, tuple[str, ...]]:
    """One of the team by number or by the name on the chip. Who is none of it is marked."""
    if said is None:
        return None, ()
    name = _named(transaction, said)
    return name, () if name is not None else (Mark.UNKNOWN_STAFF,)


def _named(transaction: Transaction, said: object) -> str | None:
    number = read_number_of_booth(said)
    name = read_text(said, LONGEST_NAME)[0]
    if number is None and name is None:
        return None
    return transaction.session.scalar(
        select(Staff.name)
        .where(
            Staff.site_id == transaction.site.id,
            Staff.active.is_(True),
            Staff.name == name if name else Staff.id == number,
        )
        .limit(1)
    )


def names(transaction: Transaction) -> frozenset[str]:
    """Of the team, as on their chips."""
    active = select(Staff.name).where(Staff.site_id == transaction.site.id, Staff.active.is_(True))
    return frozenset(transaction.session.scalars(active))


def there(transaction: Transaction) -> set[int]:
    """Who of the team is named as there in a running response of the site."""
    return set(
        transaction.session.scalars(
            select(Staff.id)
            .join(ResponsePerson, ResponsePerson.who == Staff.name)
            .join(Response, Response.id == ResponsePerson.response_id)
            .where(
                Response.site_id == transaction.site.id,
                Response.state == ResponseState.RUNNING,
                ResponsePerson.state == HERE,
                Staff.site_id == transaction.site.id,
                Staff.active.is_(True),
            )
        )
    )


def follow(transaction: Transaction, before: set[int], at: datetime) -> None:
    """Move the chips of who came to a response, or is no longer in any, since ``before``."""
    transaction.session.flush()
    after = there(transaction)
    for staff_id in sorted(after - before):
        stretch = _stretch(transaction, staff_id)
        if stretch is not None and stretch.place is StaffPlace.FLOOR and stretch.since <= at:
            staff_moving.change(transaction, stretch.staff_id, stretch, StaffPlace.RESPONSE, at)
    for staff_id in sorted(before - after):
        stretch = _stretch(transaction, staff_id)
        if (
            stretch is not None
            and stretch.place is StaffPlace.RESPONSE
            and _came_from_floor(transaction, stretch)
        ):
            staff_moving.change(
                transaction, stretch.staff_id, stretch, StaffPlace.FLOOR, max(at, stretch.since)
            )


def back_on_floor(transaction: Transaction, name: str, at: datetime) -> None:
    """Whoever has that name chip said that they left a response."""
    transaction.session.flush()
    person = transaction.session.scalar(
        select(Staff.id).where(
            Staff.site_id == transaction.site.id, Staff.name == name, Staff.active.is_(True)
        )
    )
    if person is None or person in there(transaction):
        return
    stretch = _stretch(transaction, person)
    if stretch is not None and stretch.place is StaffPlace.RESPONSE and stretch.since <= at:
        staff_moving.change(transaction, stretch.staff_id, stretch, StaffPlace.FLOOR, at)


def _stretch(transaction: Transaction, staff_id: int) -> StaffPresence | None:
    return transaction.session.scalar(
        select(StaffPresence).where(
            StaffPresence.site_id == transaction.site.id,
            StaffPresence.staff_id == staff_id,
            StaffPresence.until.is_(None),
        )
    )


def _came_from_floor(transaction: Transaction, stretch: StaffPresence) -> bool:
    before = transaction.session.scalar(
        select(StaffPresence.place).where(
            StaffPresence.staff_id == stretch.staff_id,
            StaffPresence.until == stretch.since,
            StaffPresence.id != stretch.id,
        )
    )
    return before is StaffPlace.FLOOR
