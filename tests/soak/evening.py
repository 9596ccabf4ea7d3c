"""One run: a room with its tablets and screens, everything that goes wrong, and a quiet end.

1. Three tablets and four screens, each on a line of its own to whichever process is there. Intervals are
   seconds long: each is one that a site may choose, and the clock is the real one.
2. For ``seconds`` the nemeses work; each with its own list, so that harms overlap.
3. Everything is mended. For a while the evening goes on in peace, and is held to what holds in peace.
4. The tablets finish what they have begun, and send what waits.
5. An auditor reads the journal and fresh boards, once every screen is still.
"""

import json
import subprocess
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import update

from ops.models import Site
from tests.soak.front import Front
from tests.soak.nemesis import Nemesis
from tests.soak.notes import Notes
from tests.soak.tablet import NO_ANSWER, House, Tablet
from tests.support.client import Program
from tests.support.furnished import Furnished
from tests.support.processes import ending_with_parent, wait_until
from tests.support.server import ROOT, RunningServer

INTERVALS = {
    name: {"every": every, "grace": 3, "urgent_after": 6}
    for name, every in {
        "inject": 8,
        "inject_opioid_first": 6,
        "smoke": 10,
        "snort": 8,
        "swallow": 8,
        "other": 8,
        "aftercare": 9,
        "keep_an_eye": 6,
        "sedation": 7,
        "stepped_out": 12,
        "looked_for": 6,
    }.items()
}
RULES = {"intervals": INTERVALS, "attended_for": 5, "soft_before_loud": 3}
ROOMS = (("1", "2"), ("3", "4", "5"), ("5", "5"))
"""A pair of hands for each. The two seats of the last are too few for the three that use it: there some are
refused, and what was tapped for them."""
TABLETS = ("floor", "responder", "coordinator")
SCREENS = (("wall", "display"), ("wall by the door", "display"), ("desk", "floor"), ("corridor", "responder"))
PATIENCE = 60.0
CALM = 60.0
MakeNemeses = Callable[[dict[str, Front], Notes], Sequence[Nemesis]]


def in_seconds(server: RunningServer) -> None:
    """The site's own intervals, before anybody came."""
    with server.house.db.write() as session:
        session.execute(update(Site).values(protocol=RULES))


