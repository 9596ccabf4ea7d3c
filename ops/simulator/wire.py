"""The house as a program sees it: acts under ids of its own, sent again until they are answered."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from ops.clock import utc_now

API = "/api/v1"
PATIENCE = 30.0
BETWEEN_TRIES = 0.5
AT_ONCE = 50
"""Acts in one list."""

Headers = dict[str, str]
Transport = Callable[[str, str, Headers, bytes | None], tuple[int, bytes]]
"""Method, path, headers and body there; status and body back."""


class Refused(Exception):
    """The house does not let this program in."""


class NotThere(Refused):
    """There is no such site, or no more: it was a drill."""


def new_id(at: datetime | None = None) -> UUID:
    """A UUID of version 7: by time, now unless said otherwise, then 74 random bits."""
    milliseconds = int((at or utc_now()).timestamp() * 1000)
    number = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


@dataclass(frozen=True)
class Act:
    """One act, as it goes out. ``path`` begins below ``/api/v1``."""

    id: UUID
    path: str
    body: dict[str, Any]
    at: datetime


def over_http(url: str) -> Transport:
    """To a served house. Raises ``Refused`` for what is no address."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in ("http", "https") or host is None:
        raise Refused(f"{url} is no address of a served room, such as http://127.0.0.1:8000")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    kept = threading.local()

    def ask(method: str, path: str, headers: Headers, body: bytes | None) -> tuple[int, bytes]:
        """One line for each thread. One that the house has closed meanwhile is opened once more: under
        its own id an act is done once, however often it is sent."""
        line: HTTPConnection | None = getattr(kept, "line", None)
        if line is not None:
            try:
                return _asked(line, method, path, headers, body)
            except (OSError, HTTPException):
                line.close()
        kept.line = kind(host, parts.port, timeout=PATIENCE)
        try:
            return _asked(kept.line, method, path, headers, body)
        except BaseException:
            kept.line.close()
            kept.line = None
            raise

    return ask


def _asked(
    line: HTTPConnection, method: str, path: str, headers: Headers, body: bytes | None
) -> tuple[int, bytes]:
    line.request(method, path, body, headers)
    answer = line.getresponse()
    return answer.status, answer.read()


class Wire:
    """``goes_on`` says whether it is worth trying again."""

    def __init__(self, transport: Transport, token: str, goes_on: Callable[[], bool]) -> None:
        self._transport = transport
        self._token = token
        self._goes_on = goes_on
        self._pause = threading.Event()

    def sites(self) -> list[str]:
        """Short names of what is served, if it says so; waits for the house to open."""
        sites: list[str] = self._ask("GET", "/healthz")[1].get("sites", [])
        return sites

    def board(self, site: str) -> dict[str, Any]:
        """The board as tablets have it. Raises ``Refused``, ``NotThere``."""
        status, board = self._ask("GET", f"{API}/sites/{site}/board")
        if status == 404:
            raise NotThere(str(board.get("detail", status)))
        if status != 200:
            raise Refused(str(board.get("detail", status)))
        return board

    def drill(self, site: str) -> str:
        """The short name of the drill that it runs. Raises ``Refused``."""
        for drill in self.board(site)["room"]["drills"]:
            if drill["site"] is not None:
                return str(drill["site"])
        raise Refused(f"No drill is running in {site}. Begin one on a tablet.")

    def send(self, act: Act) -> bool:
        """Whether the act was taken. A refusal is an answer: somebody else was there first."""
        status, _ = self._ask("POST", API + act.path, act.body, act.id)
        return status < 400

    def send_earlier(self, site: str, acts: list[Act]) -> None:
        """Acts that happened before now, in order. What is no longer possible by then is not taken."""
        for start in range(0, len(acts), AT_ONCE):
            commands = [
                {"id": str(act.id), "path": act.path, "body": act.body | {"happened_at": act.at.isoformat()}}
                for act in acts[start : start + AT_ONCE]
            ]
            path = f"{API}/sites/{site}/commands"
            status, answer = self._ask("POST", path, {"commands": commands}, new_id())
            if status != 200:
                raise Refused(str(answer.get("detail", status)))

    def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, key: UUID | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Until there is an answer: the same key again does nothing twice. Raises ``Refused``."""
        headers = {"Authorization": f"Bearer {self._token}"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": str(key)}
        sent = None if body is None else json.dumps(body).encode()
        while True:
            try:
                status, said = self._transport(method, path, headers, sent)
                answer: dict[str, Any] = json.loads(said)
            except (OSError, HTTPException, ValueError):
                status, answer = 503, {}  # The house is closed for the moment.
            if status in (401, 403):
                raise Refused("The token is not good for this.")
            if status < 500:
                return status, answer
            if not self._goes_on():
                raise Refused("The house has closed.")
            self._pause.wait(BETWEEN_TRIES)
