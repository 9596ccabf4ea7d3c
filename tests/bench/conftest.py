"""What is measured is printed at the end of each file."""

from collections.abc import Iterator

import pytest

from tests.bench.figures import Report


@pytest.fixture(scope="module")
def report(pytestconfig: pytest.Config) -> Iterator[Report]:
    """Printed past pytest's own capture, whatever it is set to."""
    lines = Report()
    yield lines
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    assert capture is not None
    with capture.global_and_fixture_disabled():
        print("\n\n" + "\n".join(lines.lines))
