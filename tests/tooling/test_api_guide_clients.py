"""The programs of the guide of the interface, run as they stand there: what they show is true, or NOT LIVE."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ops.domain.words import Role
from ops.services.ways_in import devices
from tests.support.client import Program
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.furnished import Furnished, furnish
from tests.support.processes import wait_until
from tests.support.server import RunningServer
from tests.support.source import ROOT
from tests.tooling.api_guide import PROGRAMS, SITE, seat_somebody


@pytest.fixture(scope="module")
def room(guide_house: RunningServer) -> Furnished:
    """One of their own, beside that of the examples."""
    return furnish(guide_house.house, "beside")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's programs as files, beside the libraries that they need."""
    folder = tmp_path_factory.mktemp("programs")
    for name, text in PROGRAMS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


@dataclass(frozen=True)
class Shown:
    """What a program that shows the room has printed."""

    log: Path

    @property
    def last(self) -> str:
        return ["", *self.log.read_text().splitlines()][-1]

    def comes_to(self, words: str) -> None:
        """``words``: how its last line begins."""
        wait_until(lambda: bool(re.match(words, self.last)), f"{words!r} in the last line of {self.log.name}")


@contextmanager
def running(own: dict[str, str], *command: str | Path) -> Generator[Shown]:
    log = Path(f"{command[-1]}.{own['ROOM_SITE']}.log")
    with log.open("w") as output:
        process = subprocess.Popen(command, env=own, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield Shown(log)
    finally:
        process.kill()
        process.wait()


def told(server: RunningServer, site: str, token: str) -> dict[str, str]:
    """What a program is told by its environment."""
    return os.environ | {"ROOM_URL": server.url, "ROOM_SITE": site, "ROOM_TOKEN": token}


def test_an_act_whose_answer_is_lost_is_sent_again_and_done_once(
    guide_house: RunningServer, room: Furnished, programs: Path
) -> None:
    tablet = Program(guide_house.port, room.tokens["floor"])

    def waiting() -> int:
        return len(tablet.get(f"/api/v1/sites/{room.slug}/board")[1]["waiting"])

    with FaultProxy(guide_house.port) as line:
        line.falls(Fault.DEAF)
        own = told(guide_house, room.slug, room.tokens["floor"]) | {"ROOM_URL": line.url}
        with running(own, sys.executable, programs / "act.py") as act:
            wait_until(lambda: waiting() == 1, "the act at the house")
            line.falls(None)
            act.comes_to("201 version")
    assert "no answer" in act.log.read_text()
    assert waiting() == 1


def test_both_clients_show_what_changes_until_they_may_not(
    guide_house: RunningServer, room: Furnished, programs: Path, node: str
) -> None:
    house = guide_house.house
    device, token = devices.add_device(house, room.site_id, role=Role.DISPLAY, name="A display of our own")
    own = told(guide_house, room.slug, token)
    with (
        running(own, sys.executable, programs / "room.py") as python,
        running(own, node, programs / "room.mjs") as javascript,
    ):
        for client in (python, javascript):
            client.comes_to("LIVE ")
        version = seat_somebody(guide_house, room)
        for client in (python, javascript):
            client.comes_to(rf"LIVE .*\(version {version}\)")
        assert python.last == javascript.last
        for curtain, words in ((True, "LIVE$"), (False, r"LIVE \d of")):
            draw_curtain(guide_house, room, on=curtain)
            for client in (python, javascript):
                client.comes_to(words)
        devices.revoke(house, room.site_id, device.id)
        for client in (python, javascript):
            client.comes_to("NOT LIVE. This token")


def draw_curtain(server: RunningServer, room: Furnished, *, on: bool) -> None:
    """Somebody is here who should not see the room."""
    Program(server.port, room.tokens["floor"]).post(f"/sites/{room.slug}/curtain", {"on": on})


@pytest.mark.soak
def test_neither_shows_an_old_picture_as_live(tmp_path: Path, programs: Path, node: str) -> None:
    with RunningServer(tmp_path, furnished=Furnished(0, SITE, {}, {}, {})) as house:
        own = told(house, SITE, furnish(house.house, SITE).tokens["display"])
        with (
            running(own, sys.executable, programs / "room.py") as python,
            running(own, node, programs / "room.mjs") as javascript,
        ):
            for words, done in (
                ("LIVE ", lambda: os.killpg(house.pid, signal.SIGSTOP)),
                ("DELAYED ", lambda: None),
                ("NOT LIVE. LOOK AT THE ROOM.", lambda: os.killpg(house.pid, signal.SIGCONT)),
                ("LIVE ", house.kill),
                ("NOT LIVE. LOOK AT THE ROOM.", house.start),
                ("LIVE ", lambda: None),
            ):
                for client in (python, javascript):
                    client.comes_to(words)
                done()


EPOCH, OTHER = "fbe5403d-5514-4b15-93cc-18e81fb24d38", "0d2d3f0e-6a55-4c2b-8d7c-0a6fd1bb3a11"
BOARD: dict[str, Any] = {"epoch": EPOCH, "version": 5, "booths": [], "notices": []}
TILE = {"id": 7, "row": 1, "column": 1}
PULSE = {"epoch": EPOCH, "version": 5, "sweep_age": 0.2}
DELTA = {"epoch": EPOCH, "base": 5, "version": 6, "changed": {"7": TILE}, "notices": [1]}
Step = tuple[str, Any, float, str]
SNAPSHOT: Step = ("snapshot", BOARD, 0, "LIVE 5 true")
RULES: dict[str, list[Step]] = {
    "nothing is known at first": [("pulse", PULSE, 0, "NOT LIVE - false")],
    "a board is good news for twelve seconds": [
        SNAPSHOT,
        ("look", None, 4.9, "LIVE 5 true"),
        ("look", None, 5, "DELAYED 5 true"),
        ("look", None, 12, "NOT LIVE 5 true"),
    ],
    "a pulse that confirms it is": [
        SNAPSHOT,
        ("pulse", PULSE, 4, "LIVE 5 true"),
        ("look", None, 8.9, "LIVE 5 true"),
        ("look", None, 16, "NOT LIVE 5 true"),
    ],
    "a house that looks for no deadlines gives none": [
        SNAPSHOT,
        ("pulse", PULSE | {"sweep_age": 5.1}, 11, "DELAYED 5 true"),
        ("pulse", PULSE | {"sweep_age": None}, 12, "NOT LIVE 5 true"),
    ],
    "a delta changes the board and is no good news": [
        SNAPSHOT,
        ("delta", DELTA, 6, "DELAYED 6 true"),
        ("delta", DELTA, 7, "DELAYED 6 true"),
        ("look", None, 12, "NOT LIVE 6 true"),
    ],
    "a gap is seen": [SNAPSHOT, ("delta", DELTA | {"base": 6, "version": 7}, 1, "LIVE 5 false")],
    "a newer version in a pulse is a gap, and no good news": [
        SNAPSHOT,
        ("pulse", PULSE | {"version": 6}, 11, "DELAYED 5 false"),
    ],
    "another epoch voids the picture": [
        SNAPSHOT,
        ("delta", DELTA | {"epoch": OTHER}, 1, "NOT LIVE - false"),
        ("asks", None, 1, "NOT LIVE - true"),
        ("snapshot", BOARD | {"epoch": OTHER, "version": 1}, 2, "LIVE 1 true"),
        ("pulse", PULSE, 3, "NOT LIVE - false"),
    ],
    "deltas that overtake the answer are applied to it": [
        ("asks", None, 0, "NOT LIVE - true"),
        ("delta", DELTA, 0, "NOT LIVE - true"),
        ("delta", DELTA | {"base": 3, "version": 4}, 0, "NOT LIVE - true"),
        ("snapshot", BOARD, 1, "LIVE 6 true"),
    ],
    "no pulse confirms a picture that is being asked for anew": [
        SNAPSHOT,
        ("asks", None, 4, "LIVE 5 true"),
        ("pulse", PULSE, 6, "DELAYED 5 true"),
        ("look", None, 12, "NOT LIVE 5 true"),
    ],
    "what was missed meanwhile is asked for again": [
        ("asks", None, 0, "NOT LIVE - true"),
        ("delta", DELTA | {"base": 6, "version": 7}, 0, "NOT LIVE - true"),
        ("snapshot", BOARD, 1, "LIVE 5 false"),
    ],
    "a booth may go": [
        SNAPSHOT,
        ("delta", DELTA, 1, "LIVE 6 true"),
        ("delta", DELTA | {"base": 6, "version": 7, "changed": {"7": None}}, 1, "LIVE 7 true"),
    ],
}
PLAYED = """
import { Picture } from './picture.mjs';
const rules = JSON.parse(process.argv[2]);
for (const [name, steps] of Object.entries(rules)) {
  const picture = new Picture();
  rules[name] = steps.map(([did, said, now]) => {
    const whole = did === 'look' ? true : (said ? picture[did](said, now) : picture[did]()) ?? true;
    return `${picture.state(now)} ${picture.board?.version ?? '-'} ${whole}`;
  });
  rules[name].push((picture.board?.booths ?? []).length);
}
console.log(JSON.stringify(rules));
"""


def test_a_picture_is_believed_by_the_rules_in_python() -> None:
    module: dict[str, Any] = {}
    exec(compile(PROGRAMS["picture.py"], "picture.py", "exec"), module)
    for name, steps in RULES.items():
        picture = module["Picture"]()
        for did, said, now, expected in steps:
            whole = True
            if did != "look":
                step = getattr(picture, did)
                answered = step() if did == "asks" else step(said, now) if did != "delta" else step(said)
                whole = answered is not False
            version = picture.board["version"] if picture.board else "-"
            assert f"{picture.state(now)} {version} {str(whole).lower()}" == expected, (name, did)


def test_a_picture_is_believed_by_the_same_rules_in_javascript(programs: Path, node: str) -> None:
    (programs / "played.mjs").write_text(PLAYED)
    done = subprocess.run(
        [node, "played.mjs", json.dumps(RULES)], cwd=programs, capture_output=True, text=True, check=True
    )
    played = json.loads(done.stdout)
    for name, steps in RULES.items():
        assert played[name][:-1] == [expected for *_, expected in steps], name
    assert played["a booth may go"][-1] == 0
    assert played["a delta changes the board and is no good news"][-1] == 1
