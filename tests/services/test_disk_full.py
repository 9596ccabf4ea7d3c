"""A disk that is full, or nearly: acts are refused whole, and the rest goes on."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from ops.db import DiskFull
from ops.domain.words import Audience
from ops.services import disk_room, visits, watch
from ops.services.transaction import Command
from tests.services.room import Room, at
from tests.support.disk import no_room

MB = 1024 * 1024
MANY = 2000


def until_refused(act: Callable[[], object]) -> DiskFull:
    """Does it until the disk does not take it. Another one may still fit: rows differ in size and in
    the page they go to."""
    for _ in range(MANY):
        try:
            act()
        except DiskFull as refused:
            return refused
    raise AssertionError("the disk never became full")


def fills(room: Room) -> None:
    """People come until the disk is full, and nobody looks meanwhile."""
    until_refused(lambda: visits.arrive(room.house, room.command("arrive")))


def told(room: Room, audience: Audience = Audience.FLOOR) -> list[str]:
    return [one["kind"] for one in room.board(audience)["notices"]]


def test_an_act_that_finds_no_room_changed_nothing(watched: Room) -> None:
    database = watched.house.db
    before: tuple[object, ...] = ()

    def arrives() -> None:
        nonlocal before
        before = watched.board(), watched.facts()
        watched.seats(None)

    with no_room(database):
        fills(watched)
        refused = database.refused
        for _ in range(3):
            until_refused(arrives)
            assert (watched.board(), watched.facts()) == before
        assert database.refused == refused + 3
        watched.screens_follow()


def test_the_same_act_again_is_done_once_there_is_room(watched: Room) -> None:
    commands: list[Command] = []

    def arrives() -> None:
        commands.append(watched.command("arrive"))
        visits.arrive(watched.house, commands[-1])

    with no_room(watched.house.db):
        until_refused(arrives)
        people = len(watched.board()["waiting"])
    command = commands[-1]
    first = visits.arrive(watched.house, command)
    again = visits.arrive(watched.house, command)
    assert (first.replayed, again.replayed, again.body) == (False, True, first.body)
    assert len(watched.board()["waiting"]) == people + 1


def test_what_went_wrong_repeats_nothing_that_was_sent(watched: Room) -> None:
    with no_room(watched.house.db):
        refused = until_refused(lambda: watched.tries(visits.arrive, said={"handle": "SECRET"}))
    assert "SECRET" not in f"{refused} {refused.__cause__}"


def test_an_error_of_another_kind_is_not_a_full_disk(watched: Room) -> None:
    refused = watched.house.db.refused
    with pytest.raises(Exception, match="nowhere"), watched.house.db.write() as session:
        session.connection().exec_driver_sql("delete from nowhere")
    assert watched.house.db.refused == refused


def test_lateness_is_made_durable_once_there_is_room(watched: Room) -> None:
    """With the time it happened; screens turned by themselves meanwhile."""
    visit = watched.seats("1")
    with no_room(watched.house.db):
        fills(watched)
        now = watched.clock.pass_(minutes=20)
        with suppress(DiskFull):
            watch.sweep(watched.house, now, process="here", started_at=now)
    now = watched.clock.pass_(minutes=1)
    watch.sweep(watched.house, now, process="here", started_at=now)
    watched.screens_follow()
    facts = watched.facts("check_in_overdue")
    assert [(fact["at"], fact["visit"]) for fact in facts] == [(at("14:06"), str(visit))]


def test_nearly_full_is_told_once_until_there_is_room(watched: Room, elsewhere: Room) -> None:
    for free in (400 * MB, 300 * MB):
        disk_room.nearly_full(watched.house, free)
        watched.screens_follow()
    assert (told(watched), told(elsewhere)) == (["disk_nearly_full"], ["disk_nearly_full"])
    assert told(watched, Audience.WALL) == ["disk_nearly_full"]
    assert told(watched, Audience.WAITING) == []
    watched.clock.pass_(minutes=5)
    disk_room.has_room(watched.house, 900 * MB)
    disk_room.has_room(watched.house, 900 * MB)
    watched.screens_follow()
    assert (told(watched), told(elsewhere)) == ([], [])
    assert watched.facts("disk_nearly_full", "disk_has_room") == [
        {"kind": "disk_nearly_full", "at": at("14:00"), "by": None, "free_mb": 400},
        {"kind": "disk_has_room", "at": at("14:05"), "by": None, "free_mb": 900},
    ]


def test_the_gap_is_a_fact_on_every_site(watched: Room, elsewhere: Room) -> None:
    since, until = watched.clock(), watched.clock() + timedelta(minutes=18)
    before: dict[str, Any] = watched.board()
    disk_room.was_full(watched.house, since, until)
    for room in (watched, elsewhere):
        assert room.facts("disk_was_full") == [
            {"kind": "disk_was_full", "at": at("14:00"), "by": None, "until": "2026-11-22T14:18:00.000Z"}
        ]
    assert watched.board() == before | {"version": before["version"] + 1}
