"""The wall runs for months: it touches only what changed, and does not grow."""

import pytest
from playwright.sync_api import Browser

from tests.browser import rooms
from tests.browser.wall_page import WallPage

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.touched = new Set();
  window.note = (changes) => {
    for (const {target} of changes) {
      const node = target.nodeType === 1 ? target : target.parentElement;
      if (node?.closest('.sample')) continue;  // measures a new word; never seen
      touched.add(node?.closest('.tile')?.dataset.booth ?? node?.closest('[id]')?.id ?? 'elsewhere');
    }
  };
  window.watching = new MutationObserver(note);
  watching.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
}"""
TOUCHED = """() => {
  note(watching.takeRecords());
  watching.disconnect();
  return [...touched].sort();
}"""


def test_a_change_in_one_place_repaints_one_tile(browser: Browser) -> None:
    booths = [rooms.booth(n, rooms.visit(f"v{n}", 200), column=n) for n in (1, 2, 3, 4)]
    with WallPage(browser, rooms.board(booths), still=True) as wall:
        wall.look(WATCH)
        asleep = rooms.booth(3, rooms.visit("v3", 200, answer="asleep"), column=3)
        wall.tell({"base": 10, "version": 11, "changed": {"3": asleep}})
        assert wall.look(TOUCHED) == ["3"]


def test_a_tick_over_free_places_touches_nothing(browser: Browser) -> None:
    booths = [rooms.booth(n, column=n) for n in (1, 2, 3)]
    with WallPage(browser, rooms.board(booths), still=True) as wall:
        wall.look(WATCH)
        wall.pass_time(1)
        assert wall.look(TOUCHED) == []


def test_a_day_of_changes_leaves_no_more_behind_than_an_hour(browser: Browser) -> None:
    count = """([from, steps, board]) => {
      for (let version = from; version < from + steps; version += 1) {
        const id = 1 + version % 8;
        const tile = structuredClone(board.booths[version % 8]);
        tile.id = id; tile.name = String(id);
        const late = version % 3 ? board.booths[1].seats[0].visit : undefined;
        tile.seats = [{mark: 'A', extra: false, ...(late ? {visit: {...late, id: `v${version}`}} : {})}];
        wall.store.delta({epoch: 'first', base: version - 1, version, changed: {[id]: tile},
          responses: version % 5 ? [] : [{...board.responses[0], id: `r${version}`}]});
        wall.say({time: wall.time + 500});
      }
      return document.querySelectorAll('*').length;
    }"""
    board = rooms.busy(2, 4)
    with WallPage(browser, board, still=True) as wall:
        hour = wall.look(count, [11, 200, board])
        day = wall.look(count, [211, 2000, board])
    assert day <= hour + 30
