"""What did not run is named at the end with its reason; with CI=true it fails the run."""

import os
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

OF_A_WORKER = "not_run"
"""Under this name a worker hands what it did not run to the process that reports."""


def required() -> bool:
    """Whether a skip is a failure here."""
    return os.environ.get("CI", "").lower() in {"true", "1", "yes"}


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The words after `Skipped:`, whatever shape the report keeps them in."""
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


class Skips:
    """Gathers skips of tests and of whole files, each once, however many workers saw it."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.found[report.nodeid] = reason_of(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.found[report.nodeid] = reason_of(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: "WorkerController") -> None:
        """A worker that ends says which whole files it skipped: no report of them came across."""
        self.found |= getattr(node, "workeroutput", {}).get(OF_A_WORKER, {})

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None]:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OF_A_WORKER] = self.found
        if self.found and required() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        return (yield)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.found:
            return
        terminalreporter.section("not run")
        for reason in sorted(set(self.found.values())):
            names = [name for name, its_reason in self.found.items() if its_reason == reason]
            terminalreporter.write_line(f"{len(names)} not run: {reason}")
            for name in names:
                terminalreporter.write_line(f"    {name}")
        if required():
            terminalreporter.write_line("CI is set, so what did not run is a failure.", red=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Skips(), "skips")
