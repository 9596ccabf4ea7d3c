"""Counters that may be shown, as tests use them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select, update

from ops.domain import disclosure
from ops.domain.disclosure import History, Series
from ops.domain.ranges import Range, read
from ops.domain.sheet import Cell, SheetKind
from ops.domain.words import Substance
from ops.models import Counter, CounterOpen, Site
from ops.services.disclosure import closing, posting, reading
from ops.services.notices import commit
from ops.services.retention import purge
from ops.services.transaction import Made, Transaction
from tests.services.room import Room

MANY = {"visits_per_month": 100, "responses_per_month": 100, "people_per_month": 100}
NOVEMBER, DECEMBER = (read(month) for month in ("2026-11", "2026-12"))


def nothing_held(_before: Sequence[History], _after: Sequence[History]) -> Collection[Series]:
    return ()


def all_held(_before: Sequence[History], after: Sequence[History]) -> Collection[Series]:
    return [one.series for one in after]


def sets(room: Room, **columns: object) -> None:
    with room.house.db.write() as session:
        session.execute(update(Site).where(Site.id == room.site_id).values(**columns))


def posts(room: Room) -> None:
    def work(transaction: Transaction) -> Made:
        posting.some(transaction)
        return Made({})

    commit(room.house, room.site_id, "counters", work)


def closes(room: Room, hold_back: disclosure.HoldBack = nothing_held) -> list[closing.Closed]:
    closing.begin(room.house)
    return list(iter(lambda: closing.close_next(room.house, room.site_id, hold_back), None))


def purges(room: Room) -> None:
    purge.begin(room.house, room.site_id)
    while purge.go_on(room.house, room.site_id):
        pass


def shown(room: Room, series: Series, within: Range, kind: SheetKind = SheetKind.RELEASE) -> dict[str, Cell]:
    with room.house.db.read() as session:
        return reading.breakdown(session, [room.site_id], series, within, kind)


def net(room: Room, series: Series, category: str = disclosure.WHOLE) -> int:
    """Of all open steps together."""
    with room.house.db.read() as session:
        rows = session.scalars(
            select(CounterOpen.net).where(
                CounterOpen.site_id == room.site_id,
                CounterOpen.series == series.value,
                CounterOpen.category == category,
            )
        )
        return sum(rows)


def x(room: Room, series: Series, category: str = disclosure.WHOLE) -> int:
    with room.house.db.read() as session:
        return session.get_one(Counter, (room.site_id, series.value, category)).x


def a_visit(room: Room, *substances: Substance) -> UUID:
    return room.seats("3", substances=substances, otherwise=True)


def holds(cell: Cell, truth: int) -> bool:
    return cell.low is not None and cell.high is not None and cell.low <= truth <= cell.high
