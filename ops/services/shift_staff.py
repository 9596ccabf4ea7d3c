"""Who of the team is on shift when a shift closes: nobody any more, until they tap again."""

from datetime import datetime

from sqlalchemy import select

from ops.domain import facts
from ops.models import StaffPresence
from ops.services.transaction import Transaction

OFF = "off"


def all_off(transaction: Transaction, at: datetime) -> None:
    """Everyone's stretch ends with the shift; a forgotten tap would count hours all night."""
    for presence in transaction.session.scalars(
        select(StaffPresence).where(
            StaffPresence.site_id == transaction.site.id,
            StaffPresence.until.is_(None),
            StaffPresence.since <= at,
        )
    ):
        presence.until = at
        transaction.record(facts.StaffMoved(at, presence.staff_id, OFF))
        transaction.touch("staff")


def back_on(transaction: Transaction, closed_at: datetime) -> None:
    """The closing was a slip: whoever it took off is where they were, if not somewhere since."""
    here = set(
        transaction.session.scalars(
            select(StaffPresence.staff_id).where(
                StaffPresence.site_id == transaction.site.id, StaffPresence.until.is_(None)
            )
        )
    )
    for presence in transaction.session.scalars(
        select(StaffPresence).where(
            StaffPresence.site_id == transaction.site.id, StaffPresence.until == closed_at
        )
    ):
        if presence.staff_id not in here:
            here.add(presence.staff_id)
            presence.until = None
            transaction.touch("staff")
