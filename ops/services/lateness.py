"""Whether a look was possible when its limit passed, judged for that moment from what is on record.

1. It was not while the room needed eyes: a response ran, or they were needed since one did,
   and fewer of the team were free than the site's minimum. Where nobody was on shift nobody
   knows who was free, so it was.
2. What arrives late is a cause all the same. The limits written down since it happened are
   judged again, each that is another one by now with a fact; no fact is taken back.
3. A limit that passed while everyone was out, or while a response ran for that person, is
   none: that, too, if it is known only later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ops.domain import facts, timers
from ops.domain.counting import Span, going_on_at
from ops.domain.hands import free
from ops.domain.words import IN_PLACE, ResponseState, RoomState, StaffPlace
from ops.models import LateCheck, Response, Site, Visit
from ops.services import response_hands, stays
from ops.services.journal_facts import told
from ops.services.team import everyone, team_of
from ops.services.transaction import MILLISECOND, Transaction


@dataclass(frozen=True)
class Hands:
    """The team over some time: all on shift, those on the floor, those with a response by
    their chips, those in one; when responses ran; when the room had begun to need eyes."""

    on_shift: Sequence[Span]
    floor: Sequence[Span]
    with_response: Sequence[Span]
    at_work: Sequence[Span]
    running: Sequence[Span]
    eyes: Sequence[Span]
    minimum: int

    def nobody_free(self, at: datetime) -> bool:
        """Whether the room needed eyes at that moment, or would have with a check late."""
        on_shift, *hands, running, eyes = (
            going_on_at(spans, at)
            for spans in (
                self.on_shift,
                self.floor,
                self.with_response,
                self.at_work,
                self.running,
                self.eyes,
            )
        )
        return bool(on_shift and (running or eyes)) and free(*hands) < self.minimum


def hands(transaction: Transaction, start: datetime, until: datetime) -> Hands:
    """As they were in ``start``..``until``."""
    session, site = transaction.session, transaction.site
    team = team_of(session, site.id, start, until + MILLISECOND)
    ran = response_hands.running(session, site.id, start, until)
    return Hands(
        on_shift=everyone(team),
        floor=team.get(StaffPlace.FLOOR, ()),
        with_response=team.get(StaffPlace.RESPONSE, ()),
        at_work=response_hands.at_work(session, site.id, ran, start, until),
        running=list(ran.values()),
        eyes=_eyes(session, site, start, transaction.now),
        minimum=transaction.protocol.minimum_free_staff,
    )


def judge_again(transaction: Transaction, since: datetime) -> None:
    """An act that happened at ``since`` was heard of now: what it says of the limits since."""
    if since >= transaction.now:
        return
    session, site = transaction.session, transaction.site
    session.flush()
    rows = session.scalars(
        select(LateCheck)
        .where(LateCheck.site_id == site.id, LateCheck.at >= since)
        .order_by(LateCheck.at, LateCheck.id)
    ).all()
    if not rows:
        return
    known = hands(transaction, since, transaction.now)
    for row in rows:
        if _everyone_out(site, row.at):
            _never_was(transaction, row, RoomState.EVERYONE_OUT.value)
        elif _helped(session, row):
            _never_was(transaction, row, "response")
        elif row.not_possible != known.nobody_free(row.at):
            row.not_possible = not row.not_possible
            _tell(transaction, row, "not_possible" if row.not_possible else "possible")


def _helped(session: Session, row: LateCheck) -> bool:
    """Whether a response ran for them when it passed: that pauses their timer."""
    found = select(Response.id).where(
        Response.visit_id == row.visit_id,
        Response.state.notin_((ResponseState.UNDONE, ResponseState.MIS_TAP)),
        Response.began_at <= row.at,
        or_(Response.over_at.is_(None), Response.over_at > row.at),
    )
    return session.scalar(found.limit(1)) is not None


def _never_was(transaction: Transaction, row: LateCheck, found: str) -> None:
    """The sweep is to look at that limit again, should everyone out turn out to be a slip."""
    session, visit = transaction.session, transaction.session.get_one(Visit, row.visit_id)
    session.delete(row)
    session.flush()
    if visit.state in IN_PLACE and visit.response_id is None and visit.check_number == row.check_number:
        visit.wake_at = timers.next_wake(visit.overdue_at, visit.urgent_at, stays.told(session, visit))
    _tell(transaction, row, found)


def _tell(transaction: Transaction, row: LateCheck, found: str) -> None:
    fact = facts.LimitJudgedAgain(transaction.now, row.visit_id, row.check_number, row.level.value, found)
    transaction.record(fact)


def _everyone_out(site: Site, at: datetime) -> bool:
    return site.room_state is RoomState.EVERYONE_OUT and site.room_since is not None and site.room_since <= at


def _eyes(session: Session, site: Site, start: datetime, now: datetime) -> list[Span]:
    """From when to when they were needed, as it was noticed."""
    ended = told(session, site.id, (facts.RoomHasEyes,), start, now)
    spans: list[Span] = [(datetime.fromisoformat(fact.data["since"]), fact.at) for fact in ended]
    return spans if site.eyes_since is None else [*spans, (site.eyes_since, None)]
