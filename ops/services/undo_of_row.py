"""Undo of a row in a response's log, where somebody has worked in that response since: the row
alone goes out, and what was done after it stays.
"""

from collections.abc import Sequence
from uuid import UUID

from ops.domain import response as rules
from ops.domain.errors import Code, Refused
from ops.domain.words import ResponseAct
from ops.models import Response, UndoImage, Visit
from ops.services import response_acts, response_rows
from ops.services.response_undo import ACTION, PEOPLE, UNDONE
from ops.services.supply_undo import DRAWS
from ops.services.transaction import Made, Transaction

_RESPONSE = Response.__tablename__
_OF_A_ROW = {ACTION, PEOPLE, DRAWS, _RESPONSE, Visit.__tablename__}
"""The person's stay, too: whether they were given naloxone follows the log."""


def take_out(transaction: Transaction, images: Sequence[UndoImage], target: UUID) -> Made | None:
    """The answer; None where the act was no such row, or nobody has worked there since, so that
    all of it goes back. Raises ``Refused`` when the row was corrected or taken out meanwhile."""
    rows = [image for image in images if image.table == ACTION and image.before is None]
    responses = [image for image in images if image.table == _RESPONSE and image.before is not None]
    if len(rows) != 1 or len(responses) != 1 or any(image.table not in _OF_A_ROW for image in images):
        return None
    (logged,), (image,) = rows, responses
    row = transaction.session.get_one(Response, UUID(image.row_id))
    if row.version == image.version:
        return None
    before = response_rows.record(transaction.session, row)
    action = UUID(logged.row_id)
    if all(standing.id != action for standing in before.standing()):
        raise Refused(Code.UNDO_TOO_LATE)
    asked = response_acts.ask(transaction, ResponseAct.VOID, action=action, reason=UNDONE)
    decision = rules.advance(before, asked, transaction.protocol)
    return response_acts.done(transaction, row, before, decision, asked, undone=target)
