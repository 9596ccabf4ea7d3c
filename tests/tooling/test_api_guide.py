"""The guide of the interface is true: each example is run against a served room, each table is whole."""

import csv
import http.client
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ops import arriving
from ops.cli import parser
from ops.clock import utc_now
from ops.config import EVENTLET, MOST_SOCKETS, THREADING
from ops.domain import said_times
from ops.domain.errors import THE_ROOM_MAY_DIFFER
from ops.domain.words import Role
from ops.errors import TABLE
from ops.exports.files import FORMATS, written
from ops.front import crowd
from ops.realtime import protocol, transport
from ops.routes import health, limits
from ops.routes.api import batch, body
from ops.routes.api.description import description
from ops.services import journal, receipts, releases, shift_list, undo
from ops.services.ways_in import devices
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer
from tests.support.source import ROOT
from tests.tooling.api_guide import (
    BLOCKS,
    PROGRAMS,
    SITE,
    Exchange,
    as_now,
    differences,
    differs_in_text,
    exchanges,
    json_of,
    seat_somebody,
    table,
)

HERE = f"covered-by={Path(__file__).relative_to(ROOT)}"
LISTS = ("room", "waiting", "responses", "staff", "devices", "notices")
"""Of a delta, those that changed."""
ROLES = {"WALL": "display", "TABLET": "floor", "COORDINATOR": "coordinator"}
LIVE = {block.mark: block for block in BLOCKS if block.language == "json"}


