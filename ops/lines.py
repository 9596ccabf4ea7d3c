"""Lines to PostgreSQL that are kept open: how many, for whom, and how it is known that one still leads there.

Acts, pages and screens share ``SHARED``, and so are no more at a time than these: a process that has more to do
than it can does it a few at a time, instead of beginning all of it and ending none. What must be in time (the
sweep, how far each site is, and who may still listen) has ``AHEAD`` of its own and waits behind nobody: for a
site that somebody holds only as long as all acts of a busy moment take.
"""

import _socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, InvalidatePoolError

from ops.clock import monotonic
from ops.timelines import Timelines

WRITING, READING, ASKING = "READ COMMITTED", "REPEATABLE READ", "AUTOCOMMIT"
"""How a session begins: one that commits, one that sees one moment, one of single questions."""
SHARED, AHEAD = 6, 3
HELD_FOR = 1000
"""Milliseconds for a site's row that is in use, for those ahead: a process that stands still in the middle of an act
holds it for many seconds, in which the sweep has all other sites to see to, and comes back."""
WAITS = 5
"""Seconds for one of the lines that are all in use."""
SURE_FOR = 1.0
"""Seconds after its last use in which a line that has not been closed from there is not asked whether it is still
good: that would be another question for each question."""
_USED = "used"

_ahead: ContextVar[bool] = ContextVar("ahead", default=False)


@contextmanager
def ahead() -> Iterator[None]:
    """What is asked of the database within goes by a line that acts do not have."""
    token = _ahead.set(True)
    try:
        yield
    finally:
        _ahead.reset(token)


def _says_something(connection: Any) -> bool:
    """Whether there is something to read, where nobody was asked: in most cases that it is over."""
    if connection.closed:
        return True
    # The system's own socket: those of green threads wait.
    line = _socket.socket(fileno=connection.fileno())
    try:
        line.recv(1, _socket.MSG_PEEK | _socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        line.detach()
    return True


def _brief(connect: Callable[..., Any]) -> Callable[..., Any]:
    """The same, with less patience for what somebody holds, unless the address says how much."""

    def briefly(dialect: Any, entry: Any, words: list[Any], more: dict[str, Any]) -> Any:
        said = f"-c lock_timeout={HELD_FOR}ms"
        return connect(dialect, entry, words, more | {"options": " ".join([said, more.get("options", "")])})

    return briefly


class Lines:
    """``connect`` makes one. Raises, as a line is taken, what it raises."""

    def __init__(self, url: str, connect: Callable[..., Any], timelines: Timelines) -> None:
        self._timelines = timelines
        self.shared, self.ahead = (
            self._engine(url, SHARED, connect),
            self._engine(url, AHEAD, _brief(connect)),
        )
        self._by_kind = {
            (engine is self.ahead, kind): engine.execution_options(isolation_level=kind)
            for engine in (self.shared, self.ahead)
            for kind in (WRITING, READING, ASKING)
        }

    def of(self, kind: str) -> Engine:
        """Those of whoever asks now."""
        return self._by_kind[_ahead.get(), kind]

    def close(self) -> None:
        for engine in (self.shared, self.ahead):
            engine.dispose()

    def _engine(self, url: str, many: int, connect: Callable[..., Any]) -> Engine:
        engine = create_engine(
            url,
            pool_size=many,
            max_overflow=0,
            pool_timeout=WAITS,
            # The one that was used last: when all were lost, a round waits for one new line and goes on by it.
            pool_use_lifo=True,
            # What was sent belongs in no error message, and so in no log.
            hide_parameters=True,
        )
        event.listen(engine, "do_connect", connect)
        event.listen(engine, "checkin", self._came_back)

        def taken(connection: Any, entry: Any, _proxy: object) -> None:
            self._taken(engine, connection, entry)

        event.listen(engine, "checkout", taken)
        return engine

    def _came_back(self, _connection: Any, entry: Any) -> None:
        entry.info[_USED] = monotonic()

    def _taken(self, engine: Engine, connection: Any, entry: Any) -> None:
        # One that was good when it was made may lead to a server that another took over from.
        if self._timelines.is_over(connection.server):
            raise DisconnectionError
        used = entry.info.get(_USED)
        if used is None or (monotonic() - used <= SURE_FOR and not _says_something(connection)):
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error
