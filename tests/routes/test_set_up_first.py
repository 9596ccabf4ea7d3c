"""The first set-up: offered until it is done or put away, a step after the other, each kept at once."""

from datetime import date, timedelta

import pytest

from ops.routes.first_steps import STEPS
from ops.routes.settings_pages import PAGES
from ops.services import journal
from ops.services.set_up import first_set_up, settings, site_files
from ops.services.set_up.first_set_up import Missing
from ops.services.ways_in import devices, staff
from ops.services.ways_in.devices import CARETAKER
from tests.routes.door import Browser, Door, words_of
from tests.support.furnished import furnish, starter

FIRST, AGREED = "/set-up/first", "/set-up/first/agreed"
OFFER = "First set-up, step by step"


@pytest.fixture
def fresh(door: Door) -> Door:
    """The starter's room, which nobody has set up yet."""
    furnished = furnish(door.house, "fresh", starter())
    first_set_up.take_up(door.house, furnished.site_id, CARETAKER)
    written = site_files.path_for(door.house, furnished.site_id)
    if written is not None:
        written.unlink(missing_ok=True)
    return Door(door.app, door.clock, furnished)


def opened(door: Door) -> Browser:
    rosa = door.coordinator()
    rosa.get(FIRST)
    return rosa


def of(door: Door) -> first_set_up.FirstSetUp:
    return first_set_up.of(door.house, door.furnished.site_id)


def missing(door: Door) -> list[Missing]:
    return first_set_up.missing(door.house, door.furnished.site_id)


def test_it_is_offered_until_it_is_put_away_and_can_be_taken_up_again(fresh: Door) -> None:
    rosa = opened(fresh)
    assert OFFER in words_of(rosa.get("/"))
    assert f"Step 1 of {len(STEPS)}" in words_of(rosa.get(STEPS[0].address))
    rosa.post(f"{FIRST}/end", {})
    assert OFFER not in words_of(rosa.get("/"))
    assert "Step 1" not in words_of(rosa.get(STEPS[0].address))
    rosa.get(FIRST)
    rosa.post(f"{FIRST}/take-up", {})
    assert OFFER in words_of(rosa.get("/"))


def test_put_away_in_the_middle_it_says_so_and_goes_on_where_it_was(fresh: Door) -> None:
    rosa = opened(fresh)
    rosa.post(f"{FIRST}/steps", {"step": "site"})
    rosa.post(f"{FIRST}/end", {})
    assert "It is over" not in words_of(rosa.get(FIRST))
    assert "It was put away; nobody has been through the steps that are open." in words_of(rosa.get(FIRST))
    rosa.post(f"{FIRST}/take-up", {})
    assert "Go on: Floor plan" in words_of(fresh.coordinator("Ben").get(FIRST))
    for step in STEPS:
        rosa.post(f"{FIRST}/steps", {"step": step.key})
    rosa.post(f"{FIRST}/end", {})
    assert "It is over." in words_of(rosa.get(FIRST))
    rosa.post(f"{FIRST}/take-up", {})
    assert of(fresh).right == set()


def test_nobody_else_is_asked(fresh: Door) -> None:
    assert OFFER not in words_of(fresh.browser("floor").get("/"))
    assert OFFER not in words_of(fresh.auditor().get("/"))


def test_each_step_leads_to_the_next_and_the_last_to_what_is_open(fresh: Door) -> None:
    rosa = opened(fresh)
    addresses = [*(step.address for step in STEPS[1:]), FIRST]
    for step, after in zip(STEPS, addresses, strict=True):
        page = rosa.get(step.address)
        assert f'href="{step.address}"' in rosa.get(FIRST).text
        assert (f'form="{step.form}"' in page.text) == bool(step.form)
        answer = rosa.post(f"{FIRST}/steps", {"step": step.key})
        assert answer.headers["Location"] == after
    assert of(fresh).right == {step.key for step in STEPS}
    assert "The room is set up" in words_of(rosa.get(FIRST))


def test_no_page_of_settings_is_left_out() -> None:
    assert set(PAGES) <= {step.key for step in STEPS}


def test_an_unknown_step_is_not_there(fresh: Door) -> None:
    assert opened(fresh).post(f"{FIRST}/steps", {"step": "palace"}).status_code == 404


def test_a_page_keeps_and_goes_on_in_one(fresh: Door) -> None:
    rosa = opened(fresh)
    shown = settings.current(fresh.house, fresh.furnished.site_id)
    rosa.get("/set-up/plan")
    place = {"row": "1", "column": "1", "width": "1", "height": "1", "kind": "any", "seats": "A"}
    said: dict[str, str | list[str]] = {"expected": shown.mark, "place": ["new"], "next": "1"}
    refused = rosa.post("/set-up/plan", said | {f"new-{key}": text for key, text in place.items()})
    assert refused.status_code == 400
    assert "plan" not in of(fresh).right
    said |= {f"new-{key}": text for key, text in (place | {"name": "Only one"}).items()}
    answer = rosa.post("/set-up/plan", said)
    assert answer.headers["Location"] == STEPS[[step.key for step in STEPS].index("plan") + 1].address
    assert "plan" in of(fresh).right
    kept = settings.current(fresh.house, fresh.furnished.site_id).plan
    assert [booth.name for booth in kept.booths] == ["Only one"]


def test_the_day_it_was_agreed_is_kept_and_on_record(fresh: Door) -> None:
    rosa = opened(fresh)
    today = fresh.clock().date()
    for said in ("soon", str(today + timedelta(days=1)), "1999-12-31", "9" * 400):
        rosa.get(AGREED)
        assert rosa.post(AGREED, {"day": said}).status_code == 400
    assert of(fresh).agreed_on is None
    assert rosa.post(AGREED, {"day": str(today)}).headers["Location"] == FIRST
    assert of(fresh).agreed_on == today
    assert f'value="{today}"' in rosa.get(AGREED).text
    *_, newest = journal.all_after(fresh.house, fresh.furnished.site_id, 0)
    assert newest["data"]["what"] == f"agreed with participants on {today}"
    rosa.post(AGREED, {"day": ""})
    assert of(fresh).agreed_on is None


def test_what_is_open_is_counted_from_what_is_there(fresh: Door) -> None:
    rosa = opened(fresh)
    assert missing(fresh) == [Missing.TIME_ZONE, Missing.TOLD_NEXT, Missing.TEAM, Missing.AGREED]
    assert "There is one person on the team." in words_of(rosa.get(FIRST))
    staff.add(fresh.house, fresh.furnished.site_id, name="Sam")
    first_set_up.agree(fresh.house, fresh.furnished.site_id, date(2026, 11, 1), CARETAKER)
    devices.revoke(fresh.house, fresh.furnished.site_id, fresh.furnished.devices["display"])
    assert missing(fresh) == [Missing.TIME_ZONE, Missing.TOLD_NEXT, Missing.WALL]
