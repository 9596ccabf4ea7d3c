"""What goes wrong, when and for how long: chosen by the seed alone, written down as it is done."""

import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.soak.engines import Engine
from tests.soak.notes import Notes
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import port_of
from tests.support.processes import signalled
from tests.support.replica import Address, Pair
from tests.support.server import RunningServer

HOUSE = "house"
REDIS = "redis"
"""Nothing that the house promises hangs on it, so what happens to it explains nothing."""


@dataclass(frozen=True)
class Harm:
    """A fault: on whom, how it is done and undone, for how many seconds."""

    name: str
    on: str
    begins: Callable[[], object]
    ends: Callable[[], object]
    lasts: tuple[float, float]


class Nemesis:
    """One harm after the other out of a list, with a pause between two; ``surely`` are those that come first."""

    def __init__(
        self,
        notes: Notes,
        harms: Sequence[Harm],
        chance: Random,
        pause: tuple[float, float],
        surely: Sequence[Harm] = (),
    ) -> None:
        self._notes = notes
        self._harms = harms
        self._chance = chance
        self._pause = pause
        self._bag = list(surely[::-1])
        self.broke: list[BaseException] = []
        self.rests = threading.Event()

    def works(self, mended: threading.Event, over: threading.Event) -> None:
        """Until all is to be mended. It stays until the run is over: what a thread has started dies with it."""
        try:
            while not mended.wait(self._chance.uniform(*self._pause)):
                self._does(self._draw(), mended)
        except BaseException as error:
            self.broke.append(error)
        self.rests.set()
        over.wait()

    def _draw(self) -> Harm:
        """Each comes before one comes again."""
        if not self._bag:
            self._bag = self._chance.sample(self._harms, len(self._harms))
        return self._bag.pop()

    def _does(self, harm: Harm, mended: threading.Event) -> None:
        self._notes("begins", fault=harm.name, on=harm.on)
        harm.begins()
        mended.wait(self._chance.uniform(*harm.lasts))
        harm.ends()
        self._notes("ends", fault=harm.name, on=harm.on)


def of_lines(lines: Mapping[str, FaultProxy]) -> list[Harm]:
    """Every way in which a client's Wi-Fi breaks."""

    def well(line: FaultProxy) -> Callable[[], None]:
        return lambda: line.falls(None)

    def broken(line: FaultProxy, fault: Fault) -> Callable[[], None]:
        return lambda: line.falls(fault)

    return [
        Harm(
            fault.name.lower(),
            who,
            broken(line, fault),
            well(line),
            (0.1, 0.2) if fault is Fault.CUT else (2, 24),
        )
        for who, line in lines.items()
        for fault in Fault
    ]


def of_processes(servers: Sequence[RunningServer]) -> list[Harm]:
    """Each killed, stopped by its service manager, or hung; and all of them without power for a while."""

    def power_off() -> None:
        for server in servers:
            server.kill()

    def power_on() -> None:
        for server in servers:
            server.start()

    harms = [
        Harm("power cut", HOUSE, power_off, power_on, (1, 4)),
        Harm("outage", HOUSE, power_off, power_on, (17, 20)),
    ]
    for server in servers:
        harms += [
            Harm("killed", HOUSE, server.kill, server.start, (0.1, 5)),
            Harm("restarted", HOUSE, server.stop, server.start, (0.1, 1)),
            _hang(server, "hangs", (2, 8)),
        ]
    return harms


def stands_still(server: RunningServer) -> Harm:
    """For longer than it is waited for: by its own arbiter, by whom it claimed something from, by the database."""
    return _hang(server, "stands still", (30, 30))


def of_engine(name: str, engine: Engine, on: str) -> list[Harm]:
    """A PostgreSQL or a Redis that is gone, or is there and says nothing."""
    return [
        Harm(f"{name} gone", on, engine.dies, engine.start, (1, 8)),
        Harm(f"{name} hangs", on, engine.hangs, engine.goes_on, (2, 8)),
    ]


def takes_over(pair: Pair, address: Address, notes: Notes) -> Harm:
    """The replica lags, so that it lacks what is answered meanwhile; then the primary is gone, and it takes over.
    Nobody tells the processes, as where a tool promotes it and the address leads to whichever takes what is written."""

    def lags() -> None:
        pair.between.falls(Fault.DARK)

    def begins_anew() -> None:
        address.falls(Fault.DARK)
        pair.promote()
        notes("history")
        address.leads_to(port_of(pair.replica))

    return Harm("replica takes over", HOUSE, lags, begins_anew, (3, 5))


def of_clock(ahead: Path, notes: Notes) -> list[Harm]:
    """The wall clock of the server's machine is set, and set right again."""

    def set_to(seconds: float) -> Callable[[], None]:
        def change() -> None:
            ahead.write_text(str(seconds))
            notes("clock", ahead=seconds)

        return change

    return [Harm("clock", HOUSE, set_to(seconds), set_to(0), (6, 14)) for seconds in (4, 45, -4)]


def _hang(server: RunningServer, name: str, lasts: tuple[float, float]) -> Harm:
    held: list[int] = []

    def hangs() -> None:
        held[:] = [server.pid, *server.worker_pids()]
        signalled(held, signal.SIGSTOP)

    def goes_on() -> None:
        signalled(held, signal.SIGCONT)

    return Harm(name, HOUSE, hangs, goes_on, lasts)
