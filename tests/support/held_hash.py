"""The house as it is served, on a machine on which no PIN is hashed to its end before a test wants it.

    python -m tests.support.held_hash FILE

That is when ``FILE`` is there.
"""

import sys
from pathlib import Path

# Not the one that green threads put in its place: a hash lets nobody else work on its thread.
from time import sleep
from typing import Literal
from unittest.mock import patch

import argon2

from ops import server


def main() -> None:
    may_end = Path(sys.argv[1])
    verify = argon2.PasswordHasher.verify

    def held(hasher: argon2.PasswordHasher, stored: str | bytes, said: str | bytes) -> Literal[True]:
        while not may_end.exists():
            sleep(0.01)
        return verify(hasher, stored, said)

    with patch.object(argon2.PasswordHasher, "verify", held):
        server.main()


if __name__ == "__main__":
    main()
