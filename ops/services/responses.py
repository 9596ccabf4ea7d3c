"""Responses: started with one tap, never refused, silent while attended, over, complete."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from ops.domain import facts
from ops.domain import response as rules
from ops.domain.response_data import Ask, Mark, Record
from ops.domain.response_joining import joins
from ops.domain.response_reading import read_text, read_word
from ops.domain.words import (
    Debrief,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponseState,
)
from ops.models import Response, ResponseAlias
from ops.services import response_acts, response_places, response_rows, response_staff, response_visits
from ops.services.house import House
from ops.services.response_log import amend, log_action, mark, void
from ops.services.transaction import Command, Made, Reply, Transaction, perform

__all__ = [
    "all_ok",
    "amend",
    "care",
    "going",
    "here",
    "lapse",
    "lead",
    "leave",
    "log_action",
    "mark",
    "mis_tap",
    "more_hands",
    "outcome",
    "over",
    "start",
    "start_in",
    "void",
]

Begin = Callable[[Transaction, Ask], tuple[Response, Record]]


def start(
    house: House,
    command: Command,
    *,
    booth: object = None,
    seat: object = None,
    place: object = None,
    visit: object = None,
    kind: object = None,
    another: object = False,
    marks: Sequence[str] = (),
) -> Reply:
    """Start a response; it needs nothing. Whatever is said is read as far as it goes.

    Where one is running it joins that, and its id becomes another name for it; with
    ``another``, or for another seat or person, it is a second one. That one is not about
    whoever sits there, when they are being helped already. One that is over is joined only by
    a start from an outbox that was tapped while it ran.
    """

    def work(transaction: Transaction) -> Made:
        return start_in(
            transaction,
            booth=booth,
            seat=seat,
            place=place,
            visit=visit,
            kind=kind,
            another=another,
            marks=marks,
        )

    return perform(house, command, work)


def start_in(
    transaction: Transaction,
    *,
    booth: object = None,
    seat: object = None,
    place: object = None,
    visit: object = None,
    kind: object = None,
    another: object = False,
    marks: Sequence[str] = (),
    begin: Begin = response_acts.begin,
) -> Made:
    """``start`` inside an open commit: the answer "respond" of a check-in. ``begin`` makes the
    new one, where none runs that is meant."""
    found = response_places.find(transaction, booth=booth, seat=seat, place=place, visit=visit)
    word, about_kind = read_word(ResponseKind, kind, Mark.UNKNOWN_KIND)
    asked = response_acts.ask(
        transaction,
        ResponseAct.START,
        marks=(*marks, *found.marks, *about_kind),
        booth_id=found.booth.id if found.booth else None,
        seat=found.seat,
        place=found.place,
        visit_id=found.visit.id if found.visit else None,
        kind=word,
    )
    row = response_acts.find(transaction, asked.id)
    if row is None and another is not True:
        row = _running_there(transaction, asked)
    if row is not None or another is True:
        meant = (row.id, row.began_at) if row is not None else (asked.id, asked.at)
        person = response_places.unless_helped(transaction, found, *meant).visit
        asked = replace(asked, visit_id=person.id if person else None)
    if row is None:
        row, begun = begin(transaction, asked)
        person = response_visits.follow(transaction, None, begun, asked.at)
        outcome = rules.Outcome.DONE
        return response_acts.answered(
            transaction, row, person, outcome, marks=begun.response.marks, status=201
        )
    return _join(transaction, row, asked)


def _running_there(transaction: Transaction, asked: Ask) -> Response | None:
    """The response that is meant: it runs, or ran when a start was tapped long ago."""
    rows = transaction.session.scalars(
        select(Response).where(
            Response.site_id == transaction.site.id,
            Response.state.in_((ResponseState.RUNNING, ResponseState.OVER, ResponseState.ALL_OK)),
            or_(Response.over_at.is_(None), Response.over_at >= asked.at),
        )
    )
    by_id = {row.id: row for row in rows}
    meant = joins([response_rows.to_domain(row) for row in by_id.values()], asked)
    return by_id[meant.id] if meant else None


def _join(transaction: Transaction, row: Response, asked: Ask) -> Made:
    if asked.id != row.id and transaction.session.get(ResponseAlias, asked.id) is None:
        transaction.session.add(ResponseAlias(id=asked.id, response_id=row.id))
    before = response_rows.record(transaction.session, row)
    decision = rules.advance(before, asked, transaction.protocol)
    row.version = transaction.version  # whoever started it cannot take it back any more
    transaction.touch("responses")
    more = {"already_running": True} if before.response.running and asked.id != row.id else {}
    return response_acts.done(transaction, row, before, decision, asked, **more)


def going(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """ "I am going": quiet for the site's time."""
    return response_acts.act(house, command, response, ResponseAct.GOING, marks=marks)


