"""What a write answers: what it made, and the tiles it changed, as a tablet paints them."""

from typing import Any

from ops.domain.visit import Outcome
from ops.domain.words import Audience
from ops.models import Visit
from ops.services import board
from ops.services.transaction import Made, Transaction


def answer(
    transaction: Transaction,
    made_id: Any,
    *,
    visit: Visit | None = None,
    outcome: Outcome = Outcome.DONE,
    status: int = 200,
    **more: Any,
) -> Made:
    """``{id, visit?, tile?, tiles?, repeat?, late?, …}``; ``version`` is added at commit."""
    session = transaction.session
    session.flush()
    body: dict[str, Any] = {"id": made_id} | more
    if visit is not None:
        body["visit"] = board.visit_shape(visit, Audience.FLOOR, transaction.protocol)
    tiles = board.tiles(session, transaction.site.id, Audience.FLOOR, transaction.touched_booths)
    if tiles:
        body["tile"] = tiles[0]
        body["tiles"] = tiles
    if outcome is Outcome.REPEAT:
        body["repeat"] = True
    if outcome is Outcome.LATE:
        body["late"] = True
    return Made(body, status)
