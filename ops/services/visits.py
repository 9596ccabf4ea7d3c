"""Stays: arrive, call, seat, move, swap, step out, back, extend, aftercare, end."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.room_states import Coming
from ops.domain.shift import WAITS
from ops.domain.visit import Ask, Outcome, Visit
from ops.domain.words import (
    IN_PLACE,
    EndKind,
    Look,
    Route,
    Substance,
    TurnedAwayWhy,
    VisitAct,
    VisitState,
    Where,
)
from ops.models import Visit as VisitRow
from ops.services import journal_lookup, places, response_visits, stays
from ops.services.answers import answer
from ops.services.house import House
from ops.services.retention import cards, tallies
from ops.services.transaction import Command, Made, Reply, Transaction, perform

_COUNTED_ONCE = {
    VisitAct.EPISODE: facts.EpisodeBegun.kind(),
    VisitAct.EXTEND: facts.StayExtended.kind(),
}
"""Acts that add up: the same from two tablets within moments is one act, not two."""


def arrive(
    house: House,
    command: Command,
    *,
    booth: int | None = None,
    seat: str | None = None,
    route: Route | None = None,
    substances: Sequence[Substance] = (),
    handle: str | None = None,
    look: Look | None = None,
    card: str | None = None,
    gender: str | None = None,
    age: str | None = None,
) -> Reply:
    """Someone came. With a booth they are seated at once, without one they wait."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        places.room_takes_people(transaction, at, Coming.ARRIVE)
        visit = Visit(
            id=command.id,
            arrived_at=at,
            changed_at=at,
            route=route,
            substances=tuple(substances),
            handle=handle,
            look=look,
        )
        row = stays.new_row(transaction, stays.needs_a_handle(transaction, visit))
        transaction.record(facts.PersonArrived(at, visit.id, route.value if route else None))
        transaction.touch("waiting", "room")
        first = card is not None and cards.came(transaction, house.keys.months, at, card)
        tallies.came(transaction, at, gender, age, first=first)
        if booth is not None:
            place = places.make_room(transaction, at, booth, seat)
            stays.advance(transaction, row, _into(VisitAct.SEAT, transaction, place))
            response_visits.named_before(transaction, row, at)
        return answer(transaction, row.id, visit=row, status=201)

    return perform(house, command, work)


def call(house: House, command: Command, visit: UUID) -> Reply:
    """Call someone in; the place is held for the site's time."""
    return _simple(house, command, visit, VisitAct.CALL)


def going(house: House, command: Command, visit: UUID) -> Reply:
    """ "I am going to look": silent for the site's time."""
    return _simple(house, command, visit, VisitAct.GOING)


def step_out(house: House, command: Command, visit: UUID, *, to: Where | None = None) -> Reply:
    """Out for a while; the place is kept and a clock runs."""
    return _simple(house, command, visit, VisitAct.STEP_OUT, where=to)


def extend(house: House, command: Command, visit: UUID, *, minutes: int | None = None) -> Reply:
    """More time, without a reason."""
    seconds = None if minutes is None else minutes * 60
    return _simple(house, command, visit, VisitAct.EXTEND, seconds=seconds)


def episode(
    house: House,
    command: Command,
    visit: UUID,
    *,
    route: Route | None = None,
    substances: Sequence[Substance] = (),
) -> Reply:
    """One more use in the same stay."""
    return _simple(house, command, visit, VisitAct.EPISODE, route=route, substances=tuple(substances))


def end(
    house: House,
    command: Command,
    visit: UUID,
    *,
    how: EndKind = EndKind.LEFT,
    without_use: bool = False,
) -> Reply:
    """Someone left. Ended before a later look is a contradiction the room can settle."""
    return _simple(house, command, visit, VisitAct.END, end_kind=how, without_use=without_use)


def leave_waiting(
    house: House,
    command: Command,
    visit: UUID,
    *,
    reason: EndKind,
    why: TurnedAwayWhy | None = None,
) -> Reply:
    """Left before using (their choice) or turned away by us (why): different tallies."""
    return _simple(house, command, visit, VisitAct.LEAVE_WAITING, end_kind=reason, why=why)


def seat(house: House, command: Command, visit: UUID, *, booth: int, seat: str | None = None) -> Reply:
    """Someone who waited is given a place."""
    return _placed(house, command, visit, VisitAct.SEAT, booth, seat)


def move(house: House, command: Command, visit: UUID, *, booth: int, seat: str | None = None) -> Reply:
    """To another seat; the person's clock goes with them."""
    return _placed(house, command, visit, VisitAct.MOVE, booth, seat)


def aftercare(
    house: House,
    command: Command,
    visit: UUID,
    *,
    booth: int | None = None,
    seat: str | None = None,
) -> Reply:
    """To aftercare, in another seat or where they sit."""
    return _placed(house, command, visit, VisitAct.AFTERCARE, booth, seat)


