"""Where a response is and for whom, from whatever was said. Never refuses: what is unknown
or odd is left out or kept, and marked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from ops.domain.response_data import Mark, Response
from ops.domain.response_reading import read_id, read_number_of_booth, read_word
from ops.domain.words import IN_PLACE, ResponsePlace, ResponseState, VisitState
from ops.models import Booth, Seat, Visit
from ops.models import Response as ResponseRow
from ops.services.transaction import Transaction


@dataclass(frozen=True)
class Found:
    """A place, and the person when it is clear who is meant. ``sits_there``: nobody named
    them, they are whom the board has in that seat."""

    booth: Booth | None = None
    seat: str | None = None
    place: ResponsePlace | None = None
    visit: Visit | None = None
    sits_there: bool = False
    marks: tuple[str, ...] = ()


def find(
    transaction: Transaction,
    *,
    booth: object = None,
    seat: object = None,
    place: object = None,
    visit: object = None,
) -> Found:
    """What was said, as the board knows it.

    1. A place that is not a booth stands for itself. Otherwise a visit brings its booth.
    2. A seat with a person in it, or the person in a booth for one, is who is meant.
       In a shared booth nobody is guessed, nor where somebody was named whom the board
       does not know: their seat stands, and whoever the board has in it keeps their deadline.
    3. Nothing usable: "other".
    """
    found = _visit(transaction, visit)
    found = _booth(transaction, found, booth)
    word, marks = read_word(ResponsePlace, place, Mark.UNKNOWN_PLACE)
    found = replace(found, marks=(*found.marks, *marks))
    if word is not None and found.booth is not None:
        found = replace(found, marks=(*found.marks, Mark.PLACE_IGNORED))
    if found.booth is None and word is None:
        found = _booth_of_visit(transaction, found)
    if found.booth is None:
        return replace(found, place=word or ResponsePlace.OTHER)
    return _person(transaction, _seat(found, seat))


def _visit(transaction: Transaction, said: object) -> Found:
    if said is None:
        return Found()
    visit_id = read_id(said)
    visit = transaction.session.get(Visit, visit_id) if visit_id else None
    if visit is None or visit.site_id != transaction.site.id:
        return Found(marks=(Mark.UNKNOWN_VISIT,))
    ended = visit.state is VisitState.ENDED
    return Found(visit=visit, marks=(Mark.VISIT_ENDED,) if ended else ())


def _booth(transaction: Transaction, found: Found, said: object) -> Found:
    if said is None:
        return found
    number = read_number_of_booth(said)
    booth = transaction.session.get(Booth, number) if number else None
    if booth is None or booth.site_id != transaction.site.id or booth.retired:
        return replace(found, marks=(*found.marks, Mark.UNKNOWN_BOOTH))
    marks = list(found.marks)
    if booth.closed:
        marks.append(Mark.BOOTH_CLOSED)
    elif booth.cleaning_since is not None:
        marks.append(Mark.BOOTH_CLEANING)
    if found.visit is not None and found.visit.booth_id != booth.id:
        marks.append(Mark.VISIT_ELSEWHERE)
    return replace(found, booth=booth, marks=tuple(marks))


def _booth_of_visit(transaction: Transaction, found: Found) -> Found:
    if found.visit is None or found.visit.booth_id is None:
        return found
    return replace(found, booth=transaction.session.get_one(Booth, found.visit.booth_id))


def _seat(found: Found, said: object) -> Found:
    assert found.booth is not None
    if said is None:
        return found
    if isinstance(said, str) and said in {seat.mark for seat in found.booth.seats}:
        return replace(found, seat=said)
    return replace(found, marks=(*found.marks, Mark.UNKNOWN_SEAT))


def _person(transaction: Transaction, found: Found) -> Found:
    booth, visit = found.booth, found.visit
    assert booth is not None
    if visit is not None:
        own = visit.seat_id if visit.booth_id == booth.id else None
        mark = next((seat.mark for seat in booth.seats if seat.id == own), None)
        return replace(found, seat=found.seat or mark)
    people = {person.seat_id: person for person in people_in(transaction, booth.id)}
    seats: list[Seat] = [seat for seat in booth.seats if not seat.extra or seat.id in people]
    if found.seat is None and len(seats) == 1:
        found = replace(found, seat=seats[0].mark)
    if Mark.UNKNOWN_VISIT in found.marks:
        return found
    person = next((people.get(seat.id) for seat in seats if seat.mark == found.seat), None)
    return found if person is None else replace(found, visit=person, sits_there=True)


def unless_helped(transaction: Transaction, found: Found, response_id: UUID, at: datetime) -> Found:
    """Without whoever sits there, when another response than this one of ``at`` runs for them
    or ran then: this one is about somebody else, until somebody names them."""
    if found.visit is None or not found.sits_there:
        return found
    ran = ResponseRow.state.in_((ResponseState.OVER, ResponseState.ALL_OK))
    at_the_time = and_(ran, ResponseRow.began_at <= at, ResponseRow.over_at > at)
    helped = exists().where(
        ResponseRow.visit_id == found.visit.id,
        ResponseRow.id != response_id,
        or_(ResponseRow.state == ResponseState.RUNNING, at_the_time),
    )
    if transaction.session.scalar(select(helped)):
        return replace(found, visit=None, sits_there=False)
    return found


def people_in(transaction: Transaction, booth_id: int) -> list[Visit]:
    """Who the board has in a booth."""
    return list(
        transaction.session.scalars(
            select(Visit).where(Visit.booth_id == booth_id, Visit.state.in_(IN_PLACE))
        )
    )


def corrected(
    transaction: Transaction, response: Response, said: Mapping[str, object]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What a correction of place or person changes. Only what was said, and the person whom
    it makes certain."""
    elsewhere = said.get("booth") is not None or said.get("place") is not None
    if not elsewhere and not {"seat", "visit"} & said.keys():
        return {}, ()
    booth = said.get("booth") if elsewhere else response.booth_id
    place = said.get("place") if elsewhere else response.place
    found = find(transaction, booth=booth, place=place, seat=said.get("seat"), visit=said.get("visit"))
    found = unless_helped(transaction, found, response.id, response.began_at)
    changes: dict[str, Any] = {}
    if said.get("place") is not None and found.booth is None and Mark.UNKNOWN_PLACE not in found.marks:
        changes = {"booth_id": None, "seat": None, "place": found.place}
    if said.get("booth") is not None and found.booth is not None:
        changes = {"booth_id": found.booth.id, "seat": found.seat, "place": None}
    if found.seat is not None and (found.booth and found.booth.id) == changes.get(
        "booth_id", response.booth_id
    ):
        changes["seat"] = found.seat
    if "visit" in said and said["visit"] is None:
        changes["visit_id"] = None
    elif found.visit is not None:
        changes["visit_id"] = found.visit.id
    return changes, found.marks
