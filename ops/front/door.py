"""One connection after another: TLS outside, the plain server inside.

1. The first byte says whether TLS is spoken. Who speaks plain HTTP is told the right beginning of the address.
2. The handshake and a whole head have ``WHOLE_WITHIN`` seconds, and the head ``LONGEST_HEAD`` bytes. Until
   then there is no connection inside.
3. A line inside says from where it comes (PROXY protocol, version 1); then bytes go both ways, and are read no
   faster than the other side takes them.
"""

import asyncio
import ipaddress
import socket
from contextlib import suppress
from typing import Final

from ops.front.certificate import Shown
from ops.front.crowd import Crowd, Meeting

WHOLE_WITHIN: Final = 5.0
LONGEST_HEAD: Final = 16 * 1024
READ_AT_ONCE: Final = 64 * 1024
TAKEN_WITHIN: Final = 30.0
"""Seconds in which somebody takes what they asked for, or their line is closed."""
GOODBYE_WITHIN: Final = 5.0
QUIET_FOR: Final = 0.5
"""Seconds without a byte after which somebody who was answered has stopped sending."""
TRY_AGAIN: Final = 0.1
"""Seconds until the next try when the system has no room for a connection."""

TLS_BEGINS = 0x16
LIVE_LINE = b"/socket.io"
HTTPS_PLEASE = b"This address begins with https://\n"
TOO_LONG = b"The request is too long.\n"
TOO_MANY = b"Too many screens at once from here.\n"

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def answer(status: str, words: bytes) -> bytes:
    """A whole answer, after which the line is closed."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(words)}\r\nConnection: close\r\n\r\n"
    return head.encode() + words


def introduction(client: str, port: int, ours: str, our_port: int) -> bytes:
    """The first line inside. Both addresses are of one kind: a mapped one (``::ffff:…``) is what it maps."""
    both = [_plain(client), _plain(ours)]
    kind = "TCP4" if all(one.version == 4 for one in both) else "TCP6"
    return f"PROXY {kind} {both[0]} {both[1]} {port} {our_port}\r\n".encode()


def _plain(said: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    found = ipaddress.ip_address(said.partition("%")[0])
    mapped = found.ipv4_mapped if found.version == 6 else None
    return mapped or found


class FrontDoor:
    """``listener``: where the world comes; ``inner``: the path of the plain server's socket."""

    def __init__(self, listener: socket.socket, inner: str, shown: Shown) -> None:
        self._listener = listener
        self._inner = inner
        self._shown = shown
        self._crowd = Crowd()

    async def stand_open(self) -> None:
        """Let in whoever comes, until cancelled."""
        loop = asyncio.get_running_loop()
        self._listener.setblocking(False)
        while True:
            try:
                client, address = await loop.sock_accept(self._listener)
            except OSError:
                await asyncio.sleep(TRY_AGAIN)
                continue
            who = str(_plain(address[0]))
            if not self._crowd.has_room(who):
                client.close()
                continue
            meeting = loop.create_task(self._meet(client, who, address[1]))
            self._crowd.comes(meeting, who)
            meeting.add_done_callback(self._crowd.goes)

    async def close(self) -> None:
        """Nobody comes in any more; who is being answered has the answer."""
        self._listener.close()
        await asyncio.gather(*self._crowd.closes(), return_exceptions=True)

    async def _meet(self, client: socket.socket, who: str, port: int) -> None:
        """Whatever goes wrong with one connection ends that one."""
        # It may be gone already: an address that cannot be asked for any more.
        with client, suppress(OSError, EOFError, TimeoutError):
            ours = client.getsockname()
            outer: Line | None = None
            try:
                async with asyncio.timeout(WHOLE_WITHIN):
                    outer = await self._shake_hands(client)
                    head = await _hear(outer) if outer else b""
                if outer is not None:
                    await self._serve(outer, head, who, introduction(who, port, ours[0], ours[1]))
            finally:
                if outer is not None:
                    _drop(outer[1])

    async def _shake_hands(self, client: socket.socket) -> Line | None:
        first = await _first_byte(client)
        if first != TLS_BEGINS:
            _say_https(client, first)
            return None
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=LONGEST_HEAD)
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await loop.connect_accepted_socket(
            lambda: protocol,
            client,
            ssl=self._shown.context,
            ssl_handshake_timeout=WHOLE_WITHIN,
            ssl_shutdown_timeout=GOODBYE_WITHIN,
        )
        return reader, asyncio.StreamWriter(transport, protocol, reader, loop)

    async def _serve(self, outer: Line, head: bytes, who: str, introduced: bytes) -> None:
        self._crowd.has_asked(_this_meeting())
        if not head:
            await _hand_over(outer, answer("431 Request Header Fields Too Large", TOO_LONG))
            return
        if _wants_live_line(head) and not self._crowd.may_be_a_screen(who):
            await _hand_over(outer, answer("429 Too Many Requests", TOO_MANY))
            return
        inner = await asyncio.open_unix_connection(self._inner)
        try:
            inner[1].write(introduced + head)
            await _both_ways(outer, inner)
        finally:
            _drop(inner[1])


