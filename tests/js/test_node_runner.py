"""The JavaScript tests beside this file, run by node's own runner."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent


def test_every_javascript_test_passes(node: str) -> None:
    files = sorted(str(path) for path in HERE.glob("**/*.test.js"))
    assert files, "no JavaScript tests found"
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
