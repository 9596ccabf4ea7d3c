"""A site: its clock zone, its numbers, its version. And the watchers' heartbeat."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import RoomReason, RoomState


class Site(Base):
    """``version`` grows by one in every commit on the site; the ``*_version`` columns say
    which part of the board that commit changed. ``epoch`` changes when history may have
    gone backwards (restore, migration), so that an old picture is never taken for live."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    time_zone: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[str] = mapped_column(String(36))
    chain_seq: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """The newest link of the chain under the journal, …"""
    chain_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    """… and its hash; empty before the first fact."""
    protocol: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kept: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How long what is kept; see ``ops.domain.retention.Kept``."""
    expected: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How many it expects in a month; see ``ops.domain.disclosure.Expected``."""
    file_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the site file as it was last applied: only a changed file is applied again."""
    drill_of: Mapped[int | None] = mapped_column(index=True, unique=True)
    """The site whose drill this is: none of the real ones, and listed with none of them."""
    told_next: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """The ladder of the site file. Apart from the protocol: addresses are for no screen."""
    help_phrase: Mapped[str | None] = mapped_column(String(40))
    """What walls say while a worker's call stands; empty: nothing."""
    set_up_at: Mapped[datetime | None]
    """The first set-up is done, or was put away; until then it is offered."""
    steps_right: Mapped[list[str]] = mapped_column(default=list)
    """The steps of it that somebody said are right."""
    agreed_on: Mapped[date | None]
    """When the house's numbers were agreed with the people who use the room."""
    room_state: Mapped[RoomState] = mapped_column(word(RoomState), default=RoomState.OPEN)
    room_reason: Mapped[RoomReason | None] = mapped_column(word(RoomReason))
    room_since: Mapped[datetime | None]
    room_before: Mapped[RoomState | None] = mapped_column(word(RoomState))
    """While everyone is out: what the room was before, for "back in"."""
    reason_before: Mapped[RoomReason | None] = mapped_column(word(RoomReason))
    curtain: Mapped[bool] = mapped_column(default=False)
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the site calls whom and what; see ``ops.domain.site_words``."""
    cards: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether people who want to are counted by a random card (``ops.domain.cards``)."""
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Whether whoever comes is asked gender and age band; see ``ops.domain.asked``."""
    region: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What an authority may see of it, if anything; see ``ops.domain.region.Shown``."""
    eyes_since: Mapped[datetime | None]
    """*Room needs eyes* has begun: it goes on when the response that began it is over."""
    gap_from: Mapped[datetime | None]
    """The last outage: nothing was recorded from here …"""
    gap_until: Mapped[datetime | None]
    """… to here, when the board came back and the room was to be confirmed."""
    hint_put_away_at: Mapped[datetime | None]
    """"A drug alert?" was put away for the responses that began until then."""
    room_version: Mapped[int] = mapped_column(default=0)
    waiting_version: Mapped[int] = mapped_column(default=0)
    responses_version: Mapped[int] = mapped_column(default=0)
    staff_version: Mapped[int] = mapped_column(default=0)
    devices_version: Mapped[int] = mapped_column(default=0)
    notices_version: Mapped[int] = mapped_column(default=0)
    supplies_version: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Heartbeat(Base):
    """One row per process that sweeps; a gap in them is an outage."""

    __tablename__ = "heartbeat"

    process: Mapped[str] = mapped_column(String(80), primary_key=True)
    started_at: Mapped[datetime]
    at: Mapped[datetime]
    version: Mapped[str | None] = mapped_column(String(40))
    """Of the program it runs."""
