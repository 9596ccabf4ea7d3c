"""A simulated room without a house: it takes every act, and writes down when it came."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ops.domain.protocol import SiteProtocol
from ops.services.set_up import site_file
from ops.simulator.profiles import DEMO, Profile
from ops.simulator.room import Room
from ops.starter import SITE_FILE

HOUR = 3600.0
START = datetime(2026, 11, 22, 10, tzinfo=UTC)


def empty_board(*, cards: bool = False) -> dict[str, Any]:
    """The starter room as a tablet sees it before anybody came. ``cards``: people are counted by card."""
    plan = site_file.read(SITE_FILE.read_text())
    return {
        "room": {"slug": plan.slug, "time_zone": "UTC", "protocol": SiteProtocol().as_json(), "cards": cards},
        "waiting": [],
        "booths": [
            {
                "id": number,
                "kind": booth.kind.value,
                "status": "free",
                "seats": [{"mark": mark, "extra": False} for mark in booth.seats],
            }
            for number, booth in enumerate(plan.booths, 1)
        ],
    }


class Heard:
    """Takes every act, and writes down when it came."""

    def __init__(
        self,
        seed: int,
        speed: float = 1.0,
        profile: Profile = DEMO,
        start: datetime = START,
        *,
        opened: bool = True,
        staffed: bool = True,
        cards: bool = False,
    ) -> None:
        self.acts: list[tuple[float, str, dict[str, Any], UUID | None]] = []
        self.after_due: list[float] = []
        """Of each look: so many seconds after it was due, or before."""
        self._ids = 0
        self.room = Room(
            empty_board(cards=cards),
            self._tell,
            self._next_id,
            profile=profile,
            seed=seed,
            speed=speed,
            start=start,
            staffed=staffed,
        )
        if opened:
            self.room.open()

    def until(self, seconds: float) -> "Heard":
        self.room.run_until(seconds)
        return self

    def count(self, ending: str) -> int:
        return sum(path.endswith(ending) for _, path, _, _ in self.acts)

    def _tell(self, path: str, body: dict[str, Any], key: UUID | None) -> bool:
        self.acts.append((self.room.now, path, body, key))
        if path.endswith("/check-ins"):
            self.after_due.append(self.room.now - self.room.guests[UUID(path.split("/")[2])].due)
        return True

    def _next_id(self) -> UUID:
        self._ids += 1
        return UUID(int=self._ids)
