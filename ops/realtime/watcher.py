"""What the house does by itself, round after round, in threads of their own.

* each second: the sweep, which makes lateness a fact. Before it the clock is looked at, so that
  nobody is late by a clock that was only set;
* twice a second: end the sockets of devices and sessions that were revoked or ran out, and of those
  whose role is another, which come back as what they are now;
* each five seconds: write down who is here;
* each second: see how far each site is that somebody listens to, and that every teller is alive;
* beside these, what `Realtime` gives it to do: the machine's clock and the like.

A round that fails is logged and the next one comes. No deadline lives here: all of them
are rows, and a restart forgets nothing.
"""

import os
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from ops import logs
from ops.clock import StepWatch, monotonic
from ops.db import DiskFull
from ops.lines import ahead
from ops.realtime.complaints import Complaints
from ops.realtime.connections import Connection, Connections
from ops.realtime.freshness import Freshness
from ops.realtime.presence import Presence
from ops.realtime.protocol import LOOK_EVERY
from ops.realtime.publisher import Publisher
from ops.services import eyes, watch
from ops.services.each_site import SitesFailed
from ops.services.house import House
from ops.services.turns import HEARTBEAT_EVERY
from ops.services.ways_in import devices, staying

log = logs.get(__name__)

SWEEP_EVERY = 1.0
REVOKED_EVERY = 0.5
HERE_EVERY = 5.0
TEND_EVERY = 1.0
BREAK = 2 * HEARTBEAT_EVERY
"""Without a beat for longer, nobody who said that they are here was written down either."""

Round = tuple[float, Callable[[], object]]
"""Seconds from one beginning to the next, and the work."""


def name_of_this_process() -> str:
    """As its heartbeat has it; another one after each start."""
    return f"{socket.gethostname()[:48]}:{os.getpid()}:{secrets.token_hex(4)}"


class Watcher:
    """Owns the rounds. ``start`` once, in the process that serves."""

    def __init__(
        self,
        house: House,
        connections: Connections,
        publisher: Publisher,
        presence: Presence,
        freshness: Freshness,
        process: str,
        look_at_clock: Callable[[], datetime] | None = None,
        also: Sequence[Round] = (),
    ) -> None:
        self._house = house
        self._connections = connections
        self._publisher = publisher
        self._presence = presence
        self._freshness = freshness
        self._look_at_clock = look_at_clock or house.now
        self._also = tuple(also)
        self._process = process
        self._began = monotonic()
        self._beat_at: float | None = None
        self._listens_from = self._began
        self._steps: StepWatch | None = None
        self._boards = eyes.Boards()
        self._stopping = threading.Event()
        self._looked = threading.Event()
        self._going: set[Connection] = set()

    def start(self) -> None:
        """Begin all rounds."""
        self._began = self._listens_from = monotonic()
        for every, work in (
            (SWEEP_EVERY, self.sweep),
            (REVOKED_EVERY, self.end_revoked),
            (HERE_EVERY, self.write_presence),
            (LOOK_EVERY, self._publisher.look),
            (TEND_EVERY, self._publisher.tend),
            *self._also,
        ):
            threading.Thread(target=self._rounds, args=(every, work), name=work.__name__, daemon=True).start()

    def has_looked(self, within: float) -> bool:
        """Whether a first sweep is over, good or not; waits for it for at most so many seconds."""
        return self._looked.wait(within)

    def stop(self) -> None:
        self._stopping.set()

    @ahead()
    def sweep(self) -> None:
        """One look over all deadlines. Its age is what screens are told."""
        began = monotonic()
        good = False
        try:
            now = self._look_at_clock()
            try:
                sites = self._sweep(now, began)
            except DiskFull:
                # Everything was read, and screens turn by themselves; the pulse says what is wrong.
                sites = frozenset()
            good = True
        finally:
            self._freshness.round_ended(began, good=good)
            if not good:
                # It may be another history that is read next, under the numbers of this one.
                self._boards = eyes.Boards()
            self._looked.set()
        for site_id in sites:
            self._house.ring(site_id)

    def _sweep(self, now: datetime, began: float) -> frozenset[int]:
        since_beat = None if self._beat_at is None else timedelta(seconds=began - self._beat_at)
        self._listen(now, began, since_beat)
        return watch.sweep(
            self._house,
            now,
            process=self._process,
            started_at=now - timedelta(seconds=began - self._began),
            listens_since=now - timedelta(seconds=began - self._listens_from),
            since_beat=since_beat,
            goes_on=self._freshness.goes_on,
            beaten=self._has_beaten,
            boards=self._boards,
        )

    def _has_beaten(self) -> None:
        self._beat_at = monotonic()

    def _listen(self, now: datetime, began: float, since_beat: timedelta | None) -> None:
        """After a step forward, or a stretch in which nothing could be written, each screen has
        its time anew: what the rows say of when it was last heard is too old, for all alike."""
        forward = self._steps is not None and self._steps.stepped(now, began) > 0
        if self._steps is None:
            self._steps = StepWatch(now, began)
        if forward or (since_beat is not None and since_beat > BREAK):
            self._listens_from = began

    @ahead()
    def end_revoked(self) -> None:
        """First politely; who is still there at the next round is cut off."""
        for connection in self._going:
            connection.hang_up()
        self._going.clear()
        present = self._connections.all()
        now = staying.look(self._house, {connection.device for connection in present})
        for connection in present:
            if connection.device in now.revoked:
                self._publisher.send_away(connection, "revoked")
                self._going.add(connection)
            elif connection.device in now.changed:
                self._publisher.let_go(connection)
                self._going.add(connection)

    def write_presence(self) -> None:
        reports = self._presence.take()
        if not reports:
            return
        try:
            devices.heard(self._house, reports)
        except Exception:
            self._presence.give_back(reports)
            raise

    def _rounds(self, every: float, work: Callable[[], object]) -> None:
        """Begins a round each ``every`` seconds; a slow one delays the next, never doubles it."""
        next_at = monotonic()
        complaints = Complaints(log)
        while not self._stopping.wait(max(0.0, next_at - monotonic())):
            next_at = max(next_at + every, monotonic())
            try:
                work()
            except DiskFull:
                pass  # Said once, by the look at the disk; a line a second would only fill it more.
            except SitesFailed as failed:
                for error, sites in failed.by_kind():
                    complaints.say(error, "a round failed on a site", round=work.__name__, site=sites)
            except Exception as error:
                complaints.say(error, "a round failed", round=work.__name__)
