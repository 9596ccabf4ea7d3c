"""What is signed as a shift ends, and what its paper shows when somebody has been at the database."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete, update

from ops.domain import checkpoint
from ops.domain.chain import Fault, Head, State, Verdict
from ops.domain.checkpoint import Checkpoint
from ops.models import Checkpoint as Row
from ops.models import JournalEntry
from ops.services import checkpoints, proof, shifts, undo
from tests.services.room import Room
from tests.support.keys import KEYS


def ends(room: Room) -> UUID:
    shift = UUID(room.does(shifts.open_shift)["id"])
    room.seats(None)
    room.clock.pass_(minutes=5)
    room.does(shifts.hand_over)
    return shift


def verdict(room: Room, *papers: Checkpoint) -> Verdict:
    return proof.verify(room.house, room.site_id, papers)


def paper_of(room: Room, shift: UUID) -> Checkpoint:
    made = checkpoints.of_shift(room.house, room.site_id, shift)
    assert made is not None
    return made


def test_the_end_of_a_shift_is_signed_with_its_own_last_fact(room: Room) -> None:
    made = paper_of(room, ends(room))
    assert [made.head] == [checkpoints.of_now(room.house, room.site_id).head]
    assert room.facts()[made.head.seq - 1]["kind"] == "shift_handed_over"
    assert (made.slug, made.made_at) == ("here", room.clock())
    assert checkpoints.is_ours(KEYS, made)
    room.seats("2")
    [kept] = checkpoints.made(room.house, room.site_id)
    assert kept.checkpoint == made


def test_a_shift_that_is_closed_is_signed_too(room: Room) -> None:
    shift = UUID(room.does(shifts.open_shift)["id"])
    assert checkpoints.of_shift(room.house, room.site_id, shift) is None
    room.does(shifts.close)
    made = paper_of(room, shift)
    assert room.facts()[made.head.seq - 1]["kind"] == "shift_closed"


def test_an_end_that_was_undone_is_signed_anew(room: Room) -> None:
    key = UUID(int=9)
    shift = UUID(room.does(shifts.open_shift)["id"])
    room.does(shifts.close, key=key)
    first = paper_of(room, shift)
    room.does(undo.undo, said={"target": key})
    room.does(shifts.close)
    second = paper_of(room, shift)
    assert second.head.seq > first.head.seq
    assert verdict(room, first, second).state is State.OK, "both papers are of this history"


@pytest.mark.parametrize("text", ["short", "whole"])
def test_what_stands_on_the_paper_is_enough(room: Room, text: str) -> None:
    made = paper_of(room, ends(room))
    room.seats("3")
    assert verdict(room, checkpoint.read(getattr(made, text)())).state is State.OK


def test_a_signature_that_is_not_ours_shows(room: Room) -> None:
    made = paper_of(room, ends(room))
    assert made.signature is not None
    forged = replace(made, signature=bytes(64))
    assert not checkpoints.is_ours(KEYS, forged)
    assert not checkpoints.is_ours(replace(KEYS, signing_key=b"x" * 32), made)
    assert not checkpoints.is_ours(KEYS, replace(made, made_at=room.clock.pass_(minutes=1)))
    assert not checkpoints.is_ours(KEYS, replace(made, signature=None))
    assert not checkpoints.is_ours(KEYS, replace(made, signature=b"short"))
    assert verdict(room, forged) == Verdict(State.BAD_CHECKPOINT, made.head.seq, made.head.seq)


def test_what_was_signed_shows_a_rewriting_that_forgot_it(room: Room) -> None:
    made = paper_of(room, ends(room))
    with room.house.db.write() as session:
        session.execute(update(Row).values(hash=bytes(32)))
    assert verdict(room) == Verdict(State.BAD_CHECKPOINT, made.head.seq, made.head.seq)
    with room.house.db.write() as session:
        session.execute(delete(Row))
    assert verdict(room, made).state is State.OK


def test_a_paper_newer_than_the_database_is_of_one_that_was_cut_off(room: Room) -> None:
    made = paper_of(room, ends(room))
    later = replace(made, head=Head(made.head.seq + 10, made.head.hash), signature=None)
    assert verdict(room, later) == Verdict(State.TRUNCATED, made.head.seq, made.head.seq)


def test_an_edit_is_told_before_any_paper(room: Room) -> None:
    made = paper_of(room, ends(room))
    with room.house.db.write() as session:
        session.execute(update(JournalEntry).where(JournalEntry.seq == 2).values(by="Sam"))
    assert verdict(room, made) == Verdict(State.BROKEN, 1, 2, Fault.CONTENTS)


def test_what_there_is_to_show(room: Room) -> None:
    for _ in range(3):
        ends(room)
    with room.house.db.write() as session:
        session.execute(delete(JournalEntry).where(JournalEntry.seq <= 2))
    told = proof.look(room.house, room.site_id, limit=2)
    assert told.newest.head == checkpoints.of_now(room.house, room.site_id).head
    assert told.kept == told.newest.head.seq - 2
    assert [one.checkpoint.head.seq for one in told.made] == sorted(
        (one.checkpoint.head.seq for one in told.made), reverse=True
    )
    assert len(told.made) == 2
    assert len(told.public_key) == 64
