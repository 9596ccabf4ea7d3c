"""One mouth for many sockets: the same words, made once."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from flask import Flask

from ops.config import Settings
from ops.realtime.connections import Connection
from ops.realtime.transport import Transport


class Read(dict[str, Any]):
    """Says how often somebody went through it."""

    times = 0

    def items(self) -> Any:
        self.times += 1
        return super().items()


class Line:
    """In place of the library's own; keeps what it is given."""

    def __init__(self) -> None:
        self.queue = SimpleNamespace(qsize=lambda: 0)
        self.said: list[str] = []

    def send(self, packet: Any) -> None:
        self.said.append(packet.encode())


def test_what_many_are_told_is_made_into_text_once(tmp_path: Path) -> None:
    transport = Transport(Flask(__name__), Settings.from_environment({"OPS_DATA_DIR": str(tmp_path)}))
    lines = {str(number): Line() for number in range(500)}
    transport.server.eio.sockets.update(lines)
    body = Read(version=4)
    listening = [cast(Connection, SimpleNamespace(line=line, straight=None)) for line in lines]
    transport.emit(listening, "delta", body)
    assert body.times == 1
    assert [line.said for line in lines.values()] == [['42/board,["delta",{"version":4}]']] * 500
