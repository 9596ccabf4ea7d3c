"""A site as a test works in it: acts through the services, screens over real sockets."""

from typing import Any
from uuid import UUID, uuid4

from ops.domain.words import Answer, Audience, EndKind
from ops.services import board, checkins, rooms, visits
from ops.services.transaction import Actor, Command
from tests.support.furnished import Furnished
from tests.support.screen import Screen
from tests.support.server import RunningServer


class Room:
    """Acts come from another process than the server's, so nothing rings for it."""

    def __init__(self, server: RunningServer, furnished: Furnished) -> None:
        self.server = server
        self.house = server.house
        self.furnished = furnished
        self._screens: list[Screen] = []

    def command(self, name: str) -> Command:
        device = self.furnished.devices["floor"]
        return Command(uuid4(), self.furnished.site_id, Actor(device, "The floor"), name)

    def arrives(self, booth: str | None = None) -> UUID:
        """Someone comes, to a booth or to the waiting list."""
        command = self.command("arrive")
        visits.arrive(self.house, command, booth=self.furnished.booths[booth] if booth else None)
        return command.id

    def looked_in(self, visit: UUID, answer: Answer = Answer.OK) -> None:
        checkins.check_in(self.house, self.command("check_in"), visit, answer=answer)

    def leaves(self, visit: UUID, booth: str) -> None:
        """Out of the booth, and the booth wiped."""
        visits.end(self.house, self.command("end"), visit)
        if booth != "Aftercare":
            rooms.booth_cleaned(self.house, self.command("cleaned"), self.furnished.booths[booth])

    def gives_up_waiting(self, visit: UUID) -> None:
        how = EndKind.LEFT_BEFORE_USING
        visits.leave_waiting(self.house, self.command("leave_waiting"), visit, reason=how)

    def version(self) -> int:
        return board.heads(self.house, [self.furnished.site_id])[self.furnished.site_id].version

    def fresh(self, audience: str) -> dict[str, Any]:
        """The board as a snapshot made now would show it."""
        return board.snapshot(self.house, self.furnished.site_id, Audience(audience)).body

    def screen(self, audience: str = "floor", role: str | None = None, *, comes_back: bool = False) -> Screen:
        """Not connected yet; ended with the test."""
        token = self.furnished.tokens[
            role or {"wall": "display", "waiting": "display"}.get(audience, "floor")
        ]
        screen = Screen(self.server.url, token, self.furnished.slug, audience, comes_back=comes_back)
        self._screens.append(screen)
        return screen

    def close(self) -> None:
        for screen in self._screens:
            screen.close()
