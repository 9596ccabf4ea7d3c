"""Telling follows the version. The only file that emits.

One teller for each site somebody listens to, in each process:

1. Before anyone joins a channel, the teller notes how far the site is: *last told*.
2. It wakes on the bell. Each second one look at how far all these sites are rings for those
   who are behind, so that 200 sites at rest cost one statement.
3. For each channel with listeners it reads, in one read transaction, what changed since
   last told, and sends that: base, version, changed. Several acts may share one delta.
   After it the teller rests, as long as telling so many screens takes: acts of a rush share
   their deltas, and leave time to be done in. A lonely act is told at once.
4. Each two seconds, through the same queue, a pulse says how far it has told. It goes before
   news that was just read, also where it would fall due while these are told.
5. A round that fails is logged and sends no pulse, and a look that fails stops all of them, so
   that screens can see that nobody knows; the next round begins where the last good one ended.

So a lost bell, a crash between commit and telling, another process and the command line
are all the same case, and nothing can overtake anything.
"""

import threading
from typing import Any

from ops import logs
from ops.clock import monotonic
from ops.domain.facts import plain
from ops.domain.words import Audience
from ops.lines import ahead
from ops.realtime import protocol
from ops.realtime.complaints import Complaints
from ops.realtime.connections import Connection, Connections
from ops.realtime.freshness import Freshness
from ops.realtime.together import Together
from ops.realtime.transport import Transport
from ops.recent import Recent
from ops.services import board
from ops.services.board import Head, Picture, SiteGone, SiteRef
from ops.services.board_moment import Moment
from ops.services.house import House

log = logs.get(__name__)

IDLE_AFTER = 60.0
"""Seconds a teller stays when nobody listens."""
KNOWN_FOR = 2 * protocol.LOOK_EVERY
"""Seconds after a look for which it is still known how far each site is."""
PICTURE_KEEPS = 30.0
"""Seconds a picture may be handed out again while the version stands still."""
REST_PER_SCREEN = 0.0003
"""Seconds of rest after a delta, for each screen it went to: many times what writing to it takes. The rest of it is
for acts, which share their deltas meanwhile."""
LONGEST_REST = 0.2
"""Seconds. An act is on each screen no later than that because of others before it."""


