"""Who may import whom: the corridor knows everyone, the domain knows nobody."""

import sys
from pathlib import Path

import pytest

from tests.support.source import imports_of, module_of, python_files

# What each room may name of ours. A name stands for itself and all below it; a room may always name itself.
OURS: dict[str, set[str]] = {
    "ops.domain": set(),
    "ops.models": {"ops.domain.words", "ops.db"},
    "ops.services": {
        "ops.addresses",
        "ops.domain",
        "ops.files",
        "ops.keys",
        "ops.models",
        "ops.month_keys",
        "ops.db",
        "ops.statutory",
    },
    "ops.routes": {
        "ops.services",
        "ops.domain",
        "ops.access",
        "ops.bundle",
        "ops.charts",
        "ops.errors",
        "ops.exports",
        "ops.gettext",
        "ops.jobs",
        "ops.logs",
        "ops.starter",
    },
    "ops.realtime": {
        "ops.allowance",
        "ops.services",
        "ops.domain",
        "ops.access",
        "ops.backup.folder",
        "ops.clock",
        "ops.config",
        "ops.db",
        "ops.lines",
        "ops.logs",
        "ops.outside",
        "ops.recent",
    },
    "ops.outside": {
        "ops.addresses",
        "ops.services",
        "ops.domain",
        "ops.config",
        "ops.files",
        "ops.keys",
        "ops.logs",
    },
    "ops.cli": {
        "ops",
        "ops.certificate",
        "ops.services",
        "ops.domain",
        "ops.clock",
        "ops.config",
        "ops.db",
        "ops.disclosure",
        "ops.embedded",
        "ops.encrypting",
        "ops.exports",
        "ops.jobs",
        "ops.keys",
        "ops.migrations",
        "ops.networked",
        "ops.timelines",
        "ops.outside",
        # What a page says of figures is said alike on paper and in a file made on the machine.
        "ops.routes.release_sheet",
        "ops.processes",
        "ops.server",
        "ops.simulator",
        "ops.alarm_load",
        "ops.backup",
        "ops.starter",
    },
    "ops.bundle": set(),
    "ops.clock": set(),
    "ops.gettext": set(),
    "ops.recent": {"ops.clock"},
    "ops.addresses": set(),
    "ops.config": {"ops", "ops.addresses", "ops.logs", "ops.settings_reading"},
    "ops.logs": set(),
    "ops.settings_reading": {"ops.addresses", "ops.logs"},
    "ops.files": set(),
    "ops.keys": {"ops.config", "ops.files"},
    "ops.month_keys": {"ops.files", "ops.keys"},
    "ops.db": {"ops", "ops.embedded", "ops.lines", "ops.networked", "ops.recent", "ops.timelines"},
    "ops.lines": {"ops.clock", "ops.timelines"},
    "ops.embedded": set(),
    "ops.networked": {"ops.addresses", "ops.timelines"},
    "ops.timelines": {"ops.logs"},
    "ops.sealed": {"ops", "ops.config", "ops.embedded", "ops.keys", "ops.logs"},
    "ops.backup": {"ops", "ops.db", "ops.embedded", "ops.files"},
    "ops.encrypting": {"ops", "ops.embedded", "ops.files"},
    "ops.charts": {"ops.domain", "ops.services"},
    # Files are written from a sheet alone: no path leads from them to a row.
    "ops.exports": {"ops.domain.sheet", "ops.gettext"},
    # Long work: the table of its kinds, and what does each, in a process of its own.
    "ops.jobs": {"ops.domain", "ops.exports", "ops.routes", "ops.services"},
    "ops.access": {"ops.domain", "ops.errors", "ops.services"},
    "ops.errors": {"ops.domain", "ops.db", "ops.error_codes"},
    "ops.error_codes": {"ops.domain.errors"},
    "ops.accesslog": {"ops.clock", "ops.logs"},
    "ops.server": {
        "ops",
        "ops.arriving",
        "ops.certificate",
        "ops.config",
        "ops.front.process",
        "ops.keys",
        "ops.sealed",
        "ops.logs",
        "ops.systemd",
        "ops.workers",
    },
    "ops.workers": {"ops", "ops.arriving", "ops.processes", "ops.realtime", "ops.server"},
    # A process of its own, which knows nothing of the room; only the server's side of it has settings.
    "ops.front.process": {"ops", "ops.clock", "ops.config", "ops.logs"},
    "ops.front": {"ops", "ops.allowance", "ops.clock", "ops.logs", "ops.processes"},
    "ops.certificate": {"ops", "ops.clock", "ops.config", "ops.files", "ops.front.certificate", "ops.logs"},
    "ops.allowance": {"ops.clock"},
    "ops.processes": set(),
    "ops.arriving": {"ops.clock"},
    "ops.systemd": {"ops.clock"},
    "ops.migrations": {
        "ops",
        "ops.db",
        "ops.embedded",
        "ops.lines",
        "ops.networked",
        "ops.models",
        "ops.domain.chain",
        "ops.domain.words",
    },
    # What docs/alarm-load.md wrote down first is the same figure here, and people bring cards of the kind that
    # is printed; of the house only the public wire.
    "ops.simulator": {"ops.clock", "ops.alarm_load.figures", "ops.domain.cards"},
    # It counts alarms, so it plays by the rules themselves and knows no door of the house.
    "ops.alarm_load": {"ops.domain"},
    # It knows what is published and no more: nothing of the house that could tell it the truth.
    "ops.disclosure": {"ops.domain"},
    "ops.starter": set(),
    "ops.statutory": set(),
}

