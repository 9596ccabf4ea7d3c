"""Outages: stretches in which no process of the house was there to write anything down.

    1. the newest beat of any process says until when somebody was there. Across a restart
       only the wall clock can tell; within one process the steady clock does, which counts
       time suspended and cannot be moved;
    2. on each site whose shortest interval is shorter than that, in one commit: the fact,
       the gap, and everyone in place is to be confirmed. Zero sites told means a colleague
       was faster: the gap on the site's row already reaches to now.

A running response stands, and so do looks made in the gap that arrive afterwards.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from ops.domain import facts
from ops.domain.confirming import after_gap
from ops.domain.protocol import SiteProtocol
from ops.domain.words import IN_PLACE
from ops.models import Site, Visit
from ops.services import stays, walk_rows
from ops.services.house import House
from ops.services.transaction import Actor, Command, Made, Transaction, milliseconds, perform
from ops.services.turns import THERE_FOR

NO_GAP = THERE_FOR
"""No site's interval is meant to be shorter."""


def tell(
    house: House,
    now: datetime,
    actor: Actor,
    *,
    process: str,
    beats: Mapping[str, datetime],
    since_beat: timedelta | None,
    goes_on: Callable[[], object] = lambda: None,
) -> set[int]:
    """Make an outage a fact; the sites it was told on.

    ``beats``: when each process last beat. ``since_beat``: how long ago this one did, by the steady
    clock; ``None``: it has not beaten yet. ``goes_on`` is called after each site.
    """
    since = _there_until(beats, milliseconds(now), process, since_beat)
    return set() if since is None else tell_gap(house, since, now, actor, goes_on)


def tell_gap(
    house: House,
    since: datetime,
    now: datetime,
    actor: Actor,
    goes_on: Callable[[], object] = lambda: None,
) -> set[int]:
    """Nothing is known of the time from ``since`` to now; the sites it was told on."""
    until = milliseconds(now)
    since = milliseconds(since)
    if until - since <= NO_GAP:
        return set()
    with house.db.read() as session:
        sites = session.execute(select(Site.id, Site.protocol, Site.gap_until)).all()
    told = set()
    for site_id, protocol, known_until in sites:
        if _gap(protocol, since, known_until, until) is None:
            continue
        command = Command(id=uuid4(), site_id=site_id, actor=actor, name="outage")
        perform(house, command, lambda transaction: _told(transaction, since, until), receipt=False)
        told.add(site_id)
        goes_on()
    return told


def _there_until(
    beats: Mapping[str, datetime], now: datetime, process: str, since_beat: timedelta | None
) -> datetime | None:
    """Until when somebody was there; ``None`` in a house where nobody has beaten yet."""
    if since_beat is None:
        return max(beats.values(), default=None)
    others = [at for name, at in beats.items() if name != process and at <= now]
    return max([milliseconds(now - since_beat), *others])


def _gap(
    protocol: dict[str, object], since: datetime, known_until: datetime | None, until: datetime
) -> datetime | None:
    """Where the gap begins, if there is one that nobody has told."""
    began = max(since, known_until or since)
    shortest = min(interval.every for interval in SiteProtocol.from_json(protocol).intervals.values())
    return began if until - began > timedelta(seconds=shortest) else None


def _told(transaction: Transaction, since: datetime, until: datetime) -> Made:
    site = transaction.site
    began = _gap(site.protocol, since, site.gap_until, until)
    if began is None:
        return Made({})
    transaction.record(facts.NotRecorded(until, began, until))
    confirm_everyone(transaction, began, until)
    return Made({})


def confirm_everyone(transaction: Transaction, began: datetime, until: datetime) -> None:
    """Nobody knows what happened from ``began`` to ``until``: the room is to be walked."""
    site = transaction.site
    site.gap_from, site.gap_until = began, until
    transaction.touch("room")
    walk = walk_rows.running(transaction)
    if walk is not None:
        walk_rows.end(transaction, walk, began)
    people = select(Visit).where(Visit.site_id == site.id, Visit.state.in_(IN_PLACE)).order_by(Visit.id)
    for row in transaction.session.scalars(people).all():
        before = stays.to_domain(row)
        after = after_gap(before, began, until)
        if after != before:
            stays.write(transaction, row, after)
