"""How far the deletion of what is over has come."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class PurgeRun(Base):
    """The newest of a site. It goes on where it was, also after a power cut: ``step`` is the next one.

    What lies before the three horizons goes, and of the facts at most up to ``last_fact``. ``rows``
    and ``facts``: how many went. ``rows_untold``: rows that no fact of it has told of yet.
    """

    __tablename__ = "purge_run"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    began_at: Mapped[datetime]
    stays_before: Mapped[datetime]
    responses_before: Mapped[datetime]
    else_before: Mapped[datetime]
    last_fact: Mapped[int]
    step: Mapped[str | None] = mapped_column(String(40))
    rows: Mapped[int]
    facts: Mapped[int]
    rows_untold: Mapped[int]
    ended_at: Mapped[datetime | None]
    wiped_at: Mapped[datetime | None]
    """When the embedded database's log was emptied after it: until then it may hold what was deleted."""
