"""One site that cannot be swept stops none of those after it, and is swept as soon as it can be."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ops.db import Database, DatabaseAway, DatabaseBusy, DiskFull
from ops.lines import ahead
from ops.models import Device, Heartbeat, Site
from ops.services import eyes, pauses, screens, turns, watch
from ops.services.each_site import EachSite, SitesFailed
from ops.services.house import House
from ops.services.transaction import Transaction
from ops.services.turns import Share
from tests.services.room import START, Room

SECOND = timedelta(seconds=1)
on_postgres = pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@ahead()
def sweeps(room: Room) -> frozenset[int]:
    return watch.sweep(room.house, room.clock(), process="test", started_at=START, since_beat=SECOND)


def failed(room: Room) -> dict[int, type[Exception]]:
    """On which sites a sweep failed, and how."""
    with pytest.raises(SitesFailed) as raised:
        sweeps(room)
    return {site_id: type(error) for site_id, error in raised.value.errors.items()}


def overdue(room: Room) -> int:
    return len(room.facts("check_in_overdue"))


@contextmanager
def held(room: Room) -> Iterator[None]:
    """Another process stands still in the middle of an act there."""
    with room.house.db.engine.connect() as other, other.begin():
        other.execute(select(Site.id).where(Site.id == room.site_id).with_for_update())
        yield


@contextmanager
def broken(room: Room, error: Exception) -> Iterator[None]:
    """Whatever is done by the sweep there goes wrong."""
    expire = pauses.expire

    def fail(transaction: Transaction, now: datetime) -> None:
        if transaction.site.id == room.site_id:
            raise error
        expire(transaction, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pauses, "expire", fail)
        yield


@pytest.fixture
def late(watched: Room, elsewhere: Room) -> Room:
    """Somebody is late here, on the site that is looked at first, and elsewhere."""
    assert watched.site_id < elsewhere.site_id
    for room in (watched, elsewhere):
        room.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=6)
    return watched


@on_postgres
def test_a_site_that_somebody_holds_stops_no_other(late: Room, elsewhere: Room) -> None:
    with held(late):
        assert failed(late) == {late.site_id: DatabaseBusy}
        assert (overdue(late), overdue(elsewhere)) == (0, 1)
    late.clock.pass_(seconds=1)
    assert sweeps(late) == {late.site_id}
    late.screens_follow()
    assert (overdue(late), overdue(elsewhere)) == (1, 1)


@on_postgres
def test_who_is_ahead_waits_less_for_what_somebody_holds(database: Database) -> None:
    def patience() -> str:
        with database.ask() as session:
            said: str = session.connection().exec_driver_sql("SHOW lock_timeout").scalar_one()
            return said

    with ahead():
        assert patience() == "1s"
    assert patience() == "5s"


@pytest.mark.postgres
def test_what_the_address_says_of_it_goes_before(postgres_url: str) -> None:
    database = Database(f"{postgres_url}?options=-c%20lock_timeout%3D50ms")
    with ahead(), database.ask() as session:
        assert session.connection().exec_driver_sql("SHOW lock_timeout").scalar_one() == "50ms"
    database.close()


def test_a_site_that_always_fails_stops_no_other_and_the_process_is_there(
    late: Room, elsewhere: Room
) -> None:
    with broken(late, ValueError("a row that nobody expected")):
        for _ in range(3):
            assert failed(late) == {late.site_id: ValueError}
            late.clock.pass_(seconds=turns.HEARTBEAT_EVERY.total_seconds())
        assert (overdue(late), overdue(elsewhere)) == (0, 1)
        with late.house.db.read() as session:
            [at] = session.scalars(select(Heartbeat.at))
        assert late.clock() - at == turns.HEARTBEAT_EVERY
    sweeps(late)
    late.screens_follow()
    assert (overdue(late), overdue(elsewhere)) == (1, 1)


@pytest.mark.parametrize("error", [DiskFull(), DatabaseAway()], ids=["full", "away"])
def test_where_nothing_can_be_written_no_other_is_tried(
    late: Room, elsewhere: Room, error: Exception
) -> None:
    with broken(late, error), pytest.raises(type(error)):
        sweeps(late)
    assert (overdue(late), overdue(elsewhere)) == (0, 0)


def test_a_file_that_another_program_holds_is_held_for_all(late: Room, elsewhere: Room) -> None:
    everyones = late.house.db.is_sqlite
    with broken(late, DatabaseBusy()), pytest.raises(DatabaseBusy if everyones else SitesFailed):
        sweeps(late)
    assert overdue(elsewhere) == (0 if everyones else 1)


def test_a_board_that_cannot_be_read_is_one_sites(
    late: Room, elsewhere: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = eyes.Boards.of

    def fail(boards: eyes.Boards, house: House, site_id: int, head: object) -> dict[str, object]:
        if site_id == late.site_id:
            raise ValueError("a row that nobody expected")
        return of(boards, house, site_id, head)  # type: ignore[arg-type]

    monkeypatch.setattr(eyes.Boards, "of", fail)
    with late.house.db.write() as session:
        for site in session.scalars(select(Site)):
            site.eyes_since = late.clock()
    each = EachSite(late.house)
    changing = eyes.changing(late.house, late.clock(), Share(0, 1), eyes.Boards(), alone=each.alone)
    assert changing == {elsewhere.site_id}
    with pytest.raises(SitesFailed, match=rf"\[{late.site_id}\]"):
        each.over()


def test_a_silence_that_cannot_be_written_is_one_sites(
    late: Room, elsewhere: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (late, elsewhere):
        wall = room.furnished.devices["display"]
        screens.heard(room.house, [screens.Here(wall, room.clock(), 1, "on", 0, sleeping=False)])
    late.clock.pass_(minutes=30)
    miss = screens._miss

    def fail(transaction: Transaction, **when: datetime) -> object:
        if transaction.site.id == late.site_id:
            raise ValueError("a row that nobody expected")
        return miss(transaction, **when)

    monkeypatch.setattr(screens, "_miss", fail)
    assert failed(late) == {late.site_id: ValueError}
    assert (late.facts("screen_silent"), len(elsewhere.facts("screen_silent"))) == ([], 1)


def test_of_each_site_the_first_that_went_wrong_is_told_and_of_none_nothing(late: Room) -> None:
    each = EachSite(late.house)
    each.over()
    errors = [ValueError("first"), OSError("second")]
    for error in errors:
        with each.alone(7):
            raise error
    with pytest.raises(SitesFailed) as raised:
        each.over()
    assert raised.value.errors == {7: errors[0]}


def test_screens_of_a_site_that_takes_no_news_keep_nobody_else_unheard(
    late: Room, elsewhere: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither news of other sites nor a plain sign of life."""
    walls = {room: room.furnished.devices["display"] for room in (late, elsewhere)}
    tablet = elsewhere.furnished.devices["floor"]

    def here(device: int, unsent: int = 0) -> screens.Here:
        return screens.Here(device, late.clock(), 1, "on", unsent, sleeping=False)

    screens.heard(late.house, [here(tablet)])
    late.clock.pass_(seconds=10)
    note = screens._note

    def fail(transaction: Transaction, **told: Any) -> object:
        if transaction.site.id == late.site_id:
            raise ValueError("a row that nobody expected")
        return note(transaction, **told)

    monkeypatch.setattr(screens, "_note", fail)
    with pytest.raises(SitesFailed, match=rf"\[{late.site_id}\]"):
        screens.heard(late.house, [here(walls[late], 1), here(walls[elsewhere], 1), here(tablet)])
    with late.house.db.read() as session:
        heard = {device.id: device.last_heard_at for device in session.scalars(select(Device))}
    assert (heard[walls[late]], heard[walls[elsewhere]], heard[tablet]) == (None, late.clock(), late.clock())
