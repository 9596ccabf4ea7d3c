"""People who want to be counted: a visit with a card, and the end of each month.

What is kept of a card is a mark under the month's key, of no visit. So whoever has all tables can tell
neither who came, nor when, nor in which other month.
"""

import hashlib
import hmac
import secrets
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from ops import month_keys
from ops.domain import cards, facts
from ops.domain.errors import Code, Refused
from ops.models import MonthCard, MonthCount, Site, UndoImage
from ops.services import board, clock_records, notices
from ops.services.disclosure import posting
from ops.services.house import House
from ops.services.transaction import Made, Transaction

CARD = "card"


def new(how_many: int) -> list[str]:
    """Random ones. Nothing is kept of them."""
    return [cards.draw(secrets.randbits) for _ in range(how_many)]


def are_counted(house: House, site_id: int) -> bool:
    """Whether that site counts people who want to be counted."""
    with house.db.read() as session:
        return session.get_one(Site, site_id).cards


def came(transaction: Transaction, folder: Path, at: datetime, said: str) -> bool:
    """Somebody who came ``at`` that time used a card; whether for the first time in that month. Where the site
    counts nobody it is dropped unread.

    Raises ``Refused`` for what is no card.
    """
    if not transaction.site.cards:
        return False
    card = cards.read(said)
    if card is None:
        raise Refused(Code.NOT_A_CARD, "card")
    zone = ZoneInfo(transaction.site.time_zone)
    month = cards.month_of(at, zone)
    key = None
    if not cards.is_over(month, zone, transaction.now):
        tally = _tally(transaction, folder, month)
        key = month_keys.key_of(folder, transaction.site.slug, month) if tally.made_at is None else None
    if key is None:
        # What is over is never told anew: it counts in the month that runs.
        month = cards.month_of(transaction.now, zone)
        tally = _tally(transaction, folder, month)
        tally.not_known += 1
        first = False
    else:
        tally.visits_with_card += 1
        seen = hmac.new(key, card.encode(), hashlib.sha256).digest()[:16]
        where = (transaction.site.id, month, seen)
        first = transaction.session.get(MonthCard, where) is None
        if first:
            transaction.session.add(MonthCard(site_id=where[0], month=month, seen=seen))
    transaction.keep_image(CARD, month, {"known": key is not None})
    return first


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """A visit that was undone was none. Its card stays one of the month's: whose it was is in no image,
    and mostly it is said again with the same person's next seat."""
    tally = transaction.session.get(MonthCount, (transaction.site.id, image.row_id))
    if tally is None or tally.made_at is not None:
        return
    if (image.before or {})["known"]:
        tally.visits_with_card -= 1
    else:
        tally.not_known -= 1


def end_months(house: House, now: datetime) -> None:
    """At each site, as ``end_months_at``."""
    for site in board.sites(house):
        end_months_at(house, site.id, now)


def end_months_at(house: House, site_id: int, now: datetime) -> None:
    """Each month that is over, or whose key is gone. Never by a clock that cannot be believed. A power
    cut between any two steps, and the same again, comes to the same.

    1. Count its marks and take them away, in one commit. Where the key is gone already, as a backup was
       put back, they count for nothing: nobody knows how many there were.
    2. Destroy the key.
    3. Put that on record, without the count.
    """
    folder = house.keys.months
    with house.db.read() as session:
        if clock_records.is_suspect(session):
            return
        site = session.get_one(Site, site_id)
        slug, zone = site.slug, ZoneInfo(site.time_zone)
        rows = select(MonthCount.month, MonthCount.made_at).where(MonthCount.site_id == site_id)
        made = dict(session.execute(rows.where(MonthCount.destroyed_at.is_(None))).all())
    for month in sorted(made.keys() | month_keys.months(folder, slug)):
        over = cards.is_over(month, zone, now)
        gone = month_keys.key_of(folder, slug, month) is None
        if (over or gone) and made.get(month) is None:
            notices.commit(house, site_id, "month_counted", partial(_count, folder, month))
        if over:
            month_keys.destroy(folder, slug, month)
            notices.commit(house, site_id, "month_key_destroyed", partial(_destroyed, month))


def _count(folder: Path, month: str, transaction: Transaction) -> Made:
    tally = transaction.session.get(MonthCount, (transaction.site.id, month)) or _new(transaction, month)
    if tally.made_at is None:
        of_month = (MonthCard.site_id == transaction.site.id, MonthCard.month == month)
        if month_keys.key_of(folder, transaction.site.slug, month) is not None:
            tally.people = transaction.session.scalar(select(func.count()).where(*of_month)) or 0
            posting.people(transaction, month, tally.people)
        transaction.session.execute(delete(MonthCard).where(*of_month))
        tally.made_at = transaction.now
    return Made({})


def _destroyed(month: str, transaction: Transaction) -> Made:
    tally = transaction.session.get_one(MonthCount, (transaction.site.id, month))
    if tally.destroyed_at is None:
        tally.destroyed_at = transaction.now
        transaction.record(facts.MonthKeyDestroyed(transaction.now, month))
    return Made({})


def _tally(transaction: Transaction, folder: Path, month: str) -> MonthCount:
    """Begun together with the month's key. A month that has one and no key has lost it."""
    tally = transaction.session.get(MonthCount, (transaction.site.id, month))
    if tally is None:
        month_keys.begin(folder, transaction.site.slug, month)
        tally = _new(transaction, month)
    return tally


def _new(transaction: Transaction, month: str) -> MonthCount:
    tally = MonthCount(site_id=transaction.site.id, month=month, visits_with_card=0, not_known=0)
    transaction.session.add(tally)
    return tally
