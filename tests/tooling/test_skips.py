"""A skip is named with its reason; with CI=true it fails the run."""

import pytest

from tests.support.source import ROOT

SOURCE = """
import pytest

def test_needs_a_thing():
    pytest.skip("the thing is not installed")

def test_runs():
    pass
"""


@pytest.fixture
def one_skip(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A run of its own with one test that skips."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("CI", raising=False)
    pytester.makepyfile(SOURCE)
    return pytester


def test_a_skip_is_named_at_the_end(one_skip: pytest.Pytester) -> None:
    result = one_skip.runpytest_subprocess("-p", "tests.support.skips")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["1 not run: the thing is not installed", "*::test_needs_a_thing"])


def test_a_skip_fails_where_nothing_may_be_missing(
    one_skip: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = one_skip.runpytest_subprocess("-p", "tests.support.skips")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["1 not run: the thing is not installed", "CI is set*"])


def test_a_skipped_file_counts_too(one_skip: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    one_skip.makepyfile(
        test_whole_file="import pytest\npytest.skip('no such thing', allow_module_level=True)"
    )
    monkeypatch.setenv("CI", "true")
    result = one_skip.runpytest_subprocess("-p", "tests.support.skips", "-k", "runs")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["1 not run: no such thing"])


def test_what_a_worker_skips_is_named_and_counts_too(
    one_skip: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_skip.makepyfile(
        test_whole_file="import pytest\npytest.skip('no such thing', allow_module_level=True)"
    )
    monkeypatch.setenv("CI", "true")
    result = one_skip.runpytest_subprocess("-p", "tests.support.skips", "-n", "2")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "1 not run: no such thing",
            "*test_whole_file.py",
            "1 not run: the thing is not installed",
            "CI is set*",
        ]
    )
