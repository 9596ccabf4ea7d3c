"""A pair of hands at a tablet whose line breaks: taps what is there to tap, and keeps a list of it.

The list is its own: it is read from the tablet's store right after each tap, and compared afterwards
with what the house has on record.
"""

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.served import SOON
from tests.browser.tablets import Tablet
from tests.support.fault_proxy import FaultProxy
from tests.support.processes import wait_until
from tests.support.server import RunningServer

KEPT = """
async () => {
  const stores = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('ops-outbox-')) continue;
    const db = await new Promise((done, failed) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    // One moment of both: an act goes from the one to the other in a single step.
    const now = db.transaction(['acts', 'sent']);
    const all = (store) => new Promise((done, failed) => {
      const asked = now.objectStore(store).getAll();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    stores.push(...(await Promise.all([all('acts'), all('sent')])).flat());
    db.close();
  }
  return stores.map(({ id, order, path, label, state, refusal, sent_at }) =>
    ({ id, order, path, label, aside: state === 'set_aside' && !sent_at ? refusal : null }));
}
"""
PACE = 500
"""Milliseconds between two acts of one pair of hands."""
REACH = 2_000
"""Milliseconds within which a finger is where it was going."""
SEATS = ("1", "2", "3", "4", "5 A", "5 B")
LOOKS = ("OK, awake", "asleep, breathing seen", "keep an eye")
OTHERS = ("More time", "Uses again", "Left")
IN_RESPONSES = re.compile(r"^(log dose \d|log oxygen|stop oxygen|start breaths|stop breaths|MARK|I.m here)")
OF_A_ROW = ("5 min earlier", "peer or friend", "paramedic")
REFUSED_HERE = "An act can be undone for ten seconds"


@dataclass(frozen=True)
class Kept:
    """An act as the tablet keeps it; ``aside`` is the house's reason when it was set aside."""

    id: str
    order: int
    path: str
    label: str
    aside: str | None

    @property
    def in_response(self) -> bool:
        return "/responses" in self.path


