"""`docs/benchmarks.md`, made from the newest whole run of each section in `docs/benchmarks/`.

A section is a module of this package: its name is the module's ``SECTION``, its first words are the
module's own, its next what was asked for and whether that was met. Remarks with dates of their own stand
under a line that says so. What was printed by a run that left something out is not written.
"""

import json
import os
import platform
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from ops.clock import utc_now
from tests.bench.figures import GAINED, Report, limits_told, shown

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ORDER = (
    "Deliveries",
    "Commits",
    "Reconnecting",
    "Province",
    "Screens",
    "At rest",
    "Years",
    "Disclosure",
)
"""As somebody would ask; a section that is not named here comes after them."""
LIBRARIES = ("flask", "sqlalchemy", "python-socketio", "python-engineio", "gunicorn", "eventlet")
HEAD = """# How quick it is

Made by `make bench` from what it measured; each section is the newest whole run of it, with the machine and the
command. A section alone: its own command. Clients, servers and peers share one machine. Deliveries, Commits,
Reconnecting, a room at rest and a month of Years are measured beside a peer or the least that an application does, in
one run, and the ratio is the figure to keep: it holds on other machines, milliseconds do not. What was asked for
and was not met stands in a section's first lines. *Load* is what else the machine had to do when the run began, as its
operating system counts it; above 0.5 do not trust the clock.
"""


def keep(module: ModuleType, report: Report, load: float, docs: Path = DOCS) -> None:
    """The section's newest results, and the page made anew with them."""
    results = docs / "benchmarks"
    results.mkdir(exist_ok=True)
    name: str = module.SECTION
    run = {
        "section": name,
        "about": " ".join((module.__doc__ or "").split()),
        "command": f"{Path(sys.executable).relative_to(ROOT)} -m pytest -m bench {_path_of(module)}",
        "measured": utc_now().isoformat(timespec="minutes"),
        "code": _code(),
        "machine": machine() | {"load": f"{load:.1f}"},
        "versions": versions() | report.versions,
        "limits": report.limits,
        "parts": report.parts,
    }
    written = json.dumps(run, indent=2, ensure_ascii=False) + "\n"
    (results / f"{name.lower().replace(' ', '_')}.json").write_text(written)
    (docs / "benchmarks.md").write_text(page(docs))


def page(docs: Path = DOCS) -> str:
    """All sections there are."""
    runs = [json.loads(file.read_text()) for file in sorted((docs / "benchmarks").glob("*.json"))]
    runs.sort(key=lambda run: ORDER.index(run["section"]) if run["section"] in ORDER else len(ORDER))
    return "\n".join([HEAD, *map(_section, runs)])


def machine() -> dict[str, str]:
    """What the figures are figures of."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
    }


def versions() -> dict[str, str]:
    """Of what all sections are measured with."""
    ours = {name: version(name) for name in LIBRARIES}
    return {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version} | ours


def _section(run: dict[str, Any]) -> str:
    about, versions = run["machine"], run["versions"]
    stood = ", ".join(
        [
            about["processor"],
            f"{about['cores']} cores",
            about["memory"],
            about["system"],
            f"load {about['load']}",
        ]
    )
    with_them = ", ".join(f"{name} {number}" for name, number in versions.items())
    told = [
        f"## {run['section']}",
        run["about"],
        *limits_told(run.get("limits", [])),
        f"`{run['command']}` at {run['measured']}, code {run['code']}. {stood}. {with_them}.",
        *map(_part, run["parts"]),
    ]
    return "\n\n".join(told) + "\n"


def _part(part: dict[str, Any]) -> str:
    if part["kind"] == "words":
        return str(part["words"])
    if part["kind"] == "gained":
        return "\n".join([f"**{GAINED}**\n", *(f"* {words}" for words in part["words"])])
    if part["kind"] == "lines":
        return _table(["what", "measured"], part["rows"])
    return f"**{part['title']}**\n\n" + _table(part["columns"], part["rows"])


def _table(columns: list[str], rows: list[list[Any]]) -> str:
    """Numbers to the right, so that they can be compared by eye."""
    right = [bool(rows) and isinstance(rows[0][at], int | float) for at in range(len(columns))]
    lines = [columns, ["--:" if numbers else "---" for numbers in right]]
    lines += [[shown(cell).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _path_of(module: ModuleType) -> Path:
    assert module.__file__ is not None
    return Path(module.__file__).relative_to(ROOT)


def _processor() -> str:
    """As Linux names it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith(("model name", "Model")):
            return line.partition(":")[2].strip()
    return platform.machine()


def _code() -> str:
    def asked(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    changed = asked("status", "--porcelain", "--untracked-files=no", "--", "ops", "tests")
    return asked("rev-parse", "--short", "HEAD") + (" and what was not committed" if changed else "")
