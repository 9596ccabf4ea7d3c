"""What is over is deleted each day, by itself: while the room is closed, else before dawn.

Commit by commit, with a breath between, so that the room waits for none. Of several processes each does
it for its share of the sites; what a colleague has done is found done.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from ops import logs
from ops.clock import monotonic
from ops.realtime.breath import Breath, Breathe, Breaths
from ops.services import turns
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.retention import purge
from ops.services.retention.purge import Purged

log = logs.get(__name__)

LOOK_EVERY = 60.0
SETTLED_AFTER = 600.0
"""Seconds from the start: by then a clock that was wrong at the start has been set or is suspect."""
DAILY = timedelta(hours=12)
"""At least, from one to the next."""
OVERDUE = timedelta(hours=30)
"""Whatever the hour: with nobody there at the quiet hour it comes when somebody is."""
QUIET_HOURS = range(4, 6)
TRIES = 3


class PurgeRound:
    """How far it has come is a row, so a restart loses nothing and makes none too many."""

    def __init__(
        self,
        house: House,
        process: str,
        steady: Callable[[], float] = monotonic,
        breaths: Breaths = Breath,
    ) -> None:
        self._house = house
        self._process = process
        self._steady = steady
        self._breaths = breaths
        self._not_before = steady() + SETTLED_AFTER

    def purge_when_due(self) -> None:
        """Now and then."""
        if self._steady() < self._not_before:
            return
        breathe = self._breaths()
        done: dict[SiteRef, Purged] = {}
        for site in turns.own_sites(self._house, self._process):
            last = purge.newest(self._house, site.id)
            # A round may take long: by now it may be a colleague's turn, or no quiet hour any more.
            if self._is_due(site, last) and turns.has_site(self._house, self._process, site.id):
                self._purge(site, breathe)
                last = purge.newest(self._house, site.id)
            if last is not None and last.is_to_be_wiped:
                done[site] = last
            breathe()
        if done:
            self._empty_log(done, breathe)

    def _is_due(self, site: SiteRef, last: Purged | None) -> bool:
        if purge.waits_for(self._house, site.id) is not None:
            return False
        if last is not None and last.ended_at is None:
            return True
        # Where nothing was ever deleted, nothing has been kept for longer than the site is there.
        began = purge.first_recorded_at(self._house, site.id) if last is None else last.began_at
        if began is None:
            return False
        now = self._house.now()
        # One of a time to come was by a clock that has been set back since: it counts for nothing.
        since = None if began > now else now - began
        if since is not None and since < DAILY:
            return False
        quiet = now.astimezone(ZoneInfo(site.time_zone)).hour in QUIET_HOURS
        return quiet or since is None or since > OVERDUE or purge.is_empty(self._house)

    def _purge(self, site: SiteRef, breathe: Breathe) -> None:
        purge.begin(self._house, site.id, not_within=DAILY)
        while purge.go_on(self._house, site.id):
            breathe()

    def _empty_log(self, done: Mapping[SiteRef, Purged], breathe: Breathe) -> None:
        if any(run.rows or run.facts for run in done.values()) and purge.is_empty(self._house):
            self._house.db.compact()
        for _ in range(TRIES):
            if self._house.db.empty_log():
                for site in done:
                    purge.wiped(self._house, site.id)
                return
            breathe()
        log.warning(
            "What was deleted is still in the database's log, as somebody is reading. It is tried again."
        )
