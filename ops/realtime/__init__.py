"""The live line: screens listen, the house tells. ``Realtime`` wires it to the app."""

import threading

from flask import Flask

from ops.config import Settings
from ops.outside import Outside
from ops.outside.sender import SEND_EVERY, Sender
from ops.realtime import backups, counters, jobs, metrics_port, months, ping, purges, rollups
from ops.realtime.backups import BackupRound
from ops.realtime.bells import Bells
from ops.realtime.connections import Connections
from ops.realtime.counters import CounterRound
from ops.realtime.freshness import Freshness
from ops.realtime.gate import Gate
from ops.realtime.jobs import JobRound
from ops.realtime.metrics import Metrics
from ops.realtime.months import MonthRound
from ops.realtime.namespace import BoardNamespace
from ops.realtime.ping import OutsidePing
from ops.realtime.presence import Presence
from ops.realtime.publisher import Publisher
from ops.realtime.purges import PurgeRound
from ops.realtime.rollups import RollupRound
from ops.realtime.transport import Transport
from ops.realtime.upkeep import EVENLY_EVERY, LOOK_EVERY, ClockRound, DiskRound, free_bytes
from ops.realtime.watcher import Round, Watcher, name_of_this_process
from ops.services.house import House

POLITE = 0.3
"""Seconds between the goodbye and the cut when the process ends."""


class Realtime:
    """Built with the app; begins to work only in the process that serves."""

    def __init__(self, app: Flask, settings: Settings, house: House, bells: Bells) -> None:
        self._bells = bells
        self.connections = Connections(settings.max_sockets)
        self.freshness = Freshness()
        self.presence = Presence()
        self.transport = Transport(app, settings)
        self.publisher = Publisher(house, self.connections, self.transport, self.freshness)
        process = name_of_this_process()
        clock = ClockRound(house)
        free = free_bytes(settings)
        disk = DiskRound(house, self.freshness, low=settings.disk_low_mb * 1024 * 1024, free=free)
        self.metrics = Metrics(settings, house, self.publisher, free)
        self._metrics_port = settings.metrics
        self.watcher = Watcher(
            house,
            self.connections,
            self.publisher,
            self.presence,
            self.freshness,
            process,
            look_at_clock=clock.look_at_clock,
            also=(
                (EVENLY_EVERY, clock.trust_clock),
                (LOOK_EVERY, disk.look_at_disk),
                (SEND_EVERY, Sender(house, Outside(settings)).send_messages),
                (months.LOOK_EVERY, MonthRound(house, process).end_months),
                (purges.LOOK_EVERY, PurgeRound(house, process).purge_when_due),
                (rollups.LOOK_EVERY, RollupRound(house, process).roll_up),
                (counters.LOOK_EVERY, CounterRound(house, process).close_when_due),
                (jobs.LOOK_EVERY, JobRound(house).do_next),
                *_backups(settings, house),
                *_outside(settings, self.freshness),
            ),
        )
        self.transport.socketio.on_namespace(BoardNamespace(house, self.publisher, self.presence))
        app.wsgi_app = Gate(app.wsgi_app, settings, house, self.connections)  # type: ignore[method-assign]
        app.extensions["realtime"] = self
        bells.answer(self.publisher.wake)

    def start(self) -> None:
        """Watch, tell, and speak with other processes."""
        self._bells.start()
        self.watcher.start()
        if self._metrics_port is not None:
            metrics_port.serve(*self._metrics_port, self.metrics)

    def drain(self) -> None:
        """The process is ending: let nobody in, say goodbye, then cut. Takes ``POLITE`` seconds.

        Clients are not told to stay away: they come back to whoever serves next.
        """
        leaving = self.connections.close_house()
        for connection in leaving:
            self.transport.end(connection, for_good=False)
        if leaving:
            threading.Event().wait(POLITE)
        for connection in leaving:
            connection.hang_up()
        self.watcher.stop()


def _backups(settings: Settings, house: House) -> list[Round]:
    if settings.backup_to is None:
        return []
    return [(backups.LOOK_EVERY, BackupRound(settings.backup_dir, house.now, key=house.db.key).make_when_due)]


def _outside(settings: Settings, freshness: Freshness) -> list[Round]:
    if settings.ping_url is None:
        return []
    outside = OutsidePing(settings.ping_url, freshness, settings.data_dir)
    return [(ping.LOOK_EVERY, outside.ping)]