class Publisher:
    """The tellers of this process, and the one mouth they share."""

    def __init__(
        self, house: House, connections: Connections, transport: Transport, freshness: Freshness
    ) -> None:
        self.house = house
        self.connections = connections
        self.transport = transport
        self.freshness = freshness
        self.pulses_late = Recent()
        self._lock = threading.Lock()
        self._tellers: dict[int, Teller] = {}
        self._looked_at = 0.0
        self._sites: Together[int, SiteRef] = Together(lambda sites: board.sites_by_id(house, sites))
        self._heads: Together[int, Head] = Together(lambda sites: board.heads(house, sites))

    def subscribe(self, connection: Connection, site_id: int, audience: Audience) -> dict[str, Any] | None:
        """The board, and from now on everything after it. None when the socket is on its way out.
        Raises ``SiteGone``.

        The order is the promise: last told is noted, then joined, then read. What is
        committed after the reading is told, because the channel was joined before.
        """
        teller = self._teller(site_id)
        teller.open(audience)
        if not self.connections.join(connection, (site_id, audience)):
            return None
        picture = teller.picture(audience)
        return picture.body | {"server_now": plain(self.house.now())}

    def wake(self, site_id: int) -> None:
        """Somebody rang: look now."""
        teller = self._tellers.get(site_id)
        if teller is not None:
            teller.bell.set()

    @ahead()
    def look(self) -> None:
        """Each second: whoever is behind is woken, whether or not somebody rang."""
        began = monotonic()
        with self._lock:
            tellers = list(self._tellers.values())
        heads = board.heads(self.house, [teller.site.id for teller in tellers])
        for teller in tellers:
            teller.is_at(heads.get(teller.site.id))
        self._looked_at = began

    def knows(self) -> bool:
        """Whether the last look was good, and is not long ago."""
        return monotonic() - self._looked_at < KNOWN_FOR

    def tend(self) -> None:
        """Start again any teller whose thread has ended without leave."""
        with self._lock:
            for teller in self._tellers.values():
                teller.ensure_alive()

    def send_away(self, connection: Connection, reason: str) -> None:
        """Say why, then end it."""
        self.connections.silence(connection)
        self.transport.emit([connection], "revoked", {"reason": reason})
        self.transport.end(connection, for_good=True)

    def let_go(self, connection: Connection) -> None:
        """End it without a word: it comes back by itself, and is looked at anew."""
        self.connections.silence(connection)
        self.transport.end(connection, for_good=False)

    def pulse_begins(self, due: float) -> None:
        """One that was due at that time, by the steady clock, or will be soon; the first of a teller never was."""
        if due:
            self.pulses_late.note(max(0.0, monotonic() - due))

    def tell(self, site_id: int, audience: Audience, event: str, body: dict[str, Any]) -> int:
        """To everyone on the channel; how many that are."""
        listening = self.connections.listening((site_id, audience))
        self.transport.emit(listening, event, body)
        return len(listening)

    def retire(self, teller: "Teller") -> bool:
        """True when the teller may stop: nobody has listened or asked for a while."""
        with self._lock:
            if not teller.idle() or self.connections.anyone_listening(teller.site.id):
                return False
            return self._tellers.pop(teller.site.id, None) is teller

    def close(self, teller: "Teller") -> None:
        """Its site is gone, a drill that is over: whoever listened is told so and sent away."""
        for connection in self.connections.listening((teller.site.id, Audience.FLOOR)):
            self.send_away(connection, "over")
        with self._lock:
            self._tellers.pop(teller.site.id, None)

    def head(self, site_id: int) -> Head:
        """How far the site is, read after it was asked. Raises ``SiteGone``."""
        head = self._heads.ask(site_id)
        if head is None:
            raise SiteGone
        return head

    def _teller(self, site_id: int) -> "Teller":
        # Whoever knows a site by its teller learns from its head whether it is still there.
        known = self._tellers.get(site_id)
        site = self._sites.ask(site_id) if known is None else known.site
        if site is None:
            raise SiteGone
        with self._lock:
            teller = self._tellers.setdefault(site_id, Teller(self, site))
            teller.wanted()
            teller.ensure_alive()
            return teller


