"""CLOCK SUSPECT: what every screen says while the clock of the house cannot be believed.

1. It begins when the clock is behind what is on record, or behind the house's last sign of
   life, as a process starts; is moved by more than two seconds while one runs; or is found more than
   two seconds from the clock of the database.
2. It ends when somebody looks and says on a tablet that the clock is right. What was recorded
   before that is then no longer held against it: a clock that was a day ahead and was put
   right would be suspect for a day.
3. It ends by itself once the clock has gone evenly for five minutes and is past all that is
   on record; not while the clocks of two machines are apart. That the only clock there is stands wrong
   and steady, no machine can see.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import NoticeKind
from ops.models import Notice
from ops.services import clock_back, clock_records, notices, outage
from ops.services.answers import answer
from ops.services.clock_records import APART
from ops.services.house import House
from ops.services.journal_facts import told
from ops.services.transaction import Command, Made, Reply, Transaction, perform

STEADY_FOR = timedelta(minutes=5)
NOTICED_WITHIN = timedelta(seconds=5)
ALIKE = 1.0
"""Seconds by which two processes may differ about the same step."""
SUSPECT = NoticeKind.CLOCK_SUSPECT


def compare_with_records(house: House) -> None:
    """Where the clock is behind what is on record, all that runs goes back with it, and it is
    said. For the start of a process.

    A beat is as good a witness as a record, and of every site: a machine that restores the
    clock it had saved stands a little before where the house stopped, however long ago that was.
    """
    sites = notices.sites(house)
    with house.db.read() as session:
        last_beat = clock_records.newest_beat(session)
    behind = _ahead(house, sites)
    if last_beat is not None:
        by_beat = last_beat - house.now()
        behind = {site: max(by_beat, behind.get(site, by_beat)) for site in sites}
    found = {
        site: facts.ClockSuspected(house.now(), behind=round(by.total_seconds(), 3))
        for site, by in behind.items()
        if by > APART
    }
    clock_back.follow_records(house, sorted(found), last_beat)
    notices.say(house, SUSPECT, found)


def is_apart(house: House, behind: timedelta) -> None:
    """The clock is so much behind that of the database; less than nothing: ahead of it. Which is right
    nobody knows, and so nothing is moved."""
    said = facts.ClockSuspected(house.now(), behind=round(behind.total_seconds(), 3))
    notices.say(house, SUSPECT, said)


def was_moved(house: House, seconds: float, *, within: timedelta) -> None:
    """The clock jumped by so much, forward or back. ``within``: how long ago, by the steady
    clock, this process had last seen it go evenly.

    1. Set back: everything that runs goes back with it.
    2. Set forward by more than the shortest interval: it may have stood still as nobody was
       there, so everyone is to be confirmed. By less, what is due is only early.
    3. Where screens say so of an earlier step already, this one is in the journal all the same.
    """
    now, by = house.now(), timedelta(seconds=seconds)
    if by < timedelta():
        clock_back.follow(house, -by, right_at=now - within)
    else:
        outage.tell_gap(house, now - by, now, notices.WATCHER)
    at = house.now()
    step = facts.ClockSuspected(at, stepped=round(seconds, 3))
    notices.say(house, SUSPECT, step, known=partial(_is_told, at=at, seconds=seconds))


def goes_evenly(house: House) -> None:
    """This process has seen no step for ``STEADY_FOR``: take it back where nothing speaks against."""
    now = house.now()
    suspects = {site for site, since in notices.standing(house, SUSPECT).items() if since <= now - STEADY_FOR}
    if suspects:
        ahead = _ahead(house, suspects)
        sites = {site for site in suspects if ahead.get(site, timedelta()) <= timedelta()}
        notices.take_back(house, SUSPECT, facts.ClockSteady(house.now()), on=sites)


def confirm(house: House, command: Command, notice: UUID) -> Reply:
    """Somebody says that the clock is right. A notice that is gone already is a repeat."""

    def work(transaction: Transaction) -> Made:
        row = transaction.session.get(Notice, notice)
        if row is None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if row.site_id != transaction.site.id or row.kind is not SUSPECT:
            raise Refused(Code.NOT_FOUND, "notice")
        at = transaction.at()
        transaction.remember(row)
        transaction.session.delete(row)
        transaction.record(facts.ClockConfirmed(at))
        transaction.touch("notices")
        return answer(transaction, command.id)

    return perform(house, command, work)


def _is_told(transaction: Transaction, *, at: datetime, seconds: float) -> bool:
    """Whether this step is in the journal: every process notices it, within a beat, and measures it."""
    kinds, start, until = (facts.ClockSuspected,), at - NOTICED_WITHIN, at + NOTICED_WITHIN
    near = told(transaction.session, transaction.site.id, kinds, start, until)
    measured = [fact.data["stepped"] for fact in near if "stepped" in fact.data]
    return any(abs(one - seconds) <= ALIKE for one in measured)


def _ahead(house: House, sites: Collection[int]) -> dict[int, timedelta]:
    """By how much the newest record of each site is ahead of now. Confirmed records do not count."""
    with house.db.read() as session:
        newest = clock_records.newest_records(session, sites)
    # Read after the records: what another process records meanwhile is not ahead of it.
    now = house.now()
    return {site: at - now for site, at in newest.items()}
