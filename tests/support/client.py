"""A program at the door: HTTP with a device's token, nothing cleverer."""

import http.client
import json
from typing import Any
from uuid import uuid4


class Program:
    """Speaks to one server as one device. A line that breaks is made anew at the next call."""

    def __init__(self, port: int, token: str, patience: float = 10) -> None:
        self._port = port
        self._token = token
        self._patience = patience

    def get(self, path: str) -> tuple[int, Any]:
        return self._ask("GET", path, None, {})[:2]

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> tuple[int, Any]:
        """A write. ``path`` is below /api/v1; the same key again is the same act again."""
        return self.post_and_look(path, body, key)[:2]

    def post_and_look(self, path: str, body: dict[str, Any], key: str | None = None) -> tuple[int, Any, bool]:
        """The same, and whether the answer is one that had been given before."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid4())}
        return self._ask("POST", f"/api/v1{path}", json.dumps(body), headers)

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, Any, bool]:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._patience)
        try:
            line.request(method, path, body, {"Authorization": f"Bearer {self._token}", **headers})
            with line.getresponse() as answer:
                said = answer.read()
                replayed = answer.headers["Idempotency-Replayed"] == "true"
                return answer.status, json.loads(said) if said else None, replayed
        finally:
            line.close()
