"""Undoing what was done at the shelf: a count does not count any more, a batch is off the list
again, what flows goes on from the cylinder of before.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from ops.domain import oxygen
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.models import OxygenDraw, Response, SupplyItem, SupplyMove, UndoImage
from ops.services import response_rows, supply_follow, supply_rows
from ops.services.transaction import Transaction

DRAWS = "oxygen_draws"
ITEM = SupplyItem.__tablename__


def remember_draws(transaction: Transaction, response_id: UUID, draws: list[oxygen.Draw]) -> None:
    """Which cylinders a response was on, before another took the place of one."""
    before = {"draws": [plain(asdict(draw)) for draw in draws]}
    transaction.keep_image(DRAWS, str(response_id), before)


def counted(transaction: Transaction, target: UUID) -> list[SupplyMove]:
    """The counts of an act. What a response takes follows its log instead."""
    wanted = select(SupplyMove).where(
        SupplyMove.command_id == target, SupplyMove.response_id.is_(None), SupplyMove.counts
    )
    return list(transaction.session.scalars(wanted))


def take_back(transaction: Transaction, moves: list[SupplyMove]) -> None:
    """They do not count any more."""
    for one in moves:
        one.counts = False
    for key in {one.item_id for one in moves}:
        supply_rows.settle(transaction, transaction.session.get_one(SupplyItem, key))


def bring_back_item(transaction: Transaction, image: UndoImage) -> None:
    """As it was, unless somebody has built on it."""
    row = transaction.session.get_one(SupplyItem, UUID(image.row_id))
    if row.version != image.version:
        raise Refused(Code.UNDO_TOO_LATE)
    if image.before is None:
        for model, of_item in (
            (SupplyMove, SupplyMove.item_id == row.id),
            (OxygenDraw, OxygenDraw.cylinder_id == row.id),
        ):
            transaction.session.execute(delete(model).where(of_item))
        transaction.session.delete(row)
        transaction.touch("supplies")
        return
    row.in_use_since = _instant(image.before["in_use_since"])
    row.gone_at = _instant(image.before["gone_at"])
    supply_rows.settle(transaction, row)


def bring_back_draws(transaction: Transaction, image: UndoImage) -> None:
    """On the cylinders of before; what began to flow since stays where it is from."""
    key = UUID(image.row_id)
    before = [_draw(values) for values in (image.before or {})["draws"]]
    now = supply_follow.draws_of(transaction, key)
    known = {draw.root for draw in before}
    pieces = before + [draw for draw in now if draw.root not in known]
    row = transaction.session.get_one(Response, key)
    flows = oxygen.flows(response_rows.record(transaction.session, row), transaction.protocol)
    supply_follow.write_draws(transaction, key, now, oxygen.drawn(flows, pieces, None))


def _draw(values: dict[str, Any]) -> oxygen.Draw:
    since, until = _instant(values["since"]), _instant(values["until"])
    assert since is not None
    return oxygen.Draw(
        UUID(values["root"]), UUID(values["cylinder"]), since, until, values["litres_per_minute"]
    )


def _instant(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)
