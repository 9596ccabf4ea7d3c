"""Screens and tablets, the browsers signed in on them, and one-time ways in.

Tokens and codes are kept as SHA-256 of 256 random bits: enough for a secret that cannot
be guessed, and useless to whoever takes the table.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import Role, Theme
from ops.models.staff import Guessed


class Device(Guessed, Base):
    """Wrong PINs on its row are everybody's on it."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role] = mapped_column(word(Role))
    ceiling: Mapped[Role] = mapped_column(word(Role), default=Role.ADMINISTRATOR)
    """What a person's PIN opens on it at most, whoever they are."""
    scopes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """What a program's token reads; ``None``: all that its role may."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Whose own browser it is; a screen of the room is nobody's."""
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_heard_at: Mapped[datetime | None]
    silent_since: Mapped[datetime | None]
    sound: Mapped[str | None] = mapped_column(String(8))
    unsent: Mapped[int] = mapped_column(default=0)
    sleeping: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime | None]
    """When it last said something new about itself: sound, unsent acts, sleeping."""
    volume: Mapped[int] = mapped_column(default=80, server_default=text("80"))
    """Of its sounds by day, in percent."""
    night_volume: Mapped[int] = mapped_column(default=40, server_default=text("40"))
    theme: Mapped[Theme] = mapped_column(
        word(Theme), default=Theme.STANDARD, server_default=text("'standard'")
    )
    shows: Mapped[list[int] | None]
    """The booths a wall shows, when it is one of several; ``None``: all of them."""
    sound_heard_at: Mapped[datetime | None]
    """When somebody last said that its test sound could be heard in the room."""


class PinTry(Guessed, Base):
    """Wrong PINs of one person on one device."""

    __tablename__ = "pin_try"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)


class DeviceSession(Base):
    """A browser on a device. ``staff_id`` and ``unlocked_until``: a PIN was given here."""

    __tablename__ = "device_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    idle_until: Mapped[datetime | None]
    """It ends then unless a page is opened before; a screen of the room never idles."""
    revoked_at: Mapped[datetime | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    unlocked_until: Mapped[datetime | None]
    proved_until: Mapped[datetime | None]
    """Until then whoever unlocked it has proved, beyond a PIN, that it is them."""
    looks_on_until: Mapped[datetime | None]
    """Until then the region page, opened with a proof, goes on; see ``ops.services.ways_in.sessions``."""


class Invitation(Base):
    """A one-time way in: for a person (sets a PIN) or for a screen (a role and a name)."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[Role] = mapped_column(word(Role))
    device_name: Mapped[str | None] = mapped_column(String(40))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
