"""What was acknowledged in these rooms beside what is in the journal and what walls heard of it.

Tablets and walls say what they were told, and when. Whether that is lost, there more than once, or written down
as late twice only the tables of the house can say; they are read after the run.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ops.models import JournalEntry
from ops.services.house import House

LATE = {"check_in_overdue": "overdue_at", "check_in_urgent": "urgent_at"}
OLD = 1.5
"""Seconds: a sweep that is as old will soon be too old."""

Kept = Sequence[Any]
"""The site, the act's key, the version that has it, and when the tablet knew."""


def during(kept: Sequence[Kept], since: float, until: float) -> list[Kept]:
    """Those that were acknowledged in that time."""
    return [act for act in kept if since <= act[3] <= until]


def missing(house: House, kept: Sequence[Kept]) -> tuple[int, int]:
    """Of what was acknowledged, what is in the journal not at all, and more than once: in two commits,
    or in another than the answer said."""
    with house.db.read() as session:
        rows = session.execute(select(JournalEntry.command_id, JournalEntry.version).distinct())
        commits: dict[UUID | None, set[int]] = defaultdict(set)
        for command, version in rows:
            commits[command].add(version)
    found = [(commits.get(UUID(key), set()), version) for _, key, version, _ in kept]
    lost = sum(not versions for versions, _ in found)
    return lost, sum(bool(versions) and versions != {version} for versions, version in found)


def late(house: House) -> dict[tuple[str, int, str], list[int]]:
    """Each limit that is written down as passed, and in which versions."""
    found: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    with house.db.read() as session:
        columns = (JournalEntry.kind, JournalEntry.data, JournalEntry.version)
        for kind, data, version in session.execute(select(*columns).where(JournalEntry.kind.in_(LATE))):
            found[(data["visit"], data["check"], LATE[kind])].append(version)
    return found


def old_at(pulses: Iterable[tuple[float, float]], since: float) -> list[int]:
    """In which seconds, from the beginning on, a pulse said that its sweep was old."""
    return sorted({int(at - since) for at, age in pulses if age >= OLD})


def news(kept: Sequence[Kept], heard: Mapping[str, Mapping[str, Any]]) -> tuple[list[float], int]:
    """From each answer until the site's wall was that far; and how often it never was."""
    took, never = [], 0
    by_site: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for site, _, version, at in kept:
        by_site[site].append((version, at))
    for site, acts in by_site.items():
        versions = iter(heard[site]["versions"])
        reached, when = next(versions, (-1, 0.0))
        for version, at in sorted(acts):
            while reached < version and (following := next(versions, None)) is not None:
                reached, when = following
            if reached < version:
                never += 1
            else:
                took.append(max(0.0, when - at))
    return took, never


def told(
    walls: Iterable[Mapping[str, Any]],
    written: Mapping[tuple[str, int, str], Sequence[int]],
    since: float,
    until: float,
) -> tuple[list[float], list[float]]:
    """Until the wall heard that it is written down; and of what never was, how long it stood."""
    heard_so, untold = [], []
    for wall in walls:
        for one in wall["passed"]:
            if not since <= one["at"] <= until:
                continue
            versions = written.get((one["visit"], one["check"], one["level"]))
            heard = versions and next(
                (at for version, at in wall["versions"] if version >= versions[0]), None
            )
            if heard:
                heard_so.append(heard - one["at"])
            else:
                untold.append((one["over"] or until) - one["at"])
    return heard_so, untold
