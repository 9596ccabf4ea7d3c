"""Many screens in one process of their own, cheap enough that it is the server that is measured.

    python -m tests.bench.crowd PORT

Its first line of input is a list of [site, token], one for each screen; each further line is answered
with one of JSON. One epoll loop: connects, says hello, asks for the board, answers the line checks, and
notes when each socket was right and when each pulse came. A line that is lost is taken up again at once,
without the jitter that real screens have: the worst case.
"""

import json
import os
import select
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from itertools import chain
from time import monotonic
from typing import Any, Generic, TypeVar

from tests.bench.figures import Spread, spread
from tests.bench.lateness import held_up, lateness
from tests.support.processes import ending_with_parent
from tests.support.server import ROOT, RunningServer

AGAIN_AFTER = 0.02
"""Seconds until a refused connection is tried once more."""
PATIENCE = 120.0
ONE_READ = 1 << 16


class Screen:
    """One socket, from nothing to the board, as often as it is lost."""

    def __init__(self, hello: bytes, subscribe: bytes) -> None:
        self.hello = hello
        self.subscribe = subscribe
        self.raw: socket.socket | None = None
        self.behind = b""
        self.upgraded = False
        self.right_at: float | None = None
        self.again_at = 0.0
        self.pulses: list[float] = []
        self.deltas = 0

    def open(self, address: tuple[str, int]) -> None:
        self.raw = socket.socket()
        self.raw.setblocking(False)
        self.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.raw.connect_ex(address)
        self.behind, self.upgraded, self.right_at = b"", False, None

    def lost(self) -> None:
        assert self.raw is not None
        self.raw.close()
        self.raw, self.right_at = None, None
        self.pulses.clear()
        self.again_at = monotonic() + AGAIN_AFTER

    def hear(self, more: bytes) -> None:
        behind = self.behind + more
        if not self.upgraded:
            head, found, rest = behind.partition(b"\r\n\r\n")
            if not found:
                self.behind = behind
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise ConnectionError
            self.upgraded, behind = True, rest
        at = 0
        while (frame := _frame(behind, at)) is not None:
            begins, at = frame
            self.said(behind, begins, at)
        self.behind = behind[at:]

    def said(self, text: bytes, begins: int, ends: int) -> None:
        """The house said this."""
        if text.startswith(b'42/board,["pulse"', begins):
            self.pulses.append(monotonic())
        elif text.startswith(b'42/board,["delta"', begins):
            self.deltas += 1
        elif text.startswith(b"43/board,0[", begins):
            if b'"booths"' not in text[begins:ends]:
                raise ConnectionError
            self.right_at = monotonic()
        elif ends - begins == 1 and text.startswith(b"2", begins):
            self._say(b"3")
        elif text.startswith(b"0{", begins):
            self._say(b"40/board,")
        elif text.startswith(b"40/board,", begins):
            self._say(self.subscribe)

    def _say(self, text: bytes) -> None:
        assert self.raw is not None
        # Masked, as a client has to; with a mask of zeros, that costs nothing.
        self.raw.send(bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text)


def _hello(port: int, token: str) -> bytes:
    return (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\nAuthorization: Bearer {token}\r\n\r\n"
    ).encode()


def _subscribe(site: str) -> bytes:
    return f"42/board,0{json.dumps(['subscribe', {'site': site, 'audience': 'wall'}])}".encode()


def _frame(text: bytes, at: int) -> tuple[int, int] | None:
    """Where the next whole frame's words begin and end; a server's frames are not masked."""
    if len(text) < at + 2:
        return None
    length, begins = text[at + 1], at + 2
    if text[at] & 0x0F == 8:
        raise ConnectionError
    if length >= 126:
        wide = 2 if length == 126 else 8
        if len(text) < begins + wide:
            return None
        length, begins = int.from_bytes(text[begins : begins + wide]), begins + wide
    return None if len(text) < begins + length else (begins, begins + length)


OneScreen = TypeVar("OneScreen", bound=Screen)


