"""The part of a summary about responses: how many, what was done, whether they are complete."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from ops.domain.actions import ActionKind
from ops.domain.counting import Span, going_on, spread
from ops.domain.handover import Running, ToFinish
from ops.domain.overdoses import CALLED, ambulance_called, overdoses
from ops.domain.response_complete import missing
from ops.domain.response_counts import counters
from ops.domain.response_data import Mark, Record
from ops.domain.response_data import Response as Said
from ops.domain.summary import Done, Responses
from ops.domain.words import GivenBy, Offered, OutcomeAmbulance, ResponseState
from ops.models import Booth, Response
from ops.services import response_rows
from ops.services.summaries.reading import Reading, counts

FIRST_BREATH = (ActionKind.OXYGEN_START, ActionKind.BREATHS_START)
REAL = (ResponseState.RUNNING, ResponseState.OVER)
DONE_BY: dict[Done, frozenset[ActionKind]] = {
    Done.OXYGEN: frozenset({ActionKind.OXYGEN_START}),
    Done.STIMULATION: frozenset({ActionKind.STIMULATION}),
    Done.BREATHS: frozenset({ActionKind.BREATHS_START}),
    Done.NALOXONE: frozenset({ActionKind.NALOXONE}),
    Done.OVER_AMPING_CARE: frozenset({ActionKind.COOLING, ActionKind.FLUIDS, ActionKind.CALM_SPACE}),
    Done.AMBULANCE: CALLED,
}


def read(part: Reading) -> Responses:
    """See ``Responses`` for what each number means."""
    session = part.session
    begun = part.inside(Response.began_at)
    mine = select(Response).where(Response.site_id == part.site.id)
    rows = session.scalars(mine.where(Response.state.in_(REAL), begun)).all()
    records = list(response_rows.records(session, rows).values())
    responses = [record.response for record in records]
    doses = [counters(record.actions) for record in records]
    already_running, all_ok, mis_tap = _beside(part)
    return Responses(
        count=len(records),
        already_running=already_running,
        running=sum(said.running for said in responses),
        all_ok=all_ok,
        mis_tap=mis_tap,
        done=_done(records),
        by_kind=dict(Counter(said.kind.value for said in responses).most_common()),
        doses=sum(count.doses_low for count in doses),
        doses_at_most=sum(count.doses_high for count in doses),
        milligrams=round(sum(count.milligrams_low for count in doses), 3),
        milligrams_at_most=round(sum(count.milligrams_high for count in doses), 3),
        doses_without_amount=sum(_without_amount(record) for record in records),
        taken_by_ambulance=sum(said.outcome_ambulance is OutcomeAmbulance.TRANSPORTED for said in responses),
        take_home_offered=sum(said.care_naloxone in (Offered.TAKEN, Offered.OFFERED) for said in responses),
        debriefs=dict(Counter(said.debrief.value for said in responses if said.debrief).most_common()),
        complete=sum(said.complete_at is not None for said in responses),
        complete_records=those(session, [said for said in responses if said.complete_at is not None]),
        reconstructed=sum(Mark.RECONSTRUCTED in said.marks for said in responses),
        to_finish=to_finish(session, [record for record in records if _to_finish(record.response)]),
        attendance=spread(
            [(said.attended_at - said.began_at).total_seconds() for said in responses if said.attended_at]
        ),
        never_attended=sum(said.attended_at is None for said in responses),
        lasted=spread([(said.over_at - said.began_at).total_seconds() for said in responses if said.over_at]),
        to_first_breath=spread(_until_first(records, FIRST_BREATH)),
        to_ambulance_call=spread(_until_first(records, {ActionKind.AMBULANCE_CALLED})),
        overdoses=overdoses(records),
    )


def _until_first(records: Iterable[Record], kinds: Collection[ActionKind]) -> list[float]:
    """Seconds from the beginning to the first of these acts, of each response in which its minute is known."""
    found = []
    for record in records:
        rows = [
            row for row in record.standing() if row.kind in kinds and row.given_by is not GivenBy.BEFORE_US
        ]
        if rows and Mark.APPROXIMATE not in rows[0].marks:
            found.append(max(0.0, (rows[0].happened_at - record.response.began_at).total_seconds()))
    return found


def running_in_each(part: Reading) -> list[int]:
    """How many responses ran at some time of each period."""
    rows = part.session.execute(
        select(Response.began_at, Response.over_at).where(
            Response.site_id == part.site.id,
            Response.state.in_(REAL),
            Response.began_at < part.until,
            or_(Response.over_at.is_(None), Response.over_at > part.start),
        )
    )
    spans: list[Span] = [(began_at, over_at) for began_at, over_at in rows]
    return [going_on(spans, period.start, period.end) for period in part.periods]


def to_finish(session: Session, records: Sequence[Record]) -> tuple[ToFinish, ...]:
    """These records with what they lack, oldest first."""
    names = booth_names(session, {record.response.booth_id for record in records})
    return tuple(
        ToFinish(*_where(record.response, names), missing=tuple(missing(record.response, record.actions)))
        for record in sorted(records, key=lambda record: record.response.began_at)
    )


def those(session: Session, responses: Sequence[Response | Said]) -> tuple[Running, ...]:
    """Where and since when, oldest first."""
    names = booth_names(session, {one.booth_id for one in responses})
    return tuple(Running(*_where(one, names)) for one in sorted(responses, key=lambda one: one.began_at))


def _where(
    one: Response | Said, names: Mapping[int, str]
) -> tuple[UUID, str | None, str | None, str | None, datetime]:
    """Id, booth, seat, place and beginning, in the order in which a handover says them."""
    place = one.place.value if one.place else None
    return one.id, names.get(one.booth_id or 0), one.seat, place, one.began_at


def booth_names(session: Session, booths: set[int | None]) -> dict[int, str]:
    """What these booths are called."""
    if not booths - {None}:
        return {}
    rows = session.execute(select(Booth.id, Booth.name).where(Booth.id.in_(booths - {None})))
    return {row.id: row.name for row in rows}


def _beside(part: Reading) -> list[int]:
    """How many were already running, how many all OK, how many a mis-tap."""

    def count(*where: ColumnElement[bool]) -> Select[int]:
        return select(func.count(Response.id)).where(Response.site_id == part.site.id, *where)

    begun = part.inside(Response.began_at)
    not_over = or_(Response.over_at.is_(None), Response.over_at > part.start)
    return counts(
        part.session,
        count(Response.state.in_(REAL), Response.began_at < part.start, not_over),
        count(begun, Response.state == ResponseState.ALL_OK),
        count(begun, Response.state == ResponseState.MIS_TAP),
    )


def _to_finish(said: Said) -> bool:
    return said.state is ResponseState.OVER and said.complete_at is None


def _done(records: Sequence[Record]) -> dict[str, int]:
    found: Counter[Done] = Counter()
    for record in records:
        found.update(done_of(record))
    return {word.value: found[word] for word in Done}


def done_of(record: Record) -> set[Done]:
    """What was done in a response; one word at least."""
    kinds = {row.kind for row in record.standing()}
    done = {word for word, acts in DONE_BY.items() if kinds & acts}
    if ambulance_called(record):
        done.add(Done.AMBULANCE)
    return done or {Done.NONE_OF_THESE}


def _without_amount(record: Record) -> int:
    return sum(row.kind is ActionKind.NALOXONE and "dose_mg" not in row.values for row in record.standing())
