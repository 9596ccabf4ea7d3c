"""What each guide presumes, and a folder in which it is followed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from tests.support.guides import Block
from tests.support.postgres import DatabaseMaker, programs
from tests.support.processes import free_port
from tests.support.server import RunningServer
from tests.support.source import ROOT

BRIEF = {"README.md", "docs/backing-up.md", "docs/installing.md", "docs/restoring.md"}
"""Walked with every test; the others in `make soak`."""
AFTER = {
    "docs/restoring.md": "docs/backing-up.md",
    "docs/moving.md#afterwards": "docs/moving.md",
    "docs/backing-up.md#with-postgresql": "docs/moving.md",
    "docs/restoring.md#with-postgresql": "docs/backing-up.md#with-postgresql",
}
"""Another one was followed before, and its folder is as that left it."""
PARTS = {name for name in AFTER if "#" in name}
"""Parts of a guide that presume something of their own."""
GUIDES_PORT = "8000"
PATIENCE = 120
AGE = """#!{python}
import sys
import pyrage
how, where = sys.argv[1:-1], sys.argv[-1]
what = sys.stdin.buffer.read() if how[0] == "-R" else open(where, "rb").read()
lines = [line for line in open(where if how[0] == "-R" else how[2]) if line[:1] != "#"]
if how[0] == "-R":
    made = pyrage.encrypt(what, [pyrage.x25519.Recipient.from_str(line.strip()) for line in lines])
else:
    made = pyrage.decrypt(what, [pyrage.x25519.Identity.from_str(line.strip()) for line in lines])
sys.stdout.buffer.write(made)
"""


@dataclass
class Walk:
    """A folder with the project in it, and the blocks of a guide typed there one after the other."""

    folder: Path
    blocks: list[Block]
    environment: dict[str, str] = field(default_factory=dict)
    port: str = GUIDES_PORT
    _typed: dict[str, tuple[int, str]] = field(default_factory=dict)

    def typed(self, block: Block) -> tuple[int, str]:
        """The code of that block and what it printed, after all that stands before it."""
        for one in self.blocks:
            if one.name not in self._typed:
                self._takes(one)
            if one.name == block.name:
                break
        return self._typed[block.name]

    def whole(self) -> "Walk":
        for block in self.blocks:
            if block.runs:
                self.typed(block)
        return self

    def _takes(self, block: Block) -> None:
        if "file" in block.marks:
            (self.folder / block.marks["file"]).write_text(block.body, encoding="utf-8")
        if not block.runs:
            return
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.body.replace(f":{GUIDES_PORT}", f":{self.port}")],
            cwd=self.folder,
            env=_outside() | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        self._typed[block.name] = done.returncode, done.stdout


def _outside() -> dict[str, str]:
    """Ours, with this project's code and without another room's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


class Walks:
    """Each walk, begun when it is first asked for. ``fixture`` gives what a test could ask for by that name."""

    def __init__(
        self, pages: Mapping[str, list[Block]], folder: Path, fixture: Callable[[str], Any], ended: ExitStack
    ) -> None:
        self._pages = pages
        self._folder = folder
        self._fixture = fixture
        self._ended = ended
        self._walks: dict[str, Walk] = {}

    def of(self, name: str) -> Walk:
        if name not in self._walks:
            self._walks[name] = self._begun(name)
        return self._walks[name]

    def _begun(self, name: str) -> Walk:
        folder = self._folder / name.replace("/", "-")
        walk = Walk(folder, self._pages.get(name, []), port=str(free_port()))
        if name in AFTER:
            before = self.of(AFTER[name]).whole()
            shutil.copytree(before.folder, folder, symlinks=True)
            walk.environment |= before.environment
        else:
            self._unpack(folder)
        if name not in AFTER and name != "docs/installing.md":
            shutil.copytree(self._room(), folder / "instance")
        walk.environment |= {"PATH": self._path(), "OPS_PORT": walk.port} | self._presumed(name, folder)
        if name == "docs/at-night.md":
            server = RunningServer(folder, port=int(walk.port))
            self._ended.callback(server.end)
            server.start()
        return walk

    def _unpack(self, folder: Path) -> None:
        """The project, as far as commands look for it."""
        folder.mkdir()
        for part in (".venv", "deploy", "docs", "ops"):
            (folder / part).symlink_to(ROOT / part)

    def _room(self) -> Path:
        """A new room, made once by the room's own command."""
        folder = self._folder / "room"
        if not folder.exists():
            self._unpack(folder)
            made = Walk(folder, [Block("", 1, "", "sh", {}, ".venv/bin/ops init", None)])
            code, printed = made.typed(made.blocks[0])
            assert code == 0, printed
        return folder / "instance"

    def _presumed(self, name: str, folder: Path) -> dict[str, str]:
        """The settings, and the names of what is somebody's own, that a guide presumes."""
        match name:
            case "docs/backing-up.md":
                return {"OPS_BACKUP_TO": "backup.public"}
            case "docs/moving.md":
                return {"TARGET": self._owned()}
            case "docs/moving.md#afterwards":
                return {"OPS_DATABASE_URL": self.of("docs/moving.md").environment["TARGET"]}
            case "docs/backing-up.md#with-postgresql":
                for key in ("backup.public", "backup.secret"):
                    shutil.copy(self.of("docs/backing-up.md").whole().folder / key, folder)
                return _addresses(self.of("docs/moving.md").environment["TARGET"])
            case "docs/restoring.md#with-postgresql":
                make: DatabaseMaker = self._fixture("make_postgres_database")
                return _addresses(make())
        return {}

    def _owned(self) -> str:
        """An empty database, made as the guide says but for its name."""
        server, name = self._fixture("postgres_server"), f"ops_guide_{os.getpid()}"
        [said] = [block.body for block in self._pages["docs/moving.md"] if block.language == "sql"]
        gone = [f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'DROP USER IF EXISTS "{name}"']
        self._ended.callback(_executes, server, gone)
        _executes(server, [line for line in said.replace("ops", name).splitlines() if line])
        url = make_url(server).set(username=name, password="…", database=name)
        return url.render_as_string(hide_password=False)

    def _path(self) -> str:
        """Where programs are; ``age`` by its library, where it is not installed."""
        folder = self._folder / "programs"
        if not folder.exists():
            folder.mkdir()
            if shutil.which("age") is None:
                (folder / "age").write_text(AGE.format(python=sys.executable))
                (folder / "age").chmod(0o755)
        found = programs()
        return os.pathsep.join([str(folder), os.environ["PATH"], *([str(found)] if found else [])])


def _addresses(url: str) -> dict[str, str]:
    """For the house, and for PostgreSQL's own tools."""
    plain = make_url(url).set(drivername="postgresql")
    return {"OPS_DATABASE_URL": url, "DATABASE": plain.render_as_string(hide_password=False)}


def _executes(server: str, statements: list[str]) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
