"""Three tablets, each on a line that breaks in every way, and a server that is killed in between.

At the end every act that was tapped is on record exactly once, in the order of its tablet, or set
aside with a reason that its screen shows; nothing is on record that nobody tapped; and all tablets
show what a new one shows. The seed names the run: the same number plays it again (``SEEDS=14 make soak``).
"""

import json
import os
from collections import Counter
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from ops.models import JournalEntry, Receipt
from tests.browser.hand import SEATS, Hand, Kept
from tests.browser.served import SOON
from tests.browser.tablets import Tablet
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.processes import free_port
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

ROLES = ("floor", "responder", "coordinator")
SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "11 12").split()]


@dataclass
class Evening:
    """The room, its three tablets, and what may go wrong next."""

    server: RunningServer
    hands: list[Hand]
    seed: int
    down: bool = False
    went_wrong: Counter[str] = field(default_factory=Counter)

    def plays(self, acts: int) -> None:
        """Until that many were tapped; about every fourth step something breaks or is mended. What a
        step is hangs on the seed and its number alone, not on what the screens showed before."""
        steps = count()
        while self.tapped() < acts:
            random = Random(f"{self.seed} {next(steps)}")
            if random.random() < 0.25:
                self._something_happens(random)
            else:
                random.choice(self.hands).does(random)

    def tapped(self) -> int:
        return sum(len(hand.tapped) for hand in self.hands)

    def _something_happens(self, random: Random) -> None:
        fault = random.choice([None, *Fault])
        hand = random.choice(self.hands)
        if self.down or random.random() < 0.08:
            self._power()
        else:
            hand.line.falls(fault)
            self.went_wrong[fault.name if fault else "mended"] += 1

    def _power(self) -> None:
        if self.down:
            self.server.start()
        else:
            self.server.kill()
            self.went_wrong["killed"] += 1
        self.down = not self.down

    def ends_well(self) -> None:
        if self.down:
            self._power()
        for hand in self.hands:
            hand.line.falls(None)
        for hand in self.hands:
            hand.is_done()


@pytest.fixture
def server(tmp_path: Path) -> Generator[tuple[RunningServer, list[FaultProxy]]]:
    """A server that may be killed, and a line to it for each tablet."""
    ports = [free_port() for _ in ROLES]
    origins = ",".join(f"http://127.0.0.1:{port}" for port in ports)
    with RunningServer(tmp_path, environment={"OPS_ORIGINS": origins}) as running, ExitStack() as lines:
        yield running, [lines.enter_context(FaultProxy(running.port, port)) for port in ports]


def play(browser: Browser, server: RunningServer, lines: list[FaultProxy], seed: int, acts: int) -> Evening:
    print(f"seed {seed}, {acts} acts; again: SEEDS={seed} make soak")
    hands = [Hand(browser, server, role, line) for role, line in zip(ROLES, lines, strict=True)]
    evening = Evening(server, hands, seed)
    evening.plays(acts)
    evening.ends_well()
    print(dict(evening.went_wrong), [(len(hand.tapped), dict(hand.corrected)) for hand in hands])
    return evening


def holds(evening: Evening, browser: Browser) -> None:
    """All that is promised, looked up in the house itself and on the screens."""
    on_record = receipts(evening.server)
    told = facts(evening.server)
    for hand in evening.hands:
        hand.is_on_floor()
        kept = {act.id: act for act in hand.kept()}
        aside = [act for act in hand.tapped if kept[act.id].aside]
        done = [act for act in hand.tapped if not kept[act.id].aside]
        assert [act.label for act in done if act.id not in on_record] == []
        assert [act.label for act in aside if act.id in told] == []
        assert [act.label for act in aside if act.in_response] == []
        order = [told[act.id][0] for act in done if act.id in told]
        assert order == sorted(order)
        reads_reasons(hand, [kept[act.id] for act in aside])
    tapped = Counter(act.id for hand in evening.hands for act in hand.tapped)
    assert set(tapped.values()) == {1}
    assert told.keys() <= tapped.keys()
    doubled = {key: kinds for key, (_, kinds) in told.items() if max(Counter(kinds).values()) > 1}
    assert doubled == {}
    same_picture(evening, browser)


def receipts(server: RunningServer) -> set[str]:
    """The acts that were answered with a yes."""
    with server.house.db.read() as session:
        rows = session.execute(select(Receipt.command_id, Receipt.status, Receipt.answer))
        return {
            str(command) for command, status, answer in rows if status < 300 and json.loads(answer or b"null")
        }


def facts(server: RunningServer) -> dict[str, tuple[int, list[str]]]:
    """Of each act of a screen, its first place in the journal and the facts that it made, as told."""
    found: dict[str, tuple[int, list[str]]] = {}
    with server.house.db.read() as session:
        wanted = select(JournalEntry.id, JournalEntry.command_id, JournalEntry.kind, JournalEntry.data)
        for number, command, kind, data in session.execute(
            wanted.where(JournalEntry.device_id.is_not(None)).order_by(JournalEntry.id)
        ):
            assert isinstance(command, UUID)
            _, kinds = found.setdefault(str(command), (number, []))
            kinds.append(f"{kind} {json.dumps(data, sort_keys=True)}")
    return found


def reads_reasons(hand: Hand, aside: list[Kept]) -> None:
    """Each set-aside act stands in its tablet's list with its reason, or as waiting for one that does."""
    if not aside:
        return
    hand.tablet.tap(hand.tablet.page.get_by_role("button", name=f"{len(aside)} set aside", exact=True))
    rows = hand.tablet.page.locator(".acts > li")
    expect(rows).to_have_count(len(aside))
    for act, row in zip(aside, rows.all_inner_texts(), strict=True):
        assert act.label in row
        assert str(act.aside) in row or "waits for the act above" in row
    hand.tablet.presses("Close")


def same_picture(evening: Evening, browser: Browser) -> None:
    """What the tablets show of the plan is what one shows that was opened just now."""
    with Tablet(browser, evening.server, url=evening.hands[0].line.url) as fresh:
        rooms = {place: fresh.seat(place).get_attribute("class") for place in SEATS}
    for hand in evening.hands:
        for place, look in rooms.items():
            expect(hand.tablet.seat(place)).to_have_attribute("class", str(look), timeout=SOON)


def test_a_short_evening_on_faulty_lines(
    server: tuple[RunningServer, list[FaultProxy]], browser: Browser
) -> None:
    evening = play(browser, *server, seed=19, acts=24)
    holds(evening, browser)


@pytest.mark.soak
@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_evening_on_faulty_lines(
    server: tuple[RunningServer, list[FaultProxy]], browser: Browser, seed: int
) -> None:
    evening = play(browser, *server, seed=seed, acts=210)
    assert evening.went_wrong.keys() >= {fault.name for fault in Fault} | {"killed"}
    assert {what for hand in evening.hands for what in hand.corrected} == {"row", "outcome", "undo", "move"}
    holds(evening, browser)
