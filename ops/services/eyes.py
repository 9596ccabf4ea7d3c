"""*Room needs eyes*, made durable: each second the sweep sees whether it begins or ends."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from ops.domain import facts
from ops.domain.eyes import eyes_at
from ops.domain.words import IN_PLACE, Audience, ResponseState
from ops.models import Response, Site, StaffPresence, Visit
from ops.services import board
from ops.services.board import Head
from ops.services.board_moment import Moment
from ops.services.each_site import Alone, together
from ops.services.house import House
from ops.services.transaction import Transaction
from ops.services.turns import Share

_BEGUN = Site.eyes_since.is_not(None)
_RESPONDING = Site.id.in_(select(Response.site_id).where(Response.state == ResponseState.RUNNING))
_ON_SHIFT = Site.id.in_(select(StaffPresence.site_id).where(StaffPresence.until.is_(None)))
_BEGUN_OR_COULD = or_(_BEGUN, and_(_RESPONDING, _ON_SHIFT))
"""It begins only while a response runs, and where nobody is named nobody knows who is free."""


class Boards:
    """Of sites on which it could begin or end, what was read last: read again only where a site has gone on."""

    def __init__(self) -> None:
        self._read: dict[int, tuple[Head, dict[str, Any]]] = {}

    def of(self, house: House, site_id: int, head: Head) -> dict[str, Any]:
        """That site's, at least as far as ``head``. Raises ``SiteGone``."""
        if site_id not in self._read or self._read[site_id][0] != head:
            with board.moment(house, site_id) as here:
                self._read[site_id] = board.head_at(here), _board(here)
        return self._read[site_id][1]

    def keep(self, sites: Collection[int]) -> None:
        """Only those are asked for again."""
        self._read = {site_id: read for site_id, read in self._read.items() if site_id in sites}


def changing(
    house: House, now: datetime, share: Share, boards: Boards, *, alone: Alone = together
) -> set[int]:
    """Sites on which it begins or ends now, of those that this process watches. A board is read only
    where that is possible, and not twice: it costs as much as all else that the sweep asks each second.
    ``alone``: what becomes of one that could not be read."""
    late = select(Visit.site_id).where(Visit.state.in_(IN_PLACE), Visit.overdue_at <= now)
    possible = or_(_BEGUN, and_(_RESPONDING, _ON_SHIFT, Site.id.in_(late)))
    with house.db.ask() as session:
        rows = session.execute(select(Site.id, Site.epoch, Site.version).where(possible))
        heads = {row.id: Head(row.epoch, row.version) for row in rows}
    boards.keep(heads)
    changes = set()
    for site_id, head in heads.items():
        if not share.watches(site_id, now):
            continue
        # Gone: a drill that ended meanwhile.
        with alone(site_id), suppress(board.SiteGone):
            eyes = eyes_at(boards.of(house, site_id, head), now)
            if eyes.begins or eyes.ends:
                changes.add(site_id)
    return changes


def may_change(house: House) -> bool:
    """Whether after an act it could begin or end on any site, without a limit that passes."""
    with house.db.ask() as session:
        return session.scalar(select(Site.id).where(_BEGUN_OR_COULD).limit(1)) is not None


def follow(transaction: Transaction, now: datetime) -> None:
    """Write down that it begins, or that it is over; once, whoever sees it first."""
    if not _may_need(transaction):
        return
    site, eyes = transaction.site, eyes_at(_board(Moment(transaction.session, transaction.site)), now)
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


def _board(here: Moment) -> dict[str, Any]:
    """What `eyes_at` looks at, and no more: as walls have it, for which less is asked."""
    return board.parts(here, Audience.WALL, ("room", "responses", "staff"))
