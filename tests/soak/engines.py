"""A database server and a Redis that may die, hang and come back, each in a folder of its own."""

import shutil
import signal
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support import postgres
from tests.support.processes import (
    answers,
    children_of,
    ending_with_parent,
    free_port,
    private_folder,
    signalled,
    unprivileged,
    wait_until,
)

KEPT = {"synchronous_commit": "on", "full_page_writes": "on"}
"""A commit that was answered is in the log before it is: the process may die, the machine does not."""


class Engine:
    """One server process and its children."""

    def __init__(
        self,
        command: Sequence[str],
        port: int,
        folder: Path,
        owner: str | None,
        at_once: signal.Signals = signal.SIGKILL,
    ) -> None:
        self.url = ""
        self._at_once = at_once
        self._command = command
        self._port = port
        self._folder = folder
        self._owner = owner
        self._process: subprocess.Popen[bytes] | None = None
        self._held: list[int] = []

    def start(self) -> None:
        with (self._folder / "server.log").open("ab") as output:
            self._process = subprocess.Popen(
                ending_with_parent(self._command),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self._owner,
                group=self._owner,
                extra_groups=[] if self._owner else None,
            )
        wait_until(lambda: answers(self._port), f"{self._command[0]} listens")

    def dies(self) -> None:
        """At once, without a word to anybody; what it had written is there."""
        assert self._process is not None
        self._process.send_signal(self._at_once)
        self._process.wait(20)
        self._process = None

    def hangs(self) -> None:
        """Everything stays open and nothing moves."""
        assert self._process is not None
        pid = self._process.pid
        self._held = [pid, *children_of(pid)]
        signalled(self._held, signal.SIGSTOP)

    def goes_on(self) -> None:
        signalled(self._held[::-1], signal.SIGCONT)
        self._held = []

    def ends(self) -> None:
        self.goes_on()
        if self._process is not None:
            self.dies()


@contextmanager
def a_postgres() -> Generator[Engine]:
    """With one empty database."""
    programs = postgres.programs()
    assert programs is not None
    owner = unprivileged("postgres")
    with private_folder(owner) as folder:
        data, port = postgres.begun(programs, folder, owner), free_port()
        # Its own word for it, by which its children end too. Redis has none, and what a shell runs beside
        # itself is deaf to this one.
        engine = Engine(postgres.serves(programs, data, port, KEPT), port, folder, owner, signal.SIGQUIT)
        maintenance = f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        engine.start()
        try:
            wait_until(lambda: postgres.takes_in(maintenance), "PostgreSQL is ready")
            engine.url = postgres.made(maintenance, "room")
            yield engine
        finally:
            engine.ends()


@contextmanager
def a_redis() -> Generator[Engine]:
    program, port = shutil.which("redis-server"), free_port()
    assert program is not None
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with private_folder(None) as folder:
        engine = Engine(command, port, folder, None)
        engine.url = f"redis://127.0.0.1:{port}/0"
        engine.start()
        try:
            yield engine
        finally:
            engine.ends()
