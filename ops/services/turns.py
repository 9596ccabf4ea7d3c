"""Several processes look after one house, and each looks at every site. Who begins is known to all.

Which processes are there is told by their heartbeats. Each has a share of the sites and looks at
these first; what is still due after ``COLLEAGUES_FIRST`` is also that of one colleague, in each
second of another. So two seldom do the same twice, one that has ended, or hangs, is missed for little
longer than that, and where all are late not all do the same. Several that ended count as there for
``THERE_FOR``: a second in which the colleague would be one of them is nobody's, so that after all were begun
anew a share of before is missed for up to a second more for each of the others.
Nothing is locked and nobody leads: should two count the others differently for a moment, a site is looked at
twice, which finds nothing to do.

What nobody waits for (days added up, what is over deleted, months ended, counters closed) is not looked at by
the others as well: one does it, another has it after a few missed beats, and each hour it is another's turn, so
that nothing stays undone by one in which it fails.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from ops.models import Heartbeat
from ops.services import board
from ops.services.board import SiteRef
from ops.services.house import House

HEARTBEAT_EVERY = timedelta(seconds=5)
THERE_FOR = 3 * HEARTBEAT_EVERY
"""A beat or two may come late on a busy machine."""
COLLEAGUES_FIRST = timedelta(seconds=2)
TURN = timedelta(hours=1)


@dataclass(frozen=True)
class Share:
    """Of the sites, those that this process looks at first."""

    number: int
    of: int

    def has(self, site_id: int) -> bool:
        return site_id % self.of == self.number

    def watches(self, site_id: int, now: datetime) -> bool:
        """Its own, and in this second those of one colleague, of each in turn: whoever has stopped is stood
        in for by one of the others, and what is costly to look at is not looked at by all of them."""
        ahead = (site_id - self.number) % self.of
        return ahead == 0 or ahead == 1 + int(now.timestamp()) % (self.of - 1)


def beats(house: House) -> dict[str, datetime]:
    """When each process last beat."""
    with house.db.ask() as session:
        rows = session.execute(select(Heartbeat.process, Heartbeat.at))
        return {row.process: row.at for row in rows}


def share(beats: Mapping[str, datetime], now: datetime, process: str) -> Share:
    """The share of that process, whether or not it has beaten yet."""
    there = {name for name, at in beats.items() if abs(now - at) <= THERE_FOR} | {process}
    return Share(sorted(there).index(process), len(there))


def own_sites(house: House, process: str) -> list[SiteRef]:
    """Those of which it is that process's turn now; no drills."""
    is_own = _now_of(house, process)
    return [site for site in board.sites(house) if is_own(site.id)]


def has_site(house: House, process: str, site_id: int) -> bool:
    """Whether it is that process's turn there."""
    return _now_of(house, process)(site_id)


def has_the_house(house: House, process: str) -> bool:
    """Whether it is that process's turn in what one does for all sites."""
    return _now_of(house, process)(0)


def _now_of(house: House, process: str) -> Callable[[int], bool]:
    """Which numbers are that process's in this hour: of sites, and 0 for the house."""
    now = house.now()
    own, turn = share(beats(house), now, process), int(now.timestamp() // TURN.total_seconds())
    return lambda number: own.has(number + turn)
