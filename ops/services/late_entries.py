"""What was written on paper and was over before it was typed in: a whole stay, a whole response.

Neither is ever on the board for a moment. Somebody else may sit in that seat by now, a deadline
of back then has nobody to look in on, and a response that is over is no call for help. Acts in
them follow as any late act does.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from ops.domain import response as rules
from ops.domain.errors import Code, Refused
from ops.domain.past_stay import past_stay
from ops.domain.response_data import Ask as ResponseAsk
from ops.domain.response_data import Record
from ops.domain.said_times import CLOCK_TOLERANCE
from ops.domain.visit import Ask, Visit
from ops.domain.words import BoothKind, EndKind, ResponseAct, ResponseKind, ResponsePlace, VisitAct
from ops.models import Response
from ops.services import lateness, places, response_rows, responses, stays
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def stay(
    house: House,
    command: Command,
    *,
    booth: int,
    left_at: datetime,
    seat: str | None = None,
    how: EndKind = EndKind.LEFT,
    without_use: bool = False,
) -> Reply:
    """Somebody was seated when the act happened, and left at ``left_at``. Without ``seat``: the
    first of that place."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        _has_come(transaction, left_at, "left_at")
        place = places.find_booth(transaction, booth)
        mark = seat or place.seats[0].mark
        taken = places.find_seat(transaction, booth, mark)[1]
        aftercare = place.kind is BoothKind.AFTERCARE
        visit, happened = past_stay(
            Ask(VisitAct.SEAT, at, booth_id=booth, seat_id=taken.id, mark=mark, aftercare_place=aftercare),
            Ask(VisitAct.END, left_at, end_kind=how, without_use=without_use),
            Visit(id=command.id, arrived_at=at, changed_at=at),
            transaction.protocol,
        )
        row = stays.new_row(transaction, visit)
        transaction.record(*happened)
        transaction.touch("room")  # those who left last
        return answer(transaction, row.id, visit=row, status=201)

    return perform(house, replace(command, from_paper=True), work)


def response(
    house: House,
    command: Command,
    *,
    over_at: datetime,
    booth: int | None = None,
    seat: str | None = None,
    place: ResponsePlace | None = None,
    visit: UUID | None = None,
    kind: ResponseKind | None = None,
) -> Reply:
    """A response that began when the act happened and was over at ``over_at``.

    Where one of that place and time is on record it joins that, as any start does, and ends
    nothing. Its time is judged: only a call for help is taken whatever it says.
    """

    def work(transaction: Transaction) -> Made:
        if over_at < transaction.at():
            raise Refused(Code.BAD_VALUE, "over_at")
        _has_come(transaction, over_at, "over_at")
        return responses.start_in(
            transaction,
            booth=booth,
            seat=seat,
            place=place,
            visit=None if visit is None else str(visit),
            kind=kind,
            begin=partial(_begun_and_over, over_at),
        )

    return perform(house, replace(command, from_paper=True), work)


def _begun_and_over(
    over_at: datetime, transaction: Transaction, asked: ResponseAsk
) -> tuple[Response, Record]:
    """Nobody is told next and nothing sounds: it begins over."""
    begun = rules.begin(asked)
    ended = rules.advance(
        begun.record, replace(asked, act=ResponseAct.OVER, at=over_at), transaction.protocol
    )
    row = response_rows.new_row(transaction, ended.record)
    transaction.record(*begun.facts, *ended.facts)
    transaction.touch("responses")
    lateness.judge_again(transaction, asked.at)
    return row, ended.record


def _has_come(transaction: Transaction, said: datetime, name: str) -> None:
    if said > transaction.now + CLOCK_TOLERANCE:
        raise Refused(Code.HAPPENED_IN_FUTURE, name)