@pytest.fixture(scope="module")
def tokens(guide_house: RunningServer) -> dict[str, str]:
    """By the names that the guide has for them. The program's is made as the guide says."""
    (said,) = [block for block in BLOCKS if block.language == "sh"]
    words = shlex.split(said.text)
    assert words[0] == ".venv/bin/ops"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
    made = subprocess.run(
        [sys.executable, "-m", "ops.cli", *words[1:]],
        cwd=ROOT,
        env=inherited | guide_house.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    known = {name: guide_house.tokens[role] for name, role in ROLES.items()}
    return known | {"PROGRAM": made.stdout.splitlines()[-1]}


def test_no_example_is_left_out() -> None:
    for block in BLOCKS:
        in_line = block.language == "json" and block.mark.startswith("live=")
        run = block.language in ("http", "python", "javascript") or block.marks in (
            ("text", "csv"),
            ("sh", HERE),
        )
        assert run or in_line, block.marks
    assert set(PROGRAMS) == {"act.py", "picture.py", "room.py", "picture.mjs", "room.mjs"}
    assert {mark.partition("=")[2] for mark in LIVE} == {
        "subscribe",
        "refused",
        "delta",
        "pulse",
        "revoked",
        "here",
    }


def test_what_is_asked_is_answered_as_it_is_shown(guide_house: RunningServer, tokens: dict[str, str]) -> None:
    """In the guide's order: some of it rests on what was done before."""
    wrong = {}
    for exchange in exchanges():
        found = list(asked(guide_house, tokens, exchange))
        if found:
            wrong[exchange.name] = found
    assert wrong == {}


def asked(guide_house: RunningServer, tokens: dict[str, str], exchange: Exchange) -> Iterator[str]:
    method, path, _ = exchange.asked.first.split()
    headers = {
        name: re.sub(r"\$(\w+)", lambda found: tokens[found[1]], value)
        for name, value in exchange.asked.headers.items()
    }
    line = http.client.HTTPConnection("127.0.0.1", guide_house.port, timeout=30)
    line.request(method, path, as_now(exchange.asked.body, utc_now()) or None, headers)
    answer = line.getresponse()
    said = answer.read().decode()
    line.close()
    if f"HTTP/1.1 {answer.status} {answer.reason}" != exchange.told.first:
        yield f"{answer.status} {answer.reason} {said[:300]}"
        return
    for name, value in exchange.told.headers.items():
        if answer.headers[name] != value:
            yield f"{name}: {answer.headers[name]}"
    if "json" in answer.headers["Content-Type"]:
        yield from differences(json_of(exchange.told.body), json.loads(said))
    else:
        yield from differs_in_text(exchange.told.body, said)


def test_each_address_is_in_the_description() -> None:
    paths = description()["paths"]
    forms = {re.compile(re.sub(r"\{\w+\}", "[^/]+", path)): ways for path, ways in paths.items()}
    for exchange in exchanges():
        method, path, _ = exchange.asked.first.split()
        below = path.partition("?")[0].removeprefix("/api/v1")
        if path.startswith("/api/v1"):
            assert any(form.fullmatch(below) and method.lower() in ways for form, ways in forms.items()), path
    shown = {exchange.asked.first.split()[1].partition("?")[0] for exchange in exchanges()}
    for path, ways in paths.items():
        if "get" in ways:
            form = re.compile("/api/v1" + re.sub(r"\{\w+\}", "[^/]+", path))
            assert any(map(form.fullmatch, shown)), f"nothing is said of {path}"


def test_the_csv_is_as_it_is_shown(guide_house: RunningServer) -> None:
    site = guide_house.furnished.site_id
    number = f"{SITE}-s2026-001"
    found = releases.by_number(guide_house.house, number, [site])
    assert found.sheet is not None
    real = written(found.sheet, FORMATS["csv"]).decode("utf-8-sig")
    (block,) = [block for block in BLOCKS if block.mark == "csv"]
    header, *shown = csv.reader(io.StringIO(block.text))
    rows = list(csv.reader(io.StringIO(real)))
    assert header == rows[0]
    assert [row for row in shown if row not in rows] == []


def test_every_code_is_told_and_none_that_is_not_there() -> None:
    told = {cells[0].strip("`"): (int(cells[1]), cells[2] == "yes") for cells in table("A no")}
    assert told == {code.value: (words.status, code in THE_ROOM_MAY_DIFFER) for code, words in TABLE.items()}
    statuses = [int(cells[1]) for cells in table("A no")]
    assert statuses == sorted(statuses)


def test_what_the_line_says_no_with() -> None:
    told = {cells[0].strip("`") for cells in table("What the line says no with")}
    assert told >= protocol.TITLES.keys()
    assert told - protocol.TITLES.keys() == {"bad_origin", "full"}


def test_every_role_with_a_token_is_told() -> None:
    told = [role for cells in table("Ways in") for role in re.findall(r"`(\w+)`", cells[0])]
    add = parser().parse_args  # What the command takes.
    for role in Role:
        words = ("device", "add", "--role", role.value, "--name", "A program")
        with nullcontext() if role in told else pytest.raises(SystemExit):
            add(words)


def test_how_much() -> None:
    told = {cells[0]: int(cells[1].replace(",", "")) for cells in table("How much, how long")}
    assert list(told.values()) == [
        body.LONGEST_ACT,
        body.LONGEST_LIST,
        batch.MOST,
        body.DEEPEST,
        arriving.LONGEST_HEAD,
        journal.AT_MOST,
        shift_list.AT_MOST,
        protocol.LONGEST_MESSAGE,
        transport.FRAMES_AT_ONCE,
        transport.FRAMES_PER_SECOND,
        transport.MOST_QUEUED,
        MOST_SOCKETS[THREADING],
        MOST_SOCKETS[EVENTLET],
        crowd.SCREENS_AT_ONCE,
        crowd.SCREENS_PER_SECOND,
        limits.MOST,
    ]


def test_how_long() -> None:
    told = [int(cells[1]) for cells in table("How much, how long", 1)]
    liveness = (ROOT / "ops/static/js/core/liveness.js").read_text()
    assert told == [
        receipts.KNOWN_FOR.days,
        receipts.ANSWERS_FOR.days,
        undo.UNDO_WITHIN.seconds,
        said_times.CLOCK_TOLERANCE // timedelta(minutes=1),
        said_times.LONGEST_AGO // timedelta(hours=1),
        said_times.TYPED_WITHIN.days,
        protocol.PULSE_EVERY,
        health.STALE_AFTER,
        constant("DELAYED_AFTER", liveness) / 1000,
        constant("NOT_LIVE_AFTER", liveness) / 1000,
    ]
    for name in ("picture.py", "picture.mjs"):
        line = re.search(r"DELAYED_AFTER.*", PROGRAMS[name])
        assert line
        limits = list(map(int, re.findall(r"\d+", line[0])))
        assert limits == [*told[-2:], constant("SWEEP_ASLEEP_AFTER", liveness)], name


def constant(name: str, script: str) -> int:
    found = re.search(rf"const {name} = ([\d_]+);", script)
    assert found
    return int(found[1])


def test_what_the_line_tells_is_as_it_is_shown(guide_house: RunningServer) -> None:
    asks = json_of(LIVE["live=subscribe"].text)
    wall = devices.add_device(
        guide_house.house, guide_house.furnished.site_id, role=Role.DISPLAY, name="One more"
    )
    device, token = wall
    with Screen(guide_house.url, token, asks["site"], asks["audience"]) as screen:
        seat_somebody(guide_house, guide_house.furnished)
        wait_until(lambda: bool(screen.deltas and screen.pulses), "a delta and a pulse")
        told = {name: said for name, said in screen.deltas[-1].items() if name not in LISTS}
        assert differences(shown("delta"), told) == []
        assert differences(shown("pulse"), screen.pulses[-1]) == []
        assert differences(shown("refused"), screen.say("subscribe", asks | {"audience": "floor"})) == []
        assert "code" not in screen.say("here", shown("here"))
        devices.revoke(guide_house.house, guide_house.furnished.site_id, device.id)
        wait_until(lambda: bool(screen.revoked), "the word that it is over")
        assert screen.revoked == [shown("revoked")]


def shown(name: str) -> Any:
    return json_of(LIVE[f"live={name}"].text)