class Hand:
    """One tablet on a line of its own."""

    def __init__(self, browser: Browser, server: RunningServer, role: str, line: FaultProxy) -> None:
        self.line = line
        self.tablet = Tablet(browser, server, role, url=line.url)
        self._free_at = 0.0
        self.tapped: list[Kept] = []
        """Every act, in the order of the taps."""
        self.corrected: Counter[str] = Counter()

    def does(self, random: Random) -> None:
        """One thing a responder does; nothing, where the screen leads elsewhere. The same key twice
        within half a second is one act for the tablet, so hands are slower than that."""
        self.tablet.page.wait_for_function("(moment) => performance.now() > moment", arg=self._free_at)
        in_response = self.tablet.page.locator(".tablet.response").is_visible()
        if in_response:
            self._works_in_response(random)
        elif random.random() < 0.1:
            self.tablet.responds()
            self._note()
        elif not (random.random() < 0.06 and self._takes_back()):
            self._works_on_floor(random)

    def _works_in_response(self, random: Random) -> None:
        corrects = random.random()
        if corrects < 0.06 and self._takes_back():
            return
        if 0.06 <= corrects < 0.3 and self._puts_right(random):
            return
        if corrects >= 0.6 and self._says_how_it_ended(random):
            return
        words = self.tablet.page.locator(".zone.acts .act strong").all_inner_texts()
        found = [word for word in words if IN_RESPONSES.match(word)]
        if not found or random.random() < 0.2:
            self.tablet.goes_back()
            return
        over = "OVER" in words and random.random() < 0.1
        word = "OVER" if over else random.choice(found)
        page = self.tablet.page
        if self._taps(page.locator(".act", has=page.get_by_text(word, exact=True))):
            self._note()

    def _puts_right(self, random: Random) -> bool:
        """A row of the log gets another time or giver, or is taken out. False when there is none."""
        page = self.tablet.page
        rows = self.tablet.log_rows()
        if not rows.count() or not self._taps(rows.nth(random.randrange(rows.count()))):
            return False
        panel = page.get_by_role("group", name="Change of a row")
        takes_out = panel.get_by_role("button", name="Take it out: mis-tap", exact=True)
        if random.random() < 0.3 and takes_out.is_visible():
            done = self._taps(takes_out)
        else:
            chip = panel.get_by_role("button", name=random.choice(OF_A_ROW), exact=True)
            if not chip.is_visible() or chip.get_attribute("aria-pressed") == "true":
                self._taps(panel.get_by_role("button", name="Close", exact=True))
                return False
            done = self._taps(chip) and self._taps(panel.get_by_role("button", name="Save", exact=True))
        if done:
            self._note()
            self.corrected["row"] += 1
        return done

    def _says_how_it_ended(self, random: Random) -> bool:
        """One of the three words. False while it is not over."""
        words = self.tablet.page.locator(".panel.outcome [aria-pressed=false]")
        if not words.count() or not self._taps(words.nth(random.randrange(words.count()))):
            return False
        self._note()
        self.corrected["outcome"] += 1
        return True

    def _takes_back(self) -> bool:
        """The undo of the ten seconds: another act, or, of one that never left, as if it had not been."""
        undo = self.tablet.page.locator(".toast .undo")
        if not undo.first.is_visible() or not self._taps(undo.first):
            return False
        self._notes_undo()
        self.corrected["undo"] += 1
        return True

    def _works_on_floor(self, random: Random) -> None:
        tablet = self.tablet
        own = random.choice(SEATS)
        tablet.tap(tablet.seat(own))
        keys = ("Seat", "Cleaned, free again", "Move", *LOOKS, *OTHERS)
        offered = {name: tablet.key(name) for name in keys}
        there = [name for name, key in offered.items() if key.is_visible()]
        if not there:
            return
        chosen = random.choice(there)
        if not self._taps(offered[chosen]):
            return
        if chosen == "Move":
            tablet.tap(tablet.seat(random.choice([place for place in SEATS if place != own])))
            self.corrected["move"] += 1
        self._note()

    def _taps(self, key: Locator) -> bool:
        """False when it is gone before the finger is there: another tablet was faster."""
        expect(self.tablet.page.locator("#tablet.settling")).to_have_count(0, timeout=SOON)
        try:
            key.click(timeout=REACH)
        except TooLate:
            return False
        return True

    def _note(self) -> None:
        """What the tap made is in the tablet's store: one act, new."""
        known = {act.id for act in self.tapped}
        made: list[Kept] = []

        def arrived() -> bool:
            made[:] = [act for act in self.kept() if act.id not in known]
            return bool(made)

        wait_until(arrived, "the act is kept on the tablet")
        assert len(made) == 1, made
        self.tapped += made
        self._rests()

    def _notes_undo(self) -> None:
        """What was undone is gone from the tablet, or an undo is kept beside it, or neither, and it says why."""
        known = {act.id for act in self.tapped}
        kept: set[str] = set()

        def came() -> bool:
            kept.clear()
            kept.update(act.id for act in self.kept())
            return kept != known or self.tablet.page.get_by_text(REFUSED_HERE).first.is_visible()

        wait_until(came, "the undo is kept, or what it was of is not")
        if kept - known:
            self._note()
        self.tapped = [act for act in self.tapped if act.id in kept]
        self._rests()

    def _rests(self) -> None:
        self._free_at = self.tablet.page.evaluate("() => performance.now()") + PACE

    def kept(self) -> list[Kept]:
        """All acts of the tablet's store: waiting, set aside, sent."""
        found = self.tablet.page.evaluate(KEPT)
        return [Kept(**act | {"aside": act["aside"] and act["aside"]["detail"]}) for act in found]

    def is_on_floor(self) -> None:
        if self.tablet.page.locator(".tablet.response").is_visible():
            self.tablet.goes_back()

    def is_done(self) -> None:
        """Well again, nothing waits, and the picture is live."""
        expect(self.tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        expect(self._waiting()).to_have_count(0, timeout=SOON)

    def _waiting(self) -> Locator:
        return self.tablet.page.get_by_role("button", name=re.compile(r"acts? to send"))
