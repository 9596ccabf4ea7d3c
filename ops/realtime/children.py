"""Long work in a process of its own, so that the room does not wait for it: one of our commands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def of_ours(*words: str) -> tuple[str, ...]:
    """``ops`` with these words."""
    return (sys.executable, "-m", "ops.cli", *words)


def run(command: tuple[str, ...], key: bytes | None) -> "subprocess.CompletedProcess[str]":
    """To its end."""
    with _handed(key) as (environment, descriptors):
        return subprocess.run(  # noqa: S603 our own command
            command,
            env=environment,
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


def begin(command: tuple[str, ...], key: bytes | None) -> "subprocess.Popen[bytes]":
    """Whoever begins it looks when it has ended; what it complains of is in the server's own log."""
    with _handed(key) as (environment, descriptors):
        return subprocess.Popen(  # noqa: S603 our own command
            command,
            env=environment,
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def _handed(key: bytes | None) -> Iterator[tuple[dict[str, str], tuple[int, ...]]]:
    """With the database's key, which a person may have given: by a file that is only in memory."""
    environment, memory = dict(os.environ), os.memfd_create("key")
    try:
        if key is not None:
            os.fchmod(memory, 0o600)
            os.write(memory, key.hex().encode())
            environment["OPS_DB_KEY_FILE"] = f"/proc/self/fd/{memory}"
        yield environment, (memory,)
    finally:
        os.close(memory)
