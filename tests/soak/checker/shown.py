"""What a screen showed at a moment, and which acts its picture holds."""

from collections.abc import Iterator

from tests.soak.checker.history import History, Record, Try

SLACK = 1.5
"""Seconds: a screen looks four times in one, and its idea of the server's clock is a round trip old."""


def holds(record: Record, act: Try) -> bool:
    """Whether the picture that is shown has come as far as this act."""
    version = act.version
    return version is not None and record["version"] is not None and record["version"] >= version


def looks(history: History) -> Iterator[tuple[Record, float]]:
    """What each screen showed, four times a second, with the server's clock at that moment."""
    for record in history.of("shows"):
        yield record, record["t"] + history.ahead(record["t"])
