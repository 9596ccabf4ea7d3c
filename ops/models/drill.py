"""A drill, from its beginning until the team's times are deleted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class Drill(Base):
    """``site_id`` is the real site. While it runs there is a site of its own beside that one
    (``Site.drill_of``); with its end that goes, whole, and only ``times`` stay: instants by role of
    act, never who. ``begun_on``: the tablet, while it runs."""

    __tablename__ = "drill"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    began_at: Mapped[datetime]
    begun_on: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[datetime | None]
    times: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
