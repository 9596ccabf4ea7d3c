"""What is logged is decided where it is written: fixed words, and values that may be said."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import logs
from tests.support.source import python_files, tree_of

LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
OF_THE_STANDARD = {"exc_info"}


def calls(path: Path) -> Iterator[ast.Call]:
    """Each ``log.warning(…)`` of a file."""
    for node in ast.walk(tree_of(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "log"
        ):
            yield node


def test_there_are_such_calls() -> None:
    assert sum(1 for path in python_files("ops") for _ in calls(path)) > 10


@pytest.mark.parametrize("path", [path for path in python_files("ops") if any(calls(path))], ids=str)
def test_an_event_is_fixed_words_and_values_that_may_be_said(path: Path) -> None:
    for call in calls(path):
        words = [argument for argument in call.args if isinstance(argument, ast.Constant)]
        assert len(words) == 1, ast.unparse(call)
        named = {keyword.arg for keyword in call.keywords}
        assert named <= logs.MAY_SAY | OF_THE_STANDARD, ast.unparse(call)


@pytest.mark.parametrize("path", python_files("ops"), ids=str)
def test_only_one_place_writes_the_log(path: Path) -> None:
    if path == Path("ops/logs.py"):
        return
    named = {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    assert not named & {"logging.basicConfig", "logging.StreamHandler", "structlog.configure"}
