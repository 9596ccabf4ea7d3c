"""The part of a summary about checks that were late at its end, neither made nor given up.

While the window goes on, the running checks of the stays say it. Of a past one it is told again: the
newest late limit of everyone who was still here, unless by then somebody had looked in,
been there, or the next check had begun.
"""

from sqlalchemy import func, or_, select

from ops.domain import facts
from ops.domain.words import IN_PLACE, LateLevel
from ops.models import LateCheck, Visit
from ops.services.journal_facts import told
from ops.services.summaries.looks import LIMIT, Limit, Look, looks_of, made_in_time, somebody_there
from ops.services.summaries.reading import Reading


def at_the_end(part: Reading) -> int:
    """How many checks were past their late limit when the window ended, or are now."""
    return _now(part) if part.window.running else _then(part)


def _now(part: Reading) -> int:
    limits = part.session.execute(
        select(func.count(LateCheck.id))
        .join(Visit, (Visit.id == LateCheck.visit_id) & (Visit.check_number == LateCheck.check_number))
        .where(
            LateCheck.site_id == part.site.id,
            LateCheck.level == LateLevel.OVERDUE,
            LateCheck.not_possible.is_(False),
            Visit.state.in_(IN_PLACE),
            Visit.response_id.is_(None),
        )
    )
    return limits.scalar_one()


def _then(part: Reading) -> int:
    newest = {limit.visit: limit for limit in _of_those_still_here(part)}
    limits = [limit for limit in newest.values() if not limit.not_possible]
    if not limits:
        return 0
    visits = {limit.visit for limit in limits}
    since = min(limit.due_at for limit in limits)
    looks, there = looks_of(part, visits), somebody_there(part, visits, since)
    for fact in told(part.session, part.site.id, (facts.SteppedOut,), since, part.until):
        visit = fact.id("visit")
        if visit in visits:
            there[visit].append(fact.at)
    return sum(
        not _seen_to(part, limit, looks[limit.visit])
        and not any(limit.due_at <= at < part.until for at in there[limit.visit])
        for limit in limits
    )


def _of_those_still_here(part: Reading) -> list[Limit]:
    """Late limits of everyone who was in a place at the end, in the order they passed."""
    rows = part.session.execute(
        select(*LIMIT)
        .join(Visit, Visit.id == LateCheck.visit_id)
        .where(
            LateCheck.site_id == part.site.id,
            LateCheck.level == LateLevel.OVERDUE,
            LateCheck.at < part.until,
            or_(Visit.ended_at.is_(None), Visit.ended_at >= part.until),
        )
        .order_by(LateCheck.at)
    )
    return [Limit(*row) for row in rows]


def _seen_to(part: Reading, limit: Limit, looks: list[Look]) -> bool:
    """Whether somebody looked in before the end, or had done so in time."""
    looked = any(limit.at <= look.happened_at < part.until for look in looks)
    return looked or made_in_time(limit, looks)
