"""A command that goes on until it is ended, as a caretaker sees it in a terminal."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.support.processes import ending_with_parent, free_port, wait_until

ROOT = Path(__file__).parents[2]


class Served:
    """``ops serve`` or ``ops demo`` in a process group of its own."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.folder = folder
        self._database = {"OPS_DATABASE_URL": database_url} if database_url else {}
        self.port = free_port()
        self._log = folder.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def said(self) -> str:
        """All that it printed since it was started last."""
        return self._log.read_text(errors="replace")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def starts(self, *words: str) -> None:
        """Returns when it answers, and fails with its words when it ends instead."""
        self.begins(*words)
        wait_until(lambda: self._ended() or self.answers(), f"ops {words[0]} answers")
        assert not self._ended(), self.said

    def begins(self, *words: str) -> None:
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                ending_with_parent([sys.executable, "-m", "ops.cli", *words]),
                cwd=ROOT,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
        own = {"OPS_DATA_DIR": str(self.folder), "OPS_PORT": str(self.port)}
        return inherited | own | self._database

    def types(self, *words: str) -> str:
        """Another command meanwhile; its output."""
        command: Sequence[str] = [sys.executable, "-m", "ops.cli", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=True
        )
        return done.stdout

    def ends(self) -> int:
        """SIGTERM, as a service manager does; its code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(20)

    def code(self) -> int:
        """Of one that ends by itself."""
        assert self._process is not None
        return self._process.wait(30)

    def is_cut_off(self) -> None:
        """A power cut: everything of it at once, nothing is finished."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def answers(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def get(self, path: str, token: str | None = None) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body: dict[str, Any] = json.loads(answer.read())
            return answer.status, body
        finally:
            connection.close()

    def members(self) -> list[int]:
        """Every process that still belongs to it."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                group = int((entry / "stat").read_text().rpartition(")")[2].split()[2])
                alive = (entry / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
                if group == self.pid and alive:
                    found.append(int(entry.name))
        return found

    def _ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None
