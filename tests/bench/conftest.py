"""What is measured is printed at the end of each file, and kept for the page if the file ran whole."""

import os
import threading
from collections import Counter
from collections.abc import Generator, Iterator

import pytest

from tests.bench.figures import Report
from tests.bench.page import keep

QUIET = 0.5
"""The load above which the page says that the clock is not to be trusted."""
QUIET_WITHIN = 300
"""Seconds: for what the file before has left of it."""
ASKED = pytest.StashKey[Counter[str]]()
PASSED = pytest.StashKey[Counter[str]]()
"""Tests by file: those there are, and those that went well."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before what was not asked for is put aside."""
    config.stash[ASKED] = Counter(str(item.path) for item in items)
    config.stash[PASSED] = Counter()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    told = yield
    if told.when == "call" and told.passed:
        item.config.stash[PASSED][str(item.path)] += 1
    return told


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
    """Printed past pytest's own capture, whatever it is set to."""
    measured, load = Report(), _load()
    yield measured
    file = str(request.path)
    asked, passed = (pytestconfig.stash[key][file] for key in (ASKED, PASSED))
    whole = (
        not measured.short and asked == passed and not any("::" in argument for argument in pytestconfig.args)
    )
    if whole:
        keep(request.module, measured, load)
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    assert capture is not None
    with capture.global_and_fixture_disabled():
        kept = "" if whole else f"\n\nNot kept: {passed} of {asked} were measured."
        print(f"\n\n{measured.printed()}{kept}")
