"""`make run` stays in the foreground, answers, and ends when told to, leaving nobody behind."""

import json
import os
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.support.processes import answers, free_port, wait_until
from tests.support.source import ROOT


def environment(folder: Path, port: int) -> dict[str, str]:
    """Ours without what would speak to the inner make or to another room."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPS_", "MAKE", "MFLAGS"))
    }
    return kept | {"OPS_DATA_DIR": str(folder), "OPS_PORT": str(port)}


def healthy(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def started(target: str, folder: Path, port: int) -> Generator[subprocess.Popen[bytes]]:
    """`make <target>`, up; killed at the end if it is still there."""
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", target],
            cwd=ROOT,
            env=environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(lambda: process.poll() is not None or healthy(port), f"make {target} answers")
        assert process.poll() is None, log.read_text(errors="replace")
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(30)


@pytest.mark.parametrize("target", ["run", "demo"])
def test_a_command_serves_until_it_is_told_to_end(target: str, tmp_path: Path) -> None:
    port = free_port()
    with started(target, tmp_path / "room", port) as process:
        process.terminate()
        process.wait(30)
        wait_until(lambda: not answers(port), "the server is gone")


def test_a_second_start_finds_the_same_room(tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "room"
    kept = []
    for _ in range(2):
        with started("run", folder, port), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            kept.append(json.load(answer)["sites"])
    assert kept[0]
    assert kept[0] == kept[1]
