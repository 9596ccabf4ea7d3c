"""The waiting room's own lines: who reads them, for how long, and that the journal keeps no words."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, Basis, NoticeKind
from ops.services import bulletins, watch
from tests.services.room import Clock, Room

ALERT = {"kind": NoticeKind.DRUG_ALERT, "text": "Medetomidine in blue powder", "basis": Basis.TESTED}


def lines(room: Room, audience: Audience) -> list[tuple[str, str]]:
    return [(notice["kind"], notice["text"]) for notice in room.board(audience)["notices"]]


def posts(room: Room, **said: Any) -> UUID:
    return UUID(room.does(bulletins.post, said=said)["id"])


def test_the_waiting_room_and_tablets_read_it_and_the_wall_does_not(watched: Room) -> None:
    posts(watched, **ALERT)
    for audience in (Audience.WAITING, Audience.FLOOR):
        assert lines(watched, audience) == [("drug_alert", "Medetomidine in blue powder")]
    assert lines(watched, Audience.WALL) == []


def test_it_goes_when_its_time_is_over(watched: Room, clock: Clock) -> None:
    notice = posts(watched, **ALERT, hours=2)
    began = clock()
    clock.pass_(minutes=119)
    watch.sweep(watched.house, clock(), process="test", started_at=began)
    assert lines(watched, Audience.WAITING)
    clock.pass_(minutes=5)
    watch.sweep(watched.house, clock(), process="test", started_at=began)
    watched.screens_follow()
    assert lines(watched, Audience.WAITING) == []
    [gone] = watched.facts("bulletin_taken_down")
    assert (gone["notice"], gone["at"]) == (str(notice), began.replace(hour=16))


def test_taken_down_by_two_tablets_is_one_act(watched: Room) -> None:
    notice = posts(watched, kind=NoticeKind.SERVICE, text="Nurse until five")
    watched.does(bulletins.take_down, notice)
    assert watched.does(bulletins.take_down, notice)["repeat"] is True
    assert len(watched.facts("bulletin_taken_down")) == 1


def test_an_alert_says_how_it_is_known(room: Room) -> None:
    with pytest.raises(Refused) as refusal:
        posts(room, kind=NoticeKind.DRUG_ALERT, text="Something")
    assert (refusal.value.code, refusal.value.field) == (Code.BAD_VALUE, "basis")


def test_another_sites_line_and_the_houses_own_notices_cannot_be_taken_down(
    room: Room, elsewhere: Room
) -> None:
    theirs = posts(elsewhere, kind=NoticeKind.SERVICE, text="Nurse until five")
    with pytest.raises(Refused) as refusal:
        room.does(bulletins.take_down, theirs)
    assert refusal.value.code is Code.NOT_FOUND
    assert lines(elsewhere, Audience.WAITING)


def test_the_journal_keeps_nobodys_words(room: Room) -> None:
    posts(room, **ALERT)
    assert "Medetomidine" not in str(room.facts())
