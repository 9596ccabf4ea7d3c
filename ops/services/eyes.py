"""*Room needs eyes*, made durable: each second the sweep sees whether it begins or ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from ops.domain import facts
from ops.domain.alarms import needs_eyes
from ops.domain.eyes import eyes_at
from ops.domain.words import Audience, ResponseState
from ops.models import Response, Site
from ops.services import board
from ops.services.house import House
from ops.services.transaction import Transaction

_BEGUN_OR_COULD = or_(
    Site.eyes_since.is_not(None),
    Site.id.in_(select(Response.site_id).where(Response.state == ResponseState.RUNNING)),
)
"""It begins only while a response runs."""


def changing(house: House, now: datetime) -> set[int]:
    """Sites on which it begins or ends now."""
    with house.db.read() as session:
        sites = session.scalars(select(Site.id).where(_BEGUN_OR_COULD)).all()
    changes = set()
    for site_id in sites:
        eyes = eyes_at(board.snapshot(house, site_id, Audience.FLOOR).body, now)
        if eyes.begins or eyes.ends:
            changes.add(site_id)
    return changes


def needed(transaction: Transaction, now: datetime) -> bool:
    """Whether a limit that passes now does so while nobody is free to look."""
    return _may_need(transaction) and needs_eyes(_board(transaction), now)


def follow(transaction: Transaction, now: datetime) -> None:
    """Write down that it begins, or that it is over; once, whoever sees it first."""
    if not _may_need(transaction):
        return
    site, eyes = transaction.site, eyes_at(_board(transaction), now)
    if eyes.begins and eyes.longest_since is not None:
        longest = int((now - eyes.longest_since).total_seconds())
        transaction.record(facts.RoomNeedsEyes(now, eyes.waiting, longest))
        site.eyes_since = now
        transaction.touch("room")
    elif eyes.ends and site.eyes_since is not None:
        transaction.record(facts.RoomHasEyes(now, site.eyes_since))
        site.eyes_since = None
        transaction.touch("room")


def _may_need(transaction: Transaction) -> bool:
    here = select(Site.id).where(Site.id == transaction.site.id, _BEGUN_OR_COULD)
    return transaction.session.scalar(here) is not None


def _board(transaction: Transaction) -> dict[str, Any]:
    return board.picture(transaction.session, transaction.site, Audience.FLOOR).body
