"""So many tries and no more, for the few pages where somebody could guess.

An enrolled browser's tries are its device's, wherever it stands; strangers share an address, all of them
behind a proxy that does not say whose it is. So nobody outside can use up a tablet's tries.

Kept in memory, in each process: the codes themselves cannot be guessed, and the waits for
wrong PINs are rows.
"""

import threading
from collections import deque
from datetime import datetime, timedelta

from flask import current_app, g

from ops.errors import DoorCode, Stopped
from ops.routes import asker
from ops.routes.cookies import session_cookie
from ops.routes.door import house
from ops.services.ways_in import devices

MOST = 30
WITHIN = timedelta(minutes=1)
MOST_KNOWN = 10_000


class Tries:
    """When each of those who tried did so of late."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries: dict[str, deque[datetime]] = {}

    def one_more(self, who: str, now: datetime) -> bool:
        """Count one; False when it is one too many."""
        with self._lock:
            if len(self._tries) >= MOST_KNOWN:
                self._forget(now)
            tries = self._tries.setdefault(who, deque(maxlen=MOST))
            while tries and now - tries[0] >= WITHIN:
                tries.popleft()
            if len(tries) == MOST:
                return False
            tries.append(now)
            return True

    def _forget(self, now: datetime) -> None:
        self._tries = {who: tries for who, tries in self._tries.items() if now - tries[-1] < WITHIN}


def one_try() -> None:
    """Raises ``Stopped`` when this device, or this address, has tried too often."""
    tries: Tries = current_app.extensions.setdefault("tries", Tries())
    known = g.get("device") or devices.identify_session(house(), session_cookie() or "")
    who = f"address {asker.address()}" if known is None else f"device {known.id}"
    if not tries.one_more(who, house().now()):
        raise Stopped(DoorCode.TOO_MANY_TRIES)
