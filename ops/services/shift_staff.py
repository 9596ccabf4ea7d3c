"""Name chips set back: off when a shift closes, as they were when a tap on one was a slip."""

from datetime import datetime

from sqlalchemy import select

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.models import StaffPresence, UndoImage
from ops.services.transaction import Transaction

OFF = "off"
CHIP = "staff_presence"


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


def remember(transaction: Transaction, staff_id: int, now: StaffPresence | None, at: datetime) -> None:
    """Keep that a tap moved somebody at ``at``, and into which stretch; ``None``: off shift."""
    before = {"staff": staff_id, "now": now.id if now else None, "at": at.isoformat()}
    transaction.keep_image(CHIP, str(transaction.command.id), before)


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """They are where they were before the tap, also if that was told only afterwards. Refused
    when their chip moved again since."""
    session, before = transaction.session, image.before or {}
    theirs = select(StaffPresence).where(StaffPresence.staff_id == before["staff"])
    now_in = session.scalar(theirs.where(StaffPresence.until.is_(None)))
    if (now_in.id if now_in else None) != before["now"]:
        raise Refused(Code.UNDO_TOO_LATE)
    if now_in is not None:
        session.delete(now_in)
        session.flush()
    ended = theirs.where(StaffPresence.until == datetime.fromisoformat(before["at"]))
    was = session.scalar(ended.order_by(StaffPresence.since.desc(), StaffPresence.id.desc()).limit(1))
    if was is not None:
        was.until = None
    session.flush()
    transaction.touch("staff")
