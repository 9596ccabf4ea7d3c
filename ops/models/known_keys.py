"""With which keys the house is served."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class KnownKeys(Base):
    """One row: a digest of the keys that lie beside the first process that was served on PostgreSQL."""

    __tablename__ = "known_keys"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
