"""A tablet as a program: hands that tap at their own pace, and an outbox that sends until it is answered.

1. Each act has its id and its instant at the tap, before the first try.
2. The oldest goes alone; once it was taken, the others go in lists, each with its own answer.
3. What has no definite answer stays at the head and is sent again as it was. Where a seat was refused,
   what was tapped for whom it was is set aside as well, but for the acts of a response.
4. Before each try it looks at the history that holds (``follows``). Another one is sent all that was taken
   by the one before, oldest first.
5. Every so often something that was taken long ago is sent again, as a tablet does that could not
   keep the answer: it must be answered alike.
"""

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from random import Random
from time import time
from typing import Any
from uuid import UUID

from tests.soak.notes import Notes
from tests.support.client import Program

AT_ONCE = 20
TRIES_AGAIN_AFTER = 0.4
AGAIN = 0.1
"""How often an act is sent once more though it was answered."""
MEASURES_EVERY = 5.0
BETWEEN_TWO = 0.05
NEVER = threading.Event()
NO_ANSWER = (OSError, ValueError, HTTPException)


@dataclass(frozen=True)
class Act:
    """One tap."""

    id: str
    path: str
    body: dict[str, Any]


class House:
    """Who is there, as everybody who works in it can see: a colleague looks in on them as well."""

    def __init__(self) -> None:
        self._there: dict[str, str] = {}

    def sits(self, visit: str, tablet: str) -> None:
        self._there[visit] = tablet

    def left(self, visit: str) -> None:
        self._there.pop(visit, None)

    def of_others(self, tablet: str) -> list[str]:
        return [visit for visit, owner in sorted(self._there.items()) if owner != tablet]


