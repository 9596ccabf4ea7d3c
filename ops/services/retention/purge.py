"""What is over for as long as the site keeps it is deleted, in short commits that anybody may interrupt.

1. A run begins: what lies before the horizons of now will go. They are kept, so that a run that was
   interrupted goes on as it began. Responses never go before the stays that rest on them, nor all else
   before responses.
2. For stays, then responses, then all else: figures are kept of every shift and day that will lose
   rows; then the rows go, table by table; then the contents of the facts that speak of them, with a
   fact that says so in the same commit.
3. The run has ended. Then the embedded database's log is emptied, as it still holds what was deleted.

Nothing goes by a clock that cannot be believed, and nothing while a legal hold stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.domain import facts, retention
from ops.domain.retention import Kept, Speaks
from ops.domain.words import RoomState, VisitState
from ops.models import PurgeRun, Shift, Site, Visit
from ops.services import clock_records
from ops.services.disclosure.steps import Steps
from ops.services.house import House
from ops.services.retention import holds, keeping, purge_facts
from ops.services.retention.purge_papers import OF_PAPERS
from ops.services.retention.purge_steps import OF_ALL_ELSE, OF_RESPONSES, OF_STAYS
from ops.services.summaries.reading import first_fact
from ops.services.transaction import Actor, Command, Made, Transaction, milliseconds, perform

PURGER = Actor(None, "purge")
ROWS = {Speaks.STAYS: (*OF_STAYS, *OF_PAPERS), Speaks.RESPONSES: OF_RESPONSES, Speaks.ALL_ELSE: OF_ALL_ELSE}
ANY_SHIFT = timedelta(days=2)
"""Longer than any shift and the day it begins in."""
FIGURES, CONTENTS = "figures", "facts"


def _names(of: Speaks) -> list[str]:
    return [f"{of.value}: {name}" for name in (FIGURES, *(rows.name for rows in ROWS[of]), CONTENTS)]


STEPS = [name for of in Speaks for name in _names(of)]


@dataclass(frozen=True)
class Purged:
    """``ended_at`` empty: it goes on. ``wiped_at`` empty: the database's log may still hold what went."""

    began_at: datetime
    ended_at: datetime | None
    wiped_at: datetime | None
    rows: int
    facts: int

    @property
    def is_to_be_wiped(self) -> bool:
        return self.ended_at is not None and self.wiped_at is None


def newest(house: House, site_id: int) -> Purged | None:
    """The newest run of a site."""
    with house.db.read() as session:
        run = session.get(PurgeRun, site_id)
        if run is None:
            return None
        return Purged(run.began_at, run.ended_at, run.wiped_at, run.rows, run.facts)


def first_recorded_at(house: House, site_id: int) -> datetime | None:
    """When the first fact of a site was written down; ``None``: none is."""
    with house.db.read() as session:
        first = first_fact(session, site_id)
        return None if first is None else first.recorded_at


def would_go(house: House, site_id: int) -> dict[str, int]:
    """How many rows and facts a run would take now, by step."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        before = horizons(session, site, milliseconds(house.now()))
        last = purge_facts.last_over(session, site_id, before[Speaks.ALL_ELSE])
        found = {}
        for of in Speaks:
            for rows in ROWS[of]:
                found[f"{of.value}: {rows.name}"] = rows.count(session, site_id, before[of])
            where = purge_facts.which(session, site_id, of, before[of], last)
            found[f"{of.value}: {CONTENTS}"] = purge_facts.count(session, where)
    return found


def is_empty(house: House) -> bool:
    """Whether every room is closed and nobody is in one: the moment for what holds up everybody."""
    with house.db.read() as session:
        open_room = select(Site.id).where(Site.drill_of.is_(None), Site.room_state != RoomState.CLOSED)
        inside = select(Visit.id).where(Visit.state != VisitState.ENDED)
        return session.scalar(open_room.limit(1)) is None and session.scalar(inside.limit(1)) is None


def wiped(house: House, site_id: int) -> None:
    """The database's log was emptied after the newest run."""
    with house.db.write() as session:
        run = session.get(PurgeRun, site_id)
        if run is not None and run.ended_at is not None:
            run.wiped_at = milliseconds(house.now())


def kept(house: House, site_id: int) -> Kept:
    """For how long that site keeps what."""
    with house.db.read() as session:
        return Kept.from_json(session.get_one(Site, site_id).kept)


def held_back(house: House, site_id: int) -> datetime | None:
    """Since when a shift, a stay or a response goes on that holds back, by days, what is over."""
    with house.db.read() as session:
        site, now = session.get_one(Site, site_id), milliseconds(house.now())
        kept = Kept.from_json(site.kept)
        going_on = [(of, keeping.running(session, site, of)) for of in (Speaks.STAYS, Speaks.RESPONSES)]
        shift = select(func.min(Shift.opened_at)).where(Shift.site_id == site_id, Shift.closed_at.is_(None))
        going_on.append((Speaks.STAYS, session.scalar(shift)))
    over = {of: retention.edge(of, now, kept, None) - ANY_SHIFT for of in Speaks}
    return min((at for of, at in going_on if at is not None and at < over[of]), default=None)


