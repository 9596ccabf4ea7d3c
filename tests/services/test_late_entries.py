"""What was written on paper: judged by when it happened, marked, and never on the board for a moment."""

from datetime import timedelta
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.summary import Summary
from ops.domain.words import Answer, ResponseState
from ops.models import JournalEntry, Message, Response
from ops.services import late_entries, late_signing, responses, summaries, undo
from ops.services.ways_in import staff
from tests.services.room import Room, at


def stayed(room: Room, seated: str, left: str, booth: str = "1") -> UUID:
    """A whole stay, typed in."""
    said = {"booth": room.booth(booth), "left_at": at(left)}
    return UUID(room.does(late_entries.stay, said=said, happened_at=at(seated))["id"])


def helped(room: Room, began: str, over: str, **said: object) -> UUID:
    """A whole response, typed in."""
    told = said or {"booth": room.booth("1"), "seat": "A"}
    answer = room.does(late_entries.response, said=told | {"over_at": at(over)}, happened_at=at(began))
    return UUID(answer["response"]["id"])


def today(room: Room) -> Summary:
    return summaries.summary(room.house, room.site_id, summaries.TODAY)


def test_a_past_stay_leaves_whoever_sits_there_now_alone(watched: Room) -> None:
    here = watched.seats("1", happened_at=at("13:58"))
    before = watched.person(here), watched.board()["booths"]
    past = stayed(watched, "13:05", "13:40")
    assert (watched.person(here), watched.board()["booths"]) == before
    assert [one["id"] for one in watched.board()["room"]["recently_left"]] == [str(past)]
    watched.sweeps()
    assert watched.facts("check_in_overdue", "booth_needs_cleaning") == []
    told = today(watched)
    assert (told.visits.begun, told.visits.ended, told.visits.episodes) == (2, 1, 2)
    assert told.in_booth.spread.longest == 35 * 60


def test_looks_in_a_past_stay_are_made_and_none_is_late(watched: Room) -> None:
    past = stayed(watched, "13:05", "13:40")
    for when in ("13:12", "13:30"):
        watched.looks_in(past, Answer.ASLEEP, happened_at=at(when), from_paper=True)
    told = today(watched)
    assert (told.looks.made, told.looks.late, told.looks.missed) == (2, 0, 0)
    assert told.late_entries == 3
    assert told.handover is not None
    assert told.handover.late_entries == 3


def test_somebody_of_the_team_signs_for_what_was_typed_in_by_then(watched: Room) -> None:
    with pytest.raises(Refused) as no:
        watched.does(late_signing.sign)
    assert no.value.code is Code.UNKNOWN_STAFF
    ana = staff.add(watched.house, watched.site_id, name="Ana")
    assert watched.does(late_signing.sign, by=ana)["repeat"] is True
    stayed(watched, "13:05", "13:40")
    seen = watched.board()["version"]
    stayed(watched, "13:10", "13:45")
    assert (watched.board()["room"]["unsigned"], today(watched).late_unsigned) == (2, 2)
    watched.does(late_signing.sign, by=ana, said={"until": seen})
    assert watched.board()["room"]["unsigned"] == 1
    rest = watched.command("sign", by=ana)
    late_signing.sign(watched.house, rest, until=10**9)
    watched.screens_follow()
    told = today(watched)
    assert (told.late_entries, told.late_unsigned) == (2, 0)
    assert told.handover is not None
    assert (told.handover.unsigned, told.handover.signed_by) == (0, "Ana")
    assert [fact["entries"] for fact in watched.facts("late_entries_signed")] == [1, 1]
    watched.does(undo.undo, said={"target": rest.id})
    assert watched.board()["room"]["unsigned"] == 1
    past = watched.command("past", happened_at=at("13:20"))
    late_entries.stay(watched.house, past, booth=watched.booth("1"), left_at=at("13:50"))
    watched.screens_follow()
    assert watched.board()["room"]["unsigned"] == 2


def test_a_past_response_sounds_nowhere_and_calls_nobody(watched: Room) -> None:
    response = helped(watched, "13:10", "13:22")
    (shown,) = watched.board()["responses"]
    assert (shown["state"], shown["over_at"]) == (ResponseState.OVER, "2026-11-22T13:22:00.000Z")
    assert shown["marks"] == ["from_paper"]
    with watched.house.db.read() as session:
        row = session.get_one(Response, response)
        assert (row.wake_at, session.query(Message).count()) == (None, 0)
    dose = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    watched.does(responses.log_action, response, said=dose, happened_at=at("13:12"), from_paper=True)
    (action,) = watched.board()["responses"][0]["actions"]
    assert (action["happened_at"], action["marks"]) == ("2026-11-22T13:12:00.000Z", ["from_paper"])
    assert today(watched).responses.doses == 1


def test_a_response_that_was_on_record_already_is_joined_and_goes_on(watched: Room) -> None:
    running = UUID(
        watched.does(responses.start, said={"booth": watched.booth("1")}, happened_at=at("13:12"))["id"]
    )
    assert helped(watched, "13:15", "13:20") == running
    (shown,) = watched.board()["responses"]
    assert shown["state"] == ResponseState.RUNNING


def test_everything_typed_is_marked_in_the_journal_and_nothing_else(room: Room) -> None:
    stayed(room, "13:05", "13:40")
    room.seats("2", happened_at=at("13:45"), from_paper=True)
    typed = len(room.facts())
    room.seats("3")
    with room.house.db.read() as session:
        rows = session.query(JournalEntry).order_by(JournalEntry.id).all()
        assert [row.from_paper for row in rows] == [True] * typed + [False] * (len(rows) - typed)


def test_paper_may_be_a_week_old_and_a_clock_two_days(room: Room) -> None:
    six_days = at("13:00") - timedelta(days=6)
    room.seats("1", happened_at=six_days, from_paper=True)
    with pytest.raises(Refused) as no:
        room.seats("2", happened_at=six_days)
    assert no.value.code is Code.HAPPENED_TOO_LONG_AGO
    with pytest.raises(Refused) as no:
        room.seats("2", happened_at=at("13:00") - timedelta(days=7), from_paper=True)
    assert no.value.code is Code.PAPER_TOO_OLD


@pytest.mark.parametrize(
    ("seated", "left", "code"),
    [
        ("13:40", "13:05", Code.BAD_VALUE),
        ("13:40", "14:05", Code.HAPPENED_IN_FUTURE),
        ("14:05", "14:10", Code.HAPPENED_IN_FUTURE),
    ],
)
def test_a_past_that_cannot_be_is_refused(room: Room, seated: str, left: str, code: Code) -> None:
    for typed in (stayed, helped):
        with pytest.raises(Refused) as no:
            typed(room, seated, left)
        assert no.value.code is code
    assert room.facts() == []


def test_a_past_stay_is_taken_back_whole(watched: Room) -> None:
    past = stayed(watched, "13:05", "13:40")
    watched.does(undo.undo, said={"target": past})
    assert today(watched).visits.begun == 0
    assert today(watched).late_entries == 0
