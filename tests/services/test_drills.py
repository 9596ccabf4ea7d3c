"""A drill: a room beside the room, of which the real one never hears but that it was held."""

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ops.db import Base
from ops.domain.drill import slug_of
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.domain.words import Audience
from ops.models import Site
from ops.services import board, drills, response_log, responses, shifts, summaries
from ops.services.house import House
from ops.services.ways_in import devices
from tests.services.room import Clock, Room


def begins(room: Room) -> UUID:
    return UUID(room.does(drills.begin)["id"])


def inside(room: Room, drill: UUID) -> Room:
    """The drill's own room, as a tablet of the site works in it."""
    slug = slug_of(drill)
    with room.house.db.read() as session:
        site_id = session.scalars(select(Site.id).where(Site.slug == slug)).one()
    tiles = board.snapshot(room.house, site_id, Audience.FLOOR).body["booths"]
    booths = {tile["name"]: tile["id"] for tile in tiles}
    return Room(room.house, room.clock, replace(room.furnished, site_id=site_id, slug=slug, booths=booths))


def drilled(room: Room) -> list[dict[str, Any]]:
    return list(room.board()["room"]["drills"])


def rows(house: House) -> Counter[str]:
    with house.db.read() as session:
        counts = {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }
    return Counter({name: count or 0 for name, count in counts.items()})


def responds(drill: Room, clock: Clock) -> None:
    """Somebody is going after 10 s, there after 30, oxygen at 50, a dose at 90, over at 600."""
    response = UUID(drill.does(responses.start, said={"booth": drill.booth("1")})["id"])
    clock.pass_(seconds=10)
    drill.does(responses.going, response)
    clock.pass_(seconds=20)
    drill.does(responses.here, response)
    clock.pass_(seconds=20)
    drill.does(response_log.log_action, response, said={"kind": "oxygen_start"})
    clock.pass_(seconds=40)
    drill.does(response_log.log_action, response, said={"kind": "naloxone"})
    clock.pass_(seconds=510)
    drill.does(responses.over, response)


def test_it_has_the_rooms_places_and_somebody_in_them_and_the_room_stays_as_it_is(watched: Room) -> None:
    before = {audience: watched.board(audience) for audience in Audience}
    drill = inside(watched, begins(watched)).board()
    assert [tile["name"] for tile in drill["booths"]] == [
        tile["name"] for tile in before[Audience.FLOOR]["booths"]
    ]
    people = [seat["visit"] for tile in drill["booths"] for seat in tile["seats"] if "visit" in seat]
    assert len(people) == 4
    assert all(person["due_at"] and person["handle"] for person in people)
    assert drill["devices"] == drill["staff"] == []
    assert drill["room"]["protocol"]
    for audience in (Audience.WALL, Audience.WAITING):
        after = watched.board(audience)
        assert after | {"version": 0} == before[audience] | {"version": 0}


def test_nothing_of_it_reaches_the_real_room(watched: Room, clock: Clock) -> None:
    """Board, summary, journal, messages, the list of sites: as in the same hour without it."""
    seen = summaries.summary(watched.house, watched.site_id, "today")
    responds(inside(watched, begins(watched)), clock)
    clock.pass_(minutes=30)  # everybody in the drill is late by now
    watched.sweeps()
    floor = watched.board()
    assert floor["responses"] == []
    assert floor["room"]["recently_left"] == []
    told = summaries.summary(watched.house, watched.site_id, "today")
    assert (told.visits, told.looks, told.responses) == (seen.visits, seen.looks, seen.responses)
    assert watched.facts() == []
    assert rows(watched.house)["message"] == rows(watched.house)["told_step"] == 0
    assert [site.slug for site in board.sites(watched.house)] == ["here"]


def test_a_second_start_joins(watched: Room) -> None:
    drill = begins(watched)
    again = watched.does(drills.begin)
    assert again["repeat"] is True
    assert again["drill"]["id"] == str(drill)


def test_only_a_device_of_its_site_gets_in_and_only_while_it_runs(watched: Room, elsewhere: Room) -> None:
    drill = begins(watched)
    mine, theirs = (
        devices.identify(watched.house, one.furnished.tokens["floor"]) for one in (watched, elsewhere)
    )
    assert mine is not None
    assert theirs is not None
    entered = drills.entered(watched.house, mine, slug_of(drill))
    assert entered is not None
    assert entered.in_drill
    assert entered.site_id != mine.site_id
    assert drills.entered(watched.house, theirs, slug_of(drill)) is None
    assert drills.entered(watched.house, mine, "elsewhere") is None
    watched.does(drills.end, drill)
    assert drills.entered(watched.house, mine, slug_of(drill)) is None


def test_its_end_leaves_its_times_by_role_and_one_fact(watched: Room, clock: Clock) -> None:
    before = rows(watched.house)
    began, drill = clock(), begins(watched)
    assert [one["on"] for one in drilled(watched)] == [watched.command("x").actor.device_name]
    responds(inside(watched, drill), clock)
    watched.does(drills.end, drill)
    [kept] = drilled(watched)
    assert (kept["site"], kept["on"], kept["ended_at"]) == (None, None, plain(clock()))
    [one] = kept["times"]
    assert (one["booth"], one["seat"]) == ("1", "A")
    since = {step["step"]: step["at"] for step in one["steps"]}
    clocked = {"going": 10, "there": 30, "breathing": 50, "dose": 90, "over": 600}
    assert since == {
        name: plain(began + (clock() - began) * (seconds / 600)) for name, seconds in clocked.items()
    }
    assert "The floor" not in str(kept)
    [held] = watched.facts("drill_held")
    assert (held["at"], held["began_at"]) == (clock(), plain(began))
    # The room of it is gone, row for row.
    assert rows(watched.house) - before == Counter(drill=1, journal=1, chain=1, receipt=2)
    assert watched.does(drills.end, drill)["repeat"] is True


def test_deleted_it_is_gone_twice_over(watched: Room) -> None:
    drill = begins(watched)
    watched.does(drills.delete, drill)
    assert drilled(watched) == []
    assert len(watched.facts("drill_held")) == 1
    assert watched.does(drills.delete, drill)["repeat"] is True


def test_the_end_of_the_shift_takes_its_times_along(watched: Room) -> None:
    watched.does(shifts.open_shift)
    first = begins(watched)
    watched.does(drills.end, first)
    second = begins(watched)
    watched.does(shifts.close)
    assert [one["id"] for one in drilled(watched)] == [str(second)]


def test_forgotten_it_ends_and_a_day_later_its_times_go(watched: Room, clock: Clock) -> None:
    began, drill = clock(), begins(watched)
    clock.pass_(minutes=100)
    inside(watched, drill).does(responses.start)
    clock.pass_(minutes=119)
    watched.sweeps()
    assert drilled(watched)[0]["site"] is not None
    clock.pass_(minutes=2)
    watched.sweeps()
    [kept] = drilled(watched)
    assert kept["ended_at"] == plain(clock.time.replace(hour=17, minute=40))
    assert kept["began_at"] == plain(began)
    clock.pass_(minutes=24 * 60)
    watched.sweeps()
    assert drilled(watched) == []


def test_another_sites_drill_is_as_unknown_as_none(watched: Room, elsewhere: Room) -> None:
    drill = begins(elsewhere)
    for act in (drills.end, drills.delete):
        with pytest.raises(Refused) as refused:
            watched.does(act, drill)
        assert refused.value.code is Code.NOT_FOUND
