"""A shift counted a second time: plain loops over the journal, nothing of the house's own sums.

It shares no code with the summary, asks no other table, and is slow on purpose.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Entry:
    """A journal entry."""

    kind: str
    at: datetime
    recorded_at: datetime
    command: str | None
    data: dict[str, Any]


@dataclass
class Person:
    """A stay as the journal tells it."""

    arrived: datetime | None = None
    seated: datetime | None = None
    ended: datetime | None = None
    how: str | None = None
    why: str | None = None
    uses: list[datetime] = field(default_factory=list)
    places: list[tuple[datetime, int]] = field(default_factory=list)

    def place(self, at: datetime) -> int | None:
        """Where they were at that moment."""
        if self.ended is not None and at >= self.ended:
            return None
        been = [booth for since, booth in self.places if since <= at]
        return been[-1] if been else None


class Recount:
    """All numbers of ``start <= t < until``. ``aftercare``: booths that are none."""

    def __init__(
        self,
        entries: Iterable[Entry],
        start: datetime,
        until: datetime,
        aftercare: set[int],
        without_use: set[str],
    ) -> None:
        entries = list(entries)
        undone = {entry.data["command"] for entry in entries if entry.kind == "act_undone"}
        self.entries = [entry for entry in entries if entry.command not in undone]
        self.start, self.until = start, until
        self.aftercare = aftercare
        self.without_use = without_use
        self.people = self._people()

    def of(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind in kinds]

    def inside(self, at: datetime | None) -> bool:
        return at is not None and self.start <= at < self.until

    def _people(self) -> dict[str, Person]:
        people: dict[str, Person] = {}
        for entry in self.entries:
            visit = entry.data.get("visit")
            if visit is None or entry.kind == "response_started":
                continue
            person = people.setdefault(visit, Person())
            match entry.kind:
                case "person_arrived":
                    person.arrived = entry.at
                case "person_seated":
                    person.seated = entry.at
                    person.places.append((entry.at, entry.data["booth"]))
                case "person_moved":
                    person.places.append((entry.at, entry.data["booth"]))
                case "people_swapped":
                    other = people[entry.data["other"]]
                    mine, theirs = person.places[-1][1], other.places[-1][1]
                    person.places.append((entry.at, theirs))
                    other.places.append((entry.at, mine))
                case "came_back":
                    person.ended = None
                    person.seated = person.seated or entry.at
                    person.places.append((entry.at, entry.data["booth"]))
                case "episode_begun":
                    person.uses.append(entry.at)
                case "visit_ended":
                    person.ended, person.how = entry.at, entry.data["how"]
                    person.why = entry.data.get("why")
        return people

    def visits(self) -> dict[str, int]:
        here = [one for one in self.people.values() if one.seated is not None]
        ended = [name for name, one in self.people.items() if one.seated and self.inside(one.ended)]
        uses = [
            use
            for name, one in self.people.items()
            for use in one.uses
            if self.inside(use) and name not in self.without_use
        ]
        return {
            "begun": sum(self.inside(one.seated) for one in here),
            "already_here": sum(
                one.seated < self.start and (one.ended is None or one.ended > self.start)
                for one in here
                if one.seated
            ),
            "episodes": len(uses),
            "ended": len(ended),
            "without_use": sum(name in self.without_use for name in ended),
            "end_not_recorded": sum(self.people[name].how == "not_recorded" for name in ended),
            "still_here": sum(
                one.seated < self.until and (one.ended is None or one.ended >= self.until)
                for one in here
                if one.seated
            ),
        }

    def waits(self) -> dict[str, Any]:
        waited = [
            (one.seated - one.arrived).total_seconds()
            for one in self.people.values()
            if one.seated and one.arrived and self.inside(one.seated) and one.seated > one.arrived
        ]
        gave_up = [
            (one.ended - one.arrived).total_seconds()
            for one in self.people.values()
            if one.ended and one.arrived and self.inside(one.ended) and one.how == "left_before_using"
        ]
        sent_on = [
            one.why or ""
            for one in self.people.values()
            if self.inside(one.ended) and one.how == "turned_away"
        ]
        return {
            "seated": three(waited),
            "left_before_using": three(gave_up),
            "turned_away": dict(Counter(sent_on)),
            "waiting": sum(
                one.arrived < self.until
                and (one.seated is None or one.seated >= self.until)
                and (one.ended is None or one.ended >= self.until)
                for one in self.people.values()
                if one.arrived
            ),
        }

    def in_booth(self) -> list[float]:
        """Minutes in booths of everyone who left them."""
        found = []
        for one in self.people.values():
            moments = sorted({at for at, _ in one.places} | ({one.ended} if one.ended else set()))
            since: datetime | None = None
            for at in moments:
                place = one.place(at)
                inside = place is not None and place not in self.aftercare
                if inside and since is None:
                    since = at
                if not inside and since is not None:
                    if self.inside(at):
                        found.append((at - since).total_seconds() / 60)
                    since = None
        return found

    def seat_seconds(self) -> int:
        """Of everyone in a booth, in the window."""
        seconds = 0.0
        for one in self.people.values():
            moments = {at for at, _ in one.places} | ({one.ended} if one.ended else set())
            edges = sorted({self.start, self.until} | {at for at in moments if self.inside(at)})
            for left, right in pairwise(edges):
                place = one.place(left)
                if place is not None and place not in self.aftercare:
                    seconds += (right - left).total_seconds()
        return round(seconds)

    def most_in_use(self, start: datetime, end: datetime) -> int:
        moments = {start} | {at for one in self.people.values() for at, _ in one.places if start <= at < end}
        return max(
            sum(
                (place := one.place(at)) is not None and place not in self.aftercare
                for one in self.people.values()
            )
            for at in moments
        )


def three(seconds: list[float]) -> tuple[int, int | None, int | None]:
    """How many, the middle one, the longest."""
    if not seconds:
        return 0, None, None
    return len(seconds), round(median(seconds)), round(max(seconds))
