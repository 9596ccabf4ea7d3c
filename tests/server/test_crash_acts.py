"""The server killed at any moment of the work of three tablets that send again what was not answered:
after each start everything that was acknowledged is there, nothing twice, and the chain holds."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from ops.domain import facts
from ops.domain.chain import State
from ops.domain.words import Audience
from ops.models import CheckIn, JournalEntry, Receipt, Visit
from ops.services import board, proof
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.server import RunningServer

BOOTHS = (("1", "2"), ("3", "4"), ("5", "Aftercare"))
"""Whose each tablet's are: what they do does not come in each other's way, and all of it is taken."""
FACTS: dict[str, type[facts.Fact]] = {
    "check-ins": facts.CheckedIn,
    "end": facts.VisitEnded,
    "actions": facts.ActionLogged,
}
"""What an act puts into the journal, and once."""
SECONDS_AFTER = 0.06
"""Within which after its act the server is killed: on its way in, in the commit, on its way out."""


@dataclass(frozen=True)
class Act:
    """As it was sent, and as it was answered."""

    path: str
    body: dict[str, Any]
    key: str
    status: int = 0
    said: Any = None


@dataclass
class Evening:
    """What the tablets know, and whether the server is there."""

    server: RunningServer
    wanted: int
    answered: list[Act] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)
    served: threading.Event = field(default_factory=threading.Event)

    def has_come_to(self, act: int) -> bool:
        return len(self.answered) >= act or self.over

    @property
    def over(self) -> bool:
        return len(self.answered) >= self.wanted or bool(self.wrong)


def works(evening: Evening, booths: tuple[str, ...], chance: random.Random) -> None:
    """One tablet, until the evening is over."""
    program = Program(evening.server.port, evening.server.tokens["floor"])
    try:
        while not evening.over:
            for act in _one_stay(evening, booths, chance):
                evening.answered.append(_until_answered(evening, program, act))
    except AssertionError as error:
        evening.wrong.append(error)


def _one_stay(evening: Evening, booths: tuple[str, ...], chance: random.Random) -> Iterator[Act]:
    """Somebody comes, is looked after, now and then needs help, and leaves."""
    furnished = evening.server.furnished
    booth = furnished.booths[chance.choice(booths)]
    visit, response = str(uuid4()), str(uuid4())
    yield Act(f"/sites/{furnished.slug}/visits", {"booth": booth, "route": "inject"}, visit)
    for _ in range(chance.randint(0, 4)):
        answer = chance.choice(("ok", "asleep", "keep_an_eye"))
        yield Act(f"/visits/{visit}/check-ins", {"answer": answer}, str(uuid4()))
    if chance.random() < 0.3:
        yield Act(f"/sites/{furnished.slug}/responses", {"visit": visit}, response)
        for kind in chance.sample(("oxygen_start", "naloxone", "assessment", "airway"), 2):
            yield Act(f"/responses/{response}/actions", {"kind": kind}, str(uuid4()))
        yield Act(f"/responses/{response}/over", {}, str(uuid4()))
    yield Act(f"/visits/{visit}/end", {}, str(uuid4()))
    yield Act(f"/booths/{booth}/cleaned", {"room_says_otherwise": True}, str(uuid4()))


def _until_answered(evening: Evening, program: Program, act: Act) -> Act:
    """As a tablet's outbox does: the same again, until there is an answer."""
    while True:
        try:
            status, said = program.post(act.path, act.body, act.key)
        except (OSError, ValueError, HTTPException):  # no answer, or one cut short
            evening.served.wait(30)
            continue
        assert status in (200, 201), (act, status, said)
        return Act(act.path, act.body, act.key, status, said)


def nothing_is_lost(evening: Evening, chance: random.Random) -> None:
    """As a start finds it: rows, receipts, facts, the chain, and the answers of before."""
    house, site = evening.server.house, evening.server.furnished.site_id
    answered = list(evening.answered)
    keys = {UUID(act.key) for act in answered}
    with house.db.read() as session:
        receipts = set(session.scalars(select(Receipt.command_id)))
        visits = set(session.scalars(select(Visit.id)))
        looks = set(session.scalars(select(CheckIn.id)))
        rows = session.execute(select(JournalEntry.command_id, JournalEntry.kind))
        told = Counter((row[0], row[1]) for row in rows)
        newest = session.scalar(select(func.max(JournalEntry.seq)))
    assert keys <= receipts
    assert {UUID(act.key) for act in answered if act.path.endswith("/visits")} <= visits
    assert {UUID(act.key) for act in answered if act.path.endswith("/check-ins")} <= looks
    for act in answered:
        if (fact := FACTS.get(act.path.rpartition("/")[2])) is not None:
            assert told[UUID(act.key), fact.kind()] == 1, act
    verdict = proof.verify(house, site)
    assert (verdict.state, verdict.facts) == (State.OK, newest)
    program = Program(evening.server.port, evening.server.tokens["floor"])
    for act in chance.sample(answered, min(5, len(answered))):
        assert program.post(act.path, act.body, act.key) == (act.status, act.said)
    board.snapshot(house, site, Audience.FLOOR)


@pytest.mark.parametrize(
    ("acts", "kills", "seed"),
    [
        pytest.param(45, 3, 1, id="short"),
        *(pytest.param(300, 12, seed, id=f"seed {seed}", marks=pytest.mark.soak) for seed in (2, 3)),
    ],
)
def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_twice(
    tmp_path: Path, acts: int, kills: int, seed: int
) -> None:
    chance = random.Random(seed)
    with RunningServer(tmp_path) as server:
        evening = Evening(server, acts)
        evening.served.set()
        tablets = [
            threading.Thread(target=works, args=(evening, booths, random.Random(f"{seed} {booths}")))
            for booths in BOOTHS
        ]
        for tablet in tablets:
            tablet.start()
        try:
            for at in sorted(chance.sample(range(5, acts - 5), kills)):
                wait_until(partial(evening.has_come_to, at), f"act {at}")
                threading.Event().wait(chance.uniform(0, SECONDS_AFTER))
                evening.served.clear()
                server.kill()
                server.start()
                nothing_is_lost(evening, chance)
                evening.served.set()
            wait_until(lambda: evening.over, "the evening is over", 120)
        finally:
            evening.wanted = 0
            evening.served.set()
            for tablet in tablets:
                tablet.join(30)
        assert evening.wrong == []
        nothing_is_lost(evening, chance)
        with server.house.db.read() as session:
            assert session.scalar(select(func.count(Receipt.command_id))) == len(evening.answered)
