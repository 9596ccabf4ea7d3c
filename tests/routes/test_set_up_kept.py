"""Set-up, what is kept: for how long, and legal holds by two administrators."""

import re

from ops.services.retention import holds
from tests.routes.door import Browser, Door, words_of

KEPT = "/set-up/kept"


def form(browser: Browser, which: str) -> str:
    """The address of that button on the page as it is now."""
    found = re.search(rf'action="(/set-up/kept/holds/\d+/{which})"', browser.get(KEPT).text)
    assert found
    return found[1]


def test_two_people_begin_a_hold_and_two_end_it(door: Door) -> None:
    noor, ada, rosa = door.administrator(), door.administrator("Ada"), door.coordinator()
    assert "Nothing was deleted yet." in words_of(noor.get(KEPT))
    assert "A legal hold stands" not in words_of(rosa.get("/"))
    noor.post(f"{KEPT}/holds", {"reason": "a court asks"})
    assert "A legal hold stands: nothing is deleted." in words_of(rosa.get("/"))
    again = noor.post(form(noor, "agree"))
    assert (again.status_code, "Two different people" in words_of(again)) == (400, True)
    ada.post(form(ada, "agree"))
    said = words_of(rosa.get(KEPT))
    assert "a court asks: agreed to" in said
    assert "asked for: Noor, 2026-11-22 14:00" in said
    assert "agreed to: Ada, 2026-11-22 14:00" in said
    assert "It does not keep the key of a month" in said
    end = form(ada, "end")
    ada.post(end)
    assert ada.post(end).status_code == 400
    assert ada.post(form(ada, "lift")).status_code == 400
    noor.post(form(noor, "lift"))
    assert "A legal hold stands" not in words_of(rosa.get("/"))
    assert "a court asks: ended" in words_of(noor.get(KEPT))


def test_only_an_administrator_who_has_proved_it_is_them(door: Door) -> None:
    rosa, noor = door.coordinator(), door.administrator()
    assert "Ask for a hold" not in rosa.get(KEPT).text
    assert rosa.post(f"{KEPT}/holds", {"reason": "x"}).status_code == 403
    assert "Ask for a hold" in noor.get(KEPT).text
    door.clock.pass_(minutes=14)
    noor.get("/")
    for _ in range(6):
        door.clock.pass_(minutes=10)
        noor.get("/set-up")
    assert "Ask for a hold" not in noor.get(KEPT).text
    assert noor.post(f"{KEPT}/holds", {"reason": "x"}).status_code != 303
    assert holds.listed(door.house, door.furnished.site_id) == []


def test_a_reason_is_asked_for(door: Door) -> None:
    noor = door.administrator()
    noor.get(KEPT)
    answer = noor.post(f"{KEPT}/holds", {"reason": " "})
    assert (answer.status_code, "Say why" in words_of(answer)) == (400, True)