class Teller:
    """Tells one site's listeners, channel by channel."""

    def __init__(self, publisher: Publisher, site: SiteRef) -> None:
        self.site = site
        self.bell = threading.Event()
        self._still = threading.Event()  # that nobody sets
        self._publisher = publisher
        self._house = publisher.house
        self._opening = threading.Lock()
        self._told: dict[Audience, Head] = {}
        self._pictures: dict[Audience, tuple[Picture, float]] = {}
        self._thread: threading.Thread | None = None
        self._wanted_at = monotonic()
        self._next_pulse = 0.0
        self._owes = False
        """Somebody rang, and what is new has not been told yet."""
        self._gone = False
        self._rests_until = 0.0

    def wanted(self) -> None:
        self._wanted_at = monotonic()

    def idle(self) -> bool:
        return monotonic() - self._wanted_at > IDLE_AFTER

    def ensure_alive(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=f"tell-{self.site.id}", daemon=True)
            self._thread.start()

    def open(self, audience: Audience) -> None:
        """Note how far the site is, if this channel has no *last told* yet.

        A channel that nobody listened to for a while keeps its old one; the next delta is
        then longer and just as true.
        """
        if audience in self._told:
            return
        with self._opening:
            if audience not in self._told:
                self._told[audience] = self._publisher.head(self.site.id)

    def is_at(self, head: Head | None) -> None:
        """How far the site was a moment ago; ``None``: it is gone."""
        self._gone = head is None
        if self._gone or any(self._told[audience] != head for audience in self._channels()):
            self.bell.set()

    def picture(self, audience: Audience) -> Picture:
        """The board as it is now; read once for all who ask at the same version."""
        head = self._publisher.head(self.site.id)
        kept = self._kept(audience, head)
        if kept is not None:
            return kept
        with self._opening:
            kept = self._kept(audience, head)
            if kept is None:
                kept = board.snapshot(self._house, self.site.id, audience)
                self._pictures[audience] = (kept, monotonic())
            return kept

    def _kept(self, audience: Audience, head: Head) -> Picture | None:
        """The newest picture, if the site is no further. One that somebody read since is newer than what
        was asked for, and as good."""
        kept, read_at = self._pictures.get(audience, (None, 0.0))
        if kept is None or monotonic() - read_at >= PICTURE_KEEPS:
            return None
        return kept if kept.epoch == head.epoch and kept.version >= head.version else None

    def _run(self) -> None:
        complaints = Complaints(log)
        while True:
            try:
                self._round()
            except SiteGone:
                self._publisher.close(self)
                return
            except Exception as error:
                complaints.say(error, "telling a site failed; trying again", site=self.site.id)
                self._still.wait(protocol.LOOK_EVERY)
            if self.idle() and self._publisher.retire(self):
                return
            if self.bell.wait(max(0.0, self._next_pulse - monotonic())):
                self._rest()

    def _rest(self) -> None:
        """Somebody rang. What else is committed meanwhile is told with it; a pulse is kept waiting by
        nothing."""
        left = min(self._rests_until, self._next_pulse) - monotonic()
        if left > 0:
            self._still.wait(left)

    def _round(self) -> None:
        if self._gone:
            raise SiteGone
        self._owes = self._owes or self.bell.is_set()
        self.bell.clear()
        channels = self._channels()
        news = self._news(channels) if self._owes else []
        self._pulse_when_due(channels, sooner=_takes(self._listeners(channels)) if news else 0.0)
        told = 0
        for audience, head, body in news:
            told += self._publisher.tell(self.site.id, audience, "delta", body)
            self._told[audience] = head
        self._owes = False
        if told:
            self._rests_until = monotonic() + _takes(told)

    def _pulse_when_due(self, channels: list[Audience], *, sooner: float) -> None:
        """Before news that was read but not told, also where it falls due while they are told (``sooner``, in
        seconds): to tell 500 screens takes longer than a pulse may wait."""
        now = monotonic()
        if now < self._next_pulse - sooner:
            return
        self._publisher.pulse_begins(self._next_pulse)
        # One that was late makes the next no later, and one that was early no earlier.
        self._next_pulse = max(self._next_pulse + protocol.PULSE_EVERY, now + protocol.PULSE_EVERY / 2)
        if self._publisher.knows():
            for audience in channels:
                self._pulse(audience)

    def _listeners(self, channels: list[Audience]) -> int:
        listening = self._publisher.connections.listening
        return sum(len(listening((self.site.id, audience))) for audience in channels)

    def _channels(self) -> list[Audience]:
        """Those somebody listens to."""
        return [
            audience
            for audience in list(self._told)
            if self._publisher.connections.listening((self.site.id, audience))
        ]

    def _news(self, channels: list[Audience]) -> list[tuple[Audience, Head, dict[str, Any]]]:
        """For each channel that is behind: how far it comes with that, and what it has to be told."""
        with board.moment(self._house, self.site.id) as now:
            head = board.head_at(now)
            return [
                (audience, head, self._since(self._told[audience], audience, now))
                for audience in channels
                if self._told[audience] != head
            ]

    def _since(self, told: Head, audience: Audience, now: Moment) -> dict[str, Any]:
        changes = board.changes(now, told.version, audience)
        news = changes.body
        if changes.epoch != told.epoch:
            # The numbers began anew; what "since" means is gone, and so is every picture.
            news = protocol.new_epoch(self.site.slug, changes.epoch, changes.version)
        # With it the clock: should it have been set, the instants within are by the new time.
        return news | {"server_now": protocol.instant(self._house.now())}

    def _pulse(self, audience: Audience) -> None:
        told = self._told[audience]
        freshness = self._publisher.freshness
        full_since = None if audience is Audience.WAITING else freshness.full_since
        news = protocol.pulse(told.epoch, told.version, self._house.now(), freshness.age(), full_since)
        self._publisher.tell(self.site.id, audience, "pulse", news)


def _takes(screens: int) -> float:
    """Seconds to leave for telling so many."""
    return min(LONGEST_REST, screens * REST_PER_SCREEN)
