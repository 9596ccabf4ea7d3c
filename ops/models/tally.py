"""What people said of themselves in a month, as far as they liked to: numbers, and nobody in them."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class MonthTally(Base):
    """One row of each month, written anew with every arrival, whatever was said: so neither a row's age nor its
    place tells what the newest one said. ``visits``, ``people``: by ``gender`` and by ``age``, each for itself;
    of people only whoever came with a card, the first time in that month."""

    __tablename__ = "month_tally"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    visits: Mapped[dict[str, Any]]
    people: Mapped[dict[str, Any]]
