"""Staff of a site: a name chip, a role, and for some a PIN (only its Argon2id hash).

Wrong PINs on their row are theirs on all devices.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import Role


class Guessed:
    """Wrong PINs, counted so that guessing is slowed; none of them stops anybody everywhere."""

    wrong: Mapped[int] = mapped_column(default=0)
    wrong_since: Mapped[datetime | None]
    """From when on they are forgotten one by one."""
    wait_until: Mapped[datetime | None]


class Staff(Guessed, Base):
    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role] = mapped_column(word(Role))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
