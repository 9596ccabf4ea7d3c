"""The Wi-Fi between one tablet and its server, and the ways it breaks.

with FaultProxy(server_port) as line:
    line.url            what the tablet opens instead of the server's own address
    line.falls(Fault.HALF_OPEN)
    line.falls(None)    well again

A line that was half-open or deaf is cut when that ends: what was on it then is lost, as it is when a
tablet changes its access point.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from enum import Enum, auto
from threading import Thread
from types import TracebackType
from typing import Any, Self, cast

from tests.support.processes import free_port

CHUNK = 64 * 1024
ROUNDS = 10
"""Of the loop, in which whoever is on the way is there."""
SLOW_BY = 0.4
"""Seconds that each piece takes on a slow line."""


class Fault(Enum):
    """What is the matter with the line."""

    DARK = auto()
    """Nobody gets through; whoever tries is told so at once."""
    SLOW = auto()
    """Everything arrives, late."""
    CUT = auto()
    """What is open breaks off in the middle; a new try gets through."""
    HALF_OPEN = auto()
    """Open on both sides, and nothing passes."""
    DEAF = auto()
    """What the tablet says arrives; the answers are lost."""


LOSSY = {Fault.HALF_OPEN, Fault.DEAF}


class FaultProxy:
    """A listener on a port of this machine, in a thread of its own."""

    def __init__(self, server_port: int, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server_port = server_port
        self._fault: Fault | None = None
        self._meetings: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._now(self._listen())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._now(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def falls(self, fault: Fault | None) -> None:
        """From now on; returns once it holds."""

        async def change() -> None:
            before, self._fault = self._fault, None if fault is Fault.CUT else fault
            if fault in (Fault.DARK, Fault.CUT) or before in LOSSY:
                self._break_all()

        self._now(change())

    def _now(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._comes, "127.0.0.1", self.port)

    async def _end(self) -> None:
        self._listener.close()
        await self._break_all_who_come()
        await self._listener.wait_closed()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._break_all_who_come()

    def _comes(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        meeting = self._loop.create_task(self._meet(reader, writer))
        self._meetings.add(meeting)
        meeting.add_done_callback(self._meetings.discard)

    def _break_all(self) -> None:
        # Also whoever was accepted and not met yet: asyncio alone knows of them.
        for transport in list(cast(Any, self._loop)._transports.values()):
            transport.abort()

    async def _break_all_who_come(self) -> None:
        """Whoever was accepted last is met some rounds later, and what is broken off is closed after one more."""
        for _ in range(ROUNDS):
            self._break_all()
            await asyncio.sleep(0)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._fault is Fault.DARK:
            writer.transport.abort()
            return
        try:
            there, back = await self._reach()
        except OSError:
            writer.transport.abort()
            return
        await asyncio.gather(
            self._carry(reader, back, answers=False), self._carry(there, writer, answers=True)
        )

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._server_port)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool
    ) -> None:
        """One direction, until either side ends."""
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                if self._fault is Fault.SLOW:
                    await asyncio.sleep(SLOW_BY)
                if self._fault is Fault.HALF_OPEN or (answers and self._fault is Fault.DEAF):
                    continue
                writer.write(piece)
                await writer.drain()
        writer.close()
