"""What is measured is printed at the end of each file, and kept for the page if all of it was measured.

A limit that was not met is no reason to keep nothing: the section says so in its first lines.
"""

import os
import threading
from collections import Counter
from collections.abc import Generator, Iterator

import pytest

from tests.bench.figures import NotMet, Report
from tests.bench.page import keep

QUIET = 0.5
"""The load above which the page says that the clock is not to be trusted."""
QUIET_WITHIN = 300
"""Seconds: for what the file before has left of it."""
ASKED = pytest.StashKey[Counter[str]]()
MEASURED = pytest.StashKey[Counter[str]]()
"""Tests by file: those there are, and those that measured what they are about, whatever it was."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before what was not asked for is put aside."""
    config.stash[ASKED] = Counter(str(item.path) for item in items)
    config.stash[MEASURED] = Counter()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    told = yield
    if was_measured(told, call):
        item.config.stash[MEASURED][str(item.path)] += 1
    return told


def was_measured(told: pytest.TestReport, call: pytest.CallInfo[None]) -> bool:
    """It came to its end, or to asking too much of what it had measured."""
    missed = call.excinfo is not None and call.excinfo.errisinstance(NotMet)
    return told.when == "call" and (told.passed or missed)


def _load() -> float:
    """As the machine's operating system counts it, once it is quiet or will not be."""
    pause = threading.Event()
    for _ in range(QUIET_WITHIN):
        if (load := os.getloadavg()[0]) < QUIET:
            break
        pause.wait(1)
    return load


@pytest.fixture(scope="module")
def report(request: pytest.FixtureRequest, pytestconfig: pytest.Config) -> Iterator[Report]:
    """Printed past pytest's own capture, whatever it is set to. A test that was asked for by its own name is not
    kept, and so does not wait until the machine is quiet."""
    alone = any("::" in argument for argument in pytestconfig.args)
    measured, load = Report(), os.getloadavg()[0] if alone else _load()
    yield measured
    file = str(request.path)
    asked, done = (pytestconfig.stash[key][file] for key in (ASKED, MEASURED))
    whole = not measured.short and asked == done and not alone
    if whole:
        keep(request.module, measured, load)
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    assert capture is not None
    why = "a short try" if measured.short or alone else f"{done} of {asked} were measured"
    with capture.global_and_fixture_disabled():
        kept = "" if whole else f"\n\nNot kept: {why}."
        print(f"\n\n{measured.printed()}{kept}")
