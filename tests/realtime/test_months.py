"""Which process ends the months in which people were counted, and that it lets others in between."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ops.db import Base, Database
from ops.models import MonthCard
from ops.realtime.months import MonthRound
from ops.services import turns, visits, watch
from ops.services.house import House
from ops.services.retention import cards
from tests.services.counting import sets
from tests.services.room import Clock, Room
from tests.support.furnished import furnish
from tests.support.keys import KEYS

SITES = ("here", "there", "yonder")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Three sites, at each of which somebody was counted in a month that is over; two processes serve it."""
    clock, database = Clock(), Database(f"sqlite:///{tmp_path / 'room.db'}")
    Base.metadata.create_all(database.engine)
    house = House(database, clock, clock.rings.append, replace(KEYS, months=tmp_path / "months"))
    for slug in SITES:
        room = Room(house, clock, furnish(house, slug))
        sets(room, cards=True)
        [card] = cards.new(1)
        said = {"booth": room.booth("Aftercare"), "card": card}
        room.does(visits.end, UUID(room.does(visits.arrive, said=said)["id"]))
    clock.pass_(minutes=40 * 24 * 60)
    for process in ("a", "b"):
        watch.sweep(house, clock(), process=process, started_at=clock())
    yield house
    database.close()


def marked(house: House) -> int:
    """At how many sites marks of that month are left."""
    with house.db.read() as session:
        return session.scalar(select(func.count(MonthCard.site_id.distinct()))) or 0


def test_of_several_processes_each_ends_those_of_its_share(house: House) -> None:
    shares = {process: len(turns.own_sites(house, process)) for process in ("a", "b")}
    assert sorted(shares.values()) == [1, 2]
    MonthRound(house, "a", lambda: lambda: None).end_months()
    assert marked(house) == len(SITES) - shares["a"]
    MonthRound(house, "b", lambda: lambda: None).end_months()
    assert marked(house) == 0


def test_it_lets_others_in_after_each_site(house: House) -> None:
    left: list[int] = []
    MonthRound(house, "a", lambda: lambda: left.append(marked(house))).end_months()
    assert left == [len(SITES) - done for done in range(1, 1 + len(turns.own_sites(house, "a")))]
