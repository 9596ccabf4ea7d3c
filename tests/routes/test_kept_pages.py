"""The page of a shift and of a day when the rows it was counted from are gone."""

import re

from sqlalchemy import delete

from ops.db import Base
from ops.domain.retention import Kept, Speaks
from ops.models import Site
from ops.services import shifts
from ops.services.retention import keeping
from tests.routes.door import Door
from tests.routes.test_shift_pages import a_shift, figures_of, words_of

GONE = ("late_check", "check_in", "response_person", "response_action", "response", "visit", "journal")


def totals(page: str) -> str:
    """Every total, and the table of hours; the floor is there only while its rows are."""
    page = re.sub(r'<figure [^>]*id="chart-floor".*?</figure>', "", page, flags=re.DOTALL)
    return words_of(
        "".join(re.findall(r'<section class="totals".*?</section>|<table.*?</table>', page, re.DOTALL))
    )


def test_a_shift_and_a_day_say_the_same_numbers_when_their_rows_are_gone(door: Door) -> None:
    room, shift = door.room, a_shift(door)
    with room.house.db.write() as session:
        session.get_one(Site, room.site_id).kept = Kept(1, 2, 3).as_json()
    room.clock.pass_(minutes=60)
    room.does(shifts.close, said={"staying": []}, otherwise=True)
    room.clock.pass_(minutes=5 * 24 * 60)
    addresses = [f"/shifts/{shift}", "/shifts/2026-11-22", "/shifts/2026-11-23"]
    browser = door.coordinator()
    before = [browser.get(address).text for address in addresses]
    assert "4 A, 14:04 : state, where they went, ambulance" in words_of(before[0])
    for of in Speaks:
        with room.house.db.read() as session:
            horizon = keeping.horizon(session, session.get_one(Site, room.site_id), of, room.clock.time)
        while keeping.keep_one(room.house, room.site_id, of, horizon):
            pass
    with room.house.db.write() as session:
        for name in GONE:
            session.execute(delete(Base.metadata.tables[name]))
    after = [browser.get(address).text for address in addresses]
    for page, page_before in zip(after, before, strict=True):
        assert totals(page) == totals(page_before)
        assert figures_of(page) == {
            name: drawn for name, drawn in figures_of(page_before).items() if name != "floor"
        }
        assert "The visits and responses they were counted from are deleted." in words_of(page)
    said = words_of(after[0])
    assert "2 visits , 2 episodes of use begun." in said
    assert "One record was never finished." in said
    assert "Of one stay nobody recorded the end." in said
    assert "4 A" not in said
    assert "Day before" not in words_of(after[1])
