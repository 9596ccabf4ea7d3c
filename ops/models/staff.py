"""Staff of a site: a name chip, a role, and for some a PIN (only its Argon2id hash).

Wrong PINs on their row are theirs on all devices.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ops.db import Base, word
from ops.domain.words import Role


class Guessed:
    """Wrong PINs, counted so that guessing is slowed; none of them stops anybody everywhere."""

    wrong: Mapped[int] = mapped_column(default=0)
    wrong_since: Mapped[datetime | None]
    """From when on they are forgotten one by one."""
    wait_until: Mapped[datetime | None]


class Person(Base):
    """Somebody, in however many teams: whoever has the proofs. Nothing is known of them but that."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)


class Staff(Guessed, Base):
    """Somebody in the team of one site: a name, a role and a PIN there. Each begins as a person of
    their own; two rows are one person once whoever has the proofs of one of them said so."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("site_id", "name"), UniqueConstraint("site_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship()
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role] = mapped_column(word(Role))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)

    def __init__(self, **said: Any) -> None:
        super().__init__(**{"person": Person(), **said})
