"""A page made equal to a picture, again and again: what is held stays held, whatever moves around it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.rooms import board
from tests.browser.wall_page import WallPage

pytestmark = pytest.mark.browser

PAINTED = """
async (pictures) => {
  const [{ patch }, { h }] = await Promise.all(
    ['patch', 'vnode'].map((name) => import(`/static/js/floor/${name}.js`)));
  const root = document.body.appendChild(document.createElement('div'));
  let held = null;
  for (const names of pictures) {
    patch(root, names.map((name) => h('button', { key: name[0] }, name)));
    if (!held) {
      held = root.firstChild;
      held.focus();
    }
  }
  const shown = [...root.children].map((node) => node.textContent);
  const still = document.activeElement === held;
  root.remove();
  return [shown, still];
}
"""
"""Buttons, each with the first letter of its name as its key; the first one painted holds the focus."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[WallPage]:
    with WallPage(browser, board([])) as opened:
        yield opened


@pytest.mark.parametrize(
    "pictures",
    [
        [["a"], ["b", "a"]],
        [["a", "b", "c"], ["c", "b", "a"]],
        [["a1", "a2"], ["b", "a1", "a2"]],
        [["a1", "a2", "b"], ["b", "a1", "a2"], ["a1", "b", "a2"]],
        [["a1", "b", "c"], ["a1", "a2", "b", "c"]],
        [["a1", "b"], ["b", "a1", "a2"], ["a1", "a2", "a3"]],
    ],
)
def test_what_holds_the_focus_keeps_it_also_where_siblings_share_a_key(
    page: WallPage, pictures: list[list[str]]
) -> None:
    assert page.look(PAINTED, pictures) == [pictures[-1], True]
