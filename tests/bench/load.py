"""Fifty screens that listen and a few tablets that post as fast as they are answered."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from time import monotonic
from typing import Any
from uuid import uuid4

from tests.bench.figures import Spread, spread
from tests.support.line import Line
from tests.support.server import RunningServer

LISTENERS = 50
TABLETS = 4
LASTS = 15.0
PULSE_EVERY = 2.0
BOOTHS = ("1", "2", "3", "4")


class Listener:
    """One screen: notes when each pulse came."""

    def __init__(self, server: RunningServer) -> None:
        self.pulses: list[float] = []
        self.deltas = 0
        self._line = Line(server.url, server.tokens["display"], self._hear, lambda: None)
        self._line.call("subscribe", {"site": server.site, "audience": "wall"})

    def _hear(self, event: str, words: Any) -> None:
        if event == "pulse":
            self.pulses.append(monotonic())
        elif event == "delta":
            self.deltas += 1

    def close(self) -> None:
        self._line.close()

    def late(self) -> list[float]:
        """How much later than two seconds after the one before each pulse came."""
        return [max(0.0, after - before - PULSE_EVERY) for before, after in pairwise(self.pulses)]


@dataclass
class Posted:
    """What the tablets measured."""

    took: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Measured:
    """One run: commits in each second, how long a check-in took, how late pulses were."""

    per_second: float
    check_in: Spread
    pulse: Spread

    def __str__(self) -> str:
        return f"{self.per_second:.0f} commits/s · check-in {self.check_in} · pulse late {self.pulse}"


def check_ins_while_listening(server: RunningServer) -> Measured:
    """Check-ins from a few tablets at once, each as soon as the one before was answered."""
    visits = [_seated(server, booth) for booth in BOOTHS]
    with _listening(server) as listeners:
        posted = Posted()
        until = monotonic() + LASTS
        tablets = [
            threading.Thread(target=_post, args=(server, visits[number], until, posted))
            for number in range(TABLETS)
        ]
        began = monotonic()
        for tablet in tablets:
            tablet.start()
        for tablet in tablets:
            tablet.join()
        lasted = monotonic() - began
        late = [seconds for listener in listeners for seconds in listener.late()]
        assert posted.refused == []
        assert all(listener.deltas for listener in listeners)
    return Measured(len(posted.took) / lasted, spread(posted.took), spread(late))


@contextmanager
def _listening(server: RunningServer) -> Iterator[list[Listener]]:
    listeners = [Listener(server) for _ in range(LISTENERS)]
    try:
        yield listeners
    finally:
        for listener in listeners:
            listener.close()


def _seated(server: RunningServer, booth: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    status, answer = _ask(
        line, server, f"/sites/{server.site}/visits", {"booth": server.furnished.booths[booth]}
    )
    line.close()
    assert status == 201, answer
    return str(answer["id"])


def _post(server: RunningServer, visit: str, until: float, posted: Posted) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    for answer in cycle(("ok", "asleep")):
        began = monotonic()
        if began >= until:
            break
        status, _ = _ask(line, server, f"/visits/{visit}/check-ins", {"answer": answer})
        posted.took.append(monotonic() - began)
        if status != 200:
            posted.refused.append(status)
    line.close()


def _ask(
    line: http.client.HTTPConnection, server: RunningServer, path: str, body: dict[str, Any]
) -> tuple[int, Any]:
    headers = {
        "Authorization": f"Bearer {server.tokens['floor']}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    line.request("POST", f"/api/v1{path}", json.dumps(body), headers)
    with line.getresponse() as answer:
        return answer.status, json.loads(answer.read())
