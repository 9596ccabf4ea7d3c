"""What the house writes down, line by line, as its caretaker would read it."""

import json
import logging
from collections.abc import Generator
from typing import Any

import pytest

from ops import logs


class Written(logging.Handler):
    """Hears everything, also what is too fine to be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._words = logs.formatter(logs.Style.WORDS)
        self._json = logs.formatter(logs.Style.JSON)
        self.lines: list[str] = []
        self.events: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self._words.format(record))
        self.events.append(json.loads(self._json.format(record)))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def of(self, level: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["level"] == level]


@pytest.fixture
def written() -> Generator[Written]:
    """The log while the test runs, down to DEBUG."""
    root = logging.getLogger()
    before, handler = root.level, Written()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