def back(
    house: House,
    command: Command,
    visit: UUID,
    *,
    booth: int | None = None,
    seat: str | None = None,
) -> Reply:
    """Back in the seat, or back after having left."""

    return _placed(house, command, visit, VisitAct.BACK, booth, seat)


def swap(house: House, command: Command, visit: UUID, *, other: UUID) -> Reply:
    """Two people change seats in one commit."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        first = stays.find(transaction.session, command.site_id, visit)
        second = stays.find(transaction.session, command.site_id, other)
        for row in (first, second):
            if row.state not in IN_PLACE:
                raise Refused(Code.NOT_IN_A_SEAT)
        if first.id == second.id:
            raise Refused(Code.BAD_VALUE, "with")
        swapped = facts.PeopleSwapped.kind()
        if journal_lookup.colleague_did(transaction, swapped, at, first.id, second.id):
            return answer(transaction, command.id, visit=first, outcome=Outcome.REPEAT)
        rows = (first, second)
        theirs = [places.of(transaction, row) for row in rows]
        asks = [_into(VisitAct.SWAP, transaction, place) for place in reversed(theirs)]
        decisions = [stays.foresee(transaction, row, ask) for row, ask in zip(rows, asks, strict=True)]
        late = next((d for d in decisions if d.outcome is not Outcome.DONE), None)
        if late is not None:
            transaction.record(*late.facts)
            return answer(transaction, command.id, visit=first, outcome=late.outcome)
        for row in rows:
            transaction.remember(row)
            row.seat_id = None  # both seats are empty for a moment: one person in a seat
        transaction.session.flush()
        for row, decision in zip(rows, decisions, strict=True):
            stays.write(transaction, row, decision.visit, empties=False)
            transaction.record(*decision.facts)
        transaction.record(facts.PeopleSwapped(at, first.id, second.id))
        return answer(transaction, command.id, visit=first)

    return perform(house, command, work)


def _simple(house: House, command: Command, visit: UUID, act: VisitAct, **said: object) -> Reply:
    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        row = stays.find(transaction.session, command.site_id, visit)
        if row.state is VisitState.WAITING and act is VisitAct.CALL:
            places.room_takes_people(transaction, at, Coming.CALL)
        counted = _COUNTED_ONCE.get(act)
        if counted and journal_lookup.colleague_did(transaction, counted, at, row.id):
            return answer(transaction, command.id, visit=row, outcome=Outcome.REPEAT)
        plain = Ask(act, at, command.room_says_otherwise)
        return advanced(transaction, row, replace(plain, **said))  # type: ignore[arg-type]

    return perform(house, command, work)


def _placed(
    house: House,
    command: Command,
    visit: UUID,
    act: VisitAct,
    booth: int | None,
    mark: str | None,
) -> Reply:
    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        row = stays.find(transaction.session, command.site_id, visit)
        if row.state in WAITS and act is VisitAct.SEAT:
            places.room_takes_people(transaction, at, Coming.SEAT)
        ask = Ask(act, at, command.room_says_otherwise)
        if booth is None:
            return advanced(transaction, row, ask)
        own = places.own_seat(transaction, row, booth, mark)
        if own is not None:
            return advanced(transaction, row, _into(act, transaction, own))
        # Whatever the rules refuse is refused before the board gives way anywhere.
        foreseen = stays.foresee(transaction, row, replace(ask, booth_id=booth, seat_id=-1))
        if foreseen.outcome is not Outcome.DONE:
            return advanced(transaction, row, ask)
        place = places.make_room(transaction, at, booth, mark, row)
        return advanced(transaction, row, _into(act, transaction, place))

    return perform(house, command, work)


def _into(act: VisitAct, transaction: Transaction, place: places.Place) -> Ask:
    return Ask(
        act,
        transaction.at(),
        transaction.command.room_says_otherwise,
        booth_id=place.booth_id,
        seat_id=place.seat_id,
        mark=place.mark,
        aftercare_place=place.aftercare,
    )


def advanced(transaction: Transaction, row: VisitRow, ask: Ask) -> Made:
    """Advance one stay and answer. Someone who comes back from an ended stay gets a seat."""
    if row.state is VisitState.ENDED and ask.seat_id is None:
        foreseen = stays.foresee(transaction, row, ask)
        if foreseen.outcome is Outcome.DONE and foreseen.visit.state in IN_PLACE:
            place = places.seat_again(transaction, ask.at, row, ask.booth_id)
            ask = replace(ask, booth_id=place.booth_id, seat_id=place.seat_id, mark=place.mark)
    decision = stays.advance(transaction, row, ask)
    return answer(transaction, transaction.command.id, visit=row, outcome=decision.outcome)
