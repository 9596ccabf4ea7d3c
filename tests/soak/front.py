"""A line of one client to whichever process is there: the proxy in front of several, with the client's
own Wi-Fi before it."""

import asyncio

from tests.support.fault_proxy import FaultProxy

REACHES_WITHIN = 2.0


class Front(FaultProxy):
    """Each new connection goes to the next process that takes it."""

    def __init__(self, ports: list[int], begins_at: int = 0) -> None:
        super().__init__(ports[0])
        self._ports = ports
        self._next = begins_at

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for _ in self._ports:
            port = self._ports[self._next % len(self._ports)]
            self._next += 1
            try:
                return await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), REACHES_WITHIN)
            except (OSError, TimeoutError):
                continue
        raise ConnectionRefusedError