@dataclass
class Evening:
    """What one run needs; its logs are in ``folder``."""

    folder: Path
    servers: Sequence[RunningServer]
    seed: int
    seconds: float
    begins_anew: bool = False
    """In the middle another history begins, and tablets look for that."""
    at: Furnished | None = None
    """The site, if it is not the first; a second one has one tablet and two screens."""
    _open: ExitStack = field(default_factory=ExitStack)

    def plays(self, nemeses: MakeNemeses) -> None:
        notes = self._notes("nemesis")
        notes("rules", **RULES)
        with self._open, ExitStack() as lines:
            ports = [server.port for server in self.servers]
            names = [*(f"tablet {role}" for role in self._tablets), *(name for name, _ in self._screens)]
            fronts = {name: lines.enter_context(Front(ports, number)) for number, name in enumerate(names)}
            house = House()
            tablets = [self._tablet(number, fronts, house) for number in range(len(self._tablets))]
            with self._shown(fronts):
                self._works(tablets, nemeses(fronts, notes))
            notes("over")

    @property
    def _site(self) -> Furnished:
        return self.at or self.servers[0].furnished

    @property
    def _tablets(self) -> Sequence[str]:
        return TABLETS if self.at is None else TABLETS[:1]

    @property
    def _screens(self) -> Sequence[tuple[str, str]]:
        return SCREENS if self.at is None else SCREENS[1:3]

    def _notes(self, who: str) -> Notes:
        notes = Notes(self.folder, who)
        self._open.callback(notes.close)
        return notes

    def _booth(self, name: str) -> int:
        return self._site.booths[name]

    def _tablet(self, number: int, fronts: dict[str, Front], house: House) -> Tablet:
        role, site = self._tablets[number], self._site
        who = f"tablet {role}"
        program = Program(fronts[who].port, site.tokens[role])
        luck = Random(f"{self.seed} {who}")
        tablet = Tablet(program, self._notes(who), site.slug, luck, house, self.begins_anew)
        tablet.measures()
        return tablet

    @contextmanager
    def _shown(self, fronts: dict[str, Front]) -> Generator[None]:
        site = self._site
        asked = [
            {
                "who": name,
                "url": fronts[name].url,
                "token": site.tokens[role],
                "audience": "wall" if role == "display" else "floor",
            }
            for name, role in self._screens
        ]
        with subprocess.Popen(
            ending_with_parent(["node", "tests/soak/screens.mjs"]), cwd=ROOT, stdin=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin is not None
            told = {"log": str(self.folder), "site": site.slug, "screens": asked}
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            try:
                yield
            finally:
                process.stdin.close()
                process.wait(10)

    def _works(self, tablets: list[Tablet], nemeses: Sequence[Nemesis]) -> None:
        mended, over = threading.Event(), threading.Event()
        hands = [
            threading.Thread(
                target=tablet.taps,
                args=(self._booth(name), Random(f"{self.seed} {number} {hand}")),
                daemon=True,
            )
            for number, tablet in enumerate(tablets)
            for hand, name in enumerate(ROOMS[number])
        ]
        others = [threading.Thread(target=tablet.sends, args=(over,), daemon=True) for tablet in tablets]
        others += [threading.Thread(target=one.works, args=(mended, over), daemon=True) for one in nemeses]
        for thread in (*hands, *others):
            thread.start()
        try:
            mended.wait(self.seconds)
            mended.set()
            wait_until(lambda: all(one.rests.is_set() for one in nemeses), "all is mended", PATIENCE)
            over.wait(CALM)
            broke = [error for one in nemeses for error in one.broke]
            if broke:
                raise BaseExceptionGroup("the faults themselves failed", broke)
            for tablet in tablets:
                tablet.closed.set()
            for thread in hands:
                thread.join(PATIENCE)
            with suppress(TimeoutError):  # What is left unanswered then is the checker's to tell.
                wait_until(lambda: all(tablet.empty for tablet in tablets), "all is sent", PATIENCE)
            self._is_looked_at()
        finally:
            for event in (mended, over, *(tablet.closed for tablet in tablets)):
                event.set()
            for thread in (*hands, *others):
                thread.join(PATIENCE)

    def _is_looked_at(self) -> None:
        port, site, notes = self.servers[0].port, self._site, self._notes("auditor")
        program = Program(port, site.tokens["floor"])

        def still() -> bool:
            try:
                version = program.get(f"/api/v1/sites/{site.slug}/board")[1]["version"]
            except NO_ANSWER:
                return False
            return all(self._shows(name, version) for name, _ in self._screens)

        with suppress(TimeoutError):  # As above.
            wait_until(still, "every screen is still", PATIENCE)
        for audience, token in (("floor", "floor"), ("wall", "display")):
            asks = Program(port, site.tokens[token])
            board = asks.get(f"/api/v1/sites/{site.slug}/board?audience={audience}")[1]
            notes("fresh", audience=audience, board=board)
        after = 0
        while facts := self._page(program, after)["facts"]:
            notes("journal", facts=facts)
            after = facts[-1]["version"]

    def _page(self, program: Program, after: int) -> Any:
        return program.get(f"/api/v1/sites/{self._site.slug}/journal?after={after}")[1]

    def _shows(self, name: str, version: int) -> bool:
        """By its own log."""
        with (self.folder / f"{name.replace(' ', '-')}.jsonl").open("rb") as log:
            log.seek(0, 2)
            log.seek(max(0, log.tell() - 200_000))
            told = [line for line in log.read().splitlines()[1:-1] if b'"what":"shows"' in line]
        if not told:
            return False
        shown = json.loads(told[-1])
        return shown["live"] == "live" and (shown["version"] or 0) >= version