async def _hear(outer: Line) -> bytes:
    """The first head; empty for one that does not end."""
    try:
        return await outer[0].readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return b""


async def _both_ways(outer: Line, inner: Line) -> None:
    """Until one side has no more to say. What the server said last is still handed over."""
    asked = asyncio.ensure_future(_pass_on(outer[0], inner[1]))
    answered = asyncio.ensure_future(_pass_on(inner[0], outer[1]))
    try:
        await asyncio.wait([asked, answered], return_when=asyncio.FIRST_COMPLETED)
        if answered.done() and not answered.exception():
            asked.cancel()
            await asyncio.wait([asked])
            await _hand_over(outer, b"")
    finally:
        for way in (asked, answered):
            way.cancel()
        await asyncio.gather(asked, answered, return_exceptions=True)


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while some := await source.read(READ_AT_ONCE):
        sink.write(some)
        async with asyncio.timeout(TAKEN_WITHIN):
            await sink.drain()


async def _hand_over(outer: Line, words: bytes) -> None:
    """The last words, and a goodbye that waits until they are taken, for a while."""
    reader, writer = outer
    writer.write(words)
    async with asyncio.timeout(TAKEN_WITHIN):
        await writer.drain()
        await _let_run_out(reader)
        writer.close()
        await writer.wait_closed()


async def _let_run_out(reader: asyncio.StreamReader) -> None:
    """What is still being sent: a line that is closed on it takes the answer back."""
    with suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_WITHIN):
            while await asyncio.wait_for(reader.read(READ_AT_ONCE), QUIET_FOR):
                pass


def _drop(writer: asyncio.StreamWriter) -> None:
    """At once, whatever state it is in."""
    with suppress(AttributeError):  # asyncio raises it for a line that has ended already.
        writer.transport.abort()


async def _first_byte(client: socket.socket) -> int:
    """What the client begins with, left where it is. Raises ``EOFError`` when there is nothing."""
    loop = asyncio.get_running_loop()
    came: asyncio.Future[None] = loop.create_future()

    def comes() -> None:
        if not came.done():
            came.set_result(None)

    loop.add_reader(client, comes)
    try:
        await came
    finally:
        loop.remove_reader(client)
    found = client.recv(1, socket.MSG_PEEK)
    if not found:
        raise EOFError
    return found[0]


def _say_https(client: socket.socket, first: int) -> None:
    """To a browser, which begins with a capital letter (GET); anything else is just closed."""
    if chr(first).isupper():
        client.recv(READ_AT_ONCE)  # What is left unread would take the answer back.
        client.send(answer("400 Bad Request", HTTPS_PLEASE))
        client.shutdown(socket.SHUT_WR)


def _wants_live_line(head: bytes) -> bool:
    asked_for = head.split(b" ", 2)[1:2]
    return bool(asked_for) and asked_for[0].startswith(LIVE_LINE)


def _this_meeting() -> Meeting:
    meeting = asyncio.current_task()
    assert meeting is not None
    return meeting