# What each room may not name of others', beside the rules for single packages below.
WEB = {
    "flask",
    "flask_socketio",
    "flask_babel",
    "flask_wtf",
    "werkzeug",
    "jinja2",
    "socketio",
    "engineio",
    "gunicorn",
}
NOT_THEIRS: dict[str, set[str]] = {
    "ops.models": WEB,
    "ops.services": WEB,
    "ops.routes": {"sqlalchemy", "socketio", "engineio", "flask_socketio"},
    "ops.realtime": {"sqlalchemy"},
    "ops.outside": {"sqlalchemy"},
    "ops.cli": {"sqlalchemy"},
    "ops.charts": WEB | {"sqlalchemy"},
    "ops.exports": WEB - {"flask_babel", "jinja2"} | {"sqlalchemy"},
    "ops.alarm_load": WEB | {"sqlalchemy"},
    "ops.disclosure": WEB | {"sqlalchemy"},
    "ops.front": WEB | {"eventlet", "sqlalchemy"},
}


def under(module: str, names: set[str]) -> bool:
    """Whether a module is one of these or below one; the bare `ops` is only itself."""
    return any(module == name or (name != "ops" and module.startswith(f"{name}.")) for name in names)


def room_of(module: str) -> str | None:
    """The room whose rule binds a module; the corridor and the way in have none."""
    return next((room for room in OURS if under(module, {room})), None)


def broken_rules(path: Path) -> list[str]:
    room = room_of(module_of(path))
    if room is None:
        return []
    found = []
    for name in sorted(set(imports_of(path))):
        package = name.split(".")[0]
        if package == "ops":
            allowed = under(name, OURS[room] | {room})
        elif room == "ops.domain":
            allowed = package in sys.stdlib_module_names
        else:
            allowed = package not in NOT_THEIRS.get(room, set())
        if not allowed:
            found.append(f"{path} imports {name}")
    return found


@pytest.mark.parametrize("path", python_files("ops"), ids=str)
def test_a_room_names_only_those_it_may(path: Path) -> None:
    assert broken_rules(path) == []


def test_every_room_has_a_rule() -> None:
    modules = [module_of(path) for path in python_files("ops")]
    assert [module for module in modules if room_of(module) is None and module != "ops"] == []


def test_the_rules_catch_what_they_forbid() -> None:
    assert not under("ops.models.visit", OURS["ops.routes"])
    assert not under("ops.domain.visit", OURS["ops.models"])
    assert not under("ops.services", {"ops"})
    assert under("ops.domain.facts.base", OURS["ops.services"])