def horizons(session: Session, site: Site, now: datetime) -> Mapping[Speaks, datetime]:
    """What lies before them goes."""
    found: dict[Speaks, datetime] = {}
    for of in Speaks:
        found[of] = min([keeping.horizon(session, site, of, now), *found.values()])
    return found


class Waits(StrEnum):
    """Why nothing is deleted now."""

    CLOCK = "clock"
    """It cannot be believed."""
    HOLD = "hold"
    """A legal hold stands."""


def waits_for(house: House, site_id: int) -> Waits | None:
    """Why nothing of that site may be deleted now, if there is a reason."""
    with house.db.read() as session:
        if clock_records.is_suspect(session):
            return Waits.CLOCK
        return Waits.HOLD if holds.stands(session, site_id, house.now()) else None


def begin(house: House, site_id: int, *, not_within: timedelta = timedelta(0)) -> None:
    """Another run, unless one goes on, or none may, or the newest began ``not_within`` so long ago."""
    if waits_for(house, site_id) is not None:
        return
    last = newest(house, site_id)
    if last is not None and last.ended_at is None:
        return
    now = milliseconds(house.now())

    def work(transaction: Transaction) -> Made:
        session, site = transaction.session, transaction.site
        run = session.get(PurgeRun, site.id)
        if run is not None and (
            run.ended_at is None or timedelta(0) <= transaction.now - run.began_at < not_within
        ):
            return Made({})  # Somebody else began it meanwhile, and may have ended it.
        Steps(session, site, now)  # Counting begins before anything that counts goes.
        before = horizons(session, site, now)
        session.merge(
            PurgeRun(
                site_id=site.id,
                began_at=now,
                stays_before=before[Speaks.STAYS],
                responses_before=before[Speaks.RESPONSES],
                else_before=before[Speaks.ALL_ELSE],
                last_fact=purge_facts.last_over(session, site.id, before[Speaks.ALL_ELSE]),
                step=STEPS[0],
                rows=0,
                facts=0,
                rows_untold=0,
                ended_at=None,
                wiped_at=None,
            )
        )
        return Made({})

    _perform(house, site_id, work)


def go_on(house: House, site_id: int) -> bool:
    """A commit of the run that has begun; whether there is more to do."""
    if waits_for(house, site_id) is not None:
        return False
    with house.db.read() as session:
        run = session.get(PurgeRun, site_id)
        if run is None or run.step is None:
            return False
        of, name = _read(run.step)
        before = _before(run, of)
    if name == FIGURES and keeping.keep_one(house, site_id, of, before):
        return True
    _perform(house, site_id, _next_rows)
    return True


def _next_rows(transaction: Transaction) -> Made:
    """From the step the run is at, the first that finds anything; what finds nothing is done."""
    run = transaction.session.get_one(PurgeRun, transaction.site.id)
    if holds.stands(transaction.session, transaction.site.id, transaction.now):
        return Made({})
    if run.step is not None and _read(run.step)[1] == FIGURES:
        _done(transaction, run)
    while run.step is not None:
        of, name = _read(run.step)
        if name == FIGURES:
            return Made({})
        if _take(transaction, run, of, name):
            transaction.touch("room", "responses")
            return Made({})
        _done(transaction, run)
    return Made({})


def _take(transaction: Transaction, run: PurgeRun, of: Speaks, name: str) -> int:
    session, site_id, before = transaction.session, transaction.site.id, _before(run, of)
    if name != CONTENTS:
        rows = next(rows for rows in ROWS[of] if rows.name == name)
        taken = rows.take(transaction, before)
        run.rows += taken
        run.rows_untold += taken
        return taken
    where = purge_facts.which(session, site_id, of, before, run.last_fact)
    seqs = purge_facts.take(session, where)
    if seqs or run.rows_untold:
        numbers = (run.rows_untold, len(seqs))
        which = ((), run.last_fact) if of is Speaks.ALL_ELSE else (purge_facts.stretches(seqs), None)
        transaction.record(facts.Purged(transaction.now, of.value, before, *numbers, *which))
    run.facts += len(seqs)
    run.rows_untold = 0
    return len(seqs)


def _done(transaction: Transaction, run: PurgeRun) -> None:
    """The next step, or none."""
    number = STEPS.index(run.step) + 1 if run.step in STEPS else 0
    run.step = STEPS[number] if number < len(STEPS) else None
    if run.step is None:
        run.ended_at = transaction.now


def _read(step: str) -> tuple[Speaks, str]:
    """A step that this program does not know is the first: all can be done again."""
    of, name = (step if step in STEPS else STEPS[0]).split(": ", 1)
    return Speaks(of), name


def _before(run: PurgeRun, of: Speaks) -> datetime:
    return {
        Speaks.STAYS: run.stays_before,
        Speaks.RESPONSES: run.responses_before,
        Speaks.ALL_ELSE: run.else_before,
    }[of]


def _perform(house: House, site_id: int, work: Callable[[Transaction], Made]) -> None:
    command = Command(id=uuid4(), site_id=site_id, actor=PURGER, name="purge")
    perform(house, command, work, receipt=False)
