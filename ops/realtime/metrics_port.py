"""The same text on an address of its own, for a Prometheus on this machine. Off unless set.

Each process answers for itself: the first takes the port that is set, the next the one after
it, and so on. One that finds all of them taken, as while processes are replaced, tries again; beside
another service that has them it does so for good.
"""

import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any, cast

from ops import logs
from ops.realtime.complaints import Complaints
from ops.realtime.metrics import Metrics

log = logs.get(__name__)

AGAIN_AFTER = 1.0
PATIENCE = 5.0
"""Seconds for whoever asks and then says nothing."""


def serve(host: str, ports: range, metrics: Metrics) -> None:
    """For as long as the process lives, in a thread of its own that waits for one asker at a time."""
    threading.Thread(target=_serve, args=(host, ports, metrics), name="metrics", daemon=True).start()


def _serve(host: str, ports: range, metrics: Metrics) -> None:
    # Accepted by hand: a server of the standard library waits in a way that holds all green threads.
    class Answer(BaseHTTPRequestHandler):
        timeout = PATIENCE

        def do_GET(self) -> None:
            found = self.path.partition("?")[0] == "/metrics"
            body = metrics.text() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", metrics.CONTENT_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def version_string(self) -> str:
            return "ops"

        def log_message(self, *_: object) -> None:
            """What was asked is nobody's business."""

    complaints = Complaints(log)
    listening = _listen(host, ports, complaints, threading.Event().wait)
    while True:
        try:
            line, address = listening.accept()
            with line:
                Answer(line, address, cast(Any, None))
        except OSError:
            continue  # Whoever asked has gone.
        except Exception as error:
            complaints.say(error, "metrics could not be told")


def _listen(
    host: str, ports: range, complaints: Complaints, pause: Callable[[float], object]
) -> socket.socket:
    while True:
        for port in ports:
            try:
                return socket.create_server((host, port), family=_family(host))
            except OSError as error:
                found = error
        complaints.say(found, "no port is free for OPS_METRICS; trying again")
        pause(AGAIN_AFTER)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
