"""socket.io on Node, ended and started as the product is: the same screens come back to it.

It looks at nobody's token, asks no database and has one board, made before, for all who subscribe.
"""

import json
import subprocess
from time import monotonic
from typing import Any

from ops.domain.facts import plain
from ops.domain.words import Audience
from ops.realtime.protocol import LINE_CHECK_EVERY
from ops.services import board
from tests.bench.deliveries import HERE
from tests.support.processes import ending_with_parent, free_port
from tests.support.server import RunningServer


class Peer:
    """What is measured of a server, for this one."""

    def __init__(self, picture: dict[str, Any]) -> None:
        self.port = free_port()
        words = ["node", HERE / "deliveries_node.mjs", self.port, free_port(), "{}", LINE_CHECK_EVERY]
        self._command = ending_with_parent([*map(str, words), json.dumps(picture)])
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Returns once it listens; the seconds that took."""
        began = monotonic()
        self._process = subprocess.Popen(self._command, text=True, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            raise RuntimeError("the peer ended at once")
        return monotonic() - began

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.communicate()
            self._process = None

    def worker_pids(self) -> list[int]:
        return [] if self._process is None else [self._process.pid]


def picture(server: RunningServer, slug: str) -> dict[str, Any]:
    """What a wall is answered when it subscribes."""
    [site] = [site for site in board.sites(server.house) if site.slug == slug]
    told = board.snapshot(server.house, site.id, Audience.WALL).body
    return told | {"server_now": plain(server.house.now())}
