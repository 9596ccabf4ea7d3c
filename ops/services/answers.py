"""What a write answers: what it made, and the tiles it changed, as a tablet paints them.

An answer is kept in the receipt, which outlives the stay, so it never holds a handle; the
tablet knows the handle from the board.
"""

from typing import Any

from ops.domain import board as shapes
from ops.domain.visit import Outcome
from ops.domain.words import Audience
from ops.models import Visit
from ops.services import board
from ops.services.board_moment import Moment
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
    transaction.session.flush()
    now = Moment(transaction.session, transaction.site)
    body: dict[str, Any] = {"id": made_id} | more
    if visit is not None:
        shape = board.visit_shape(visit, Audience.FLOOR, transaction.protocol)
        body["visit"] = shapes.without_handle(shape)
    tiles = [
        shapes.tile_without_handles(tile)
        for tile in board.tiles(now, Audience.FLOOR, frozenset(transaction.touched_booths))
    ]
    if tiles:
        body["tile"] = tiles[0]
        body["tiles"] = tiles
    if outcome is Outcome.REPEAT:
        body["repeat"] = True
    if outcome is Outcome.LATE:
        body["late"] = True
    return Made(body, status)
