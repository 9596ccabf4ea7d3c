"""With a thread for each socket, what many are told goes straight to it, and still comes whole and in order."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from flask import Flask

from ops.config import Settings
from ops.realtime import transport
from ops.realtime.connections import Connection
from ops.realtime.gate import CONNECTION
from ops.realtime.straight import framed
from ops.realtime.straight_threads import LineQueue, Rest, ThreadedStraight
from ops.realtime.transport import Transport
from tests.realtime.line import HANDSHAKE, PATIENCE, Screen, number_in
from tests.support.processes import wait_until

TELLERS, DELTAS, ASKED = 3, 120, 20


class Line:
    """The library's own server on a real socket, and a screen at the other end."""

    def __init__(self, folder: Path, answers: Callable[[], Any] = dict) -> None:
        self.transport = Transport(Flask(__name__), Settings.from_environment({"OPS_DATA_DIR": str(folder)}))
        self.transport.server.on("here", handler=lambda sid, said: answers(), namespace="/board")
        self.ours, self.theirs = socket.socketpair()
        self.ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.theirs.settimeout(PATIENCE)
        self.screen = Screen(cast(Any, self.theirs))
        self.connection = Connection(cast(Any, None), self.ours)
        self._serving = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        environ = {
            **HANDSHAKE,
            "HTTP_HOST": "here",
            CONNECTION: self.connection,
            "gunicorn.socket": self.ours,
        }
        with suppress(StopIteration):  # by which the library tells the server that the socket was taken over
            self.transport.server.handle_request(environ, lambda *said: None)
        self.ours.close()

    def begins(self) -> None:
        self.serves()
        self.screen.reads_head()
        [(self.connection.line, self.known)] = self.transport.server.eio.sockets.items()
        self.queue: LineQueue = self.known.queue
        self.screen.says("40/board,")
        while not self.screen.hears().startswith("40/board,"):
            pass
        self.rests()

    def tells(self, **body: Any) -> None:
        self.transport.emit([self.connection], "delta", body)

    def rests(self) -> None:
        self._until(self.queue.is_at_rest, "all that was put has been sent")

    def is_taken(self) -> None:
        self._until(lambda: not self.queue.queue, "the queue's thread has all that was put in hand")

    def _until(self, true: Callable[[], bool], what: str) -> None:
        def seen() -> bool:
            with self.queue.mutex:
                return true()

        wait_until(seen, what)

    def serves(self) -> None:
        self._serving.start()

    def is_over(self) -> None:
        self._serving.join(PATIENCE)
        assert not self._serving.is_alive()

    def ends(self) -> None:
        self.screen.leaves()
        self.is_over()


