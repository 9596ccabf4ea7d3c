"""A served room whose database is encrypted, and that comes back without its key."""

import http.client
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from ops.clock import utc_now
from ops.db import Database
from ops.keys import make_key
from ops.migrations import schema
from tests.support.server import RunningServer

KEY_FILE = "db.key"


@contextmanager
def encrypted_server(folder: Path) -> Generator[RunningServer]:
    """As a caretaker starts it, with its key."""
    make_key(folder / KEY_FILE)
    key = bytes.fromhex((folder / KEY_FILE).read_text())
    (folder / "instance").mkdir(mode=0o700)
    with closing(Database(f"sqlite:///{folder / 'instance' / 'room.db'}", key)) as database:
        schema.bring_up_to_date(database, utc_now())
    environment = {"OPS_DB_KEY_FILE": str(folder / KEY_FILE)}
    with RunningServer(folder, environment=environment, program=("ops.cli", "serve")) as server:
        yield server


def written_key(server: RunningServer) -> str:
    """As a person has it."""
    return (server.folder / KEY_FILE).read_text().strip()


def comes_back_sealed(server: RunningServer) -> None:
    server.kill()
    del server.environment["OPS_DB_KEY_FILE"]
    server.start()


def gives(server: RunningServer, key: str) -> int:
    """A person at the page; its status."""
    headers = {"Origin": server.url, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)) as line:
        line.request("POST", "/unseal", urlencode({"key": key}), headers)
        with line.getresponse() as answer:
            return answer.status
