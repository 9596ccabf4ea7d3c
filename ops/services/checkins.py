"""A look at someone, and what follows from what was seen."""

from uuid import UUID

from ops.db import append_row
from ops.domain.errors import Code, Refused
from ops.domain.visit import Ask, Outcome
from ops.domain.words import Answer, VisitAct, Where
from ops.models import CheckIn, Visit
from ops.services import head_count, responses, stays, visits
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def check_in(
    house: House,
    command: Command,
    visit: UUID,
    *,
    answer: Answer,
    where: Where | None = None,
    breaths_per_minute: float | None = None,
) -> Reply:
    """Record one look. "Respond" starts a response instead, in the same commit, also for somebody
    whom the board does not know.

    A look recorded late (made before the board's newest) keeps its own time and moves no
    deadline back. "Not here" needs ``where``; unknown is an answer too.
    """

    def work(transaction: Transaction) -> Made:
        if answer is Answer.RESPOND:
            return responses.start_in(transaction, visit=visit)
        row = stays.find(transaction.session, command.site_id, visit)
        if answer is not Answer.NOT_HERE and where is not None:
            raise Refused(Code.BAD_VALUE, "where")
        at = transaction.at()
        ask = Ask(
            VisitAct.CHECK_IN,
            at,
            command.room_says_otherwise,
            answer=answer,
            where=(where or Where.UNKNOWN) if answer is Answer.NOT_HERE else None,
            breaths_per_minute=breaths_per_minute,
            excused=head_count.excused(transaction.site, row, at),
        )
        due = (None, None) if ask.excused else (row.due_at, row.overdue_at)
        before = (row.check_number, *due)
        made = visits.advanced(transaction, row, ask)
        if "repeat" not in made.body:
            _keep(transaction, row, ask, before)
        return made

    return perform(house, command, work)


def look(transaction: Transaction, row: Visit, ask: Ask) -> Outcome:
    """One look inside an open commit: somebody in place was seen on a walk."""
    before = (row.check_number, row.due_at, row.overdue_at)
    outcome = stays.advance(transaction, row, ask).outcome
    if outcome is not Outcome.REPEAT:
        _keep(transaction, row, ask, before)
    return outcome


def _keep(transaction: Transaction, row: Visit, ask: Ask, before: tuple[int, object, object]) -> None:
    append_row(
        transaction.session,
        CheckIn,
        id=transaction.command.id,
        site_id=transaction.site.id,
        visit_id=row.id,
        check_number=before[0],
        answer=ask.answer,
        where=ask.where,
        breaths_per_minute=ask.breaths_per_minute,
        was_due_at=before[1],
        overdue_at=before[2],
        happened_at=ask.at,
        recorded_at=transaction.now,
    )
