"""Things that happen in one place only: the clock, the charts, the emit, the server's mode."""

import ast
from pathlib import Path

import pytest

from tests.support.source import imports_of, mentions, module_of, python_files, tree_of

OPS = python_files("ops")
CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
    ("time", "clock_gettime"),
    ("time", "clock_gettime_ns"),
    ("time", "gmtime"),
    ("time", "localtime"),
    ("func", "now"),
    ("func", "current_timestamp"),
}
MAY_NAME_EVENTLET = {"wsgi", "ops", "ops.server", "ops.workers", "ops.config", "ops.settings_reading"}


def clock_readings(path: Path) -> list[str]:
    """Every place that asks what time it is, called or handed on."""
    found = []
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if (owner, name) in CLOCK_CALLS:
                    found.append(f"{path}:{node.lineno} {owner}.{name}")
            case ast.ImportFrom(module="time", names=names):
                found += [
                    f"{path}:{node.lineno} time.{a.name}" for a in names if ("time", a.name) in CLOCK_CALLS
                ]
    return found


def emits(path: Path) -> bool:
    """Whether a file sends something to screens."""
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "emit")
            or (isinstance(node.func, ast.Name) and node.func.id == "emit")
        )
        for node in ast.walk(tree_of(path))
    )


@pytest.mark.parametrize("path", [path for path in OPS if module_of(path) != "ops.clock"], ids=str)
def test_the_clock_is_read_in_one_file(path: Path) -> None:
    assert clock_readings(path) == []


def test_only_charts_know_plotly() -> None:
    users = [
        module_of(path) for path in OPS if any(name.split(".")[0] == "plotly" for name in imports_of(path))
    ]
    assert {name for name in users if not name.startswith("ops.charts.")} == set()


def test_only_the_publisher_emits() -> None:
    assert {module_of(path) for path in OPS if emits(path)} <= {"ops.realtime.publisher"}


def test_only_the_front_door_is_asyncio() -> None:
    """Eventlet would patch it from below, so the one is never loaded where the other is."""
    users = {module_of(path) for path in OPS if "asyncio" in imports_of(path)}
    assert users == {"ops.front.__main__", "ops.front.crowd", "ops.front.door"}
    named = {name for path in OPS if not module_of(path).startswith("ops.front") for name in imports_of(path)}
    assert {name for name in named if name.startswith("ops.front")} == {
        "ops.front.process",
        "ops.front.certificate",
    }


def test_only_the_way_in_knows_eventlet() -> None:
    files = [*OPS, *python_files("wsgi.py")]
    assert {module_of(path) for path in files if mentions(path, "eventlet")} <= MAY_NAME_EVENTLET
