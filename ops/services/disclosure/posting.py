"""Each visit and each response is counted once, however often it changes, and before it is deleted.

A row carries what the counters hold of it, and of which of its versions. Posting:

1. What the row says now is compared with what it carries.
2. The old is taken off and the new is put on, each in the step of its day while that is open, else in the
   oldest open one; the row carries the new. All of it in one commit.
3. A row is posted before it goes, and a response before its log does, in the commit that deletes it; of
   what is left of a response then nothing is posted again.
"""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from ops.domain.disclosure import NOT_SAID, TRANSPORTED, WHOLE, Series
from ops.domain.ranges import read
from ops.domain.response_data import Record
from ops.domain.window import local
from ops.domain.words import EndKind, OutcomeAmbulance, Substance
from ops.models import Response, ResponseAction, Site, Visit
from ops.services import response_rows
from ops.services.disclosure.steps import Steps
from ops.services.summaries.responses import REAL, done_of
from ops.services.transaction import Transaction

AT_ONCE = 500
"""Rows of a commit: nobody waits for a long one."""
SUBSTANCES = frozenset(substance.value for substance in Substance)
Counts = Mapping[Series, Mapping[str, int]]


def some(transaction: Transaction) -> int:
    """Some of the rows that changed since they were posted; how many."""
    session, site = transaction.session, transaction.site
    changed = select(Visit.id).where(Visit.site_id == site.id, _changed(Visit)).limit(AT_ONCE)
    stays = session.scalars(changed).all()
    visits(transaction, stays)
    found = select(Response.id).where(Response.site_id == site.id, _changed(Response))
    rows = session.scalars(found.where(Response.log_gone.is_(False)).limit(AT_ONCE)).all()
    responses(transaction, rows)
    return len(stays) + len(rows)


def visits(transaction: Transaction, ids: Sequence[UUID]) -> None:
    """These visits."""
    session, site = transaction.session, transaction.site
    steps = Steps(session, site, transaction.now)
    rows = select(Visit).where(Visit.id.in_(ids), _changed(Visit)).order_by(Visit.arrived_at)
    for row in session.scalars(rows):
        began = None if row.end_kind is EndKind.UNDONE else row.seated_at
        _post(steps, site, row, began, _of_visit(row))


def responses(transaction: Transaction, ids: Sequence[UUID]) -> None:
    """These responses, but for those whose log is gone."""
    session, site = transaction.session, transaction.site
    steps = Steps(session, site, transaction.now)
    wanted = select(Response).where(Response.id.in_(ids), _changed(Response), Response.log_gone.is_(False))
    rows = {row.id: row for row in session.scalars(wanted.order_by(Response.began_at))}
    for key, record in response_rows.records(session, list(rows.values())).items():
        row = rows[key]
        _post(steps, site, row, row.began_at if row.state in REAL else None, _of_response(record))


def before_log(transaction: Transaction, actions: Sequence[UUID]) -> None:
    """Those whose log these rows are of, for the last time: the rows are about to go."""
    session = transaction.session
    ids = session.scalars(
        select(ResponseAction.response_id).where(ResponseAction.id.in_(actions)).distinct()
    ).all()
    responses(transaction, ids)
    for row in session.scalars(select(Response).where(Response.id.in_(ids))):
        row.log_gone = True
    session.flush()


def people(transaction: Transaction, month: str, number: int) -> None:
    """So many came in a month that was counted just now."""
    steps = Steps(transaction.session, transaction.site, transaction.now)
    if Series.PEOPLE in steps.series():
        day = read(month).last
        steps.count(Series.PEOPLE, steps.of_day(Series.PEOPLE, day), WHOLE, number)


def _changed(table: type[Visit] | type[Response]) -> ColumnElement[bool]:
    return or_(table.posted_version.is_(None), table.posted_version != table.version)


def _post(steps: Steps, site: Site, row: Visit | Response, began: datetime | None, counts: Counts) -> None:
    carried = row.posted
    now = None if began is None else _as_json(local(began, site.time_zone).date(), counts)
    row.posted_version = row.version
    if now == carried:
        return
    for said, sign in ((carried, -1), (now, 1)):
        if said is not None:
            _count(steps, said, sign)
    row.posted = now


def _count(steps: Steps, said: Mapping[str, Any], sign: int) -> None:
    day = date.fromisoformat(said["day"])
    for name, categories in said["counts"].items():
        series = Series(name)
        if series in steps.series():
            step = steps.of_day(series, day)
            for category, number in categories.items():
                steps.count(series, step, category, sign * number)


def _as_json(day: date, counts: Counts) -> dict[str, Any]:
    return {"day": day.isoformat(), "counts": {series.value: dict(of) for series, of in counts.items()}}


def _of_visit(row: Visit) -> Counts:
    """A visit counts on the day it began, with all its uses and what was said of it."""
    known = SUBSTANCES.intersection(row.substances)
    return {
        Series.VISITS: {WHOLE: 1},
        Series.EPISODES: {WHOLE: row.episodes},
        Series.VISITS_BY_ROUTE: {row.route.value if row.route else NOT_SAID: 1},
        Series.VISITS_BY_SUBSTANCE: dict.fromkeys(sorted(known) or [Substance.UNKNOWN.value], 1),
    }


def _of_response(record: Record) -> Counts:
    """Likewise. What was done may be several."""
    done = Tally[str](word.value for word in done_of(record))
    if record.response.outcome_ambulance is OutcomeAmbulance.TRANSPORTED:
        done[TRANSPORTED] = 1
    return {
        Series.RESPONSES: {WHOLE: 1},
        Series.RESPONSES_BY_KIND: {record.response.kind.value: 1},
        Series.RESPONSES_BY_DONE: dict(sorted(done.items())),
    }
