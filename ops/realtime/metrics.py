"""What a machine may read about the house itself: ages, waits, room on the disk, open screens.

Nothing here moves with what people do in the room. A version, a count of commits or of
requests would be a count of people under another name, so there is none; a wait is told by its
shape, never with how many there were. No label is the name of anything.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import metadata
from typing import TYPE_CHECKING

from ops.backup import folder
from ops.config import Settings
from ops.realtime.publisher import Publisher
from ops.recent import Recent
from ops.services import health
from ops.services.house import House

if TYPE_CHECKING:
    from prometheus_client import Metric

SHARES = (0.5, 0.99)
DISK_STEP = 64 * 1024 * 1024
"""The free bytes are told in whole steps: exactly, they would shrink by so much for each act."""


class Metrics:
    """Asked anew at each scrape; keeps nothing of its own."""

    CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

    def __init__(
        self,
        settings: Settings,
        house: House,
        publisher: Publisher,
        free: Callable[[], int],
    ) -> None:
        self._settings = settings
        self._house = house
        self._freshness = publisher.freshness
        self._connections = publisher.connections
        self._pulses_late = publisher.pulses_late
        self._free = free

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> "Iterable[Metric]":
        """Each kind once, as the registry asks for it."""
        yield from self._of_the_process()
        yield from self._of_the_house()

    def _of_the_process(self) -> "Iterator[Metric]":
        yield _gauge("build_info", "This program.", {metadata.version("ops"): 1.0}, "version")
        yield _age("sweep", "Since the last good sweep of this process began.", self._freshness.age())
        yield _waits("sweep_gap", "From one good sweep to the next", self._freshness.gaps, (1.0,))
        yield _waits("pulse_late", "By how much pulses to screens came late", self._pulses_late, (1.0,))
        yield _waits(
            "commit", "From wishing to write until it was on the disk", self._house.db.commits, SHARES
        )
        full = self._freshness.full_since is not None
        yield _gauge("disk_full", "1 while the disk takes nothing.", float(full))
        free = float(self._free() // DISK_STEP * DISK_STEP)
        yield _gauge("disk_free_bytes", "Free on the disk of the data, in whole steps of 64 MiB.", free)
        screens = self._connections.by_audience()
        yield _gauge("screens_open", "Open sockets of this process.", screens, "audience")
        yield _turned_away(self._connections.turned_away())

    def _of_the_house(self) -> "Iterator[Metric]":
        try:
            beat, checkpoint = health.sweep_age(self._house), health.checkpoint_age(self._house)
            purge, away = health.purge_age(self._house), False
        except health.DatabaseAway:
            beat = checkpoint = purge = None
            away = True
        yield _gauge("database_away", "1 when the database did not answer.", float(away))
        yield _age("heartbeat", "Since any process last wrote down that it sweeps.", beat)
        words = "Since the journal's chain was last signed, at the site where that is longest ago."
        yield _age("checkpoint", words, checkpoint)
        words = "Since what is over was last begun to be deleted, at the site where that is longest ago."
        yield _age("purge", words, purge)
        yield _age("backup", "Since the newest backup was made.", self._backup_age())

    def _backup_age(self) -> float | None:
        last = folder.newest(self._settings.backup_dir) if self._settings.is_sqlite else None
        return None if last is None else max(0.0, (self._house.now() - last.made).total_seconds())


def _age(of: str, words: str, seconds: float | None) -> "Metric":
    """NaN where it never was, so that a rule with ``absent`` is not needed beside it."""
    return _gauge(f"{of}_age_seconds", words, math.nan if seconds is None else seconds)


def _waits(what: str, words: str, recent: Recent, shares: tuple[float, ...]) -> "Metric":
    told = {f"{share:g}": recent.below(share) for share in shares}
    return _gauge(f"{what}_seconds", f"{words}, over five minutes; 1 is the worst.", told, "quantile")


def _gauge(name: str, words: str, value: float | Mapping[str, float], label: str | None = None) -> "Metric":
    from prometheus_client.core import GaugeMetricFamily

    if isinstance(value, float):
        return GaugeMetricFamily(f"ops_{name}", words, value=value)
    made = GaugeMetricFamily(f"ops_{name}", words, labels=[label or ""])
    for said, number in value.items():
        made.add_metric([said], number)
    return made


def _turned_away(counts: dict[str, int]) -> "Metric":
    from prometheus_client.core import CounterMetricFamily

    made = CounterMetricFamily("ops_turned_away", "Who was not let in by this process.", labels=["why"])
    for why, count in counts.items():
        made.add_metric([why], float(count))
    return made
