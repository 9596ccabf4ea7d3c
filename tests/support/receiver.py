"""Somebody outside, on this machine: takes what is posted, and answers as a test wants."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """``status`` and ``answer`` are what it says next; ``taken``: headers and body of each post."""

    def __init__(self) -> None:
        self.taken: list[tuple[Mapping[str, str], bytes]] = []
        self.status = 200
        self.answer = b"{}"
        self.elsewhere = ""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.taken.append((dict(self.headers), body))
                self.send_response(receiver.status)
                if receiver.elsewhere:
                    self.send_header("Location", receiver.elsewhere)
                self.end_headers()
                self.wfile.write(receiver.answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/room/SECRET"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
