"""A bell says that something was committed on a site, and nothing more.

It may ring late, twice or not at all: whoever waits for it also looks by itself each
second. In this process it is an event; between processes it goes through Redis, when
there is one, sent and heard by threads of their own so that no act ever waits for it.

A Redis that takes what is said and never answers is away like one that is not there, so
both threads ask it now and then. Bells that could not be sent in time are not sent: the
others have looked by then.
"""

import json
import queue
import secrets
import threading
from collections.abc import Callable
from typing import Any

from ops import logs
from ops.clock import monotonic

log = logs.get(__name__)

CHANNEL = "ops:bells"
RETRY_AFTER = 1.0
MOST_WAITING = 10_000
OLD_AFTER = 1.0
"""Seconds in which everyone has looked by themselves."""
ASKED_EVERY = 2.0
"""Seconds. One that has not answered by the next time is away."""


class Bells:
    """``ring`` is handed to the use cases; ``on_ring`` is who wants to be woken."""

    def __init__(self, redis_url: str | None, steady: Callable[[], float] = monotonic) -> None:
        self._url = redis_url
        self._steady = steady
        self._name = secrets.token_hex(8)
        self._on_ring: Callable[[int], None] | None = None
        self._out: queue.Queue[tuple[int, float]] = queue.Queue(MOST_WAITING)
        self._without: set[str] = set()
        self._saying = threading.Lock()

    def answer(self, on_ring: Callable[[int], None]) -> None:
        """From now on ``on_ring(site_id)`` is called, from whatever thread rang."""
        self._on_ring = on_ring

    def ring(self, site_id: int) -> None:
        """Never raises and never waits."""
        self._hear(site_id)
        if self._url is not None and not self._without:
            try:
                self._out.put_nowait((site_id, self._steady()))
            except queue.Full:
                log.warning("Redis takes no bells; other processes look by themselves")

    def start(self) -> None:
        """Begin to speak with other processes, where there is a way."""
        if self._url is None:
            return
        for work in (self._send, self._listen):
            threading.Thread(target=self._for_ever, args=(self._url, work), name="bells", daemon=True).start()

    def _hear(self, site_id: int) -> None:
        if self._on_ring is not None:
            self._on_ring(site_id)

    def _send(self, client: Any) -> None:
        while True:
            try:
                site, rung_at = self._out.get(timeout=ASKED_EVERY)
            except queue.Empty:
                client.ping()
                continue
            if self._steady() - rung_at <= OLD_AFTER:
                client.publish(CHANNEL, json.dumps({"site": site, "from": self._name}))

    def _listen(self, client: Any) -> None:
        with client.pubsub(ignore_subscribe_messages=True) as line:
            line.subscribe(CHANNEL)
            while True:
                line.ping()
                if not self._hears(line, self._steady() + ASKED_EVERY):
                    raise TimeoutError

    def _hears(self, line: Any, until: float) -> bool:
        """Whether Redis has answered by then. What has come by then is heard, however late it is here."""
        answered = False
        while True:
            left = until - self._steady()
            message = line.get_message(timeout=max(left, 0.0))
            if message is None:
                if left <= 0:
                    return answered
            elif message["type"] == "pong":
                answered = True
            else:
                said = json.loads(message["data"])
                if said.get("from") != self._name and isinstance(said.get("site"), int):
                    self._hear(said["site"])

    def _for_ever(self, url: str, work: Callable[[Any], None]) -> None:
        """Redis may come and go; the house does not need it to be right, only to be quick."""
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        pause = threading.Event()
        while True:
            try:
                with Redis.from_url(
                    url,
                    socket_connect_timeout=ASKED_EVERY,
                    socket_timeout=ASKED_EVERY,
                    socket_keepalive=True,
                    retry=Retry(NoBackoff(), 0),
                ) as client:
                    client.ping()
                    self._has(work.__name__)
                    work(client)
            except Exception as error:
                self._has_not(work.__name__, error)
            pause.wait(RETRY_AFTER)

    def _has(self, work: str) -> None:
        with self._saying:
            if self._without == {work}:
                log.info("Redis is back")
            self._without.discard(work)

    def _has_not(self, work: str, error: Exception) -> None:
        with self._saying:
            if not self._without:
                log.warning(
                    "Redis is away; processes look by themselves each second", error=type(error).__name__
                )
            self._without.add(work)
