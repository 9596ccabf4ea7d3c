"""The journal as evidence: what a hand in the database changes shows, and what its time took does not."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from ops.domain import chain, facts
from ops.domain.chain import Body, Fault, Head, Kept, State, Verdict
from ops.domain.checkpoint import Checkpoint
from ops.domain.words import Answer
from ops.models import ChainLink, JournalEntry, Site
from ops.services import checkpoints, drills, notices, proof, recording, responses, undo, visits
from tests.services.room import Room


@pytest.fixture
def paper(room: Room) -> Head:
    """Somebody came, was looked at, and left, and somebody else is in a response; where the chain was
    then, as it stands on paper."""
    visit = room.seats("1")
    room.clock.pass_(minutes=3)
    room.looks_in(visit, Answer.KEEP_AN_EYE, by=room.staff("Kim"))
    room.does(visits.end, visit)
    other = room.seats("5", "B")
    room.does(responses.start, said={"booth": room.booth("5"), "seat": "B", "visit": other})
    now = head(room)
    assert now.seq > 5
    return Head(now.seq, now.hash[:10])


def verdict(room: Room, *papers: Head) -> Verdict:
    return proof.verify(room.house, room.site_id, [Checkpoint("here", paper) for paper in papers])


def head(room: Room) -> Head:
    return checkpoints.of_now(room.house, room.site_id).head


def by_hand(room: Room, *statements: Any) -> None:
    with room.house.db.write() as session:
        for statement in statements:
            session.execute(statement)


def of(row: type[JournalEntry] | type[ChainLink], room: Room, seq: int) -> Any:
    return (row.site_id == room.site_id) & (row.seq == seq)


def test_what_the_room_did_is_whole(room: Room, paper: Head) -> None:
    assert verdict(room, paper) == Verdict(State.OK, paper.seq)
    with room.house.db.read() as session:
        assert session.scalar(select(func.count(JournalEntry.id))) == paper.seq


def test_a_refused_act_leaves_no_link(room: Room, paper: Head) -> None:
    with pytest.raises(Exception, match="seat_taken"):
        room.seats("5", "B")
    assert head(room).seq == paper.seq
    assert verdict(room, paper).state is State.OK


def test_an_undone_act_stays_in_the_chain(room: Room, paper: Head) -> None:
    key = UUID(int=7)
    room.seats("2", key=key)
    before = head(room).seq
    room.does(undo.undo, said={"target": key})
    assert verdict(room, paper) == Verdict(State.OK, before + 1)


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "walk_begun"},
        {"by": "Sam"},
        {"by": ""},
        {"device_id": None},
        {"from_paper": True},
        {"version": 99},
        {"command_id": UUID(int=1)},
        {"data": {}},
        {"salt": bytes(16)},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_a_fact_that_was_edited_shows(room: Room, paper: Head, edit: dict[str, Any]) -> None:
    by_hand(room, update(JournalEntry).where(of(JournalEntry, room, 3)).values(**edit))
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.CONTENTS)


@pytest.mark.parametrize("column", ["happened_at", "recorded_at"])
def test_a_time_that_was_moved_shows(room: Room, paper: Head, column: str) -> None:
    earlier = room.clock.pass_(minutes=-1)
    by_hand(room, update(JournalEntry).where(of(JournalEntry, room, 3)).values({column: earlier}))
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.CONTENTS)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["data", "command_id", "happened_at", "salt"])
def test_what_no_program_wrote_shows_where_it_is(room: Room, paper: Head, column: str) -> None:
    """Where a database takes it: one with types refuses."""
    by_hand(room, text(f"UPDATE journal SET {column} = '{{neither' WHERE seq = 3"))
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.CONTENTS)


@pytest.mark.parametrize("column", ["commitment", "prev", "hash"])
def test_a_link_that_was_edited_shows(room: Room, paper: Head, column: str) -> None:
    by_hand(room, update(ChainLink).where(of(ChainLink, room, 3)).values({column: bytes(32)}))
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.LINK)
    if room.house.db.is_sqlite:
        by_hand(room, text(f"UPDATE chain SET {column} = 'words' WHERE seq = 3"))
        assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.LINK)


def purged(room: Room, *seqs: tuple[int, int], up_to: int | None = None) -> None:
    """What a purge says it took."""
    now = room.clock.time
    notices.note(room.house, facts.Purged(now, "stays", now, 0, 0, seqs, up_to))


def test_contents_that_were_purged_leave_a_chain_that_verifies(room: Room, paper: Head) -> None:
    """Without a fact that says so of each of them it is broken, where the first is missing."""
    by_hand(room, delete(JournalEntry).where(JournalEntry.site_id == room.site_id, JournalEntry.seq <= 4))
    by_hand(room, delete(JournalEntry).where(of(JournalEntry, room, paper.seq)))
    gone = ((1, 4), (paper.seq, paper.seq))
    assert verdict(room, paper) == Verdict(State.BROKEN, 0, 1, Fault.GONE, gone)
    purged(room, (1, 2), (4, 4))
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.GONE, gone)
    purged(room, up_to=4)
    assert verdict(room, paper) == Verdict(State.BROKEN, paper.seq - 1, paper.seq, Fault.GONE, gone)
    purged(room, (paper.seq, paper.seq))
    assert verdict(room, paper) == Verdict(State.OK, paper.seq + 3, gone=gone)
    room.looks_in(room.seats("2"))
    assert verdict(room, paper).state is State.OK


def test_a_fact_that_was_taken_out_whole_shows(room: Room, paper: Head) -> None:
    by_hand(
        room,
        delete(JournalEntry).where(of(JournalEntry, room, 3)),
        delete(ChainLink).where(of(ChainLink, room, 3)),
    )
    assert verdict(room, paper) == Verdict(State.BROKEN, 2, 3, Fault.MISSING)


def test_a_fact_that_was_put_in_shows(room: Room, paper: Head) -> None:
    with room.house.db.write() as session:
        put_in(session, room, paper.seq + 1)
    assert verdict(room, paper) == Verdict(State.BROKEN, paper.seq, paper.seq + 1, Fault.NO_LINK)
    by_hand(room, update(JournalEntry).where(of(JournalEntry, room, paper.seq + 1)).values(seq=-1))
    assert verdict(room, paper) == Verdict(State.BROKEN, paper.seq, -1, Fault.NO_LINK)


def test_a_fact_that_was_put_in_with_a_link_shows(room: Room, paper: Head) -> None:
    with room.house.db.write() as session:
        seq = session.get_one(Site, room.site_id).chain_seq + 1
        entry = put_in(session, room, seq)
        committed = chain.commitment(entry)
        link = chain.after(recording.head(session.get_one(Site, room.site_id)), committed)
        session.execute(insert(ChainLink).values(site_id=room.site_id, **vars(link)))
    assert verdict(room, paper) == Verdict(State.BROKEN, seq, seq, Fault.END)


def put_in(session: Session, room: Room, seq: int) -> Kept:
    now = room.clock()
    body = Body(1, "room_opened", None, now, now, None, "Kim", False, {})
    session.execute(insert(JournalEntry).values(site_id=room.site_id, seq=seq, salt=bytes(16), **vars(body)))
    return Kept(bytes(16), body)


def cut(room: Room, seq: int) -> None:
    """The newest facts go, links and all."""
    for row in (JournalEntry, ChainLink):
        by_hand(room, delete(row).where(row.site_id == room.site_id, row.seq > seq))


def set_back(room: Room) -> None:
    """And the site says that the chain always ended there."""
    with room.house.db.write() as session:
        newest = select(ChainLink).where(ChainLink.site_id == room.site_id).order_by(ChainLink.seq.desc())
        link = session.scalars(newest.limit(1)).one()
        site = session.get_one(Site, room.site_id)
        site.chain_seq, site.chain_hash = link.seq, link.hash


def test_newest_facts_that_were_taken_away_show(room: Room, paper: Head) -> None:
    cut(room, 4)
    assert verdict(room) == Verdict(State.TRUNCATED, 4, 4)


def test_all_of_it_taken_away_shows(room: Room, paper: Head) -> None:
    cut(room, 0)
    assert verdict(room) == Verdict(State.TRUNCATED, 0, 0)


def test_facts_taken_away_with_skill_are_caught_by_the_paper(room: Room, paper: Head) -> None:
    cut(room, 4)
    set_back(room)
    assert verdict(room).state is State.OK
    assert verdict(room, paper) == Verdict(State.TRUNCATED, 4, 4)
    while head(room).seq < paper.seq:
        room.seats(None)
    assert verdict(room, paper).state is State.BAD_CHECKPOINT


def written_anew(room: Room, changed: Callable[[Body], Body]) -> None:
    """Whoever has the database and this program makes a chain that is whole in itself."""
    with room.house.db.write() as session:
        site = session.get_one(Site, room.site_id)
        site.chain_seq, site.chain_hash = 0, None
        entries = session.scalars(
            select(JournalEntry).where(JournalEntry.site_id == room.site_id).order_by(JournalEntry.seq)
        ).all()
        said = [Body(*(getattr(entry, name) for name in Body.__dataclass_fields__)) for entry in entries]
        session.execute(delete(ChainLink).where(ChainLink.site_id == room.site_id))
        session.execute(delete(JournalEntry).where(JournalEntry.site_id == room.site_id))
        session.expire_all()
        for body in said:
            recording.append(session, session.get_one(Site, room.site_id), changed(body))


def test_a_journal_written_anew_is_caught_by_the_paper(room: Room, paper: Head) -> None:
    written_anew(room, lambda body: Body(**{**vars(body), "by": "Sam"}))
    assert verdict(room).state is State.OK
    assert verdict(room, paper) == Verdict(State.BAD_CHECKPOINT, paper.seq, paper.seq)


def test_also_the_same_facts_sealed_anew(room: Room, paper: Head) -> None:
    written_anew(room, lambda body: body)
    assert verdict(room, paper).state is State.BAD_CHECKPOINT


def test_each_site_has_a_chain_of_its_own(room: Room, elsewhere: Room, paper: Head) -> None:
    elsewhere.seats("1")
    room.seats("2")
    by_hand(room, update(JournalEntry).where(of(JournalEntry, elsewhere, 1)).values(by="Sam"))
    assert verdict(elsewhere).state is State.BROKEN
    assert verdict(room, paper).state is State.OK


def test_a_site_where_nothing_happened_yet(room: Room) -> None:
    assert verdict(room) == Verdict(State.OK, 0)
    assert head(room) == chain.start("here")


def test_a_long_chain_is_read_page_by_page(room: Room, paper: Head, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "PAGE", 2)
    assert verdict(room, paper) == Verdict(State.OK, paper.seq)
    by_hand(room, delete(JournalEntry).where(of(JournalEntry, room, 5)))
    assert verdict(room, paper) == Verdict(State.BROKEN, 4, 5, Fault.GONE, ((5, 5),))
    by_hand(room, update(ChainLink).where(of(ChainLink, room, 6)).values(hash=bytes(32)))
    assert verdict(room, paper) == Verdict(State.BROKEN, 5, 6, Fault.LINK, gone=((5, 5),))


def test_a_drill_has_a_chain_that_goes_with_it(room: Room, paper: Head) -> None:
    drill = room.does(drills.begin)
    with room.house.db.read() as session:
        beside = session.scalars(select(Site.id).where(Site.drill_of == room.site_id)).one()
    assert proof.verify(room.house, beside).state is State.OK
    room.does(drills.end, UUID(drill["id"]))
    assert verdict(room, paper).state is State.OK
    with room.house.db.read() as session:
        assert set(session.scalars(select(ChainLink.site_id))) == {room.site_id}
