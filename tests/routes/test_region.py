"""The page of all sites: whose it is, what each site lets be seen, and what it costs."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import event, update

from ops.access import MAY, Permission
from ops.domain.region import People, Shown
from ops.domain.words import Role, RoomState
from ops.models import Device, Heartbeat, Site
from ops.services import region, watch
from ops.services.set_up import settings
from ops.services.ways_in import roles
from tests.routes import acts
from tests.routes.door import ORIGIN, PIN, Browser, Door, words_of
from tests.support.furnished import furnish

ALL = Shown(people=People.NUMBERS, room=True, responses=True, screens=True)


def authority(door: Door, name: str = "Ada") -> Browser:
    """Came in by the caretaker's link, within the hour it proves for."""
    browser = door.stranger()
    browser.comes_in(door.way_in(Role.REGION))
    browser.post("/welcome", {"name": name, "pin": PIN, "pin_again": PIN})
    return browser


def shows(door: Door, shown: Shown) -> None:
    with door.house.db.write() as session:
        session.execute(update(Site).values(region=shown.as_json()))


def line(browser: Browser) -> str:
    """What stands beside the one site's name."""
    [found] = re.findall(r'<li id="site-here".*?</li>', browser.get("/region").text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_nobody_has_it_by_being_somebody_else(door: Door) -> None:
    assert [role for role in Role if Permission.REGION in MAY[role]] == [Role.REGION]
    assert door.stranger().get("/region").status_code == 401
    for someone in (door.coordinator(), door.administrator(), door.auditor()):
        for path in ("/region", "/region/now"):
            assert someone.get(path).status_code == 403, path
        assert 'href="/region"' not in someone.get("/").text
    for role in ("display", "floor", "coordinator", "integration"):
        for path in ("/region", "/region/now"):
            assert door.program.get(path, headers=door.headers(role)).status_code == 403, (role, path)


def test_no_administrator_gives_it_nor_a_link_to_who_has_it(door: Door) -> None:
    assert Role.REGION not in roles.TO_GIVE
    authority(door)
    noor = door.administrator()
    noor.get("/set-up")
    refused = noor.post("/set-up/people", {"name": "Me", "role": "region"})
    assert "Choose what they may do." in refused.text
    ada = f"/set-up/people/{door.staff_id('Ada')}"
    noor.get(ada)
    assert "Only the caretaker makes a link" in noor.post(f"{ada}/code").text


def test_it_takes_a_proof_in_a_browser_of_ones_own(door: Door) -> None:
    ada = authority(door)
    assert ada.get("/region").status_code == 200
    tablet = door.browser("floor")
    tablet.get("/unlock")
    tablet.post("/unlock", {"staff": str(door.staff_id("Ada")), "pin": PIN})
    assert tablet.get("/region").status_code == 403, "a tablet of the room"
    door.clock.pass_(minutes=61)
    assert ada.get("/region").location.startswith("/unlock")
    ada.get("/unlock")
    ada.post("/unlock", {"staff": str(door.staff_id("Ada")), "pin": PIN})
    assert ada.get("/region").status_code in (303, 403), "a PIN is not enough"


def test_it_sees_all_sites_and_no_room(door: Door) -> None:
    ada = authority(door)
    assert 'href="/region"' in ada.get("/").text
    for path in ("/wall", "/shifts", "/reports", "/proof", "/set-up"):
        assert ada.get(path).status_code in (303, 403), path
    for path in ("board", "journal", "shifts"):
        answer = ada.client.get(f"/api/v1/sites/here/{path}", base_url=ORIGIN)
        assert answer.status_code == 403, path


def test_it_goes_on_for_a_shift_and_ends_with_lock_role_and_time(door: Door) -> None:
    ada = authority(door)
    assert ada.get("/region/now").status_code == 403, "no page was opened"
    ada.get("/region")
    door.clock.pass_(minutes=11 * 60)
    assert ada.get("/region/now").status_code == 200
    door.clock.pass_(minutes=61)
    assert ada.get("/region/now").status_code == 403
    for name, end in (
        ("Bea", lambda one: one.post("/lock")),
        ("Cleo", lambda one: _another_role(door, "Cleo")),
    ):
        other = authority(door, name)
        other.get("/region")
        assert other.get("/region/now").status_code == 200
        end(other)
        assert other.get("/region/now").status_code == 403, name


def _another_role(door: Door, name: str) -> None:
    roles.give(door.house, door.furnished.site_id, door.staff_id(name), Role.AUDITOR)


@pytest.fixture
def in_use(door: Door) -> Door:
    """Two of six places taken, one person waits, one response runs, the wall is silent."""
    acts.seated(door, "1")
    acts.seated(door, "Aftercare")
    acts.seated(door, "5")
    acts.waits(door)
    acts.responds(door)
    with door.house.db.write() as session:
        wall = session.get_one(Device, door.furnished.devices["display"])
        wall.silent_since = door.clock()
    return door


SAID = (
    "2 of 6 in places",
    "1 waiting",
    "1 response runs",
    "1 screen silent",
    "free",
    "somebody waits",
    "served",
)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (Shown(), {"served"}),
        (Shown(people=People.NUMBERS), {"2 of 6 in places", "1 waiting"}),
        (Shown(people=People.WORDS), {"free", "somebody waits"}),
        (Shown(responses=True), {"1 response runs"}),
        (Shown(screens=True), {"1 screen silent"}),
        (ALL, {"2 of 6 in places", "1 waiting", "1 response runs", "1 screen silent"}),
    ],
    ids=("nothing", "numbers", "words", "responses", "screens", "all"),
)
def test_a_site_is_seen_as_far_as_it_says_and_no_further(in_use: Door, shown: Shown, said: set[str]) -> None:
    shows(in_use, shown)
    beside = line(authority(in_use))
    assert {words for words in SAID if words in beside} == said


