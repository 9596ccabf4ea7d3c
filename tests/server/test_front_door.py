"""The front door by itself: what it lets in, says inside, and holds back."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ops.front import crowd, door
from ops.front.certificate import Shown
from ops.front.crowd import MOST_OPEN_OF_ONE, MOST_UNFINISHED, MOST_UNFINISHED_OF_ONE, Crowd, Meeting
from ops.front.door import FrontDoor, introduction
from ops.workers import introduced_as
from tests.support.tls import trusting_anything, write_pair

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
ASK = b"GET / HTTP/1.1\r\nHost: room\r\n\r\n"


class Inside:
    """The plain server, as a test wants it."""

    def __init__(self) -> None:
        self.met: list[Line] = []
        self.came = asyncio.Event()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met.append((reader, writer))
        self.came.set()


@asynccontextmanager
async def standing(folder: Path) -> AsyncIterator[tuple[int, Inside]]:
    """A front door on a free port."""
    inside = Inside()
    inner = await asyncio.start_unix_server(inside.meet, folder / "inner")
    shown = Shown(*write_pair(folder))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        front = FrontDoor(listener, str(folder / "inner"), shown)
        work = asyncio.create_task(front.stand_open())
        yield listener.getsockname()[1], inside
        work.cancel()
        for _, writer in inside.met:
            if not writer.is_closing():
                writer.transport.abort()
        await front.close()
    inner.close()


def run(play: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own, as a browser test before may have left a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, play).result()


async def knock(port: int) -> Line:
    return await asyncio.open_connection("127.0.0.1", port, ssl=trusting_anything())


def test_it_says_from_where_and_hands_on_every_byte(tmp_path: Path) -> None:
    async def play() -> None:
        async with standing(tmp_path) as (port, inside):
            reader, writer = await knock(port)
            mine = writer.get_extra_info("sockname")[1]
            writer.write(ASK + b"and more")
            await inside.came.wait()
            there, back = inside.met[0]
            assert await there.readline() == f"PROXY TCP4 127.0.0.1 127.0.0.1 {mine} {port}\r\n".encode()
            assert await there.readexactly(len(ASK) + 8) == ASK + b"and more"
            # The last words of a server that then closes arrive whole.
            back.write(b"x" * 1_000_000)
            back.close()
            assert len(await reader.read()) == 1_000_000
            writer.close()

    run(play())


def test_half_a_request_never_comes_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WHOLE_WITHIN", 0.2)

    async def play() -> None:
        async with standing(tmp_path) as (port, inside):
            reader, writer = await knock(port)
            writer.write(ASK[:-2])
            assert await reader.read() == b""
            writer.close()
            silent, line = await asyncio.open_connection("127.0.0.1", port)
            assert await silent.read() == b""
            line.close()
            assert inside.met == []

    run(play())


def test_screens_that_knock_without_a_pause_are_held_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "SCREENS_AT_ONCE", 2)
    monkeypatch.setattr(crowd, "SCREENS_PER_SECOND", 0)

    async def play() -> None:
        async with standing(tmp_path) as (port, inside):
            for path in (b"/", b"/socket.io/?EIO=4", b"/socket.io/?EIO=4"):
                inside.came.clear()
                _, writer = await knock(port)
                writer.write(ASK.replace(b"/", path, 1))
                await inside.came.wait()
                writer.close()
            reader, writer = await knock(port)
            writer.write(ASK.replace(b"/", b"/socket.io/?EIO=4", 1))
            assert (await reader.read()).startswith(b"HTTP/1.1 429 ")
            writer.close()
            assert len(inside.met) == 3

    run(play())


def test_what_nobody_takes_is_not_read_either(tmp_path: Path) -> None:
    """A client that stops reading fills a few buffers, not the memory."""

    async def play() -> None:
        async with standing(tmp_path) as (port, inside):
            _, writer = await knock(port)
            writer.write(ASK)
            await inside.came.wait()
            back = inside.met[0][1]
            written = 0
            try:
                while True:
                    back.write(b"x" * 1_000_000)
                    written += 1_000_000
                    async with asyncio.timeout(0.3):
                        await back.drain()
            except TimeoutError:
                assert written < 30_000_000
            writer.transport.abort()

    run(play())


@pytest.mark.parametrize(
    ("client", "ours", "said"),
    [
        ("192.168.1.7", "192.168.1.4", ("192.168.1.7", 5000)),
        ("::ffff:192.168.1.7", "::ffff:192.168.1.4", ("192.168.1.7", 5000)),
        ("fe80::1%eth0", "fe80::2%eth0", ("fe80::1", 5000)),
    ],
)
def test_the_line_inside_is_understood_there(client: str, ours: str, said: tuple[str, int]) -> None:
    assert introduced_as(introduction(client, 5000, ours, 8443).rstrip(b"\r\n")) == said


@pytest.mark.parametrize(
    "line", [b"", b"GET / HTTP/1.1", b"PROXY UNKNOWN", b"PROXY TCP4 1.2.3.4 1.2.3.4 x 1"]
)
def test_what_introduces_nobody_is_not_believed(line: bytes) -> None:
    assert introduced_as(line) is None


def test_who_has_waited_longest_goes_and_who_has_asked_stays() -> None:
    async def play() -> None:
        there = Crowd()

        async def waits() -> None:
            await asyncio.Event().wait()

        def comes(address: str) -> Meeting:
            meeting = asyncio.create_task(waits())
            there.comes(meeting, address)
            meeting.add_done_callback(there.goes)
            return meeting

        asked = comes("10.0.0.1")
        there.has_asked(asked)
        flood = [comes("10.0.0.1") for _ in range(MOST_UNFINISHED_OF_ONE + 1)]
        await asyncio.sleep(0)
        assert [one.cancelled() or one.cancelling() > 0 for one in flood[:2]] == [True, False]
        assert not asked.cancelling()
        others = [comes(f"10.0.1.{n}") for n in range(MOST_UNFINISHED)]
        assert flood[-1].cancelling()
        assert not any(one.cancelling() for one in others)
        for _ in range(MOST_OPEN_OF_ONE):
            there.has_asked(comes("10.0.2.1"))
        assert not there.has_room("10.0.2.1")
        assert there.has_room("10.0.2.2")
        still = there.closes()
        assert asked in still
        for meeting in still:
            meeting.cancel()
        await asyncio.gather(*still, return_exceptions=True)
        assert there.has_room("10.0.2.1")

    run(play())


def test_old_tls_has_no_context(tmp_path: Path) -> None:
    assert Shown(*write_pair(tmp_path)).context.minimum_version == ssl.TLSVersion.TLSv1_2
