"""The release log: what got a number, with its figures as they were issued, and who took it away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from ops.domain.errors import Refused
from ops.domain.issuing import NotToIssue
from ops.domain.sheet import Missing, Sheet, SheetKind, exact, none
from ops.models import Release
from ops.services import releases
from ops.services.house import House
from ops.services.releases import By, Entry
from ops.services.transaction import Actor
from ops.services.ways_in import staff
from tests.services.room import Room
from tests.services.test_purge import DAY, purges
from tests.support.sheets import paper, release, table


def by(room: Room, person: int | None = None) -> By:
    return By(Actor(room.furnished.devices["floor"], "The floor"), person)


def log(house: House, here: int, may: list[int]) -> list[Entry]:
    return releases.log(house, here, may, before=1000).entries


def issued(room: Room, made: Sheet | None = None, sites: list[int] | None = None) -> Sheet:
    return releases.issue(room.house, room.site_id, sites or [room.site_id], made or release(), by(room))


def test_it_is_numbered_by_site_kind_and_year(room: Room, elsewhere: Room) -> None:
    made = [issued(room), issued(room), issued(room, paper()), issued(elsewhere)]
    assert [one.number for one in made] == [
        "here-r2026-001",
        "here-r2026-002",
        "here-p2026-001",
        "elsewhere-r2026-001",
    ]
    room.clock.time += timedelta(days=60)
    assert issued(room).number == "here-r2027-001"


def test_it_is_printed_again_from_what_was_kept(room: Room) -> None:
    first = issued(room)
    found = releases.by_number(room.house, first.number or "", [room.site_id])
    assert (found.sheet, found.unchanged) == (first, True)
    assert first == replace(release(), number="here-r2026-001")
    (fact,) = room.facts("release_issued")
    assert (fact["number"], fact["what"]) == ("here-r2026-001", "release")


def test_figures_that_somebody_changed_are_not_given_out(room: Room) -> None:
    first = issued(room)
    other = replace(first, tables=())
    with room.house.db.write() as session:
        session.execute(update(Release).values(sheet=other.as_json()))
    assert not releases.by_number(room.house, first.number or "", [room.site_id]).unchanged
    with pytest.raises(Refused):
        releases.take(room.house, first.number or "", [room.site_id], "csv", by(room), room.site_id)


def test_who_took_it_is_in_the_log_and_forgotten_with_the_team(room: Room) -> None:
    rosa = staff.add(room.house, room.site_id, name="Rosa")
    number = issued(room).number or ""
    taken = releases.take(room.house, number, [room.site_id], "csv", by(room, rosa), room.site_id)
    assert taken.number == number
    releases.take(room.house, number, [room.site_id], "json", by(room, 4711), room.site_id)
    found = releases.by_number(room.house, number, [room.site_id])
    assert [(one.format, one.by) for one in found.taken] == [("csv", "Rosa"), ("json", "")]
    assert [fact["format"] for fact in room.facts("release_taken")] == ["csv", "json"]


def test_it_is_shown_to_whoever_may_see_all_of_its_sites(room: Room, elsewhere: Room) -> None:
    both = [room.site_id, elsewhere.site_id]
    number = issued(room, sites=both).number or ""
    assert [one.number for one in log(room.house, room.site_id, both)] == [number]
    assert [one.number for one in log(room.house, elsewhere.site_id, both)] == [number]
    for may in both:
        assert log(room.house, may, [may]) == []
        with pytest.raises(Refused):
            releases.by_number(room.house, number, [may])


def test_the_same_act_again_issues_nothing_more(room: Room) -> None:
    act = uuid4()
    here = room.site_id
    first, again = (
        releases.issue(room.house, here, [here], release(), by(room), command=act) for _ in range(2)
    )
    assert first == again
    assert len(log(room.house, here, [here])) == 1


NOT_TO_LEAVE: dict[str, Callable[[], Sheet]] = {
    "a week": lambda: release(date(2026, 10, 5), date(2026, 10, 11)),
    "an exact number": lambda: replace(release(), tables=(table("t", "T", {"a": exact(3)}),)),
    "an exact denominator": lambda: replace(
        release(), tables=(table("t", "T", {"a": replace(release().tables[0].rows[0].cells[0], of=41)}),)
    ),
    "a number without its bounds": lambda: replace(
        release(), tables=(table("t", "T", {"a": replace(exact(3), low=None, high=None)}),)
    ),
    "bounds where there is no number": lambda: replace(
        release(), tables=(table("t", "T", {"a": replace(none(Missing.HELD_BACK), low=3)}),)
    ),
    "what is for inside": lambda: replace(release(), kind=SheetKind.INTERNAL),
    "a paper without its day": lambda: replace(paper(), shred_by=None),
    "a release to be shredded": lambda: replace(release(), shred_by=date(2026, 12, 1)),
    "what has a number": lambda: replace(release(), number="x"),
}


@pytest.mark.parametrize("which", NOT_TO_LEAVE)
def test_what_may_not_leave_gets_no_number(room: Room, which: str) -> None:
    with pytest.raises(NotToIssue):
        issued(room, NOT_TO_LEAVE[which]())
    assert log(room.house, room.site_id, [room.site_id]) == []


def test_a_working_paper_goes_from_the_log_when_it_is_to_be_shredded(room: Room) -> None:
    number, kept = issued(room, paper()).number or "", issued(room).number or ""
    room.clock.pass_(minutes=14 * DAY)
    purges(room)
    assert releases.by_number(room.house, number, [room.site_id]).sheet == replace(paper(), number=number)
    room.clock.pass_(minutes=DAY)
    purges(room)
    found = releases.by_number(room.house, number, [room.site_id])
    assert (found.sheet, found.entry.title) == (None, "October 2026")
    with pytest.raises(Refused):
        releases.take(room.house, number, [room.site_id], "csv", by(room), room.site_id)
    assert releases.by_number(room.house, kept, [room.site_id]).sheet is not None


def test_the_first_release_of_a_site_is_known(room: Room, elsewhere: Room) -> None:
    issued(room, paper())
    with room.house.db.read() as session:
        assert not releases.any_of(session, room.site_id)
    issued(elsewhere, sites=[room.site_id])
    with room.house.db.read() as session:
        assert releases.any_of(session, room.site_id)
        assert not releases.any_of(session, elsewhere.site_id)
