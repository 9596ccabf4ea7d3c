"""How long an act is known again: its answer for a week, itself for five; then it is not done by mistake."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ops.domain.errors import Code, Refused
from ops.domain.words import Answer, NoticeKind
from ops.models import Notice, Receipt
from ops.services import checkins, receipts, responses, rooms, visits
from ops.services.transaction import Reply
from tests.services.room import START, Room

SECOND = timedelta(seconds=1)
WEEK, FIVE_WEEKS = timedelta(days=7), timedelta(days=35)
A_BEAT = timedelta(seconds=5)


def made_at(at: datetime) -> UUID:
    """An id as a tablet makes it."""
    return UUID(int=(int(at.timestamp() * 1000) << 80) | (0x7 << 76) | (0x8 << 60) | 4711)


KEY = made_at(START)


@pytest.fixture
def visit(room: Room) -> UUID:
    return room.seats("1")


def looks(room: Room, visit: UUID, key: UUID = KEY, answer: Answer = Answer.OK) -> Reply:
    return room.tries(checkins.check_in, visit, said={"answer": answer, "where": None}, key=key)


def after(room: Room, time: timedelta) -> None:
    """So much later, the sweep has looked."""
    room.clock.time = START + time
    room.sweeps()


def kept(room: Room) -> int:
    with room.house.db.read() as session:
        return session.scalar(select(func.count(Receipt.command_id)).where(Receipt.answer.is_not(None))) or 0


def known(room: Room) -> int:
    with room.house.db.read() as session:
        return session.scalar(select(func.count(Receipt.command_id))) or 0


def test_an_answer_is_the_same_for_a_week(room: Room, visit: UUID) -> None:
    first = looks(room, visit)
    after(room, WEEK)
    assert looks(room, visit) == Reply(first.status, first.body, replayed=True)


def test_then_a_repeat_is_told_that_it_is_on_record(room: Room, visit: UUID) -> None:
    first = looks(room, visit)
    after(room, WEEK + SECOND)
    assert kept(room) == 0
    version = room.board()["version"]
    again = looks(room, visit)
    assert (again.status, again.replayed) == (first.status, True)
    assert again.json() == {"id": str(KEY), "version": version, "answer_gone": True}
    assert room.board()["version"] == version
    assert len(room.facts("checked_in")) == 1


def test_also_a_repeat_of_what_made_something(room: Room) -> None:
    key = made_at(START + SECOND)
    made = room.tries(visits.arrive, said={"booth": room.booth("2")}, key=key)
    after(room, WEEK + SECOND)
    again = room.tries(visits.arrive, said={"booth": room.booth("2")}, key=key)
    assert (again.status, again.json()["id"]) == (201, made.json()["id"])


def test_another_act_under_that_id_is_still_another(room: Room, visit: UUID) -> None:
    command = room.command("check_in", key=KEY, answer="ok")
    checkins.check_in(room.house, command, visit, answer=Answer.OK, where=None)
    after(room, FIVE_WEEKS)
    other = room.command("check_in", key=KEY, answer="asleep")
    with pytest.raises(Refused) as refused:
        checkins.check_in(room.house, other, visit, answer=Answer.ASLEEP, where=None)
    assert refused.value.code is Code.KEY_REUSED


def test_after_five_weeks_nothing_is_known_of_it_and_it_is_not_done_again(room: Room, visit: UUID) -> None:
    looks(room, visit)
    after(room, FIVE_WEEKS)
    assert known(room) == 2
    after(room, FIVE_WEEKS + A_BEAT)
    assert known(room) == 0
    with pytest.raises(Refused) as refused:
        looks(room, visit)
    assert refused.value.code is Code.TOO_OLD_TO_REPEAT
    assert len(room.facts("checked_in")) == 1


def test_a_response_is_never_refused_for_its_age(room: Room) -> None:
    room.clock.time = START + 2 * FIVE_WEEKS
    command = replace(room.command("start", key=KEY), never_refused=True)
    begun = responses.start(room.house, command, booth=room.booth("3"))
    assert begun.status == 201


def test_the_clock_of_a_tablet_may_be_months_behind(room: Room, visit: UUID) -> None:
    """Its ids are, and what it says of when something happened is put right."""
    room.clock.time = START + 2 * FIVE_WEEKS
    now = room.clock()
    room.does(rooms.set_curtain, said={"on": True}, key=KEY, happened_at=now - SECOND)
    assert room.board()["room"]["curtain"] is True


@pytest.mark.parametrize("key", [UUID(int=4711), UUID("0f8fad5b-d9cb-469f-a165-70867728950e")])
def test_an_id_that_says_no_time_is_taken(room: Room, visit: UUID, key: UUID) -> None:
    room.clock.time = START + 2 * FIVE_WEEKS
    assert not looks(room, visit, key=key).replayed


def test_an_id_of_less_than_five_weeks_is_taken(room: Room, visit: UUID) -> None:
    room.clock.time = START + FIVE_WEEKS
    assert not looks(room, visit).replayed
    room.clock.time += SECOND
    with pytest.raises(Refused):
        looks(room, visit, key=UUID(int=KEY.int + 1))


def test_the_oldest_go_first_and_a_few_at_a_time(
    room: Room, visit: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "AT_ONCE", 2)
    for number in range(4):
        room.clock.pass_(minutes=1)
        looks(room, visit, key=UUID(int=number + 1))
    for left in (3, 1, 0):
        after(room, WEEK + timedelta(hours=1) + (3 - left) * A_BEAT)
        assert kept(room) == left
    with room.house.db.read() as session:
        assert session.scalar(select(func.count(Receipt.command_id))) == 5


def test_nothing_goes_by_a_clock_that_is_not_believed(room: Room, visit: UUID) -> None:
    looks(room, visit)
    with room.house.db.write() as session:
        notice = Notice(id=UUID(int=1), site_id=room.site_id, kind=NoticeKind.CLOCK_SUSPECT, since=START)
        session.add(notice)
    after(room, FIVE_WEEKS + A_BEAT)
    assert (kept(room), known(room)) == (2, 2)
