"""Gender and age band as they are told on arrival: added to the month, and to nothing else.

Nothing of it is with the stay or in the journal, the receipt, an answer or a log. The image by which an act
is undone holds it for minutes, as it could not be taken back otherwise.
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import cards
from ops.domain.asked import Asked, Counts, added
from ops.models import MonthTally, Site, UndoImage
from ops.services.transaction import Transaction

TALLY = MonthTally.__tablename__
Tallied = Mapping[str, Mapping[str, Counts]]
"""``visits`` and ``people``, each by ``gender`` and by ``age``, each of them by code."""


def came(transaction: Transaction, at: datetime, gender: str | None, age: str | None, *, first: bool) -> None:
    """Somebody came ``at`` that time; ``first``: with a card, and not yet in that month. Where the site does
    not ask, what is said is dropped unread."""
    asked = Asked.from_json(transaction.site.asked)
    if not asked.on:
        return
    zone = zone_of(transaction.site)
    month = cards.month_of(at, zone)
    if cards.is_over(month, zone, transaction.now):
        month = cards.month_of(transaction.now, zone)
    told = asked.heard(gender, age)
    tally = transaction.session.get(MonthTally, (transaction.site.id, month))
    if tally is None:
        tally = MonthTally(site_id=transaction.site.id, month=month, visits={}, people={})
        transaction.session.add(tally)
    tally.visits = _with(tally.visits, told, 1)
    if first:
        tally.people = _with(tally.people, told, 1)
    transaction.keep_image(TALLY, month, told)


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """A visit that was undone was none. Whoever came with a card stays one of the month's, as the card does."""
    tally = transaction.session.get(MonthTally, (transaction.site.id, image.row_id))
    if tally is not None:
        tally.visits = _with(tally.visits, image.before or {}, -1)


def of_month(session: Session, site_id: int, month: str, now: datetime) -> Tallied | None:
    """What is told of it, once nothing of it can be typed in any more: until then whoever looks twice would learn
    what somebody said in between. ``None``: not yet, or nobody was asked."""
    if not cards.is_over(month, zone_of(session.get_one(Site, site_id)), now):
        return None
    found = session.scalar(select(MonthTally).where(MonthTally.site_id == site_id, MonthTally.month == month))
    return None if found is None else {"visits": found.visits, "people": found.people}


def zone_of(site: Site) -> ZoneInfo:
    """The clock its months are of."""
    return ZoneInfo(site.time_zone)


def _with(counts: Mapping[str, Counts], told: Mapping[str, str], by: int) -> dict[str, dict[str, int]]:
    return {name: added(counts.get(name, {}), code, by) for name, code in sorted(told.items())}
