"""JavaScript is run by node."""

import shutil

import pytest


@pytest.fixture(scope="session")
def node() -> str:
    """Its program. Where there is none these tests are named at the end; with CI=true that is a failure."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed")
    return found
