"""The doors: they open, nobody new is let in any more, they close, and the shift is over."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ops.simulator.room import Room

TEAM = ("Kim", "Sam", "Noor")
LOOK_EVERY = 120.0
"""Seconds between two looks whether everybody has left."""


class Doors:
    """A room that never closes opens at once, and once."""

    def __init__(self, room: "Room") -> None:
        self._room = room

    def begin(self, *, open_already: bool = False) -> None:
        """From now on, by the hours of the profile. ``open_already``: somebody else opened them."""
        room = self._room
        opens = room.stays.goes_on if open_already else self._open
        if room.profile.opens is None:
            opens()
            return
        day = room.days.around(room.clock())
        room.plan(room.at(day.opens), opens)
        room.plan(room.at(day.last_entry), self._last_entry)
        room.plan(room.at(day.closes), self._closing)

    def _open(self) -> None:
        """The team comes, people wait outside."""
        room = self._room
        room.tell(f"/sites/{room.site}/shifts", {"act": "open"}, by=TEAM[0])
        for name, place in zip(TEAM, ("floor", "floor", "break"), strict=True):
            room.tell(f"/sites/{room.site}/staff-on-shift", {"staff": name, "place": place})
        if room.profile.opens is not None:
            self._is("open")
        room.stays.begin()

    def _last_entry(self) -> None:
        self._room.stays.end()
        self._is("last_entry")

    def _closing(self) -> None:
        self._is("closing")
        self._room.stays.turn_away()
        self._room.stays.finish()
        self._close_when_empty()

    def _close_when_empty(self) -> None:
        """Nobody is put out who is being helped, or about whom somebody worries."""
        room = self._room
        if room.guests or room.responses.running:
            room.plan(room.now + LOOK_EVERY / room.speed, self._close_when_empty)
            return
        room.tell(f"/sites/{room.site}/shifts", {"act": "close", "staying": []}, by=TEAM[0])
        self._is("closed", reason="hours")
        self.begin()

    def _is(self, state: str, **reason: str) -> None:
        room = self._room
        room.tell(f"/sites/{room.site}/room", {"state": state} | reason, by=TEAM[0])
