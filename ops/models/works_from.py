"""Which code may still work on these tables."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class WorksFrom(Base):
    """One row: code that knows this revision may work here, also where the tables are of a newer one."""

    __tablename__ = "works_from"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)
