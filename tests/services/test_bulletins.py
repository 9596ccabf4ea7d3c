"""The waiting room's own lines: who reads them, for how long, and that the journal keeps no words."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, Basis, NoticeKind
from ops.services import bulletins, responses, watch
from ops.services.undo import undo
from tests.services.room import Clock, Room

ALERT = {"kind": NoticeKind.DRUG_ALERT, "text": "Medetomidine in blue powder", "basis": Basis.TESTED}


def lines(room: Room, audience: Audience) -> list[tuple[str, str]]:
    return [(notice["kind"], notice["text"]) for notice in room.board(audience)["notices"]]


def posts(room: Room, **said: Any) -> UUID:
    return UUID(room.does(bulletins.post, said=said)["id"])


def test_everybody_reads_an_alert_and_the_wall_no_other_line(watched: Room) -> None:
    posts(watched, **ALERT)
    posts(watched, kind=NoticeKind.SERVICE, text="Nurse until five")
    alert, service = ("drug_alert", "Medetomidine in blue powder"), ("service", "Nurse until five")
    for audience in (Audience.WAITING, Audience.FLOOR):
        assert sorted(lines(watched, audience)) == [alert, service]
    assert lines(watched, Audience.WALL) == [alert]


def test_an_alert_is_for_the_sites_hours_where_none_were_said(watched: Room, clock: Clock) -> None:
    posts(watched, **ALERT)
    [notice] = watched.board(Audience.WALL)["notices"]
    assert notice["until"] == "2026-11-25T14:00:00.000Z"
    posts(watched, kind=NoticeKind.SERVICE, text="Nurse until five")
    assert {one["kind"]: one["until"] is None for one in watched.board()["notices"]} == {
        "drug_alert": False,
        "service": True,
    }


def test_what_began_lately_is_told_to_tablets_and_the_question_is_put_away_once(
    watched: Room, clock: Clock
) -> None:
    for booth in ("1", "2", "3"):
        clock.pass_(minutes=5)
        last = UUID(watched.does(responses.start, said={"booth": watched.booth(booth)})["id"])
    room = watched.board()["room"]
    assert [began[11:16] for began in room["began_lately"]] == ["14:15", "14:10", "14:05"]
    assert "began_lately" not in watched.board(Audience.WALL)["room"]
    watched.does(responses.mis_tap, last)
    assert len(watched.board()["room"]["began_lately"]) == 2
    put = watched.does(bulletins.put_hint_away)
    assert watched.board()["room"]["hint_put_away_at"] == "2026-11-22T14:15:00.000Z"
    assert watched.does(bulletins.put_hint_away, device="responder")["repeat"] is True
    takes_back(watched, UUID(put["id"]))
    assert watched.board()["room"]["hint_put_away_at"] is None


def test_a_fall_is_no_sign_of_a_drug(watched: Room) -> None:
    fall = UUID(watched.does(responses.start, said={"booth": watched.booth("1")})["id"])
    watched.does(responses.amend, fall, said={"kind": "injury"})
    assert watched.board()["room"]["began_lately"] == []


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


def takes_back(room: Room, act: UUID) -> None:
    room.does(undo, said={"target": act})


def test_one_put_up_by_a_slip_is_taken_back_and_one_taken_down_is_there_as_it_was(watched: Room) -> None:
    slip = posts(watched, kind=NoticeKind.SERVICE, text="Nurse until five")
    takes_back(watched, slip)
    assert lines(watched, Audience.WAITING) == []
    notice = posts(watched, **ALERT, hours=2)
    before = watched.board(Audience.FLOOR)["notices"]
    takes_back(watched, UUID(watched.does(bulletins.take_down, notice)["id"]))
    assert watched.board(Audience.FLOOR)["notices"] == before
    # Two of a kind may stand side by side.
    other = posts(watched, **ALERT)
    takes_back(watched, UUID(watched.does(bulletins.take_down, notice)["id"]))
    assert len(lines(watched, Audience.WAITING)) == 2
    takes_back(watched, other)
    assert watched.board(Audience.FLOOR)["notices"] == before


def test_what_was_taken_down_since_cannot_be_taken_back(watched: Room) -> None:
    notice = posts(watched, **ALERT)
    watched.does(bulletins.take_down, notice)
    with pytest.raises(Refused) as refusal:
        takes_back(watched, notice)
    assert refusal.value.code is Code.UNDO_TOO_LATE


def test_a_line_whose_time_was_over_meanwhile_stays_away(watched: Room, clock: Clock) -> None:
    notice = posts(watched, **ALERT, hours=1)
    clock.pass_(minutes=59, seconds=57)
    down = UUID(watched.does(bulletins.take_down, notice)["id"])
    clock.pass_(seconds=5)
    takes_back(watched, down)
    assert lines(watched, Audience.WAITING) == []


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
