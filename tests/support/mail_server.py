"""A mail server on this machine: takes what it is handed, in the clear, offering nothing."""

import socketserver
import threading

ANSWERS = {b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"QUIT": b"221 bye", b"DATA": b"354 go on"}


class MailServer:
    """``taken``: each message as it came. ``refuse``: answers to a command instead of the usual."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.greeted: list[str] = []
        self.refuse: dict[bytes, bytes] = {}
        mine = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say(b"220 here")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word in (b"EHLO", b"HELO"):
                        mine.greeted.append(line.decode().split()[1])
                    self.say(mine.refuse.get(word) or ANSWERS.get(word) or b"250 here")
                    if word == b"DATA" and word not in mine.refuse:
                        mine.taken.append(self.message())
                        self.say(b"250 taken")
                    if word == b"QUIT":
                        return

            def say(self, line: bytes) -> None:
                self.wfile.write(line + b"\r\n")

            def message(self) -> str:
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                return b"".join(lines).decode()

        self._server = socketserver.ThreadingTCPServer(("", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
