"""Rows of a table that go together, some hundred in a commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from ops.domain.retention import Speaks
from ops.services.transaction import Transaction

AT_ONCE = 500
"""Rows of a commit: nobody waits for a long one."""
Where = Sequence[ColumnElement[bool]]


@dataclass(frozen=True)
class Rows:
    """``key``: by what they are found and taken. ``change``: they stay, without that. ``first``: what is done
    in the same commit before those go."""

    name: str
    of: Speaks
    key: InstrumentedAttribute[Any]
    which: Callable[[int, datetime], Where]
    change: Mapping[str, Any] | None = None
    first: Callable[[Transaction, Sequence[Any]], None] | None = None

    def count(self, session: Session, site_id: int, before: datetime) -> int:
        """How many would go now."""
        found = select(func.count()).select_from(self.key.class_).where(*self.which(site_id, before))
        return session.scalar(found) or 0

    def take(self, transaction: Transaction, before: datetime) -> int:
        """Some of them; how many."""
        session, site_id = transaction.session, transaction.site.id
        wanted = select(self.key).where(*self.which(site_id, before)).distinct().limit(AT_ONCE)
        keys = session.scalars(wanted).all()
        if keys:
            if self.first is not None:
                self.first(transaction, keys)
                session.flush()
            these = self.key.in_(keys)
            table = self.key.class_
            act = delete(table) if self.change is None else update(table).values(**self.change)
            session.execute(act.where(these), execution_options={"synchronize_session": False})
        return len(keys)