def test_a_room_that_is_not_open_is_said_where_the_site_says_so(door: Door) -> None:
    ada = authority(door)
    with door.house.db.write() as session:
        session.execute(update(Site).values(room_state=RoomState.EVERYONE_OUT))
    assert "everyone out" not in line(ada)
    shows(door, Shown(room=True))
    assert "everyone out" in line(ada)


def test_of_a_response_nothing_but_that_it_runs(in_use: Door) -> None:
    shows(in_use, ALL)
    ada = authority(in_use)
    page = words_of(ada.get("/region"))
    for detail in ("Booth", "inject", "The floor", "breathing", "overdose", "nobody has reached"):
        assert detail not in page, detail


def test_it_is_set_up_with_more_than_a_pin(door: Door) -> None:
    rosa = door.coordinator()
    before = settings.current(door.house, door.furnished.site_id)
    assert before.plan.region == Shown()
    assert replace(before.plan, region=ALL).needs_proof(before.plan)
    rosa.get("/set-up/region")
    form = {"mark": before.mark, "region.people": "numbers", "region.responses": "on"}
    assert rosa.post("/set-up/region", form).status_code == 303
    now = settings.current(door.house, door.furnished.site_id).plan.region
    assert now == Shown(people=People.NUMBERS, responses=True)


def test_processes_say_their_version_and_who_ended_is_said(door: Door) -> None:
    with door.house.db.write() as session:
        session.add(Heartbeat(process="host:1", started_at=door.clock(), at=door.clock(), version="0.1"))
    door.clock.pass_(minutes=1)
    watch.sweep(door.house, door.clock(), process="host:2", started_at=door.clock())
    page = words_of(authority(door).get("/region"))
    assert "host:1 0.1 ended, or not heard of" in page
    assert re.search(r"host:2 \S+ serves", page)
    assert "Two versions run side by side" in page


def test_a_house_that_does_not_watch_is_no_good_news(door: Door) -> None:
    ada = authority(door)
    ada.get("/region")
    assert "data-swept" not in ada.get("/region/now").text
    watch.sweep(door.house, door.clock(), process="host:1", started_at=door.clock())
    assert "data-swept" in ada.get("/region/now").text
    door.clock.pass_(seconds=16)
    assert "data-swept" not in ada.get("/region/now").text


def test_more_sites_are_not_more_statements(own_door: Door) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(own_door.house.db.engine, "before_cursor_execute", note)
    counts = []
    for sites in (1, 12):
        for number in range(1, sites):
            furnish(own_door.house, f"site-{number}")
        shows(own_door, ALL)
        asked.clear()
        assert len(region.look(own_door.house).sites) == sites
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 7


def test_what_a_site_does_not_say_is_no_zero(in_use: Door) -> None:
    shows(in_use, Shown(room=True))
    beside = line(authority(in_use))
    for unsaid in ("people", "responses", "screens"):
        assert f"{unsaid}: not said" in beside


def test_sites_stand_as_people_sort_them(own_door: Door) -> None:
    for number, name in enumerate(("North 10", "north 2", "Bay")):
        other = furnish(own_door.house, f"site-{number}")
        with own_door.house.db.write() as session:
            session.get_one(Site, other.site_id).name = name
    names = [site.name for site in region.look(own_door.house).sites]
    assert names == ["Bay", "Here", "north 2", "North 10"]
