"""How guessing is slowed, and how much of it is forgotten again.

Three counts of wrong PINs, each with waits of its own; of the waits that run the longest holds:

* one person's on one device: what somebody does who knows whose PIN they want;
* all on one device: a PIN tried over the whole team;
* one person's on all devices: slowed a little wherever they are, and never stopped.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Wrong:
    """So many wrong tries, and from when on they are forgotten one by one."""

    tries: int
    since: datetime | None = None


@dataclass(frozen=True)
class Brake:
    """Nothing for ``free - 1`` wrong tries; then ``first``, twice as long each time, ``longest`` at
    most. One is forgotten after each ``forgets``."""

    free: int
    first: timedelta
    longest: timedelta
    forgets: timedelta | None = None

    def one_more(self, before: Wrong, now: datetime) -> Wrong:
        """What counts with this one; what was forgotten meanwhile does not."""
        if self.forgets is None or before.since is None or not before.tries:
            return Wrong(before.tries + 1, before.since or now)
        forgotten = max(0, (now - before.since) // self.forgets)
        if forgotten >= before.tries:
            return Wrong(1, now)
        return Wrong(before.tries - forgotten + 1, before.since + forgotten * self.forgets)

    def wait(self, tries: int) -> timedelta:
        """What so many cost."""
        if tries < self.free:
            return timedelta()
        doubled: timedelta = self.first * 2 ** min(tries - self.free, 12)
        return min(self.longest, doubled)


PERSON_ON_DEVICE = Brake(free=3, first=timedelta(seconds=5), longest=timedelta(minutes=15))
DEVICE = Brake(
    free=6, first=timedelta(seconds=2), longest=timedelta(minutes=1), forgets=timedelta(minutes=10)
)
PERSON = Brake(
    free=10, first=timedelta(seconds=5), longest=timedelta(seconds=5), forgets=timedelta(minutes=6)
)
