"""The folder that backups lie in: their names say when they were made, and which have had their time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

STAMP = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"ops-(\d{8}T\d{6}Z)\.age")
DAILY = timedelta(hours=24)


@dataclass(frozen=True, order=True)
class Kept:
    """One backup."""

    made: datetime
    path: Path


def path_for(folder: Path, now: datetime) -> Path:
    return folder / f"ops-{now.astimezone(UTC):{STAMP}}.age"


def kept(folder: Path) -> list[Kept]:
    """Oldest first. What has another name is not ours."""
    return sorted(_kept(folder))


def newest(folder: Path) -> Kept | None:
    found = kept(folder)
    return found[-1] if found else None


def is_due(folder: Path, now: datetime) -> bool:
    """Once a day; after a clock that was set back, at once."""
    last = newest(folder)
    return last is None or not now - DAILY < last.made <= now


def forget_old(folder: Path, now: datetime, keep: timedelta) -> None:
    """A backup holds what is taken from the database meanwhile. The newest one stays."""
    for one in kept(folder)[:-1]:
        if now - one.made > keep:
            one.path.unlink(missing_ok=True)


def _kept(folder: Path) -> Iterator[Kept]:
    for path in folder.glob("ops-*.age"):
        if found := NAME.fullmatch(path.name):
            yield Kept(datetime.strptime(found[1], STAMP).replace(tzinfo=UTC), path)
