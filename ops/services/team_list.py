"""Who is on the team list of a site, in the commit that is under way."""

from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.models import Staff
from ops.services.transaction import Transaction


def named(transaction: Transaction, name: str) -> Staff | None:
    """Whoever has or had that name here."""
    return transaction.session.scalar(
        select(Staff).where(Staff.site_id == transaction.site.id, Staff.name == name)
    )


def on_the_list(transaction: Transaction, staff_id: int) -> Staff:
    """One of this site's team. Another site's is as unknown as none. Raises ``Refused``."""
    person = transaction.session.get(Staff, staff_id)
    if person is None or person.site_id != transaction.site.id or not person.active:
        raise Refused(Code.NOT_FOUND, "staff")
    return person
