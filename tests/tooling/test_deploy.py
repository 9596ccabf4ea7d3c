"""The unit files: what they promise about the room, and that systemd understands them."""

import os
import re
import shlex
import shutil
import subprocess
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from ops.cli import parser
from ops.config import VARIABLES, Settings
from ops.server import HUNG_AFTER
from ops.workers import END_WITHIN
from tests.support.server import STOPS_WITHIN
from tests.support.source import ROOT

DEPLOY = ROOT / "deploy"
SERVER, WALL, JOURNAL = DEPLOY / "ops.service", DEPLOY / "ops-wall.service", DEPLOY / "journald@ops.conf"
PORT = DEPLOY / "ops@.service.d/port.conf"
SECONDS = {"": 1, "s": 1, "min": 60, "day": 86_400}
MOST_EXPOSED = 2.5
"""By systemd's own reckoning, from 0 (nothing can be done to the machine) to 10."""


def said(path: Path) -> dict[str, list[str]]:
    """Each setting with all that is said for it; a line that ends in a backslash goes on."""
    found: dict[str, list[str]] = {}
    for line in re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8")).splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def one(path: Path, name: str) -> str:
    [value] = said(path)[name]
    return value


def seconds(path: Path, name: str) -> float:
    number, unit = re.fullmatch(r"(\d+)(\w*)", one(path, name)).groups()  # type: ignore[union-attr]
    return int(number) * SECONDS[unit]


def test_it_serves_with_the_projects_own_command() -> None:
    program, *words = shlex.split(one(SERVER, "ExecStart"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert Path(program).name in scripts
    assert parser().parse_args(words).does == "serving:serve"
    assert program.startswith(one(SERVER, "WorkingDirectory"))


def test_what_it_sets_are_settings() -> None:
    given = dict(value.split("=", 1) for value in said(SERVER)["Environment"])
    assert set(given) <= set(VARIABLES)
    chosen = Settings.from_environment(given)
    assert str(chosen.data_dir) == f"/var/lib/{one(SERVER, 'StateDirectory')}"


def test_it_is_started_again_whatever_happens() -> None:
    for unit in (SERVER, WALL):
        assert one(unit, "Restart") == "always"
        assert one(unit, "StartLimitIntervalSec") == "0"
    assert said(SERVER)["WantedBy"] == ["multi-user.target"]


def test_the_watchdog_waits_longer_than_the_servers_own() -> None:
    """A hung worker is replaced from inside; only when that fails is all of it started again."""
    assert (one(SERVER, "Type"), one(SERVER, "NotifyAccess")) == ("notify", "all")
    assert seconds(SERVER, "WatchdogSec") >= 2 * HUNG_AFTER
    assert seconds(SERVER, "TimeoutStopSec") > max(STOPS_WITHIN, END_WITHIN)
    assert one(SERVER, "KillMode") == "mixed"


def test_a_clock_that_is_set_at_boot_is_waited_for() -> None:
    for name in ("Wants", "After"):
        assert "time-sync.target" in one(SERVER, name)


def test_the_service_may_write_to_its_own_folder_alone() -> None:
    assert one(SERVER, "User") != "root"
    assert (one(SERVER, "ProtectSystem"), one(SERVER, "StateDirectoryMode")) == ("strict", "0700")
    assert one(SERVER, "NoNewPrivileges") == one(SERVER, "ProtectHome") == one(SERVER, "PrivateTmp") == "yes"
    assert one(SERVER, "CapabilityBoundingSet") == ""
    assert "ReadWritePaths" not in said(SERVER)


def test_its_words_are_kept_for_a_while_and_no_longer() -> None:
    assert JOURNAL.name == f"journald@{one(SERVER, 'LogNamespace')}.conf"
    assert one(JOURNAL, "SystemMaxUse") == "200M"
    assert seconds(JOURNAL, "MaxRetentionSec") <= 90 * 86_400


def test_a_wall_sounds_without_a_tap_and_keeps_its_enrolment() -> None:
    command = shlex.split(one(WALL, "ExecStart"))
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required", "${WALL}"} <= set(command)
    assert any(word.startswith("--user-data-dir=${HOME}/") for word in command)
    assert "--incognito" not in command
    assert "--no-sandbox" not in command


class Answers(BaseHTTPRequestHandler):
    """One answer after the other, the last one for good."""

    statuses: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        asked = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        self.send_response(asked)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("answers", [[502, 200], [302], [403]])
def test_a_wall_waits_for_the_room_and_not_only_for_the_proxy_before_it(answers: list[int]) -> None:
    Answers.statuses = list(answers)
    waits = shlex.split(one(WALL, "ExecStartPre").replace("%%", "%"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        wall = f"http://127.0.0.1:{proxy.server_port}/wall"
        done = subprocess.run(waits, env={**os.environ, "WALL": wall}, timeout=60, check=False)
        proxy.shutdown()
    assert done.returncode == 0
    assert Answers.statuses == answers[-1:]
    assert one(WALL, "TimeoutStartSec") == "infinity"


def test_several_on_one_machine_are_the_same_unit_with_ports_of_their_own(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not installed")
    assert said(PORT)["Environment"] == ["OPS_PORT=%i"]
    (tmp_path / "ops@.service.d").mkdir()
    (tmp_path / "ops@.service.d/port.conf").write_text(PORT.read_text())
    text = re.sub(r"^(Exec\w+=)/\S+", r"\1/bin/true", SERVER.read_text(), flags=re.MULTILINE)
    (tmp_path / "ops@.service").write_text(text)
    checked = subprocess.run([tool, "verify", tmp_path / "ops@8001.service"], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_systemd_understands_each_unit_and_finds_the_service_closed(tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in (SERVER, WALL):
        # The programs are on another machine; that they are named is tested above.
        text = re.sub(r"^(Exec\w+=)/\S+", r"\1/bin/true", unit.read_text(), flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(text)
        checked = subprocess.run([tool, "verify", tmp_path / unit.name], capture_output=True, text=True)
        assert (checked.returncode, checked.stderr) == (0, "")
    closed = subprocess.run(
        [tool, "security", "--offline=true", "--no-pager", tmp_path / SERVER.name],
        capture_output=True,
        text=True,
    )
    level = re.search(r"exposure level for \S+: (\d+\.\d)", closed.stdout)
    assert level is not None, closed.stderr
    assert float(level[1]) <= MOST_EXPOSED