@dataclass
class Tablet:
    """Each pair of hands has a place and a chance of its own. What it does there hangs on the seed alone; a
    colleague's people are those who are there."""

    program: Program
    notes: Notes
    site: str
    luck: Random
    """What is sent twice."""
    house: House
    follows: bool = False
    offset: float = 0.0
    """The server's clock minus this one's."""
    closed: threading.Event = field(default_factory=threading.Event)
    _tapping: threading.Lock = field(default_factory=threading.Lock)
    _refused: set[str] = field(default_factory=set)
    _measured: float = 0.0
    _epoch: str | None = None
    _waiting: deque[Act] = field(default_factory=deque)
    _taken: list[Act] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self._waiting

    def taps(self, booth: int, chance: Random) -> None:
        """One pair of hands, until the tablet is put down."""
        while not self.closed.is_set():
            for act, pause in self._a_stay(booth, chance):
                if act is not None:
                    with self._tapping:
                        self.notes("tapped", act={"id": act.id, "path": act.path, "body": act.body})
                        self._waiting.append(act)
                # Who is put down in the middle of a stay finishes it, so that every stay has an end.
                if not self.closed.wait(pause):
                    continue
                NEVER.wait(BETWEEN_TWO)

    def sends(self, over: threading.Event) -> None:
        """What waits, oldest first, until the run is over."""
        while not over.is_set():
            if time() > self._measured + MEASURES_EVERY:
                self._measures_quietly()
            if not self._waiting:
                over.wait(0.05)
            elif (self.follows and not self._knows_history()) or not self._send_some():
                over.wait(TRIES_AGAIN_AFTER)

    def _knows_history(self) -> bool:
        try:
            status, board = self.program.get(f"/api/v1/sites/{self.site}/board")
        except NO_ANSWER:
            return False
        if status != 200:
            return False
        if self._epoch not in (None, board["epoch"]):
            again = {act.id: act for act in self._taken}
            self._taken.clear()
            with self._tapping:
                self._waiting.extendleft(reversed(again.values()))
        self._epoch = board["epoch"]
        return True

    def _send_some(self) -> bool:
        head = self._waiting[0]
        if self._rests_on_refused(head):
            self.notes("aside", id=head.id)
            self._waiting.popleft()
            return True
        if not self._sends_alone(head):
            return False
        self._waiting.popleft()
        if len(self._waiting) > 1 and not self._sends_list([*self._waiting][:AT_ONCE]):
            return False
        if self._taken and self.luck.random() < AGAIN:
            self._sends_alone(self.luck.choice(self._taken))
        return True

    def _sends_alone(self, act: Act) -> bool:
        self.notes("sent", ids=[act.id])
        try:
            status, said, replayed = self.program.post_and_look(act.path, act.body, act.id)
        except NO_ANSWER as error:
            self.notes("unanswered", ids=[act.id], why=type(error).__name__)
            return False
        self._hears(act, status, said, replayed=replayed)
        return status < 500

    def _sends_list(self, acts: list[Act]) -> bool:
        """Takes off what has a definite answer, from the oldest on to the first that has none."""
        ids = [act.id for act in acts]
        self.notes("sent", ids=ids)
        commands = [{"id": act.id, "path": act.path, "body": act.body} for act in acts]
        try:
            status, said = self.program.post(f"/sites/{self.site}/commands", {"commands": commands})
        except NO_ANSWER as error:
            self.notes("unanswered", ids=ids, why=type(error).__name__)
            return False
        if status != 200:
            self.notes("unanswered", ids=ids, why=str(status))
            return False
        self._hears_the_time(said["server_now"])
        for act, result in zip(acts, said["results"], strict=True):
            self._hears(act, result["status"], result["body"], replayed=bool(result.get("replayed")))
            if result["status"] >= 500:
                return False
            self._waiting.popleft()
        return True

    def _rests_on_refused(self, act: Act) -> bool:
        """A response and what is done in it never waits for anybody's leave."""
        return act.path.startswith("/visits/") and act.path.split("/")[2] in self._refused

    def _hears(self, act: Act, status: int, body: Any, *, replayed: bool) -> None:
        self.notes("answered", id=act.id, status=status, body=body, replayed=replayed)
        if status < 300:
            self._taken.append(act)
        seated, ended = act.path.endswith("/visits"), act.path.endswith("/end")
        if seated and 400 <= status < 500:
            self._refused.add(act.id)
        elif seated and status < 300 and not replayed:
            self.house.sits(act.id, self.notes.who)
        elif ended and status < 500:
            self.house.left(act.path.split("/")[2])

    def measures(self) -> None:
        """Asks for the server's time before the first tap."""
        _, said = self.program.post(f"/sites/{self.site}/commands", {"commands": []})
        self._hears_the_time(said["server_now"])

    def _measures_quietly(self) -> None:
        self._measured = time()
        with suppress(*NO_ANSWER, KeyError):
            self.measures()

    def _hears_the_time(self, server_now: str) -> None:
        self.offset = datetime.fromisoformat(server_now).timestamp() - time()

    def _a_stay(self, booth: int, chance: Random) -> Iterator[tuple[Act | None, float]]:
        """Somebody comes, is looked after, sometimes too late, now and then needs help, and leaves."""
        route = chance.choice(("inject", "smoke"))
        seat = self._act(chance, f"/sites/{self.site}/visits", booth=booth, route=route)
        visit = seat.id
        yield seat, chance.uniform(0.5, 3)
        for _ in range(chance.randint(1, 4)):
            yield None, chance.choices((0.0, chance.uniform(6, 16), chance.uniform(20, 28)), (5, 2, 3))[0]
            if chance.random() < 0.3 and (others := self.house.of_others(self.notes.who)):
                look = self._act(chance, f"/visits/{chance.choice(others)}/check-ins", answer="ok")
                yield look, chance.uniform(0.5, 2)
            answer = chance.choice(("ok", "ok", "asleep", "keep_an_eye", "hard_to_rouse"))
            yield self._act(chance, f"/visits/{visit}/check-ins", answer=answer), chance.uniform(0.5, 4)
        if chance.random() < 0.3:
            start = self._act(chance, f"/sites/{self.site}/responses", visit=visit)
            yield start, chance.uniform(0.3, 2)
            for kind in chance.sample(("oxygen_start", "naloxone", "assessment", "airway"), 2):
                act = self._act(chance, f"/responses/{start.id}/actions", kind=kind)
                yield act, 12.0 if chance.random() < 0.2 else chance.uniform(0.3, 2)
            yield self._act(chance, f"/responses/{start.id}/over"), chance.uniform(0.5, 3)
        yield self._act(chance, f"/visits/{visit}/end"), chance.uniform(0.2, 1)
        cleaned = self._act(chance, f"/booths/{booth}/cleaned", room_says_otherwise=True)
        yield cleaned, chance.uniform(0.2, 2)

    def _act(self, chance: Random, path: str, **body: Any) -> Act:
        at = datetime.fromtimestamp(time() + self.offset, UTC).isoformat(timespec="milliseconds")
        named = str(UUID(int=chance.getrandbits(128), version=4))
        return Act(named, path, json.loads(json.dumps(body | {"happened_at": at})))
