"""Private servers for tests: started on a free port of this machine, ended with the test run."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

PATIENCE = 30.0


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def free_ports(many: int) -> int:
    """The first of so many, one after the other, on which nobody listens now."""
    while True:
        first = free_port()
        with ExitStack() as probes:
            try:
                for port in range(first, first + many):
                    probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first


def wait_until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Returns once the condition holds; fails in words when it never does."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {patience:g} s in vain: {what}")
        time.sleep(0.02)


def answers(port: int) -> bool:
    """Whether something accepts connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children_of(pid: int) -> list[int]:
    """Those it has started itself, that run now."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def signalled(pids: Sequence[int], what: signal.Signals) -> None:
    """Whoever of them is still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


def unprivileged(preferred: str) -> str | None:
    """Who runs the server: nobody special, and never root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in (preferred, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise LookupError("root cannot run this server and there is no other user")


@contextmanager
def private_folder(owner: str | None) -> Generator[Path]:
    """A new folder that its owner alone can read, gone afterwards."""
    folder = Path(mkdtemp(prefix="ops-test-"))
    try:
        if owner is not None:
            shutil.chown(folder, owner, pwd.getpwnam(owner).pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ending_with_parent(command: Sequence[str]) -> list[str]:
    """So wrapped, it dies with a killed test run, where util-linux can see to that."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", *command] if setpriv else list(command)


@contextmanager
def serving(command: Sequence[str], port: int, folder: Path, owner: str | None) -> Generator[None]:
    """Runs a server until the block ends; says its last words when it does not come up."""
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ending_with_parent(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=owner,
            group=pwd.getpwnam(owner).pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
    try:
        wait_until(lambda: process.poll() is not None or answers(port), f"{command[0]} listens")
        if process.poll() is not None:
            raise RuntimeError(f"{command[0]} ended at once:\n{log.read_text(errors='replace')[-2000:]}")
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
