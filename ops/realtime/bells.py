"""A bell says that something was committed on a site, and nothing more.

It may ring late, twice or not at all: whoever waits for it also looks by itself each
second. In this process it is an event; between processes it goes through Redis, when
there is one, sent and heard by threads of their own so that no act ever waits for it.
"""

import json
import queue
import secrets
import threading
from collections.abc import Callable
from typing import Any

from ops import logs

log = logs.get(__name__)

CHANNEL = "ops:bells"
RETRY_AFTER = 1.0
MOST_WAITING = 10_000
LINE: dict[str, Any] = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
"""Seconds. One that takes what is said and never answers is away, too."""


class Bells:
    """``ring`` is handed to the use cases; ``on_ring`` is who wants to be woken."""

    def __init__(self, redis_url: str | None) -> None:
        self._url = redis_url
        self._name = secrets.token_hex(8)
        self._on_ring: Callable[[int], None] | None = None
        self._out: queue.Queue[int] = queue.Queue(MOST_WAITING)

    def answer(self, on_ring: Callable[[int], None]) -> None:
        """From now on ``on_ring(site_id)`` is called, from whatever thread rang."""
        self._on_ring = on_ring

    def ring(self, site_id: int) -> None:
        """Never raises and never waits."""
        self._hear(site_id)
        if self._url is not None:
            try:
                self._out.put_nowait(site_id)
            except queue.Full:
                log.warning("Redis takes no bells; other processes look by themselves")

    def start(self) -> None:
        """Begin to speak with other processes, where there is a way."""
        if self._url is None:
            return
        for work in (self._send, self._listen):
            threading.Thread(target=_for_ever, args=(self._url, work), name="bells", daemon=True).start()

    def _hear(self, site_id: int) -> None:
        if self._on_ring is not None:
            self._on_ring(site_id)

    def _send(self, client: Any) -> None:
        while True:
            message = {"site": self._out.get(), "from": self._name}
            client.publish(CHANNEL, json.dumps(message))

    def _listen(self, client: Any) -> None:
        with client.pubsub(ignore_subscribe_messages=True) as line:
            line.subscribe(CHANNEL)
            while True:
                message = line.get_message(timeout=5.0)
                if message is None:
                    continue
                said = json.loads(message["data"])
                if said.get("from") != self._name and isinstance(said.get("site"), int):
                    self._hear(said["site"])


def _for_ever(url: str, work: Callable[[Any], None]) -> None:
    """Redis may come and go; the house does not need it to be right, only to be quick."""
    from redis import Redis

    pause = threading.Event()
    said = None
    while True:
        try:
            with Redis.from_url(url, **LINE) as client:
                work(client)
        except Exception as error:
            trouble = type(error).__name__
            if trouble != said:
                log.warning("Redis is away; processes look by themselves each second", error=trouble)
            said = trouble
        pause.wait(RETRY_AFTER)
