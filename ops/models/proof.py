"""How persons prove, beyond a PIN, that it is them: passkeys, a passphrase with an app, codes on paper.

Nothing here opens anything for whoever takes the tables: public keys, and hashes and a sealed secret
under keys that lie outside.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base
from ops.models.staff import Guessed


class Passkey(Base):
    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passphrase(Guessed, Base):
    """With the app's secret: each alone proves nothing. ``last_step``: no code counts twice."""

    __tablename__ = "passphrase"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    phrase_hash: Mapped[str] = mapped_column(String(200))
    secret_sealed: Mapped[bytes]
    last_step: Mapped[int]
    added_at: Mapped[datetime]


class RecoveryCode(Base):
    """On paper, each good once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    used_at: Mapped[datetime | None]


class UsedChallenge(Base):
    """What a passkey has answered once; a copy of the answer is worth nothing. Gone with its time."""

    __tablename__ = "used_challenge"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    ends_at: Mapped[datetime]
