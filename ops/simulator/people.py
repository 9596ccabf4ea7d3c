"""Who is in the simulated room, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from ops.domain import cards
from ops.simulator import figures

OPIOID_FIRST = "inject_opioid_first"
ALL_OK = "all_ok"
"""A response that was not needed: no event."""


@dataclass(frozen=True)
class Place:
    """One seat."""

    booth: int
    seat: str
    kind: str

    def suits(self, route: str | None) -> bool:
        """Smoke goes where the air is drawn off."""
        if self.kind == "aftercare":
            return False
        return self.kind == "any" or (self.kind == "inhalation") == (route == "smoke")


@dataclass
class Guest:
    """One person. ``state``: waiting, called, using, aftercare, out, response, gone.

    ``looks`` counts looks; a look that was planned before the newest one is forgotten.
    Times are seconds of the simulation.
    """

    id: UUID
    route: str | None
    substances: tuple[str, ...]
    stays: float
    state: str = "waiting"
    stage: str = "using"
    place: Place | None = None
    track: str = "regular"
    episode_at: float = 0.0
    looks: int = 0
    due: float = 0.0
    person: int = 0
    """Who of those who come again and again; by this they show the same card."""
    event: str | None = None
    """What will happen to them in this stay, and has not yet."""
    leaving: bool = False
    """They are asked to finish: the room closes."""

    @property
    def seated(self) -> bool:
        return self.state in ("using", "aftercare")

    @property
    def on_opioids(self) -> bool:
        return not figures.OPIOIDS.isdisjoint(self.substances)

    @property
    def on_stimulants(self) -> bool:
        return not figures.STIMULANTS.isdisjoint(self.substances)

    def interval(self, now: float, protocol: Mapping[str, Any]) -> Mapping[str, float]:
        """The site's protocol for the next look: how long until it, and when it is late."""
        if self.track != "regular":
            name = self.track
        elif self.state == "out":
            name = "stepped_out"
        elif self.stage == "aftercare":
            name = "aftercare"
        else:
            name = self.route or "inject"
            first = now < self.episode_at + protocol["opioid_first_for"]
            if name == "inject" and self.on_opioids and first:
                name = OPIOID_FIRST
        found: Mapping[str, float] = protocol["intervals"][name]
        return found


class Regulars:
    """Who comes: the same people over and over, most of them now and then, some each day.

    Each visit is that of somebody new with a chance of ``new`` in ``new`` + visits so far, and otherwise that
    of a past visit's person, each as likely (Hoppe's urn). One number holds how many people make how many
    visits, which is what sites publish: of n visits about new · ln(1 + n / new) people.
    """

    def __init__(self, random: Random, new: float) -> None:
        self._random = random
        self._new = new
        self._visits: list[int] = []
        self.people = 0

    def comes(self) -> int:
        """Who it is, by a number."""
        so_far = len(self._visits)
        if self._random.random() * (self._new + so_far) < self._new:
            self.people += 1
            person = self.people
        else:
            person = self._visits[self._random.randrange(so_far)]
        self._visits.append(person)
        return person


class Cards:
    """The card of each person, drawn when it is first shown, and the same whenever they come again.

    They are drawn apart from everything else, so that a day is the same day whether its room counts by card or not.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(f"{seed} cards")  # noqa: S311 a play, no secret
        self._of: dict[int, str] = {}

    def of(self, guest: Guest) -> str:
        if guest.person not in self._of:
            self._of[guest.person] = cards.draw(self._random.getrandbits)
        return self._of[guest.person]


def somebody(random: Random, guest_id: UUID, person: int, event: str | None) -> Guest:
    """Whoever comes next; what they use fits what will happen to them."""
    route = figures.chosen(random, figures.ROUTES)
    guest = Guest(guest_id, route, (), figures.stay(random, route), person=person, event=event)
    guest.substances = figures.chosen(random, figures.SUBSTANCES)
    while not _fits(guest):
        guest.substances = figures.chosen(random, figures.SUBSTANCES)
    return guest


def _fits(guest: Guest) -> bool:
    if guest.event in (None, ALL_OK):
        return True
    return guest.on_stimulants if guest.event == "over_amping" else guest.on_opioids


@dataclass
class Seats:
    """Which seats are taken, by us or by others, or held for somebody called; which places
    wait to be wiped."""

    places: list[Place]
    taken: dict[tuple[int, str], UUID] = field(default_factory=dict)
    held: set[tuple[int, str]] = field(default_factory=set)
    dirty: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)

    def free(self, route: str | None) -> list[Place]:
        """Where somebody of that route may sit."""
        return [place for place in self.places if place.suits(route) and self._is_free(place)]

    def free_in_aftercare(self) -> list[Place]:
        return [place for place in self.places if place.kind == "aftercare" and self._is_free(place)]

    def hold(self, place: Place, guest: Guest) -> None:
        """For somebody who is on the way to it."""
        self.take(place, guest)
        self.held.add((place.booth, place.seat))

    def take(self, place: Place, guest: Guest) -> None:
        self.taken[place.booth, place.seat] = guest.id
        self.held.discard((place.booth, place.seat))
        guest.place = place

    def now_taken(self, by: dict[tuple[int, str], UUID]) -> None:
        """Who sits where, as the board says; what is held and still free stays held."""
        self.held -= by.keys()
        self.taken = {seat: self.taken[seat] for seat in self.held} | by

    def leave(self, guest: Guest) -> int | None:
        """Gives the seat up; answers the booth when it is empty now and has to be wiped."""
        place, guest.place = guest.place, None
        if place is None:
            return None
        self.taken.pop((place.booth, place.seat), None)
        never_sat = (place.booth, place.seat) in self.held
        self.held.discard((place.booth, place.seat))
        others = any(booth == place.booth for booth, _ in self.taken.keys() - self.held)
        if place.kind == "aftercare" or never_sat or others:
            return None
        self.dirty.add(place.booth)
        return place.booth

    def _is_free(self, place: Place) -> bool:
        unusable = place.booth in self.dirty or place.booth in self.closed
        return not unusable and (place.booth, place.seat) not in self.taken
