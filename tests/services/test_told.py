"""Who is told next: the ladder of a response, climbed by the sweep; the outbox of what goes outside."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.escalation import Step
from ops.domain.words import Audience, Subject, ToldBy
from ops.models import Message, Site, ToldStep
from ops.outside import NotTold, Outside
from ops.outside.sender import send
from ops.services import messages, responses, undo, watch
from tests.services.room import START, Room, at

SCREENS = Step(Subject.RESPONSE, 60, ToldBy.SCREENS)
ON_CALL = Step(Subject.RESPONSE, 90, ToldBy.WEBHOOK, "on-call", "https://alerts.example.org/room")
MANAGER = Step(Subject.RESPONSE, 180, ToldBy.WEBHOOK, "manager", "https://alerts.example.org/manager")


@pytest.fixture
def told(watched: Room) -> Room:
    """A room whose site tells screens after a minute, then two outside."""
    tells(watched, SCREENS, ON_CALL, MANAGER)
    return watched


def tells(room: Room, *steps: Step) -> None:
    with room.house.db.write() as session:
        session.get_one(Site, room.site_id).told_next = [step.as_json() for step in steps]


def starts(room: Room, booth: str = "3", **of: Any) -> UUID:
    return UUID(room.does(responses.start, said={"booth": room.booth(booth)}, **of)["response"]["id"])


def until(room: Room, clock_time: str) -> None:
    """The sweep now and then, until then: how often changes nothing."""
    while room.clock.time < at(clock_time):
        room.clock.time = min(at(clock_time), room.clock.time + timedelta(seconds=30))
        room.sweeps()


def steps(room: Room) -> list[tuple[str, str]]:
    """Whom, and when that happened."""
    return [(fact.get("who", fact["by"]), f"{fact['at']:%H:%M:%S}") for fact in room.facts("next_told")]


def outbox(room: Room) -> list[Message]:
    with room.house.db.read() as session:
        found = list(session.scalars(select(Message).order_by(Message.made_at, Message.who)))
        session.expunge_all()
        return found


def sending(room: Room) -> messages.Letter | None:
    """What a sender would have to send now, claimed."""
    for message, seen in messages.due(room.house, room.clock(), 10):
        letter = messages.claim(room.house, message, seen, room.clock())
        if letter is not None:
            return letter
    return None


class Receiver(Outside):
    """Whoever is told, and how often. ``holds_up`` is what happens before it answers."""

    def __init__(self, holds_up: Callable[[], object] = lambda: None, *, works: bool = True) -> None:
        self.told: list[UUID] = []
        self._holds_up = holds_up
        self._works = works

    def tell(self, letter: messages.Letter) -> bool:
        self.told.append(letter.id)
        self._holds_up()
        if not self._works:
            raise NotTold("no answer in time")
        return False


def insists_at(room: Room) -> str | None:
    [response] = room.board(Audience.WALL)["responses"]
    value: str | None = response["insists_at"]
    return value


def became(room: Room) -> list[tuple[str, str]]:
    """What tablets say of the one response: who was told, and what became of it."""
    [response] = room.board()["responses"]
    assert "https" not in str(response["told"])
    return [(step["who"] or step["by"], step["became"]) for step in response["told"]]


def test_step_by_step_while_nobody_goes(told: Room) -> None:
    starts(told)
    assert insists_at(told) == "2026-11-22T14:01:00.000Z"
    until(told, "14:05")
    assert steps(told) == [("screens", "14:01:00"), ("on-call", "14:01:30"), ("manager", "14:03:00")]
    assert [(row.who, row.booth, row.sent_at) for row in outbox(told)] == [
        ("on-call", "3", None),
        ("manager", "3", None),
    ]


def test_going_holds_it_back_and_it_begins_anew_when_nobody_came(told: Room) -> None:
    response = starts(told)
    until(told, "14:00:30")
    told.does(responses.going, response)
    assert insists_at(told) == "2026-11-22T14:03:30.000Z"
    until(told, "14:04:10")
    assert steps(told) == [("screens", "14:03:30"), ("on-call", "14:04:00")]
    told.does(responses.here, response)
    # There until 14:07:10, asked softly for a minute more, then a minute until screens insist.
    until(told, "14:09:10")
    assert steps(told)[2:] == [("screens", "14:09:10")]
    until(told, "14:12:00")
    assert [who for who, _ in steps(told)[2:]] == ["screens", "on-call", "manager"]


def test_over_or_undone_tells_nobody(told: Room) -> None:
    first = starts(told)
    told.does(responses.over, first)
    slip = told.command("start")
    responses.start(told.house, slip, booth=told.booth("1"))
    told.does(undo.undo, said={"target": slip.id})
    until(told, "14:04")
    assert steps(told) == []


def test_undoing_that_somebody_came_brings_the_ladder_back(told: Room) -> None:
    response = starts(told)
    here = told.command("here")
    responses.here(told.house, here, response)
    told.does(undo.undo, said={"target": here.id})
    until(told, "14:01:10")
    assert steps(told) == [("screens", "14:01:00")]


def test_what_runs_keeps_the_ladder_it_began_with(told: Room) -> None:
    starts(told)
    tells(told)
    starts(told, booth="1")
    until(told, "14:01:30")
    assert steps(told) == [("screens", "14:01:00"), ("on-call", "14:01:30")]


def test_another_process_takes_up_where_one_was_killed_and_none_takes_a_step_twice(told: Room) -> None:
    starts(told)
    told.clock.pass_(seconds=95)
    for process in ("one", "another", "a third"):
        watch.sweep(
            told.house,
            told.clock(),
            process=process,
            started_at=START,
            since_beat=timedelta(seconds=1),
        )
    told.screens_follow()
    assert steps(told) == [("screens", "14:01:00"), ("on-call", "14:01:30")]
    assert len(outbox(told)) == 1


def test_a_later_step_never_waits_for_an_earlier_one(told: Room) -> None:
    starts(told)
    until(told, "14:01:30")
    letter = sending(told)
    assert letter is not None
    messages.failed(told.house, letter, "not reached")
    told.screens_follow()
    until(told, "14:03:00")
    assert steps(told)[-1] == ("manager", "14:03:00")


def test_one_claims_a_message_and_who_dies_with_it_leaves_it_to_another(told: Room) -> None:
    starts(told)
    until(told, "14:01:30")
    [(message, seen)] = messages.due(told.house, told.clock(), 10)
    assert messages.claim(told.house, message, seen, told.clock()) is not None
    assert messages.claim(told.house, message, seen, told.clock()) is None
    told.clock.pass_(seconds=29)
    assert messages.due(told.house, told.clock(), 10) == []
    told.clock.pass_(seconds=1)
    letter = sending(told)
    assert letter is not None
    assert became(told)[-1] == ("on-call", "sending")
    messages.sent(told.house, letter, confirmed=True)
    told.screens_follow()
    assert became(told) == [("screens", "insist"), ("on-call", "confirmed")]
    [row] = outbox(told)
    assert (row.attempts, row.sent_at, row.confirmed_at) == (2, told.clock(), told.clock())
    assert sending(told) is None
    [fact] = told.facts("message_sent")
    assert (fact["who"], fact["attempts"], fact["confirmed"]) == ("on-call", 2, True)


def test_who_stood_still_with_a_claim_does_not_send_what_another_has_claimed(told: Room) -> None:
    starts(told)
    until(told, "14:01:30")
    receiver = Receiver()
    resumed = sending(told)
    told.clock.pass_(seconds=31)
    other = sending(told)
    assert resumed is not None
    assert other is not None
    send(told.house, receiver, resumed)
    assert receiver.told == []
    send(told.house, receiver, other)
    send(told.house, receiver, resumed)
    assert len(receiver.told) == 1
    [fact] = told.facts("message_sent")
    assert fact["attempts"] == 2


def test_a_claim_that_has_run_out_is_not_sent_by_it_even_if_nobody_else_was_there(told: Room) -> None:
    starts(told)
    until(told, "14:01:30")
    receiver = Receiver()
    resumed = sending(told)
    told.clock.pass_(seconds=30)
    assert resumed is not None
    send(told.house, receiver, resumed)
    assert receiver.told == []
    again = sending(told)
    assert again is not None
    send(told.house, receiver, again)
    assert len(receiver.told) == 1


def test_who_came_while_a_sender_stood_still_is_not_sent_after(told: Room) -> None:
    response = starts(told)
    until(told, "14:01:30")
    receiver = Receiver()
    resumed = sending(told)
    told.does(responses.here, response)
    assert resumed is not None
    send(told.house, receiver, resumed)
    assert receiver.told == []


def test_who_stood_still_while_sending_brings_no_third(told: Room) -> None:
    """Its own failing is late news: the colleague who has claimed it since says how that went."""
    starts(told)
    until(told, "14:01:30")
    slow = sending(told)
    assert slow is not None
    colleague: list[messages.Letter | None] = []

    def stands_still() -> None:
        told.clock.pass_(seconds=31)
        colleague.append(sending(told))

    send(told.house, Receiver(stands_still, works=False), slow)
    told.clock.pass_(seconds=10)
    assert sending(told) is None
    assert told.facts("message_failing") == []
    assert colleague[0] is not None
    send(told.house, receiver := Receiver(), colleague[0])
    assert len(receiver.told) == 1
    assert sending(told) is None


def test_tablets_say_who_could_not_be_told_until_it_is_sent_or_given_up(told: Room) -> None:
    starts(told)
    until(told, "14:01:30")
    tried = 0
    while (letter := sending(told)) is not None and letter.who == "on-call":
        messages.failed(told.house, letter, "answered 500")
        told.screens_follow()
        tried += 1
        assert [one["who"] for one in told.board()["room"]["not_told"]] == ["on-call"]
        assert "not_told" not in told.board(Audience.WALL)["room"]
        assert became(told)[-1] == ("on-call", "failing" if outbox(told)[0].next_try_at else "given_up")
        [row] = outbox(told)
        if row.next_try_at is None:
            break
        told.clock.time = row.next_try_at
    assert tried > 10
    assert len(told.facts("message_failing")) == 1
    [given_up] = told.facts("message_given_up")
    assert given_up["attempts"] == tried
    assert [one["who"] for one in told.board()["room"]["not_told"]] == ["on-call"]


def test_what_waits_is_withdrawn_when_somebody_comes(told: Room) -> None:
    response = starts(told)
    until(told, "14:01:30")
    letter = sending(told)
    assert letter is not None
    messages.failed(told.house, letter, "not reached")
    told.screens_follow()
    told.does(responses.here, response)
    told.clock.pass_(seconds=60)
    assert sending(told) is None
    assert told.board()["room"]["not_told"] == []
    assert became(told)[-1] == ("on-call", "withdrawn")
    assert [one.who for one in messages.failing(told.house, told.site_id)] == ["on-call"]


def test_a_response_heard_of_late_with_all_that_was_done_in_it_tells_nobody(told: Room) -> None:
    told.clock.pass_(minutes=20)
    response = starts(told, happened_at=at("14:05"))
    told.clock.pass_(seconds=5)
    told.sweeps()
    told.does(responses.here, response, happened_at=at("14:19"))
    until(told, "14:21")
    assert steps(told) == []


def test_a_week_later_no_address_is_left(told: Room) -> None:
    response = starts(told)
    until(told, "14:01:30")
    told.does(responses.over, response)
    told.clock.pass_(minutes=8 * 24 * 60)
    watch.sweep(told.house, told.clock(), process="test", started_at=START, since_beat=timedelta(seconds=1))
    told.screens_follow()
    assert became(told) == []
    assert outbox(told) == []
    with told.house.db.read() as session:
        assert session.scalars(select(ToldStep)).all() == []


def test_set_back_the_clock_moves_no_step_later(told: Room) -> None:
    """What is left of each deadline is what the steady clock says."""
    from ops.services import clock_back

    starts(told)
    told.clock.pass_(seconds=30)
    told.clock.time -= timedelta(hours=1)
    clock_back.follow(told.house, timedelta(hours=1), right_at=told.clock())
    told.screens_follow()
    until(told, "13:01:05")
    assert steps(told) == [("screens", "13:01:00")]
