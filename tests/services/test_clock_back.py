"""The wall clock is set back while the house runs: everything that runs goes back with it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.db import Base
from ops.domain.alarms import Alarm, alarms_at
from ops.domain.errors import Code, Refused
from ops.domain.words import AlarmLevel, Answer, Audience
from ops.models import LateCheck
from ops.services import clock_live, clock_trust, pauses, responses
from ops.services.undo import undo
from tests.services.clock_set import HOUR, instant, set_back
from tests.services.room import Room, at


def alarms(room: Room, audience: Audience = Audience.WALL) -> list[Alarm]:
    """Of people; that the clock is suspect is said beside them."""
    found = alarms_at(room.board(audience), room.clock(), audience)
    return [alarm for alarm in found if alarm.level is not AlarmLevel.TECHNICAL]


def levels(room: Room) -> list[str]:
    return [alarm.level.value for alarm in alarms(room) if alarm.cause.startswith("visit:")]


@pytest.fixture
def seated(watched: Room) -> UUID:
    """Somebody since 14:00, due at 14:05; it is 14:02."""
    visit = watched.seats("1")
    watched.clock.pass_(minutes=2)
    return visit


def test_a_look_is_taken_and_counts_on(watched: Room, seated: UUID) -> None:
    set_back(watched)
    watched.clock.pass_(minutes=1)
    answer = watched.looks_in(seated, Answer.ASLEEP)
    person = watched.person(seated)
    assert person is not None
    assert "late" not in answer
    assert (instant(person["last_look_at"]), person["answer"]) == (watched.clock(), "asleep")
    assert instant(person["due_at"]) == watched.clock() + timedelta(minutes=5)


def test_ages_and_what_is_left_stay_what_they_were(watched: Room, seated: UUID) -> None:
    watched.seats(None)
    before = watched.board()
    set_back(watched)
    after = watched.board()
    back = timedelta(seconds=HOUR)
    for was, now in zip(before["booths"], after["booths"], strict=True):
        assert _moved(was, back) == now
    assert _moved(before["waiting"], back) == after["waiting"]


def _moved(value: Any, by: timedelta) -> Any:
    """The same picture with every instant that much earlier."""
    if isinstance(value, dict):
        return {name: _moved(item, by) for name, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    if isinstance(value, str) and value.startswith("2026-") and value.endswith("Z"):
        moved = datetime.fromisoformat(value) - by
        return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value


def test_alarms_come_when_they_would_have_come(watched: Room, seated: UUID) -> None:
    """Late a minute after 13:05, urgent three minutes after it."""
    set_back(watched)
    heard = {}
    for when in ("13:05:59", "13:06", "13:07:59", "13:08"):
        watched.clock.time = at(when)
        watched.sweeps()
        heard[when] = levels(watched)
    assert heard == {"13:05:59": [], "13:06": ["medium"], "13:07:59": ["medium"], "13:08": ["high"]}
    told = watched.facts("check_in_overdue", "check_in_urgent")
    assert [fact["at"] for fact in told] == [at("13:06"), at("13:08")]


def test_what_was_late_before_is_late_once(watched: Room, seated: UUID) -> None:
    watched.clock.pass_(minutes=5)
    watched.sweeps()
    set_back(watched)
    assert levels(watched) == ["medium"]
    watched.sweeps()
    watched.clock.pass_(minutes=1)
    watched.sweeps()
    assert [fact["at"] for fact in watched.facts("check_in_overdue")] == [at("14:06")]
    assert [fact["at"] for fact in watched.facts("check_in_urgent")] == [at("13:08")]
    with watched.house.db.read() as session:
        limits = session.scalars(select(LateCheck.at).order_by(LateCheck.id)).all()
    assert limits == [at("13:06"), at("13:08")]


def test_a_running_response_lapses_when_nobody_has_been_there_for_long(watched: Room, seated: UUID) -> None:
    response = UUID(watched.does(responses.start, said={"visit": seated})["id"])
    watched.does(responses.log_action, response, said={"kind": "oxygen_start"})
    watched.clock.pass_(minutes=1)
    set_back(watched)
    (shown,) = watched.board()["responses"]
    assert instant(shown["began_at"]) == instant(shown["actions"][0]["happened_at"]) == at("13:02")
    assert instant(shown["people"][0]["since"]) == at("13:02")
    watched.clock.time = at("13:04:59")
    watched.sweeps()
    assert alarms(watched, Audience.FLOOR) == []
    watched.clock.time = at("13:05:01")
    watched.sweeps()
    assert [fact["at"] for fact in watched.facts("attendance_lapsed")] == [at("13:05")]
    assert [alarm.cause for alarm in alarms(watched, Audience.FLOOR)] == [f"response:{response}"]


def test_who_is_there_after_it_keeps_it_silent(watched: Room, seated: UUID) -> None:
    response = UUID(watched.does(responses.start, said={"visit": seated})["id"])
    set_back(watched)
    watched.does(responses.here, response)
    (shown,) = watched.board()["responses"]
    assert instant(shown["attended_until"]) == watched.clock() + timedelta(minutes=3)
    watched.clock.pass_(minutes=2)
    watched.does(responses.over, response)
    person = watched.person(seated)
    assert person is not None
    assert person["state"] == "aftercare"
    assert instant(person["last_look_at"]) == watched.clock()


def test_a_response_of_before_swallows_no_new_one(watched: Room) -> None:
    """It ran from 14:00 to 14:20 by the other clock; at 14:10 by this one somebody calls."""
    first = UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    watched.clock.pass_(minutes=20)
    watched.does(responses.mis_tap, first)
    watched.clock.pass_(minutes=50)
    set_back(watched, 3600)
    watched.clock.pass_(minutes=4)
    said = watched.clock() - timedelta(minutes=3)
    second = watched.does(responses.start, said={"booth": watched.booth("3")}, happened_at=said)
    assert UUID(second["response"]["id"]) != first
    assert second["response"]["state"] == "running"


def test_a_pause_ends_when_it_would_have_ended(watched: Room, seated: UUID) -> None:
    watched.clock.pass_(minutes=4, seconds=10)
    watched.does(pauses.pause, said={"cause": f"visit:{seated}"})
    set_back(watched)
    (alarm,) = alarms(watched)
    assert alarm.paused_until == at("13:08:10")
    watched.clock.time = at("13:08:10")
    (alarm,) = alarms(watched)
    assert alarm.paused_until is None
    watched.sweeps()
    assert watched.board()["room"]["pauses"] == []


def test_one_fact_says_it_and_facts_of_before_stay(watched: Room, seated: UUID) -> None:
    watched.seats(None)
    watched.does(responses.start, said={"booth": watched.booth("3")})
    before = watched.facts()
    set_back(watched)
    after = watched.facts()
    assert after[: len(before)] == before
    assert after[len(before)] == {
        "kind": "times_moved_back",
        "at": at("13:02") + timedelta(seconds=0.4),
        "by": None,
        "back": HOUR,
        "visits": 2,
        "responses": 1,
    }
    assert [fact["kind"] for fact in after[len(before) + 1 :]] == ["clock_suspected"]


def test_several_processes_follow_it_once(watched: Room, elsewhere: Room, seated: UUID) -> None:
    set_back(watched, processes=3)
    person = watched.person(seated)
    assert person is not None
    assert instant(person["due_at"]) == at("13:05")
    assert len(watched.facts("times_moved_back")) == len(elsewhere.facts("times_moved_back")) == 1


@pytest.mark.parametrize(("first", "then"), [(3600, 3600), (90, 60), (3600, 10)])
def test_a_second_step_is_another_one(watched: Room, seated: UUID, first: float, then: float) -> None:
    set_back(watched, first, processes=2)
    watched.clock.pass_(seconds=20)
    set_back(watched, then, processes=2)
    person = watched.person(seated)
    assert person is not None
    assert instant(person["due_at"]) == at("14:05") - timedelta(seconds=first + then)
    assert [fact["back"] for fact in watched.facts("times_moved_back")] == [first, then]


def test_one_that_failed_on_another_site_is_followed_there_only(
    watched: Room, elsewhere: Room, seated: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = elsewhere.seats("1")
    rows = clock_live.rows

    def fail(session: Any, site_id: int, recent: datetime) -> list[Base]:
        if site_id == elsewhere.site_id:
            raise OSError("the database is away")
        return rows(session, site_id, recent)

    monkeypatch.setattr(clock_live, "rows", fail)
    with pytest.raises(OSError, match="away"):
        set_back(watched)
    monkeypatch.undo()
    watched.clock.pass_(seconds=30)
    clock_trust.was_moved(watched.house, -HOUR, within=timedelta(seconds=31))
    watched.screens_follow()
    for room, visit, due in ((watched, seated, "13:05"), (elsewhere, there, "13:07")):
        person = room.person(visit)
        assert person is not None
        assert instant(person["due_at"]) == at(due)


def test_no_act_of_before_can_be_undone(watched: Room, seated: UUID) -> None:
    """What was kept for it would bring deadlines back that lie an hour ahead."""
    look = UUID(watched.looks_in(seated)["id"])
    set_back(watched)
    watched.clock.pass_(seconds=3)
    with pytest.raises(Refused) as refused:
        watched.does(undo, said={"target": look})
    assert refused.value.code is Code.UNDO_TOO_LATE
    look = UUID(watched.looks_in(seated)["id"])
    watched.does(undo, said={"target": look})
    person = watched.person(seated)
    assert person is not None
    assert instant(person["due_at"]) == at("13:07")


def test_a_tablet_whose_clock_has_not_heard_of_it_corrects_it(watched: Room, seated: UUID) -> None:
    set_back(watched)
    before = at("14:02:30")
    with pytest.raises(Refused) as refused:
        watched.looks_in(seated, happened_at=before)
    assert refused.value.code is Code.HAPPENED_IN_FUTURE
    response = watched.does(responses.start, said={"visit": seated}, happened_at=before)["response"]
    assert (instant(response["began_at"]), response["marks"]) == (watched.clock(), ["clock_ahead"])
