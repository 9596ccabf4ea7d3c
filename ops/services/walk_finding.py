"""One seat of a walk: what the board has there, and what the finding makes of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts, walk
from ops.domain.visit import Ask, Outcome
from ops.domain.visit import Visit as Stay
from ops.domain.walk import Follows
from ops.domain.words import IN_PLACE, Answer, BoothKind, EndKind, Found, VisitAct, VisitState, Where
from ops.models import Booth, Seat, Visit
from ops.services import checkins, journal_lookup, places, stays
from ops.services.transaction import Transaction

_MOVED = (facts.PersonSeated.kind(), facts.PersonMoved.kind(), facts.CameBack.kind())


@dataclass(frozen=True)
class Finding:
    """``person``: whom it is about: who sits there as the board has it, or, when it comes late,
    whom the tablet had there. ``gone``: whom the tablet had there and the board has as left.
    ``late``: the board knows something newer."""

    booth: Booth
    seat: Seat
    found: Found
    person: Visit | None
    follows: Follows
    differs: bool
    late: bool = False
    gone: Visit | None = None


def read(
    transaction: Transaction, place: tuple[Booth, Seat], found: Found, visit: UUID | None, at: datetime
) -> Finding:
    """What is meant. Raises ``Refused`` for a person nobody knows.

    A tablet that was away may have had someone else there than the board has by now; what
    it says counts when it is the newest.
    """
    booth, seat = place
    there = transaction.session.scalar(
        select(Visit).where(Visit.seat_id == seat.id, Visit.state.in_(IN_PLACE))
    )
    meant = stays.find(transaction.session, transaction.site.id, visit) if visit is not None else there
    for one in (meant, there):
        if _newer(transaction, booth, seat, one, at):
            return Finding(booth, seat, found, one, Follows.NOTHING, differs=False, late=True)
    if meant is not there and there is not None and found is Found.SOMEONE_ELSE:
        found = Found.HERE  # another than the tablet had there: whom the board has by now
    helped = there is not None and there.response_id is not None
    has = walk.shown(there.state if there is not None else None, helped=helped)
    unsure = there is not None and there.confirm_since is not None
    what, differs = walk.follows(has, found, to_confirm=unsure)
    gone = meant if meant is not None and meant.state is VisitState.ENDED else None
    return Finding(booth, seat, found, there, what, differs, gone=gone)


def take_effect(transaction: Transaction, what: Finding, at: datetime) -> tuple[Visit | None, Outcome]:
    """Bring the board in line with what was found; whom the answer is about."""
    person = what.person
    if what.late:
        if person is not None and what.found in (Found.HERE, Found.ASLEEP):
            return person, _seen_elsewhere(transaction, person, what.found, at)
        return person, Outcome.LATE
    if person is not None and what.follows in (Follows.LOOK, Follows.NOT_HERE):
        return person, checkins.look(transaction, person, _ask(what.found, person, at))
    if what.follows is Follows.ANOTHER and person is not None:
        places.look_for(transaction, at, person, what.booth)
    if what.follows in (Follows.ANOTHER, Follows.SOMEONE_CAME):
        return _came(transaction, what, at), Outcome.DONE
    return person, Outcome.DONE


def _newer(transaction: Transaction, booth: Booth, seat: Seat, person: Visit | None, at: datetime) -> bool:
    """Whether the board knows something of that seat, or of who is in it, from after ``at``."""
    if person is not None and person.state in IN_PLACE:
        looked = person.last_look_at is not None and at <= person.last_look_at
        return looked or at < person.changed_at
    if person is not None:
        return at <= max(person.ended_at or person.changed_at, person.changed_at)
    left = select(Visit.id).where(Visit.seat_id == seat.id, Visit.changed_at > at).limit(1)
    if transaction.session.scalar(left) is not None:
        return True
    return journal_lookup.something_newer(transaction, _MOVED, at, booth=booth.id)


def _seen_elsewhere(transaction: Transaction, person: Visit, found: Found, at: datetime) -> Outcome:
    """Someone seen was seen: the look is on record, and moves nothing that is newer."""
    if person.state in IN_PLACE and at >= person.arrived_at:
        checkins.look(transaction, person, _ask(found, person, at))
    return Outcome.LATE


def _ask(found: Found, person: Visit, at: datetime) -> Ask:
    if found is Found.EMPTY:
        return Ask(VisitAct.CHECK_IN, at, answer=Answer.NOT_HERE, where=Where.UNKNOWN)
    return Ask(VisitAct.CHECK_IN, at, answer=walk.answer_of(found, person.track))


def _came(transaction: Transaction, what: Finding, at: datetime) -> Visit:
    """Someone is in the seat of whom nobody had told: who was said to have left, or a new stay.
    A closed or unwiped booth is in use."""
    places.in_use_after_all(transaction, what.booth)
    gone = what.gone if what.found is not Found.SOMEONE_ELSE else None
    if gone is None or gone.end_kind is EndKind.UNDONE:
        visit = Stay(id=transaction.command.id, arrived_at=at, changed_at=at)
        row, act = stays.new_row(transaction, stays.needs_a_handle(transaction, visit)), VisitAct.SEAT
        transaction.record(facts.PersonArrived(at, row.id, None))
    else:
        row, act = gone, VisitAct.BACK
    ask = Ask(
        act,
        at,
        answer=Answer.ASLEEP if what.found is Found.ASLEEP else None,
        booth_id=what.booth.id,
        seat_id=what.seat.id,
        mark=what.seat.mark,
        aftercare_place=what.booth.kind is BoothKind.AFTERCARE,
    )
    stays.advance(transaction, row, ask)
    transaction.touch("waiting", "room")
    return row
