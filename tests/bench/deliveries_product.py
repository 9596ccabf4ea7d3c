"""The product's own server, with one port more: a byte there, and a site's screens are told a change.

The only difference from `python -m ops.server`. What is told goes the way of every change, from the
publisher's own mouth; only its reading from the database, which every screen shares, is left out.
"""

import json
import os
import socket
import threading
from collections import Counter
from time import monotonic_ns
from typing import Any

from ops import logs
from ops.config import Settings
from ops.domain.words import Audience
from ops.keys import ensure_secrets
from ops.server import Application

CONTROL, SITE, BODY = "BENCH_CONTROL", "BENCH_SITE", "BENCH_BODY"
"""Names in the environment: the port, the site's number, what it is told."""
GRANT, COUNTS = b"+", b"?"


class ToldByBytes(Application):
    """Its one process listens on the control port too."""

    def load(self) -> Any:
        house = super().load()
        assert self.room is not None
        publisher = self.room.extensions["realtime"].publisher
        site, body = int(os.environ[SITE]), json.loads(os.environ[BODY])
        counts = _counting()

        def tell() -> None:
            told = {"at": f"{monotonic_ns():020}", **body}
            publisher.tell(site, Audience.WALL, "delta", told)

        def serve(line: socket.socket) -> None:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while asked := line.recv(64):
                if asked == COUNTS:
                    line.sendall(json.dumps(counts).encode() + b"\n")
                    continue
                for _ in range(asked.count(GRANT)):
                    tell()

        def listen() -> None:
            with socket.create_server(("127.0.0.1", int(os.environ[CONTROL]))) as door:
                while True:
                    line, _ = door.accept()
                    threading.Thread(target=serve, args=(line,), daemon=True).start()

        threading.Thread(target=listen, daemon=True).start()
        return house


def _counting() -> Counter[str]:
    """How often something was made into text, and how often that was put into a frame."""
    from eventlet.websocket import RFC6455WebSocket
    from socketio.packet import Packet

    from ops.realtime import transport

    sending: Any = transport
    counts: Counter[str] = Counter(encoded=0, framed=0)
    encode, frame, frame_for_many = Packet.encode, RFC6455WebSocket._pack_message, sending.framed

    def counted_encode(self: Any) -> Any:
        counts["encoded"] += 1
        return encode(self)

    def counted_frame(self: Any, *args: Any, **how: Any) -> Any:
        counts["framed"] += 1
        return frame(self, *args, **how)

    def counted_frame_for_many(words: str) -> Any:
        counts["framed"] += 1
        return frame_for_many(words)

    sending.framed = counted_frame_for_many
    Packet.encode = counted_encode
    RFC6455WebSocket._pack_message = counted_frame
    return counts


if __name__ == "__main__":
    settings = Settings.from_environment()
    ensure_secrets(settings)
    logs.begin(settings.log)
    ToldByBytes(settings).run()
