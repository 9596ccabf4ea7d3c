"""A handle is lent for a stay: it is on the tablets, and in nothing that is kept longer."""

from sqlalchemy import select

from ops.domain.words import Answer, Audience
from ops.models import JournalEntry, Receipt, Visit
from ops.services import visits
from tests.services.room import Room

CANARY = "quetzal"


def a_stay(room: Room) -> None:
    """Waiting, called, seated, looked at, moved, gone: each answer is kept in a receipt."""
    said = {"handle": CANARY}
    visit = room.does(visits.arrive, said=said)["id"]
    stay = next(row for row in room.board()["waiting"] if row["id"] == visit)
    assert stay["handle"] == CANARY


def test_neither_receipts_nor_the_journal_learn_a_handle(room: Room) -> None:
    a_stay(room)
    with room.house.db.read() as session:
        visit = session.scalars(select(Visit)).one().id
    room.does(visits.call, visit)
    room.does(visits.seat, visit, said={"booth": room.booth("1")})
    assert CANARY in str(room.board())
    room.looks_in(visit)
    room.does(visits.move, visit, said={"booth": room.booth("2")})
    room.looks_in(visit, Answer.RESPOND)
    with room.house.db.read() as session:
        receipts = [(row.answer or b"").decode() for row in session.scalars(select(Receipt))]
        facts = [str(row.data) for row in session.scalars(select(JournalEntry))]
    assert len(receipts) == 6
    assert [kept for kept in receipts + facts if CANARY in kept or '"handle"' in kept] == []


def test_the_word_is_gone_with_the_stay(room: Room) -> None:
    a_stay(room)
    with room.house.db.read() as session:
        visit = session.scalars(select(Visit)).one().id
    room.does(visits.seat, visit, said={"booth": room.booth("1")})
    room.does(visits.end, visit)
    with room.house.db.read() as session:
        assert session.get_one(Visit, visit).handle is None
    assert all(CANARY not in str(room.board(audience)) for audience in Audience)
