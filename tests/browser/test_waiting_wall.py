"""The waiting room's wall in every state of the room: words for whoever waits, and nothing of anybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import rooms
from tests.browser.axe import violations
from tests.browser.evening import notice
from tests.browser.wall_page import HD, STANDING, WallPage

pytestmark = pytest.mark.browser

LINES = [
    notice("drug_alert", text="“down” with medetomidine. Long sedation, slow pulse.", basis="tested"),
    notice("service", text="Nurse from 14:00 to 17:00, wound care and a cup of tea"),
    notice("you_said", text="The smoking room has a second fan"),
]
SAYS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["3 places free", "2 people waiting"]),
    ({"free": 0}, ["0 places free", "2 people waiting", "a wait of about 5 min"]),
    ({"state": "closed", "reason": "staff"}, ["No new people for now: not enough staff", "2 people waiting"]),
    ({"state": "closed", "reason": None}, ["No new people for now", "2 people waiting"]),
    ({"state": "closed", "reason": "cleaning"}, ["No new people for now: cleaning", "2 people waiting"]),
    ({"state": "closed", "reason": "full"}, ["No new people for now: full", "2 people waiting"]),
    ({"state": "last_entry"}, ["Last entry has passed. Who waits still comes in.", "2 people waiting"]),
    ({"state": "closing"}, ["The room is closing. Please ask the team."]),
    ({"state": "everyone_out"}, ["Everyone out, please."]),
    ({"state": "lock_down"}, ["No new people for now"]),
]
IDS = [" ".join(map(str, room.values())) or "open" for room, _ in SAYS]

READS = """() => [...document.querySelectorAll('.line, .wait')]
  .map((node) => node.innerText.replaceAll(/\\s+/g, ' ').trim()).filter(Boolean)"""
CUT = """() => [...document.querySelectorAll('.line, .line > *, .wait, .site-lines li > *, .head > *')]
  .filter((node) => node.checkVisibility() && node.textContent.trim())
  .filter((node) => {
    const box = node.getBoundingClientRect();
    return node.scrollWidth > node.clientWidth + 1 || box.right > innerWidth || box.bottom > innerHeight || box.top < 0;
  }).map((node) => node.textContent)"""
OVER = """() => {
  const boxes = ['.head', '.lines', '.site-lines'].map((one) => document.querySelector(one))
    .filter((node) => node.textContent.trim()).map((node) => node.getBoundingClientRect());
  const lines = [...document.querySelectorAll('.line, .wait')].filter((node) => node.textContent.trim())
    .map((node) => node.getBoundingClientRect());
  const apart = (list) => list.slice(1).every((box, at) => box.top >= list[at].bottom - 1);
  return apart(boxes) && apart(lines) && lines.every((box) => box.top >= boxes[0].bottom - 1 &&
    (!boxes[2] || box.bottom <= boxes[2].top + 1));
}"""


def waiting(*lines: rooms.Shape, **room: Any) -> rooms.Shape:
    """What the waiting room is sent: numbers, and nobody."""
    made = rooms.board([], **({"free": 3, "places": 17, "usual_stay": 1500} | room))
    people = [{"id": str(at), "state": "waiting", "arrived_at": rooms.at(-60 * at)} for at in (1, 2)]
    return made | {"waiting": people, "notices": list(lines), "responses": [], "staff": []}


@pytest.fixture(scope="module", params=[HD, STANDING], ids=["lying", "standing"])
def wall(request: pytest.FixtureRequest, browser: Browser) -> Iterator[WallPage]:
    with WallPage(browser, waiting(), page="waiting", size=request.param) as page:
        yield page


@pytest.mark.parametrize(("room", "said"), SAYS, ids=IDS)
def test_each_state_is_said_whole_with_and_without_lines(
    wall: WallPage, room: dict[str, Any], said: list[str]
) -> None:
    for lines in ([], LINES[:1], LINES):
        wall.snapshot(waiting(*lines, **room))
        assert wall.look(READS) == said
        assert wall.look(CUT) == []
        assert wall.look(OVER)
        shown = wall.page.locator(".site-lines li").all_inner_texts()
        assert [line["text"] in text for line, text in zip(lines, shown, strict=True)] == [True] * len(lines)


def test_a_line_with_no_room_is_left_off_whole_the_last_first(wall: WallPage) -> None:
    long = "Bring a friend, ask for a kit, and tell us what we can do better before you leave; there is tea"
    lines = [
        notice("drug_alert", id=str(at), since=rooms.at(-at), text=long, basis="heard") for at in range(5)
    ]
    wall.snapshot(waiting(*lines, free=0))
    shown = wall.look(
        """() => [...document.querySelectorAll('.site-lines li')].map((node) => node.getBoundingClientRect())
          .map((box) => [box.left < innerWidth, box.bottom <= innerHeight])"""
    )
    inside = [on for on, _ in shown]
    assert 2 <= sum(inside) < 5
    assert inside == sorted(inside, reverse=True)
    assert all(whole for on, whole in shown if on)
    assert wall.look(OVER)


def test_a_number_that_may_be_old_is_not_shown(wall: WallPage) -> None:
    wall.snapshot(waiting(*LINES))
    wall.say(liveness="not_live")
    assert wall.look(READS) == ["Please ask the team."]
    assert wall.page.locator(".site-lines li").count() == 0
    wall.say(liveness="live")
    assert wall.look(READS) == ["3 places free", "2 people waiting"]


def test_axe_finds_nothing(wall: WallPage, axe_source: str) -> None:
    for room in ({"free": 0}, {"state": "closing"}):
        wall.snapshot(waiting(*LINES, **room))
        assert violations(wall.page, axe_source) == []