@contextmanager
def begun(folder: Path, answers: Callable[[], Any] = dict, *, pings_every: float = 10.0) -> Iterator[Line]:
    line = Line(folder, answers)
    line.transport.server.eio.ping_interval = pings_every
    try:
        line.begins()
        yield line
    finally:
        line.ends()


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each that was told: whether it went straight."""
    seen: list[bool] = []
    takes = ThreadedStraight.takes

    def noted(self: ThreadedStraight, line: Any, frame: bytes) -> bool:
        gone = takes(self, line, frame)
        seen.append(gone)
        return gone

    monkeypatch.setattr(ThreadedStraight, "takes", noted)
    return seen


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much was left of each frame of which a part was taken."""
    seen: list[int] = []
    put_first = LineQueue.put_first

    def noted(self: LineQueue, rest: Rest) -> None:
        seen.append(len(rest.left))
        put_first(self, rest)

    monkeypatch.setattr(LineQueue, "put_first", noted)
    return seen


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that screens said."""
    seen: list[str] = []
    says = Screen.says

    def noted(self: Screen, words: str) -> None:
        seen.append(words)
        says(self, words)

    monkeypatch.setattr(Screen, "says", noted)
    return seen


@pytest.mark.parametrize("seed", range(8))
def test_all_that_is_said_comes_whole_and_in_order(
    tmp_path: Path, ways: list[bool], parts: list[int], said: list[str], seed: int
) -> None:
    """Three tell, a screen asks and is answered, the house pings, and the screen reads as it likes."""
    random, telling, told, answered = Random(seed), threading.Lock(), count(), count(10_000)
    with begun(tmp_path, lambda: {"number": next(answered)}, pings_every=0.1) as line:
        line.screen.reads_at_once = lambda: random.choice((1, 7, 300, 1 << 16))

        def tells(random: Random) -> None:
            for _ in range(DELTAS):
                filler = "ö" * random.choice((0, 20, 50, 200, 30_000))
                with telling:
                    line.tells(number=next(told), filler=filler)
                if random.random() < 0.3:
                    line.rests()

        def asks(random: Random) -> None:
            for asked in range(ASKED):
                line.screen.says(f'42/board,{asked}["here",{{}}]')
                if random.random() < 0.5:
                    line.rests()

        work = [threading.Thread(target=tells, args=(Random(f"{seed}{n}"),)) for n in range(TELLERS)]
        work.append(threading.Thread(target=asks, args=(Random(seed),)))
        for thread in work:
            thread.start()
        heard = [number_in(line.screen.hears()) for _ in range(TELLERS * DELTAS + ASKED)]
        for thread in work:
            thread.join(PATIENCE)
    assert [number for number in heard if number < 10_000] == list(range(TELLERS * DELTAS))
    assert [number for number in heard if number >= 10_000] == list(range(10_000, 10_000 + ASKED))
    assert set(ways) == {True, False}
    assert parts
    assert "3" in said, "an answer to a ping"


def test_one_that_is_well_is_told_straight_without_waking_its_thread(
    tmp_path: Path, ways: list[bool]
) -> None:
    with begun(tmp_path) as line:
        for number in range(50):
            line.tells(number=number)
            assert number_in(line.screen.hears()) == number
    assert ways == [True] * 50


def test_what_the_thread_has_taken_and_not_sent_is_overtaken_by_nothing(
    tmp_path: Path, ways: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, goes_on = threading.Event(), threading.Event()
    send = transport._CarefulSocket.send

    def held(self: Any, words: Any) -> None:
        if isinstance(words, str) and "answer" in words:
            taken.set()
            assert goes_on.wait(PATIENCE)
        send(self, words)

    with begun(tmp_path, lambda: {"number": 0, "answer": True}) as line:
        monkeypatch.setattr(transport._CarefulSocket, "send", held)
        line.screen.says('42/board,1["here",{}]')
        assert taken.wait(PATIENCE)
        assert line.queue.qsize() == 0
        line.tells(number=1)
        goes_on.set()
        assert [number_in(line.screen.hears()) for _ in range(2)] == [0, 1]
    assert ways == [False]


def test_one_that_does_not_read_is_cut_off_and_holds_up_nobody(tmp_path: Path, parts: list[int]) -> None:
    """Nor does the end wait for it, though the rest of a frame is on its way."""
    with begun(tmp_path) as line:
        line.tells(number=0, filler="x" * (1 << 20))
        line.is_taken()
        for number in range(transport.MOST_QUEUED + 2):
            line.tells(number=number, filler="x" * 3000)
            assert line.queue.qsize() <= transport.MOST_QUEUED + 3, "with the goodbye"
        line.screen.all_there_is()
        line.is_over()
    assert len(parts) == 1
    assert line.connection.straight is None


def test_nothing_follows_half_a_frame(tmp_path: Path, parts: list[int]) -> None:
    """The rest of it could not be sent: the line is over, and the screen comes back for everything."""
    with begun(tmp_path) as line:
        line.tells(number=0, filler="x" * (1 << 20))
        line.connection.hang_up()
        line.tells(number=1)
        there = line.screen.all_there_is()
        line.is_over()
    [left] = parts
    assert len(there) <= (1 << 20) + 100 - left
    assert b'"number":1' not in there


def test_a_goodbye_that_has_begun_is_not_overtaken(tmp_path: Path, ways: list[bool]) -> None:
    with begun(tmp_path) as line:
        line.transport.server.on("disconnect", handler=lambda *who: line.tells(number=0), namespace="/board")
        line.transport.end(line.connection, for_good=False)
    assert ways == [False]


def test_one_that_is_on_its_way_out_is_told_nothing_more(tmp_path: Path) -> None:
    with begun(tmp_path) as line:
        line.transport.end(line.connection, for_good=False)
        line.tells(number=0)
        with pytest.raises(EOFError):
            line.screen.hears()


def test_what_is_said_never_goes_to_another_socket_that_has_the_number_by_now(
    tmp_path: Path, ways: list[bool]
) -> None:
    """The library may have closed its own between the look and the write."""
    with begun(tmp_path) as line:
        number = line.ours.fileno()
        line.ours.close()
        others = [one for _ in range(4) for one in socket.socketpair()]
        assert number in {one.fileno() for one in others}
        line.tells(number=5)
        assert number_in(line.screen.hears()) == 5
        for one in others:
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.recv(1)
        for one in others:
            one.close()
    assert ways == [True]


@pytest.mark.parametrize("time_and_again", range(10))
def test_one_that_was_gone_at_once_is_known_to_be_gone(tmp_path: Path, time_and_again: int) -> None:
    line = Line(tmp_path)
    line.theirs.shutdown(socket.SHUT_WR)
    line.serves()
    line.is_over()
    line.screen.leaves()
    [known] = line.transport.server.eio.sockets.values()
    assert known.closed
    assert line.connection.straight is None


def test_one_that_owes_an_answer_for_too_long_is_ended(tmp_path: Path) -> None:
    with begun(tmp_path) as line:
        known = line.known
        known.last_ping = time.time() - known.server.ping_timeout - 1
        line.tells(number=0)
        assert known.closed


def test_a_frame_is_made_once_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(words: str) -> bytes:
        made.append(words)
        return framed(words)

    monkeypatch.setattr(transport, "framed", noted)
    with begun(tmp_path / "a") as one, begun(tmp_path / "b") as other:
        one.transport.server.eio.sockets[other.connection.line] = other.known
        one.transport.emit([one.connection, other.connection], "delta", {"number": 7})
        assert {number_in(line.screen.hears()) for line in (one, other)} == {7}
    assert [json.loads(words[words.index("[") :]) for words in made] == [["delta", {"number": 7}]]
