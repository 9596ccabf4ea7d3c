"""The part of a summary about looks: made, on time, late, missed, not possible.

1. A look is late when it was made at or after the late limit of the check it answered.
2. The sweep wrote down every late limit that passed (``LateCheck``). One with no look
   before the next check began is missed, unless
   a) a look that arrived afterwards had been made in time,
   b) somebody was there without a look: a response began, the person was moved or came
      back, or
   c) the check still runs: nobody knows yet.
3. A late limit that passed while the room needed eyes makes its check "not possible",
   unless a look had been made in time. It is neither late nor missed then.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from ops.domain import facts
from ops.domain.counting import spread
from ops.domain.summary import Looks
from ops.domain.window import SHORTEST, Period
from ops.domain.words import IN_PLACE, Answer, LateLevel, ResponseState
from ops.models import CheckIn, LateCheck, Response, Visit
from ops.services.journal_facts import told
from ops.services.summaries.reading import Reading, count_each

Check = tuple[UUID, int]
"""One check of one stay."""

ALL_WELL = (Answer.OK, Answer.ASLEEP)
LIMIT = (
    LateCheck.visit_id,
    LateCheck.check_number,
    LateCheck.level,
    LateCheck.due_at,
    LateCheck.at,
    LateCheck.not_possible,
)
"""The columns of a ``Limit``."""


@dataclass(frozen=True)
class LateLook:
    """``seconds`` after it was due. ``well``: somebody awake, or asleep and breathing, was found."""

    visit: UUID
    at: datetime
    seconds: float
    well: bool


@dataclass(frozen=True)
class Lateness:
    """``made``: looks in each period. ``late_all_the_same``: how many more were late, of checks that
    had not been possible. ``missed``, ``not_possible``: the late limits of those checks;
    ``past_second_limit``: second limits that passed."""

    made: list[int]
    late: list[LateLook]
    late_all_the_same: int
    missed: list["Limit"]
    not_possible: list["Limit"]
    past_second_limit: list["Limit"]

    def in_each(self, part: Reading) -> list[tuple[int, int, int, int]]:
        """Made, late, missed and not possible, for each period."""
        return [
            (
                made,
                _inside(period, self.late),
                _inside(period, self.missed),
                _inside(period, self.not_possible),
            )
            for made, period in zip(self.made, part.periods, strict=True)
        ]

    def looks(self, late_at_end: int) -> Looks:
        """See ``Looks`` for what each number means."""
        made = sum(self.made)
        return Looks(
            made=made,
            on_time=made - len(self.late) - self.late_all_the_same,
            late=len(self.late),
            lateness=spread([one.seconds for one in self.late]),
            missed=len(self.missed),
            not_possible=len(self.not_possible),
            past_second_limit=len(self.past_second_limit),
            late_at_end=late_at_end,
            late_but_ok=sum(one.well for one in self.late),
        )


@dataclass(frozen=True)
class Limit:
    """A limit of a check that passed, as the sweep wrote it down."""

    visit: UUID
    number: int
    level: LateLevel
    due_at: datetime
    at: datetime
    not_possible: bool

    @property
    def check(self) -> Check:
        return self.visit, self.number


@dataclass(frozen=True)
class Look:
    """A look at someone; ``number``: of the check it answered."""

    number: int
    happened_at: datetime
    recorded_at: datetime


def read(part: Reading) -> Lateness:
    """All looks and limits of the window."""
    limits = _limits(part)
    visits = {limit.visit for limit in limits}
    looks = looks_of(part, visits)
    passed = [limit for limit in limits if not made_in_time(limit, looks[limit.visit])]
    # A look between the two limits that arrived after both keeps the second from having passed, not the first.
    in_time = {limit.check for limit in limits if limit.level is LateLevel.OVERDUE and limit not in passed}
    open_now = _open_now(part, visits)
    there = somebody_there(part, visits, part.start)
    overdue = [limit for limit in passed if limit.level is LateLevel.OVERDUE]
    possible = [limit for limit in overdue if not limit.not_possible]
    unanswered = [limit for limit in possible if not _answered(limit, looks[limit.visit])]
    alone = [limit for limit in unanswered if not _helped(limit, looks[limit.visit], there)]
    late, late_all_the_same = _late_looks(part, in_time)
    spans = [(period.start, period.end) for period in part.periods]
    mine = (CheckIn.site_id == part.site.id, CheckIn.counts.is_(True))
    return Lateness(
        made=count_each(part.session, CheckIn.happened_at, spans, *mine),
        late=late,
        late_all_the_same=late_all_the_same,
        missed=[limit for limit in alone if limit.check not in open_now],
        not_possible=[limit for limit in overdue if limit.not_possible],
        past_second_limit=[one for one in passed if one.level is LateLevel.URGENT and not one.not_possible],
    )


def _inside(period: Period, happened: Sequence[LateLook | Limit]) -> int:
    return sum(period.start <= one.at < period.end for one in happened)


def _limits(part: Reading) -> list[Limit]:
    rows = part.session.execute(
        select(*LIMIT).where(LateCheck.site_id == part.site.id, part.inside(LateCheck.at))
    )
    return [Limit(*row) for row in rows]


def looks_of(part: Reading, visits: Collection[UUID]) -> dict[UUID, list[Look]]:
    """All looks at these people, in order."""
    found: dict[UUID, list[Look]] = defaultdict(list)
    rows = part.session.execute(
        select(CheckIn.visit_id, CheckIn.check_number, CheckIn.happened_at, CheckIn.recorded_at)
        .where(CheckIn.visit_id.in_(visits), CheckIn.counts.is_(True))
        .order_by(CheckIn.happened_at)
    )
    for visit, number, happened_at, recorded_at in rows:
        found[visit].append(Look(number, happened_at, recorded_at))
    return found


def _late_looks(part: Reading, in_time: set[Check]) -> tuple[list[LateLook], int]:
    """Those of the window with how late they were, and how many more of checks that had not
    been possible."""
    rows = part.session.execute(
        select(
            CheckIn.visit_id,
            CheckIn.check_number,
            CheckIn.was_due_at,
            CheckIn.happened_at,
            CheckIn.answer,
            _not_possible(),
        ).where(
            CheckIn.site_id == part.site.id,
            CheckIn.counts.is_(True),
            part.inside(CheckIn.happened_at),
            CheckIn.happened_at >= CheckIn.overdue_at,
            ~_in_a_response(),
        )
    )
    late, all_the_same = [], 0
    for visit, number, due_at, happened_at, answer, not_possible in rows:
        if due_at is None or (visit, number) in in_time:
            continue
        if not_possible:
            all_the_same += 1
        else:
            seconds = (happened_at - due_at).total_seconds()
            late.append(LateLook(visit, happened_at, seconds, answer in ALL_WELL))
    return late, all_the_same


def _not_possible() -> ColumnElement[bool]:
    """Whether the late limit of the check that was answered passed while the room needed eyes."""
    return exists().where(
        LateCheck.visit_id == CheckIn.visit_id,
        LateCheck.check_number == CheckIn.check_number,
        LateCheck.level == LateLevel.OVERDUE,
        LateCheck.not_possible.is_(True),
    )


def _in_a_response() -> ColumnElement[bool]:
    """Whether a response ran for the person when the look was made: it pauses the timer."""
    return exists().where(
        Response.visit_id == CheckIn.visit_id,
        Response.state != ResponseState.UNDONE,
        Response.began_at <= CheckIn.happened_at,
        or_(Response.over_at.is_(None), Response.over_at > CheckIn.happened_at),
    )


def made_in_time(limit: Limit, looks: list[Look]) -> bool:
    """Whether a look that arrived after the limit had been made before it, in this check."""
    before = [
        look.happened_at for look in looks if look.number < limit.number and look.recorded_at <= limit.at
    ]
    began = max(before, default=None)
    return any(
        look.recorded_at > limit.at
        and look.happened_at < limit.at
        and (began is None or look.happened_at > began)
        for look in looks
    )


def _answered(limit: Limit, looks: list[Look]) -> bool:
    return any(look.number == limit.number and look.happened_at >= limit.at for look in looks)


def _open_now(part: Reading, visits: Collection[UUID]) -> set[Check]:
    """Checks that still run: of stays in place, their newest, unless a response pauses it."""
    rows = part.session.execute(
        select(Visit.id, Visit.check_number).where(
            Visit.id.in_(visits), Visit.state.in_(IN_PLACE), Visit.response_id.is_(None)
        )
    )
    return {(visit, number) for visit, number in rows}


def somebody_there(part: Reading, visits: Collection[UUID], since: datetime) -> dict[UUID, list[datetime]]:
    """When staff were with these people without a look: a response, a move, a coming back."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    responses = part.session.execute(
        select(Response.visit_id, Response.began_at).where(
            Response.visit_id.in_(visits),
            Response.state.notin_((ResponseState.UNDONE, ResponseState.MIS_TAP)),
        )
    )
    for visit, began_at in responses:
        if visit is not None:
            found[visit].append(began_at)
    seen = (facts.CameBack, facts.PersonMoved)
    for fact in told(part.session, part.site.id, seen, since, part.window.as_of + SHORTEST):
        visit = fact.id("visit")
        if visit is not None and visit in visits and not fact.data.get("out"):
            found[visit].append(fact.at)
    return found


def _helped(limit: Limit, looks: list[Look], there: dict[UUID, list[datetime]]) -> bool:
    """Whether somebody was with them between due and the next look."""
    after = [look.happened_at for look in looks if look.happened_at >= limit.at]
    until = min(after, default=None)
    return any(at >= limit.due_at and (until is None or at <= until) for at in there.get(limit.visit, ()))
