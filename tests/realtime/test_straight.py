"""What many are told goes straight to a socket, and still comes whole and in the order in which it was said."""

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import eventlet
import pytest
from eventlet.queue import Queue
from eventlet.websocket import RFC6455WebSocket

from ops.realtime import transport
from ops.realtime.straight import Straight, framed
from tests.realtime.line import PATIENCE, Line, everything, moody, number_in

pytestmark = pytest.mark.eventlet

TELLERS, DELTAS, ASKED = 2, 80, 30


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    with eventlet.Timeout(PATIENCE):
        yield


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each that was told: whether it went straight."""
    seen: list[bool] = []
    takes = Straight.takes

    def noted(self: Straight, line: Any, frame: bytes) -> bool:
        seen.append(takes(self, line, frame))
        return seen[-1]

    monkeypatch.setattr(Straight, "takes", noted)
    return seen


@pytest.mark.parametrize("seed", range(16))
def test_all_that_is_said_comes_whole_and_in_order(tmp_path: Path, ways: list[bool], seed: int) -> None:
    """Two tell, a screen asks and is answered, both sides ping, and the socket takes what it likes."""
    random, numbers = Random(seed), count()
    with Line(tmp_path, lambda: {"number": next(numbers)}) as line:
        line.known.server.ping_interval = 0.004
        line.raw.takes = moody(random)
        line.screen.reads_at_once = lambda: random.choice((1, 7, 300, 1 << 16))

        def tells() -> None:
            for _ in range(DELTAS):
                line.tells(number=next(numbers), filler="ö" * random.choice((0, 20, 50, 200, 3000)))
                _waits(random, line)

        def asks() -> None:
            for asked in range(ASKED):
                line.screen.pings(f"{asked}".encode())
                line.screen.says(f'42/board,{asked}["here",{{}}]')
                _waits(random, line)

        for work in (*[tells] * TELLERS, asks):
            eventlet.spawn(work)
        heard: list[int] = []
        while len(heard) < TELLERS * DELTAS + ASKED:
            heard.append(number_in(line.screen.hears()))
            if random.random() < 0.2:
                eventlet.sleep(0.0005)
        assert heard == list(range(len(heard)))
        assert line.screen.pongs == sorted(line.screen.pongs, key=int)
    assert set(ways) == {True, False}
    assert line.raw.parts > 10


def _waits(random: Random, line: Line) -> None:
    """For a moment, or until nothing waits."""
    eventlet.sleep(random.choice((0, 0, 0, 0.0005)))
    if random.random() < 0.3:
        while line.known.queue.qsize():
            eventlet.sleep(0.0005)


def test_one_that_is_well_is_told_straight_without_the_queue(tmp_path: Path, ways: list[bool]) -> None:
    with Line(tmp_path, dict) as line:
        for number in range(50):
            line.tells(number=number)
            assert number_in(line.screen.hears()) == number
    assert ways == [True] * 50


def test_a_socket_that_is_full_is_told_later_by_the_queue(tmp_path: Path, ways: list[bool]) -> None:
    with Line(tmp_path, dict) as line:
        line.raw.takes = lambda length: 0
        line.tells(number=0)
        line.raw.takes = everything
        line.tells(number=1)
        assert [number_in(line.screen.hears()) for _ in range(2)] == [0, 1]
    assert ways == [False, False]


def test_nothing_follows_half_a_frame(tmp_path: Path) -> None:
    """The rest of it could not be sent: the line is over, and the screen comes back for everything."""
    tried = count()

    def torn(length: int) -> int:
        if next(tried) == 1:
            raise ConnectionResetError
        return 10 if length > 100 else length

    with Line(tmp_path, dict) as line:
        line.raw.takes = torn
        line.tells(number=0, filler="x" * 200)
        line.tells(number=1)
        assert len(line.screen.all_there_is()) == 10
    assert line.known.closed


def test_one_that_does_not_read_is_cut_off_and_holds_up_nobody(tmp_path: Path) -> None:
    with Line(tmp_path, dict) as slow, Line(tmp_path, dict) as other:
        line = slow.known
        slow.raw.takes = lambda length: length // 2 or 1
        slow.transport.server.eio.sockets[other.connection.line] = other.known
        most = transport.MOST_QUEUED + 10
        for number in range(most):
            body = {"number": number, "filler": "x" * 3000}
            slow.transport.emit([slow.connection, other.connection], "delta", body)
            assert number_in(other.screen.hears()) == number
            assert line.queue.qsize() <= transport.MOST_QUEUED + 1
        slow.screen.all_there_is()
    assert slow.connection.straight is None


def test_one_that_owes_an_answer_for_too_long_is_ended(tmp_path: Path) -> None:
    with Line(tmp_path, dict) as line:
        line.known.last_ping = time.time() - line.known.server.ping_timeout - 1
        line.tells(number=0)
        assert line.known.closed


def test_nothing_overtakes_what_nobody_takes_from_the_queue(tmp_path: Path, ways: list[bool]) -> None:
    with Line(tmp_path, dict) as line:
        queue, line.known.queue = line.known.queue, Queue()
        line.tells(number=0)
        assert (ways, line.known.queue.qsize()) == ([False], 1)
        line.known.queue = queue


def test_a_goodbye_that_has_begun_is_not_overtaken(tmp_path: Path, ways: list[bool]) -> None:
    with Line(tmp_path, dict) as line:
        line.transport.server.on("disconnect", handler=lambda *who: line.tells(number=0), namespace="/board")
        line.transport.end(line.connection, for_good=False)
    assert ways == [False]


def test_one_that_is_on_its_way_out_is_told_nothing_more(tmp_path: Path) -> None:
    with Line(tmp_path, dict) as line:
        line.transport.end(line.connection, for_good=False)
        line.tells(number=0)
        with pytest.raises(EOFError):
            line.screen.hears()


def test_a_line_that_was_agreed_to_be_packed_is_left_to_the_library(tmp_path: Path, ways: list[bool]) -> None:
    with Line(tmp_path, dict, HTTP_SEC_WEBSOCKET_EXTENSIONS="permessage-deflate") as line:
        line.tells(number=0)
        line.tells(number=1)
        assert [number_in(line.screen.hears()) for _ in range(2)] == [0, 1]
    assert ways == []


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_is_the_librarys_own_to_the_byte(length: int) -> None:
    words = "ö" * (length // 2) + "x" * (length % 2)
    library = RFC6455WebSocket(Mock(), {}, extensions={})
    assert framed(words) == library._pack_message(words)