def here(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """ "I am here": quiet until attendance lapses."""
    return response_acts.act(house, command, response, ResponseAct.HERE, marks=marks)


def leave(
    house: House, command: Command, response: UUID, *, who: object = None, marks: Sequence[str] = ()
) -> Reply:
    """ "Back on the floor": whoever taps, or the one listed as ``who``, is not in it any more. When
    nobody is, it sounds again."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        return {"leaves": None if who is None else read_text(who, response_staff.LONGEST_NAME)[0] or ""}

    return response_acts.act(house, command, response, ResponseAct.LEAVE, say, marks)


def more_hands(
    house: House, command: Command, response: UUID, *, on: object = True, marks: Sequence[str] = ()
) -> Reply:
    """A call for more hands, on every screen; ``on`` false ends it."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        return {"on": on is not False}

    return response_acts.act(house, command, response, ResponseAct.MORE_HANDS, say, marks)


def lead(
    house: House, command: Command, response: UUID, *, to: object = None, marks: Sequence[str] = ()
) -> Reply:
    """Who leads: whoever taps, or the named one of the staff. An unknown name is marked, and
    whoever led before still does."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        name, marks = response_staff.one_of_team(transaction, to)
        return {"lead": name, "somebody_named": to is not None, "marks": marks}

    return response_acts.act(house, command, response, ResponseAct.LEAD, say, marks)


def over(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """Clocks and alarms stop; the record stays to be finished."""
    return response_acts.act(house, command, response, ResponseAct.OVER, marks=marks)


def outcome(
    house: House,
    command: Command,
    response: UUID,
    *,
    state: object = None,
    place: object = None,
    ambulance: object = None,
    done_by: object = None,
    marks: Sequence[str] = (),
) -> Reply:
    """How it went, in three words; each may come alone. ``done_by``: one of the staff who says so,
    where that is not whoever taps; it may come after the words."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        who, about_who = response_staff.one_of_team(transaction, done_by)
        said = _words(
            outcome_state=(OutcomeState, state),
            outcome_place=(OutcomePlace, place),
            outcome_ambulance=(OutcomeAmbulance, ambulance),
        )
        return said | {"done_by": who, "marks": (*said["marks"], *about_who)}

    return response_acts.act(house, command, response, ResponseAct.OUTCOME, say, marks)


def care(
    house: House,
    command: Command,
    response: UUID,
    *,
    naloxone: object = None,
    somewhere: object = None,
    debrief: object = None,
    marks: Sequence[str] = (),
) -> Reply:
    """What was offered afterwards, and the team's debrief; each may come alone, none has to."""

    def say(transaction: Transaction, record: Record) -> dict[str, Any]:
        return _words(
            care_naloxone=(Offered, naloxone), care_place=(Offered, somewhere), debrief=(Debrief, debrief)
        )

    return response_acts.act(house, command, response, ResponseAct.CARE, say, marks)


def all_ok(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """ "All OK, no response needed". With acts in the log it is over instead, and marked."""
    return response_acts.act(house, command, response, ResponseAct.ALL_OK, marks=marks)


def mis_tap(house: House, command: Command, response: UUID, *, marks: Sequence[str] = ()) -> Reply:
    """A mis-tap: nobody looked, the old deadline holds."""
    return response_acts.act(house, command, response, ResponseAct.MIS_TAP, marks=marks)


def lapse(transaction: Transaction, row: Response, now: datetime) -> None:
    """Nobody has logged or confirmed anything for the site's time; told once, by the sweep."""
    if row.state is ResponseState.RUNNING and row.wake_at is not None and row.wake_at <= now:
        transaction.record(facts.AttendanceLapsed(row.wake_at, row.id))
    row.wake_at = None


def _words(**said: tuple[type[StrEnum], object]) -> dict[str, Any]:
    """Each read as a word of its vocabulary; what is none of it is marked."""
    read = {name: read_word(words, raw, Mark.VALUE_UNKNOWN) for name, (words, raw) in said.items()}
    marks = tuple(mark for _, about in read.values() for mark in about)
    return {name: word for name, (word, _) in read.items()} | {"marks": marks}
