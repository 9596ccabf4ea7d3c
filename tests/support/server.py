"""A real server for a test: its own process, port, data directory and database.

with RunningServer(folder, database_url) as server:
    server.house        the same database, for acts done from the test
    server.url          where it listens
    server.tokens       role → bearer token of an enrolled device
    server.stop(), kill(), reload(), restart()
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.keys import database_key, ensure_secrets
from ops.services.house import House
from tests.support.furnished import Furnished, furnish
from tests.support.processes import children_of, ending_with_parent, free_port, wait_until

ROOT = Path(__file__).parents[2]
STOPS_WITHIN = 3.0
"""What the product promises, with fifty sockets open."""


class RunningServer:
    """Starts the house on a free port of this machine and ends it with the block."""

    def __init__(
        self,
        folder: Path,
        database_url: str | None = None,
        *,
        port: int | None = None,
        environment: Mapping[str, str] | None = None,
        furnished: Furnished | None = None,
        program: Sequence[str] = ("ops.server",),
    ) -> None:
        self._program = program
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_file = folder / f"server-{self.port}.log"
        self.environment = {
            "OPS_DATA_DIR": str(folder / "instance"),
            "OPS_PORT": str(self.port),
            **({"OPS_DATABASE_URL": database_url} if database_url else {}),
            **(environment or {}),
        }
        self.settings = Settings.from_environment(self.environment)
        keys = ensure_secrets(self.settings)
        self.house = House(
            db=Database(self.settings.database_url, database_key(self.settings)),
            now=utc_now,
            ring=lambda site_id: None,
            keys=keys,
        )
        self.furnished = furnished or furnish(self.house)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def site(self) -> str:
        return self.furnished.slug

    @property
    def tokens(self) -> Mapping[str, str]:
        return self.furnished.tokens

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    @property
    def pid(self) -> int:
        """The arbiter's."""
        assert self._process is not None
        return self._process.pid

    def worker_pids(self) -> list[int]:
        return [] if self._process is None else children_of(self.pid)

    def types(self, *words: str, **other: str) -> None:
        """``ops`` with these words, as the caretaker of this house; raises when it fails. ``other``: variables
        that are not the server's."""
        command = [sys.executable, "-m", "ops.cli", *words]
        environment = _inherited() | self.environment | other
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    def start(self) -> float:
        """Returns once it says that it is ready; the seconds that took."""
        began = time.monotonic()
        said = self.log.count("ready\n")
        with self.log_file.open("ab") as output:
            self._process = subprocess.Popen(
                ending_with_parent([sys.executable, "-m", *self._program]),
                cwd=ROOT,
                env=_inherited() | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: self._ended() or self.log.count("ready\n") > said, "the server is ready")
        if self._ended():
            raise RuntimeError(f"the server ended at once:\n{self.log[-4000:]}")
        return time.monotonic() - began

    def stop(self, patience: float = 20.0) -> float:
        """SIGTERM, as a service manager does; the seconds until the last process was gone."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(patience)
        took = time.monotonic() - began
        self._process = None
        if code != 0:
            raise RuntimeError(f"the server ended with code {code}:\n{self.log[-4000:]}")
        return took

    def ends(self, patience: float = 20.0) -> int:
        """By itself; its code."""
        assert self._process is not None
        code = self._process.wait(patience)
        self._process = None
        return code

    def kill(self) -> None:
        """kill -9 of everything at once, as a power cut would."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def reload(self) -> None:
        """SIGHUP: fresh workers on the same port."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def restart(self) -> None:
        self.stop()
        self.start()

    def __enter__(self) -> "RunningServer":
        try:
            self.start()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        if error is not None:
            sys.stderr.write(f"--- what the server said ---\n{self.log[-4000:]}\n")

    def end(self) -> None:
        """Whatever state it is in, it is gone."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        self.house.db.close()

    def _ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
