"""Whose name chip was tapped."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.models import Staff


def name_of(session: Session, site_id: int, by: int | str | None) -> str | None:
    """The name on the chip, by its number or its name; an unknown one is nobody's."""
    if not _could_be_a_chip(by):
        return None
    column = Staff.id if isinstance(by, int) else Staff.name
    return session.scalar(
        select(Staff.name).where(Staff.site_id == site_id, Staff.active.is_(True), column == by)
    )


def _could_be_a_chip(by: int | str | None) -> bool:
    """Whether a database could hold it at all."""
    if isinstance(by, int):
        return 0 < by < 2**31
    return by is not None and by.isprintable()