class Crowd(Generic[OneScreen]):
    """All of them, and the loop around them. ``kind``: what each of them notes."""

    def __init__(self, port: int, whose: Sequence[tuple[str, str]], kind: type[OneScreen]) -> None:
        self.address = ("127.0.0.1", port)
        self.screens = [kind(_hello(port, token), _subscribe(site)) for site, token in whose]
        self.poll = select.epoll()
        self.by_file: dict[int, OneScreen] = {}

    def run(self, next_line: Callable[[], str]) -> None:
        self.poll.register(0, select.EPOLLIN)
        while True:
            self._take_up()
            for file, what in self.poll.poll(AGAIN_AFTER):
                if file == 0:
                    if not self.answer(next_line().strip()):
                        return
                else:
                    self._turn(file, what)

    def _take_up(self) -> None:
        now = monotonic()
        for screen in self.screens:
            if screen.raw is None and screen.again_at <= now:
                screen.open(self.address)
                assert screen.raw is not None
                self.by_file[screen.raw.fileno()] = screen
                self.poll.register(screen.raw, select.EPOLLOUT)

    def _turn(self, file: int, what: int) -> None:
        screen = self.by_file[file]
        assert screen.raw is not None
        try:
            if what & (select.EPOLLERR | select.EPOLLHUP):
                raise ConnectionError
            if what & select.EPOLLOUT:
                screen.raw.send(screen.hello)
                self.poll.modify(file, select.EPOLLIN)
                return
            more = screen.raw.recv(ONE_READ)
            if not more:
                raise ConnectionError
            screen.hear(more)
        except OSError:
            self.poll.unregister(file)
            del self.by_file[file]
            screen.lost()

    def answer(self, asked: str) -> bool:
        """What was asked for, or ``False``: the end."""
        right = [screen.right_at for screen in self.screens if screen.right_at is not None]
        said: dict[str, Any] = {"right": len(right)}
        if asked == "right":
            said["at"] = right
        elif asked == "pulses":
            said["heard"] = [screen.pulses for screen in self.screens]
            said["deltas"] = sum(screen.deltas for screen in self.screens)
        elif asked == "anew":
            for screen in self.screens:
                screen.pulses.clear()
                screen.deltas = 0
        elif asked != "count":
            return False
        print(json.dumps(said), flush=True)
        return True


def asked(process: "subprocess.Popen[str]", what: str) -> Any:
    """What a process of ours answers to one line, with one of JSON."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{what}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


@dataclass(frozen=True)
class Heard:
    """How late pulses were, in milliseconds."""

    pulse: Spread
    worst: float


@dataclass(frozen=True)
class Pulses:
    """While it was quiet, and from then on; by how many milliseconds one was then held up at worst."""

    quiet: Heard
    later: Heard
    held_up: float


def _heard(late: list[list[float]]) -> Heard:
    all_of_it = list(chain.from_iterable(late))
    return Heard(spread(all_of_it), max(all_of_it) * 1000)


class Watching:
    """The crowd as the process that measures sees it."""

    def __init__(self, process: "subprocess.Popen[str]", many: int) -> None:
        self._process = process
        self._many = many
        self.pid = process.pid

    def wait_until_right(self) -> list[float]:
        """When each got the board, by the steady clock that all processes of a machine share."""
        until = monotonic() + PATIENCE
        while self.ask("count")["right"] < self._many:
            if monotonic() > until:
                raise TimeoutError("not everyone has the board")
            select.select([], [], [], 0.05)
        at: list[float] = self.ask("right")["at"]
        return at

    def wait_until_fewer(self) -> None:
        """Until somebody has lost the line."""
        while self.ask("count")["right"] == self._many:
            select.select([], [], [], 0.01)

    def begin_anew(self) -> None:
        """The grid of pulses is that of the ones from now on."""
        self.ask("anew")

    def heard(self, quiet_until: float, until: float) -> tuple[Pulses, int]:
        """How late pulses were while it was quiet, and from then on; and how many deltas came. Until then by
        the steady clock, and called when whatever was due by then can have come."""
        said = self.ask("pulses")
        quiet, later = lateness(said["heard"], quiet_until, until, monotonic())
        pulses = Pulses(_heard(quiet), _heard(later), held_up(quiet, later) * 1000)
        return pulses, said["deltas"]

    def ask(self, what: str) -> Any:
        """Its answer to one line."""
        return asked(self._process, what)


@contextmanager
def watching(server: RunningServer, many: int) -> Iterator[Watching]:
    """That many screens with the same wall's picture, until the block ends."""
    with listening(server.port, [(server.site, server.tokens["display"])] * many) as crowd:
        yield crowd


@contextmanager
def listening(
    port: int, whose: Sequence[tuple[str, str]], program: str = "tests.bench.crowd"
) -> Iterator[Watching]:
    """A screen for each site and token, until the block ends. ``program``: the module that they are."""
    command = ending_with_parent([sys.executable, "-m", program, str(port)])
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdin is not None
            process.stdin.write(f"{json.dumps(whose)}\n")
            process.stdin.flush()
            yield Watching(process, len(whose))
        finally:
            process.kill()


def lines_of_input() -> FileIO:
    """Unbuffered: what was read ahead would wake no poll."""
    return open(0, "rb", buffering=0, closefd=False)


if __name__ == "__main__":
    with lines_of_input() as lines:
        Crowd(int(sys.argv[1]), json.loads(lines.readline()), Screen).run(lambda: lines.readline().decode())
