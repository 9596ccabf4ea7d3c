"""``python -m ops.front``: started by the server, with its listening socket and a file for signs of life."""

import argparse
import asyncio
import os
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ops import logs
from ops.clock import monotonic
from ops.front.certificate import Shown
from ops.front.door import FrontDoor
from ops.processes import end_with_parent

LOOK_EVERY = 1.0
"""Seconds between two signs of life, and between two looks at the certificate."""


def main(argv: Sequence[str] | None = None) -> None:
    """Serve until told to end; then whoever is being answered has the answer."""
    said = _parser().parse_args(argv)
    end_with_parent()
    if os.getppid() != said.parent:
        return
    logs.begin(logs.Style(said.log))
    with socket.socket(fileno=said.listener) as listener:
        shown = Shown(said.certificate, said.key)
        asyncio.run(_serve(FrontDoor(listener, said.inner, shown), shown, said.life))


async def _serve(door: FrontDoor, shown: Shown, life: int) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    open_door = loop.create_task(door.stand_open())
    while not told.is_set() and not open_door.done():
        os.utime(life, (monotonic(), monotonic()))
        shown.look()
        with suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), LOOK_EVERY)
    open_door.cancel()
    with suppress(asyncio.CancelledError):
        await open_door  # If it fell, its error ends this process, and the server starts another.
    await door.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ops.front")
    for name, kind in (
        ("listener", int),
        ("life", int),
        ("parent", int),
        ("certificate", Path),
        ("key", Path),
    ):
        parser.add_argument(f"--{name}", type=kind, required=True)
    parser.add_argument("--inner", required=True)
    parser.add_argument("--log", required=True)
    return parser


if __name__ == "__main__":
    main()
