"""Staff of a site: a name chip, a role, and for some a PIN (only its Argon2id hash)."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import Role


class Staff(Base):
    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role] = mapped_column(word(Role))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
