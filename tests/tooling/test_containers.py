"""The house in containers: the files are understood by the tools that will read them, and promise what the
guide says. Nothing is built or started here: that takes Docker, which a test machine need not have."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops.cli import parser
from ops.config import Settings
from tests.support.guides import all_blocks
from tests.support.postgres import installed
from tests.support.server import RunningServer
from tests.support.source import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE, COMPOSE = DEPLOY / "Dockerfile", DEPLOY / "compose.yaml"
NAME = "rooms.example.org"
TYPED = re.compile(r"docker compose (exec|run) ([^|>&]+)")
WITH_A_VALUE = {"--env", "--volume", "--user"}
"""Options of these two after which a word follows that belongs to them."""
OF_EVERY_DEBIAN = {"tar"}
"""Programs of packages that no Debian is without."""


@pytest.fixture(scope="module")
def docker_compose() -> str:
    tool = shutil.which("docker-compose")
    if tool is None:
        pytest.skip("docker-compose is not installed")
    return tool


@pytest.fixture(scope="module")
def composed(docker_compose: str) -> dict[str, Any]:
    """The file as docker-compose understands it."""
    done = subprocess.run(
        [docker_compose, "--file", COMPOSE, "config"],
        env={**os.environ, "HOUSE_NAME": NAME},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = yaml.safe_load(done.stdout)
    return found


def apps(composed: dict[str, Any]) -> dict[str, Any]:
    return {name: service for name, service in composed["services"].items() if name.startswith("app-")}


def test_without_a_name_it_says_what_is_missing(docker_compose: str) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "HOUSE_NAME"}
    done = subprocess.run(
        [docker_compose, "--file", COMPOSE, "config"], env=bare, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "the address of the screens" in done.stderr


def test_the_processes_are_alike_and_their_settings_are_settings(composed: dict[str, Any]) -> None:
    found = list(apps(composed).values())
    assert len(found) >= 2
    assert all(one == found[0] for one in found)
    chosen = Settings.from_environment({**found[0]["environment"], "OPS_HOST": "0.0.0.0"})
    assert (chosen.is_sqlite, chosen.is_https, chosen.async_mode) == (False, True, "eventlet")
    [network] = [str(one) for one in chosen.proxy]
    assert composed["networks"]["front"]["ipam"]["config"] == [{"subnet": network}]


def test_only_caddy_can_be_reached_and_the_database_by_nobody_outside(composed: dict[str, Any]) -> None:
    services = composed["services"]
    assert {name for name, service in services.items() if service.get("ports")} == {"caddy"}
    assert composed["networks"]["back"]["internal"] is True
    for name in ("database", "redis"):
        assert list(services[name]["networks"]) == ["back"]
    assert list(services["caddy"]["networks"]) == ["front"]


def test_nothing_is_written_but_where_it_is_kept(composed: dict[str, Any]) -> None:
    for name, service in composed["services"].items():
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["restart"] == "always", name
        assert "privileged" not in service, name
    for app in apps(composed).values():
        assert app["cap_drop"] == ["ALL"]


def test_no_secret_stands_in_the_file(composed: dict[str, Any]) -> None:
    for service in composed["services"].values():
        for name, value in service.get("environment", {}).items():
            assert "PASSWORD" not in name or name.endswith("_FILE")
            assert not re.search(r"://[^/@]*:[^/@]*@", str(value))


def test_caddy_knows_every_process(composed: dict[str, Any]) -> None:
    told = composed["services"]["caddy"]["environment"]["HOUSE_PROCESSES"].split()
    assert told == [f"{name}:8000" for name in apps(composed)]


def test_a_linter_of_dockerfiles_finds_nothing() -> None:
    tool = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([tool, DOCKERFILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def instructions() -> list[tuple[str, str]]:
    """Of the last stage, each with what is said for it."""
    text = re.sub(r"\\\n\s*", "", DOCKERFILE.read_text(encoding="utf-8"))
    last = text[text.rindex("\nFROM ") + 1 :]
    return [
        (line.split()[0], line.partition(" ")[2])
        for line in last.splitlines()
        if line and not line.startswith("#")
    ]


def test_it_is_nobody_special_and_starts_with_the_projects_own_command() -> None:
    said = dict(instructions())
    assert said["USER"] == "10001:10001"
    program, words = json.loads(said["ENTRYPOINT"]), json.loads(said["CMD"])
    assert [Path(part).name for part in program] == ["ops"]
    assert parser().parse_args(words).does == "serving:serve"
    given = dict(part.split("=", 1) for part in shlex.split(said["ENV"]) if part.startswith("OPS_"))
    chosen = Settings.from_environment({**given, "OPS_ORIGINS": f"https://{NAME}"})
    assert (str(chosen.data_dir), chosen.port) == (said["VOLUME"], int(said["EXPOSE"]))


def scripts() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return set(project["scripts"])


def asked_of_containers() -> list[tuple[str, str, list[str]]]:
    """How, which one, and the words: in blocks of the guides and within their sentences."""
    lines = [line for block in all_blocks() for line in block.commands()]
    for path in (ROOT / "docs").glob("*.md"):
        lines += [
            " ".join(words.split()) for words in re.findall(r"`(docker compose [^`]+)`", path.read_text())
        ]
    return [(how, *_to_whom(shlex.split(said))) for line in lines for how, said in TYPED.findall(line)]


def _to_whom(words: list[str]) -> tuple[str, list[str]]:
    while words[0].startswith("-"):
        words = words[2 if words[0] in WITH_A_VALUE else 1 :]
    return words[0], words[1:]


def test_what_a_guide_asks_of_a_container_is_a_program_there() -> None:
    """``run`` hands its words to the image's own command; ``exec`` looks for a program by the image's PATH."""
    said = dict(instructions())
    [own] = json.loads(said["ENTRYPOINT"])
    on_path = dict(part.split("=", 1) for part in shlex.split(said["ENV"]))["PATH"].split(":")
    assert str(Path(own).parent) in on_path
    asked = asked_of_containers()
    assert {how for how, _, _ in asked} == {"exec", "run"}
    for how, service, words in asked:
        if service == "database":
            assert (how, (installed() / words[0]).exists()) == ("exec", True), words
        elif how == "exec" and words[0] not in scripts():
            assert words[0] in OF_EVERY_DEBIAN, words
        elif "…" not in words:
            parser().parse_args(words[how == "exec" :])


def test_what_a_guide_asks_is_asked_of_a_container_that_is_there(composed: dict[str, Any]) -> None:
    assert {service for _, service, _ in asked_of_containers()} <= set(composed["services"])


def test_a_guide_takes_every_process_of_the_file(composed: dict[str, Any]) -> None:
    loops = [
        line.split(" in ")[1]
        for block in all_blocks()
        if block.marks.get("needs") == "docker"
        for line in block.commands()
        if line.startswith("for ")
    ]
    assert loops == [f"{' '.join(apps(composed))}; do"]


def test_what_goes_into_the_image_is_there_and_no_more() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    lines = re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
    copied = {source for line in lines for source in line.split()[:-1]}
    assert {source for source in copied if not (ROOT / source).exists()} == set()
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text().split("*\n", 1)[1]
    named = {line[1:] for line in let_in.splitlines() if line.startswith("!")}
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert named == copied


def test_its_sign_of_health_is_one(tmp_path: Path) -> None:
    """The very command, asked of a house that is served and of one that is not."""
    command = json.loads(dict(instructions())["HEALTHCHECK"].partition("CMD ")[2])
    with RunningServer(tmp_path) as server:
        asks = [sys.executable, *(part.replace(":8000", f":{server.port}") for part in command[1:])]
        assert subprocess.run(asks, capture_output=True).returncode == 0
    assert subprocess.run(asks, capture_output=True).returncode != 0
