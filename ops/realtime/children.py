"""Long work in a process of its own, so that the room does not wait for it: one of our commands."""

import os
import subprocess
import sys


def of_ours(*words: str) -> tuple[str, ...]:
    """``ops`` with these words."""
    return (sys.executable, "-m", "ops.cli", *words)


def run(command: tuple[str, ...], key: bytes | None) -> "subprocess.CompletedProcess[str]":
    """With the database's key, which a person may have given: by a file that is only in memory."""
    environment, handed = dict(os.environ), os.memfd_create("key")
    try:
        if key is not None:
            os.fchmod(handed, 0o600)
            os.write(handed, key.hex().encode())
            environment["OPS_DB_KEY_FILE"] = f"/proc/self/fd/{handed}"
        return subprocess.run(  # noqa: S603 our own command
            command,
            env=environment,
            pass_fds=(handed,),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(handed)
