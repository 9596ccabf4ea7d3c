"""A Saturday afternoon, in minutes from four o'clock."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)
