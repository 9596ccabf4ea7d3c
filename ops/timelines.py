"""Which PostgreSQL is the primary: never again one that another has taken over from.

PostgreSQL begins a new timeline whenever a replica is promoted. Each server that was written to leaves its
system and timeline as the name of an empty file beside the keys, where all processes look. A server on a timeline
that is over is one whose replica was promoted: it may still take what is written, and nobody would see it.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ops import logs

log = logs.get(__name__)

FOLDER = "timelines"
"""In the data directory."""


@dataclass(frozen=True)
class Server:
    """``system`` is the same for a primary and all its replicas; ``timeline`` rises as one is promoted, and is
    ``None`` of a replica, which follows."""

    system: int
    timeline: int | None


class Timelines:
    """What was seen: by this process, and with a ``data_dir`` by all processes that have the same."""

    def __init__(self, data_dir: Path | None = None) -> None:
        self._folder = None if data_dir is None else data_dir / FOLDER
        self._seen: dict[int, int] = {}
        self._noting = threading.Lock()

    def is_over(self, server: Server) -> bool:
        """Whether a later timeline of its system was seen."""
        self._look()
        return server.timeline is not None and server.timeline < self._seen.get(server.system, 0)

    def note(self, server: Server, begin_anew: Callable[[], object] = lambda: None) -> None:
        """It is used from now on. ``begin_anew`` is called before that where it took over from one that was used
        and none of us has used it yet: it may lack the last acts that screens have. Two processes that reach it
        in the same moment both call it."""
        with self._noting:
            self._look()
            before = self._seen.get(server.system, 0)
            if server.timeline is None or server.timeline <= before:
                return
            if before:
                begin_anew()
                log.warning("another primary took over")
            self._keep(server.system, server.timeline)

    def _keep(self, system: int, timeline: int) -> None:
        self._seen[system] = timeline
        if self._folder is not None:
            # A disk of ours that is full must not keep a room shut: then this process knows it alone.
            with suppress(OSError):
                self._folder.mkdir(mode=0o700, exist_ok=True)
                (self._folder / f"{system}-{timeline}").touch(mode=0o600)

    def forget(self) -> None:
        """A person says that what the address leads to is the database of now, whatever was before."""
        self._seen.clear()
        if self._folder is not None and self._folder.is_dir():
            for file in self._folder.iterdir():
                file.unlink()

    def _look(self) -> None:
        # One name for each promotion in the life of a house. Read each time: what a colleague saw counts at once.
        if self._folder is None:
            return
        with suppress(OSError):
            for file in self._folder.iterdir():
                system, _, timeline = file.name.partition("-")
                if system.isdigit() and timeline.isdigit():
                    self._seen[int(system)] = max(int(timeline), self._seen.get(int(system), 0))
